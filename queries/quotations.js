// Verbatim words only: the quoted parts of direct and mixed statements.
// @param speaker string "" only sources whose name holds this
// @param limit int 200 rows at most
// @column who, quotation, article
const rows = [];
for (const s of statements()) {
  const r = row(s);
  if (!has(r.who, params.speaker)) continue;
  for (const v of all(s, "<qg:verbatim>")) rows.push({ who: r.who, quotation: v, article: r.article, position: r.position });
}
emit(rows);
