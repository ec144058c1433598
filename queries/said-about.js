// What somebody, or anybody, said about something, the nearest to the words first.
// @ask what did NAME say about WORDS | what did NAME say on WORDS | what has NAME said about WORDS | what did NAME tell us about WORDS
// @ask what did NAME have to say about WORDS | what NAME said about WORDS | everything NAME said about WORDS | who said what about WORDS | who said what on WORDS
// @ask who said something about WORDS | who said anything about WORDS | did NAME say anything about WORDS | did anybody say anything about WORDS | did NAME mention WORDS
// @ask did NAME speak about WORDS | what was said about WORDS | what was said on WORDS | what is said about WORDS | what did anybody say about WORDS
// @ask who talked about WORDS | who spoke about WORDS | who mentioned WORDS | who commented on WORDS | who said WORDS | who said that WORDS | did anybody mention WORDS
// @ask did anybody talk about WORDS | statements about WORDS | statements by NAME about WORDS | quotes about WORDS | what does NAME say regarding WORDS
// @param words string "" words of the statement; those in quotation marks must stand together
// @param name string "" only this source
// @param sort string "relevance" relevance, newest or oldest
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.words, sort: params.sort }));
