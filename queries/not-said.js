// What was refused, not said, or is merely expected to be said.
// @ask what did NAME refuse to say | what did NAME decline to say | what did NAME not say | what did not NAME say | what did not NAME want to say
// @ask who refused to say WORDS | who declined to say WORDS | who declined to comment | who refused to comment | who did not comment | what did NAME refuse to comment on
// @ask what did NAME decline to comment on | did NAME decline to comment | did NAME refuse to comment | what was not said | what is NAME expected to say
// @ask what is NAME expected to announce
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, unsaid: true }));
