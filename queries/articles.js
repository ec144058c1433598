// The articles in the store, the newest first.
// @ask which articles are there | what articles are there | list the articles | list articles | articles about WORDS | which articles are about WORDS
// @ask what was written about WORDS | latest articles | what is the latest news | what is the latest news about WORDS
// @param about string "" only articles whose headline has these words
// @column article, headline, date, outlet, author, statements
emit(articles({ words: params.about }).map(function (a) {
  a.date = a.date || a.date_text; // one that can't be read is shown as it was given
  return a;
}));
