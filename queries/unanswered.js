// Whose claims nobody answers: sources that are an article's only one.
// @ask whose claims nobody answers | whose claims does nobody answer | whose claims are not answered | whose claims go unanswered | who is the only source
// @ask which claims are unanswered
// @param look int 200 how many articles are looked at, the newest first
// @column who, statements, articles
const alone = {};
for (const a of articles({ limit: params.look })) {
  const found = count({ article: a.article_id, nested: false, limit: 3 }, "agent");
  if (found.length !== 1) continue;
  const w = alone[found[0].value] = alone[found[0].value] || { who: found[0].name, statements: 0, articles: 0, agent_id: found[0].value };
  w.statements += found[0].statements;
  w.articles++;
}
emit(page(Object.values(alone).sort(function (a, b) { return b.articles - a.articles || b.statements - a.statements; })));
