// Who said what, in which role, on whose behalf: every statement that is not reported inside another.
// @ask who said what | who said what in ARTICLE | who said what in the article ARTICLE | what was said in ARTICLE | what was said in the article ARTICLE
// @ask what does the article ARTICLE say | what was said | what did anybody say | list the statements | all statements
// @param speaker string "" only this source: a name, a part of one, or words of a description
// @param article string "" only this article: its id
// @param about string "" only statements with these words; those in quotation marks must stand together
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.speaker, article: params.article, words: params.about, nested: false }));
