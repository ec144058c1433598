// Sources without a name: what they said and for whom they spoke.
// @param limit int 200 rows at most
// @column source, for, type, statement, article
emit(statements().filter(function (s) { return one(one(s, "<qg:saidBy>"), "<rdf:type>") === "<qg:UnnamedSource>"; }).map(function (s) {
  const r = row(s);
  return { source: r.who, "for": r["for"], type: r.type, statement: r.statement, article: r.article, position: r.position };
}));
