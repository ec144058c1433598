// What was refused, not said, or is merely expected to be said.
// @ask what did NAME refuse to say | what did NAME not say | who refused to say WORDS | who declined to comment | what did NAME refuse to comment on
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, unsaid: true }));
