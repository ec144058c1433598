// How often each source was quoted, in how many articles.
// @param limit int 200 rows at most
// @column source, statements, direct, articles
const count = {};
for (const s of statements()) {
  if (one(s, "<qg:reportedIn>")) continue;
  const r = row(s), c = count[r.who] = count[r.who] || { source: r.who, statements: 0, direct: 0, articles: {} };
  c.statements++;
  if (r.type !== "indirect") c.direct++;
  c.articles[r.article] = true;
}
const list = Object.values(count).sort(function (a, b) { return b.statements - a.statements || (a.source < b.source ? -1 : 1); });
for (const c of list.slice(0, params.limit || list.length)) {
  g.Emit({ source: c.source, statements: c.statements, direct: c.direct, articles: Object.keys(c.articles).length });
}
