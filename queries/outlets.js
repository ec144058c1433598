// The outlets, with their statements and articles.
// @ask which outlets are there | which outlets | list the outlets
// @column outlet, statements, direct, articles
emit(page(count({ nested: false, limit: 10000 }, "outlet").map(function (c) { return { outlet: c.value, statements: c.statements, direct: c.direct, articles: c.articles }; })));
