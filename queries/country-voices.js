// A country's voices together: what was said for it along the chain, and by it.
// @ask voices of COUNTRY | what did the voices of COUNTRY say | what was said by or for COUNTRY | what did COUNTRY and its speakers say
// @param country string "" its name
// @param about string "" only statements with these words
// @column who, role, for, said, statement, type, article
emit(statements({ voice: params.country, words: params.about }));
