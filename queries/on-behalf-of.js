// What was said on behalf of a principal, directly or along the chain of representation (a mission and its country).
// @param principal string "" the principal's name or a part of it
// @param limit int 200 rows at most
// @column principal, who, evidence, type, statement, article
const rows = [];
for (const s of statements()) {
  const r = row(s);
  for (const b of behalf(s)) {
    if (b.name && has(b.name, params.principal)) {
      rows.push({ principal: b.name, who: r.who, evidence: b.evidence, type: r.type, statement: r.statement, article: r.article, position: r.position });
    }
  }
}
emit(rows);
