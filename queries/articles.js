// The articles in the store.
// @param limit int 200 rows at most
// @column article, headline, date, publisher, dateline, statements
const list = (g.V("<schema:NewsArticle>").In("<rdf:type>").ToArray() || []).map(function (a) {
  return { article: one(a, "<qg:articleId>"), headline: one(a, "<schema:headline>"), date: dated(a, "<schema:datePublished>") || one(a, "<qg:dateText>"),
    publisher: one(a, "<schema:publisher>"), dateline: one(a, "<qg:dateline>"), statements: g.V(a).In("<schema:isPartOf>").Count() };
}).sort(function (a, b) { return a.article < b.article ? -1 : 1; });
for (const a of list.slice(0, params.limit || list.length)) g.Emit(a);
