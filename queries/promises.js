// What was promised, and by whom.
// @ask what did NAME promise | what was promised | who promised WORDS | what did NAME vow | who promised what
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "promise" }));
