// How often outlets let sources without a name speak.
// @ask which outlets use unnamed sources | unnamed sources by outlet | which outlet quotes unnamed sources
// @column outlet, statements, unnamed, share, anonymous
const unnamed = {}, anonymous = {};
for (const c of count({ nameless: true, limit: 10000 }, "outlet")) unnamed[c.value] = c.statements;
for (const c of count({ anonymous: true, limit: 10000 }, "outlet")) anonymous[c.value] = c.statements;
emit(page(count({ nested: false, limit: 10000 }, "outlet").map(function (c) {
  const n = unnamed[c.value] || 0;
  return { outlet: c.value, statements: c.statements, unnamed: n, share: Math.round(100 * n / Math.max(1, c.statements)) + " %", anonymous: anonymous[c.value] || 0 };
}).sort(function (a, b) { return b.unnamed - a.unnamed; })));
