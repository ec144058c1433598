// What was promised, and by whom.
// @ask what did NAME promise | what was promised | who promised WORDS | who promised what | what did NAME vow | what did NAME pledge | who vowed WORDS
// @ask who pledged WORDS | did NAME promise WORDS | did NAME promise anything | NAME's promises | promises by NAME | promises of NAME
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "promise" }));
