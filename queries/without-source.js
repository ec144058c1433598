// Statements without a source: passives, and words whose source is not found.
// @ask which statements have no source | which statements are without a source | statements without a source | what has no source | statements without source
// @param about string "" only statements with these words
// @column said, statement, type, confidence, article
emit(statements({ words: params.about, sourced: false, min_confidence: 0 }));
