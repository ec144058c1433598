// What was asked for, urged or ordered.
// @ask what did NAME demand | what did NAME call for | what did NAME urge | who demanded WORDS | who called for WORDS | who urged WORDS | who ordered WORDS
// @ask what did NAME order | what was demanded | NAME's demands | demands of NAME | did NAME call for WORDS | did NAME demand WORDS
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "order" }));
