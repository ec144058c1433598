// Who accused whom, or of what.
// @ask who accused WORDS | who accused whom | who blamed WORDS | whom did NAME accuse | whom did NAME accuse of WORDS | whom did NAME blame | what accusations were made
// @ask NAME's accusations | accusations by NAME | accusations against WORDS
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "accuse" }));
