// Who speaks for whom: all pairs, with the words that prove them.
// @ask who speaks for whom | who represents whom
// @param name string "" only this speaker
// @param principal string "" only this principal
// @column who, for, evidence, words, article
emit(representations({ by: params.name, for: params.principal }));
