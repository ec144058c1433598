// What the holders of an office in an organisation said, and what the organisation said itself.
// @param organization string "" its name or a part of it
// @param limit int 200 rows at most
// @column who, role, type, statement, article
emit(statements().map(function (s) {
  const r = row(s);
  r.of = named(one(s, "<qg:inRole>"), "<org:organization>").concat(one(one(s, "<qg:saidBy>"), "<rdf:type>") === "<schema:Organization>" ? [r.who] : []);
  return r;
}).filter(function (r) { return r.of.some(function (o) { return has(o, params.organization); }); }).map(function (r) { delete r.of; return r; }));
