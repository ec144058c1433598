// The first and the last time somebody was quoted.
// @ask when was NAME first quoted | when was NAME last quoted | when did NAME first speak | when did NAME last speak | when did NAME speak first
// @ask when did NAME speak last | first and last words of NAME
// @param name string "" the source
// @column when, who, said, statement, date, article
const mark = function (r, when) { r.when = when; return r; };
const first = statements({ by: params.name, sort: "oldest", limit: 1, page: 1, counted: false }), newest = statements({ by: params.name, sort: "newest", limit: 1, page: 1, counted: false });
emit(first.map(function (r) { return mark(r, "first"); }));
for (const n of newest) emit(statements({ by: params.name, article: n.article_id, sort: "newest", limit: 1000, page: 1, counted: false }).slice(-1).map(function (r) { return mark(r, "last"); }));
