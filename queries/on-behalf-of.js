// What was said on behalf of a principal, directly or along the chain of representation (a mission and its country).
// @ask who spoke on behalf of PRINCIPAL | who spoke for PRINCIPAL | what was said on behalf of PRINCIPAL | what was said for PRINCIPAL
// @param principal string "" the principal's name, or a part of it
// @column for, who, said, statement, evidence, role, type, event, article
emit((params.principal ? statements({ for: params.principal }) : passing({}, function (r) { return r.for.length; })).map(function (r) {
  r.evidence = r.for[0].evidence;
  return r;
}));
