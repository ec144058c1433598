// Who speaks for whom: all pairs, with the words that prove them in the newest article.
// @ask who speaks for whom | who represents whom | who spoke for whom | which speakers are there
// @param name string "" only this speaker
// @param principal string "" only this principal
// @column who, for, evidence, words, first, last, articles
emit(begun(pairs({ by: params.name, for: params.principal, limit: params.limit * params.page + 1 })));
