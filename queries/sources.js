// How often each source was quoted, how much of it in its own words, by whom and where.
// @ask who is quoted most | who is quoted most often | who is quoted the most | most quoted | who are the sources | who are the sources of ARTICLE
// @ask who is quoted in ARTICLE | who is quoted in the article ARTICLE | who is quoted | who is quoted about WORDS | who is quoted on WORDS | who speaks most
// @ask who spoke most | who speaks the most | who talks most
// @param article string "" only this article: its id
// @param about string "" only statements with these words
// @column source, kind, statements, direct, articles
emit(begun(count({ article: params.article, words: params.about, nested: false, limit: params.limit * params.page + 1 }, "agent")).map(function (c) {
  return { source: c.name, kind: c.kind, statements: c.statements, direct: c.direct, articles: c.articles, agent_id: c.value };
}));
