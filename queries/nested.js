// Statements that others report: who said what, according to whom.
// @param limit int 200 rows at most
// @column who, statement, reported by, article
emit(statements().filter(function (s) { return one(s, "<qg:reportedIn>"); }).map(function (s) {
  const r = row(s);
  return { who: r.who, statement: r.statement, "reported by": who(one(s, "<qg:reportedIn>")), article: r.article, position: r.position };
}));
