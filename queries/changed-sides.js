// Who spoke for more than one principal.
// @ask who spoke for several | who spoke for both sides
// @param name string "" only this speaker
// @param look int 5000 how many tellings are looked at, the newest first
// @column who, principals, articles
const people = {};
for (const r of representations({ by: params.name, limit: params.look })) {
  if (r.evidence === "standing" || r.agent_id.indexOf("person:") !== 0) continue;
  const p = people[r.agent_id] = people[r.agent_id] || { who: r.who, agent_id: r.agent_id, principals: {}, articles: {} };
  p.principals[r.for] = p.principals[r.for] || r.date;
  (p.articles[r.article_id] = p.articles[r.article_id] || {})[r.principal_id] = true;
}
// a chain within one article is one side: a mission and its country
emit(page(Object.values(people).filter(function (p) {
  const sets = {};
  for (const a of Object.values(p.articles)) sets[Object.keys(a).sort().join(" ")] = true;
  return Object.keys(sets).length > 1;
}).map(function (p) {
  return { who: p.who, principals: Object.keys(p.principals).map(function (o) { return o + (p.principals[o] ? " (" + p.principals[o].slice(0, 10) + ")" : ""); }).join("; "), articles: Object.keys(p.articles).length, agent_id: p.agent_id };
})));
