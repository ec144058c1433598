// What kinds of saying somebody is quoted with: says, asks, denies, promises, accuses …
// @ask how does NAME speak | acts of NAME | what kinds of saying is NAME quoted with
// @param name string "" only this source
// @column act, statements, direct, articles
emit(page(count({ by: params.name, nested: false, limit: 100 }, "act").filter(function (c) { return c.value; }).map(function (c) {
  return { act: c.value, statements: c.statements, direct: c.direct, articles: c.articles };
})));
