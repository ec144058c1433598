// The outlets, with their statements and articles.
// @ask which outlets are there | which outlets | what outlets are there | list the outlets | which papers are there | which newspapers are there
// @column outlet, statements, direct, articles
emit(page(count({ nested: false, limit: 10000 }, "outlet").map(function (c) { return { outlet: c.value, statements: c.statements, direct: c.direct, articles: c.articles }; })));
