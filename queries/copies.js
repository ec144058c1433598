// Articles that are copies of others: the same text under another address, or one with small edits or cuts. The original is the one that was read first.
// @ask which articles are copies | which articles are copies of others | what was copied | who copied whom
// @column article, headline, outlet, original, original_outlet, original_headline
emit(copies({}));
