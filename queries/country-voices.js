// A country's voices together: what was said for it along the chain, and by it.
// @ask voices of COUNTRY | what did COUNTRY say
// @param country string "" its name
// @column who, role, for, said, statement, type, article
emit(statements({ voice: params.country }));
