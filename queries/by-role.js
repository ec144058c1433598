// What the holders of an office said: ministers, spokeswomen, judges.
// @param role string "" the office or a part of it
// @param limit int 200 rows at most
// @column role, who, type, statement, article
emit(statements().map(function (s) {
  const r = row(s), x = one(s, "<qg:inRole>");
  r.match = x && (has(one(x, "<qg:title>"), params.role) || has(one(x, "<qg:office>"), params.role));
  return r;
}).filter(function (r) { return r.match; }).map(function (r) { delete r.match; return r; }));
