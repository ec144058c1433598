// Functions that every saved query may use. They read one node at a time, by forward steps.
function one(node, predicate) {
  const found = g.V(node).Out(predicate).ToArray();
  return found && found.length ? found[0] : "";
}
function all(node, predicate) {
  return g.V(node).Out(predicate).ToArray() || [];
}
// a date without the mark of its type, which Gizmo gives with it: "2020-02-18"^^<xsd:date>
function dated(node, predicate) {
  return String(one(node, predicate)).replace(/^"([^"]*)"\^\^<xsd:\w+>$/, "$1");
}
function named(node, predicate) {
  return all(node, predicate).map(function (x) { return one(x, "<schema:name>") || x; });
}
function has(text, part) {
  return !part || String(text).toLowerCase().indexOf(part.toLowerCase()) >= 0;
}
function role(s) {
  const r = one(s, "<qg:inRole>");
  if (!r) return "";
  const org = named(r, "<org:organization>").join(", ");
  return one(r, "<qg:title>") + (org ? ", " + org : "");
}
function event(s) {
  const e = one(s, "<qg:at>");
  if (!e) return "";
  return [one(e, "<qg:eventType>"), one(e, "<schema:location>"), one(e, "<qg:timeText>")].filter(Boolean).join(", ");
}
// on behalf of whom, nearest first
function behalf(s) {
  return all(s, "<qg:behalf>").map(function (b) {
    return { order: Number(one(b, "<qg:order>") || 0), name: named(b, "<qg:principal>")[0], evidence: String(one(b, "<qg:evidence>")).replace(/^<?qg:|>$/g, "") };
  }).sort(function (a, b) { return a.order - b.order; });
}
function who(s) { return named(s, "<qg:saidBy>")[0] || ""; }
function article(s) { return one(one(s, "<schema:isPartOf>"), "<qg:articleId>"); }
function row(s) {
  return {
    who: who(s) || one(s, "<qg:sourceText>"), role: role(s), "for": behalf(s).map(function (b) { return b.name; }).join(" → "),
    type: one(s, "<qg:quoteType>"), statement: one(s, "<schema:text>"), event: event(s), article: article(s),
    position: Number(one(s, "<qg:position>") || 0)
  };
}
function inOrder(a, b) {
  return a.article < b.article ? -1 : a.article > b.article ? 1 : a.position - b.position;
}
function emit(rows) {
  let n = 0;
  for (const r of rows.sort(inOrder)) {
    if (params.limit && n >= params.limit) break;
    delete r.position;
    g.Emit(r);
    n++;
  }
}
function statements() { return g.V("<qg:Statement>").In("<rdf:type>").ToArray() || []; }
