// Statements with a number in them.
// @ask which numbers did NAME give | numbers about WORDS | which numbers were given about WORDS
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, number: true }));
