// Who changed office, or the body that it is in: people of whom articles tell more than one.
// @ask who changed office | who changed jobs | did NAME change office | did NAME change jobs | who changed offices | who has a new job | who moved to another office
// @param name string "" only this person
// @column who, offices, first, last
const people = {};
for (const r of offices({ by: params.name, limit: 1000 })) {
  const p = people[r.agent_id] = people[r.agent_id] || { who: r.who, told: [], bodies: {}, first: r.first, last: r.last, where: {}, agent_id: r.agent_id };
  p.told.push((r.former ? "former " : "") + r.title + (r.organization ? ", " + r.organization : "") + (r.last ? " (" + r.first + (r.first === r.last ? "" : " to " + r.last) + ")" : ""));
  p.bodies[r.organization_id || r.title.toLowerCase()] = true;
  p.where[r.article_id] = true;
  if (r.first && r.first < p.first) p.first = r.first;
}
// several titles in one article are no change
emit(page(Object.values(people).filter(function (p) { return Object.keys(p.bodies).length > 1 && Object.keys(p.where).length > 1 && p.agent_id.indexOf("agent:") !== 0; }).map(function (p) {
  return { who: p.who, offices: p.told.join("; "), first: p.first, last: p.last, agent_id: p.agent_id };
})));
