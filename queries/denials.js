// What was denied, and by whom.
// @ask what did NAME deny | what was denied | who denied WORDS | who denied what | what has NAME denied
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "deny" }));
