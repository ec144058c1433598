// What somebody believes, thinks or doubts.
// @ask what does NAME believe | what does NAME think | what did NAME believe | what did NAME think | who believes WORDS | who thinks WORDS | who doubts WORDS
// @ask what does NAME doubt | NAME's beliefs
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "believe" }));
