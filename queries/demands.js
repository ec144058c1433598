// What was asked for, urged or ordered.
// @ask what did NAME demand | what did NAME call for | who demanded WORDS | who called for WORDS | who urged WORDS | what did NAME urge | what was demanded
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "order" }));
