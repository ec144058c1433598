// Who gets a voice: shares of own words, of office holders, and of women and men as the articles' pronouns and titles tell, by outlet, month or year.
// @ask how many women are quoted | how many women were quoted | how many men are quoted | share of women | share of officials | who gets a voice
// @ask how often are women quoted | how many officials are quoted
// @param by string "outlet" outlet, month, year, author or article
// @param article string "" only this article: its id
// @column group, statements, direct, officials, women, men, articles
const part = function (n, of) { return of ? Math.round(100 * n / of) + " %" : ""; };
emit(page(count({ article: params.article, nested: false, limit: 10000 }, params.by).map(function (c) {
  return { group: c.value, statements: c.statements, direct: part(c.direct, c.statements), officials: part(c.offices, c.statements), women: part(c.women, c.women + c.men), men: part(c.men, c.women + c.men), articles: c.articles };
})));
