// Functions that every saved query may use beside those of the host.
function emit(rows) {
  for (const r of rows || []) g.Emit(r);
}
// the page of a list of one's own that the query is asked for
function page(list) {
  const most = params.limit || list.length, first = (Math.max(1, params.page || 1) - 1) * most;
  cut(list.length);
  return list.slice(first, first + most);
}
// the values of a predicate of a node, each once, whichever articles give them
function all(node, predicate) { return g.V(node).Out(predicate).Unique().ToArray() || []; }
// one value of a predicate of a node, or ""
function one(node, predicate) {
  const found = g.V(node).Out(predicate).Limit(1).ToArray();
  return found && found.length ? found[0] : "";
}
// whether a text holds a part, whatever the case
function has(text, part) { return !part || String(text).toLowerCase().indexOf(String(part).toLowerCase()) >= 0; }
