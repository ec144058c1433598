// The words that prove each office of somebody, and for whom it speaks.
// @ask what proves the office of NAME | evidence for NAME | how do you know NAME | how do you know whom NAME speaks for | what is the evidence for NAME
// @param name string "" the person or body
// @column who, what, words, last, articles, article
emit(page(offices({ by: params.name, limit: 200 }).map(function (r) {
  r.what = (r.former ? "former " : "") + r.title + (r.organization ? ", " + r.organization : "");
  return r;
}).concat(pairs({ by: params.name, limit: 200 }).map(function (r) {
  r.what = "speaks for " + r.for + " (" + r.evidence + ")";
  return r;
}))));
