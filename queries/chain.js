// The chain of representation around somebody: for whom it speaks, and who speaks for it, step by step.
// @ask for whom does NAME speak | whom does NAME speak for | chain of NAME
// @param name string "" a name, or a part of it
// @param steps int 4 how far
// @column step, who, for, evidence, words, articles
const seen = {}, out = [];
function walk(ids, up, step) {
  if (step > params.steps || !ids.length) return;
  const next = [];
  for (const id of ids) {
    for (const r of representations(up ? { by: id, limit: 500 } : { for: id, limit: 500 })) {
      const pair = r.agent_id + " " + r.principal_id, other = up ? r.principal_id : r.agent_id;
      if (seen[pair]) { seen[pair].articles[r.article_id] = true; continue; }
      seen[pair] = { step: up ? step : -step, who: r.who, for: r.for, evidence: r.evidence, words: r.words, articles: { [r.article_id]: true }, agent_id: r.agent_id, principal_id: r.principal_id, article: r.article, article_id: r.article_id };
      out.push(seen[pair]);
      next.push(other);
    }
  }
  walk(next, up, step + 1);
}
const centre = agents(params.name, 5).map(function (a) { return a.id; });
walk(centre, true, 1);
walk(centre, false, 1);
emit(page(out.sort(function (a, b) { return a.step - b.step; }).map(function (r) {
  r.articles = Object.keys(r.articles).length;
  return r;
})));
