// Signed documents: open letters, petitions, statements with signatories.
// @param limit int 200 rows at most
// @column document, publisher, signatories, count, time
let n = 0;
for (const d of g.V("<schema:CreativeWork>").In("<rdf:type>").ToArray() || []) {
  const by = one(d, "<qg:signedBy>");
  if (!by || n++ >= params.limit) continue;
  g.Emit({ document: one(d, "<schema:name>"), publisher: named(d, "<schema:publisher>").join(", "), signatories: by, count: Number(one(d, "<qg:signatoryCount>") || 0), time: one(d, "<qg:timeText>") });
}
