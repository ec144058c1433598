// Functions that every saved query may use beside those of the host.
// A program may have variables of these names: they are no declarations of the whole.
(function () {
  function emit(rows) {
    for (const r of rows || []) g.Emit(r);
  }
  // the page of a list of one's own that the query is asked for; more tells that there are more than the list holds
  function page(list, more) {
    const most = params.limit || list.length, first = (Math.max(1, params.page || 1) - 1) * most;
    cut(list.length, !!more);
    return list.slice(first, first + most);
  }
  // the page of a list of one more than all pages until this one hold
  function begun(list) {
    const end = params.limit * Math.max(1, params.page);
    return page(list.slice(0, end), list.length > end);
  }
  // the page of those statements of a filter that pass a test which the index can't make; some thousands are looked at
  function passing(filter, test) {
    const end = params.limit * Math.max(1, params.page), size = 250, found = [];
    for (let n = 1; n <= 20 && found.length <= end; n++) {
      const some = statements(Object.assign({}, filter, { limit: size, page: n, counted: false }));
      for (const r of some) if (test(r)) found.push(r);
      if (some.length < size) return found.length > end ? begun(found) : page(found);
    }
    return page(found.slice(0, end), true);
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
  Object.assign(globalThis, { emit, page, begun, passing, all, one, has });
})();
