// Who holds or held which office, and over which articles' dates it is told.
// @ask who is OFFICE | who was OFFICE | who holds the office of OFFICE | who is the OFFICE | who was the OFFICE | which offices does NAME hold | which offices did NAME hold
// @param name string "" only this person
// @param office string "" words of the office
// @param organization string "" only offices of this body
// @column who, title, organization, former, first, last, articles, words
const held = {};
for (const r of roles({ by: params.name, role: params.office, body: params.organization, limit: 5000 })) {
  const key = [r.agent_id, r.title.toLowerCase(), r.organization_id, r.former].join("|");
  const h = held[key] = held[key] || { who: r.who, title: r.title, organization: r.organization, former: r.former, first: r.date, last: r.date, articles: 0, words: r.words, agent_id: r.agent_id, role_id: r.role_id, organization_id: r.organization_id, article: r.article, article_id: r.article_id };
  h.articles++;
  if (r.date && (!h.first || r.date < h.first)) h.first = r.date;
}
emit(page(Object.values(held)));
