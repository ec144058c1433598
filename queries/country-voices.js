// A country's voices together: what was said for it along the chain, and by it.
// @ask voices of COUNTRY | what did COUNTRY say
// @param country string "" its name
// @column who, role, for, said, statement, type, article
const seen = {};
emit(page(statements({ for: params.country, limit: 500 }).concat(statements({ body: params.country, limit: 500 })).filter(function (r) {
  const fresh = !seen[r.statement_id];
  seen[r.statement_id] = true;
  return fresh;
}).sort(function (a, b) { return a.date < b.date ? 1 : a.date > b.date ? -1 : a.article < b.article ? -1 : a.article > b.article ? 1 : a.position - b.position; })));
