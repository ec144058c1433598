// The words that prove each office of somebody, and for whom it speaks.
// @ask what proves the office of NAME | evidence for NAME | how do you know NAME
// @param name string "" the person or body
// @column who, what, words, article
emit(page(roles({ by: params.name, limit: 500 }).map(function (r) {
  return { who: r.who, what: (r.former ? "former " : "") + r.title + (r.organization ? ", " + r.organization : ""), words: r.words, article: r.article, date: r.date, outlet: r.outlet, address: r.address, agent_id: r.agent_id, role_id: r.role_id, article_id: r.article_id };
}).concat(representations({ by: params.name, limit: 500 }).map(function (r) {
  return { who: r.who, what: "speaks for " + r.for + " (" + r.evidence + ")", words: r.words, article: r.article, date: r.date, outlet: r.outlet, address: r.address, agent_id: r.agent_id, principal_id: r.principal_id, article_id: r.article_id };
}))));
