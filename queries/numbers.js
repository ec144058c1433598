// Statements with a number in them.
// @ask which numbers did NAME give | what numbers did NAME give | what figures did NAME give | numbers about WORDS | which numbers were given | what numbers were given
// @ask which numbers were given about WORDS | NAME's numbers
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, number: true }));
