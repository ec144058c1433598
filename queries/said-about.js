// What somebody, or anybody, said about something, the nearest to the words first.
// @ask what did NAME say about WORDS | what has NAME said about WORDS | who said what about WORDS | who talked about WORDS | who spoke about WORDS | who mentioned WORDS
// @param words string "" words of the statement; those in quotation marks must stand together
// @param name string "" only this source
// @param sort string "relevance" relevance, newest or oldest
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.words, sort: params.sort }));
