// Verbatim words only: the quoted parts of what sources are reported to have spoken or written.
// @ask what are the words of NAME | quotations of NAME | quote NAME | quotations by NAME
// @param speaker string "" only this source
// @column who, said, quotation, article
const rows = [];
for (const r of statements({ by: params.speaker, spoken: true })) {
  for (const v of r.verbatim) rows.push(Object.assign({}, r, { quotation: v }));
}
emit(rows);
