// Who criticised whom or what.
// @ask who criticised WORDS | who criticized WORDS | what did NAME criticise | what did NAME criticize | who condemned WORDS | whom did NAME criticise
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "criticize" }));
