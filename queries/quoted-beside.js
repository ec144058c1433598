// Who is quoted beside somebody: in how many of the same articles.
// @ask who is quoted beside NAME | who is quoted with NAME | who is quoted next to NAME | who is quoted alongside NAME | who speaks beside NAME
// @ask who else is quoted with NAME
// @param name string "" the source
// @param look int 150 how many of its articles are looked at, the newest first
// @column source, kind, articles, statements
emit(page(beside({ by: params.name, limit: 1000 }, params.look).map(function (b) {
  return { source: b.name, kind: b.kind, articles: b.articles, statements: b.statements, agent_id: b.value };
})));
