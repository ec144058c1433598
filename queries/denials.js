// What was denied, and by whom.
// @ask what did NAME deny | what was denied | who denied WORDS | who denied what | what has NAME denied | did NAME deny WORDS | did NAME deny anything
// @ask did NAME deny something | has NAME denied WORDS | who denied anything | NAME's denials | denials by NAME | denials of NAME | what did NAME reject
// @ask who rejected WORDS | what did NAME dispute | who disputed WORDS
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "deny" }));
