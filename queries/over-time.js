// How often somebody was quoted, month by month.
// @ask when was NAME quoted | how often was NAME quoted | how often is NAME quoted | how often did NAME speak | when did NAME speak | how many times was NAME quoted
// @param name string "" the source
// @param by string "month" day, month or year
// @column when, statements, direct, articles
emit(page(count({ by: params.name, nested: false, limit: 10000 }, params.by).filter(function (c) { return c.value; }).sort(function (a, b) { return a.value < b.value ? -1 : 1; }).map(function (c) {
  return { when: c.value, statements: c.statements, direct: c.direct, articles: c.articles };
})));
