// How often outlets let sources without a name speak.
// @ask which outlets use unnamed sources | which outlets use anonymous sources | which outlets quote unnamed sources | which outlets quote anonymous sources
// @ask which outlet quotes unnamed sources | which outlet uses unnamed sources most | unnamed sources by outlet | how often do outlets use unnamed sources
// @ask how often do outlets quote unnamed sources
// @column outlet, statements, unnamed, share, anonymous
emit(page(count({ nested: false, limit: 1000 }, "outlet").filter(function (c) { return c.value; }).map(function (c) {
  const n = nameless(c.value);
  return { outlet: c.value, statements: c.statements, unnamed: n.statements, share: Math.round(100 * n.statements / Math.max(1, c.statements)) + " %", anonymous: n.anonymous };
}).sort(function (a, b) { return b.unnamed - a.unnamed; })));
