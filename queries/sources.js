// How often each source was quoted, how much of it in its own words, by whom and where.
// @ask who is quoted most | who was quoted most | who are the sources | who is quoted in ARTICLE | most quoted | who is quoted
// @param article string "" only this article: its id
// @param about string "" only statements with these words
// @column source, kind, statements, direct, articles
emit(begun(count({ article: params.article, words: params.about, nested: false, limit: params.limit * params.page + 1 }, "agent")).map(function (c) {
  return { source: c.name, kind: c.kind, statements: c.statements, direct: c.direct, articles: c.articles, agent_id: c.value };
}));
