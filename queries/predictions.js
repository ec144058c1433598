// What is expected, feared or hoped.
// @ask what does NAME expect | what did NAME predict | who expects WORDS | what is expected | who predicted WORDS | what did NAME expect
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "expect" }));
