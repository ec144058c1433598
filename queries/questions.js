// What was asked, and by whom.
// @ask what did NAME ask | what was asked | who asked WORDS | who asked about WORDS | did NAME ask WORDS | NAME's questions | questions by NAME | who asked what
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "ask" }));
