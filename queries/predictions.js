// What is expected, feared or hoped.
// @ask what does NAME expect | what did NAME predict | what did NAME expect | what did NAME predict for WORDS | what does NAME expect of WORDS | what does NAME fear
// @ask what does NAME hope | what does NAME hope for | who expects WORDS | who predicted WORDS | who fears WORDS | who hopes WORDS | who hopes for WORDS
// @ask what is expected | what is feared | NAME's predictions | predictions by NAME | predictions about WORDS
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "expect" }));
