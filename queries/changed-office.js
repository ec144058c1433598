// Who changed office, or the body that it is in: people of whom articles tell more than one.
// @ask who changed office | who changed sides | who changed jobs | did NAME change office | did NAME change sides
// @param name string "" only this person
// @param look int 5000 how many tellings of offices are looked at, the newest first
// @column who, offices, first, last, articles
const people = {};
for (const r of roles({ by: params.name, limit: params.look })) {
  const p = people[r.agent_id] = people[r.agent_id] || { who: r.who, seen: {}, bodies: {}, first: r.date, last: r.date, articles: {}, agent_id: r.agent_id };
  const told = (r.former ? "former " : "") + r.title + (r.organization ? ", " + r.organization : "");
  p.seen[told] = p.seen[told] || r.date;
  p.bodies[r.organization_id || r.title.toLowerCase()] = true;
  p.articles[r.article_id] = true;
  if (r.date && (!p.first || r.date < p.first)) p.first = r.date;
}
emit(page(Object.values(people).filter(function (p) { return Object.keys(p.bodies).length > 1 && p.agent_id.indexOf("agent:") !== 0; }).map(function (p) {
  return { who: p.who, offices: Object.keys(p.seen).map(function (o) { return o + (p.seen[o] ? " (" + p.seen[o].slice(0, 10) + ")" : ""); }).join("; "), first: p.first, last: p.last, articles: Object.keys(p.articles).length, agent_id: p.agent_id };
})));
