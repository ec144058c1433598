// Statements that several articles report, as they appeared first: how many articles and outlets, from when to when, in how many wordings.
// @ask which statements were repeated | what was reported most often | most repeated statements | which quotations were spread most | which quotes spread most
// @ask which statements are in several articles | what was quoted by several outlets
// @column who, said, statement, articles, outlets, wordings, first, last, article, statement_id
emit(repeated({}));
