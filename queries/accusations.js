// Who accused whom, or of what.
// @ask what did NAME accuse | who accused WORDS | who was accused | who blamed WORDS | whom did NAME accuse
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "accuse" }));
