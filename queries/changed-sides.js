// Who spoke for more than one principal, a chain such as a mission and its country aside.
// @ask who changed sides | did NAME change sides | who spoke for several | who spoke for both sides | who speaks for more than one
// @param name string "" only this speaker
// @column who, principals, articles
const people = {}, standing = {};
for (const r of pairs({ by: params.name, limit: 1000 })) {
  if (r.evidence === "standing") standing[r.agent_id + " " + r.principal_id] = true;
  if (r.agent_id.indexOf("person:") !== 0) continue;
  const p = people[r.agent_id] = people[r.agent_id] || { who: r.who, agent_id: r.agent_id, principals: [], articles: 0 };
  p.principals.push(r);
  p.articles += r.articles;
}
emit(page(Object.values(people).map(function (p) {
  p.principals = p.principals.filter(function (r) { return !p.principals.some(function (o) { return standing[o.principal_id + " " + r.principal_id] || o.article_id === r.article_id && o.order < r.order; }); });
  return p;
}).filter(function (p) { return p.principals.length > 1; }).map(function (p) {
  return { who: p.who, principals: p.principals.map(function (r) { return r.for + (r.last ? " (" + r.first + " to " + r.last + ")" : ""); }).join("; "), articles: p.articles, agent_id: p.agent_id };
})));
