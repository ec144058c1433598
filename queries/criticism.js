// Who criticised whom or what.
// @ask who criticised WORDS | what did NAME criticise | whom did NAME criticise | who condemned WORDS | what did NAME condemn | whom did NAME condemn
// @ask who attacked WORDS | who was criticised | what was criticised | NAME's criticism | criticism of WORDS | who is against WORDS | did NAME criticise WORDS
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "criticize" }));
