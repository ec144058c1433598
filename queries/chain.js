// The chain of representation around somebody: for whom it speaks, and who speaks for it, step by step.
// @ask for whom does NAME speak | whom does NAME speak for | whom does NAME represent | on whose behalf does NAME speak | chain of NAME | chain of representation of NAME
// @param name string "" a name, or a part of it
// @param steps int 4 how far
// @column step, who, for, evidence, words, articles
const seen = {}, out = [];
function walk(ids, up, step) {
  const next = [];
  for (const id of ids) {
    for (const r of pairs(up ? { by: id } : { for: id })) {
      const pair = r.agent_id + " " + r.principal_id;
      if (seen[pair]) continue;
      seen[pair] = true;
      r.step = up ? step : -step;
      out.push(r);
      next.push(up ? r.principal_id : r.agent_id);
    }
  }
  if (next.length && step < params.steps && out.length < 500) walk(next, up, step + 1);
}
const centre = agents(params.name, 5).map(function (a) { return a.id; });
walk(centre, true, 1);
walk(centre, false, 1);
emit(page(out.sort(function (a, b) { return a.step - b.step; })));
