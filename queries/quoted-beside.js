// Who is quoted beside somebody: in how many of the same articles.
// @ask who is quoted beside NAME | who is quoted with NAME | who speaks beside NAME
// @param name string "" the source
// @param look int 300 how many of its articles are looked at, the newest first
// @column source, kind, articles, statements
const beside = {}, seen = {}, own = {};
for (const a of agents(params.name, 50)) own[a.id] = true;
for (const r of statements({ by: params.name, limit: params.look * 10 })) {
  if (seen[r.article_id] || Object.keys(seen).length >= params.look) continue;
  seen[r.article_id] = true;
  for (const c of count({ article: r.article_id, limit: 200 }, "agent")) {
    if (own[c.value] || c.value.indexOf("agent:") === 0) continue;
    const b = beside[c.value] = beside[c.value] || { source: c.name, kind: c.kind, articles: 0, statements: 0, agent_id: c.value };
    b.articles++;
    b.statements += c.statements;
  }
}
emit(page(Object.values(beside).sort(function (a, b) { return b.articles - a.articles || b.statements - a.statements; })));
