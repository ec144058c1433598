// Who praised whom or what.
// @ask who praised WORDS | what did NAME praise | whom did NAME praise | who welcomed WORDS | what did NAME welcome | who supports WORDS | who was praised
// @ask did NAME praise WORDS
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "praise" }));
