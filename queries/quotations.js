// Verbatim words only: the quoted parts of what sources are reported to have spoken or written.
// @ask what are the words of NAME | what are the exact words of NAME | what are NAME's exact words | what are NAME's own words | what were NAME's exact words
// @ask quotations of NAME | quotations by NAME | quotes by NAME | quotes of NAME | quotes from NAME | quote NAME | NAME's quotes | NAME's quotations
// @ask NAME in his own words | NAME in her own words
// @param speaker string "" only this source
// @column who, said, quotation, article
emit(statements({ by: params.speaker, spoken: true }).map(function (r) {
  r.quotation = r.verbatim.join(" … "); // what stood between them was not said
  return r;
}));
