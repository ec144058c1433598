// The articles that mention somebody, speaking or not.
// @ask which articles mention NAME | where is NAME mentioned | what articles mention NAME | who writes about NAME | which articles name NAME | is NAME mentioned
// @param name string "" a name, or a part of it
// @column who, statements, article, headline, date, outlet
emit(mentions({ by: params.name }));
