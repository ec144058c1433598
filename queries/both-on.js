// What two sources said on the same words, side by side in time.
// @ask what did NAME and OTHER say about WORDS | what do NAME and OTHER say about WORDS
// @param name string "" one source
// @param other string "" the other source
// @param words string "" words of the statements
// @column who, said, statement, date, type, article
const both = statements({ by: params.name, words: params.words, limit: 200 }).concat(statements({ by: params.other, words: params.words, limit: 200 }));
emit(page(both.sort(function (a, b) { return a.date < b.date ? 1 : a.date > b.date ? -1 : a.position - b.position; })));
