// What was said on behalf of a principal, directly or along the chain of representation (a mission and its country).
// @ask who spoke on behalf of PRINCIPAL | who speaks on behalf of PRINCIPAL | who spoke for PRINCIPAL | what was said on behalf of PRINCIPAL
// @ask what was said for PRINCIPAL | what was said in the name of PRINCIPAL | what did the speakers of PRINCIPAL say | what did the spokesman of PRINCIPAL say
// @ask what did the spokeswoman of PRINCIPAL say | what did the spokesperson of PRINCIPAL say | what did the spokesman for PRINCIPAL say
// @ask what did the spokeswoman for PRINCIPAL say | what did the spokesperson for PRINCIPAL say | what did PRINCIPAL's spokesman say
// @ask what did PRINCIPAL's spokeswoman say | what did PRINCIPAL's spokesperson say | what did PRINCIPAL's lawyer say
// @param principal string "" the principal's name, or a part of it
// @param about string "" only statements with these words
// @column for, who, said, statement, evidence, role, type, event, article
emit((params.principal ? statements({ for: params.principal, words: params.about }) : passing({ words: params.about }, function (r) { return r.for.length; })).map(function (r) {
  r.evidence = r.for[0].evidence;
  return r;
}));
