// Accusations, and whether a source whom they name speaks in the same article.
// @ask was NAME accused | was NAME accused of anything | has NAME been accused | has NAME been accused of anything | did NAME answer | did NAME reply | did NAME respond
// @ask who was accused | who was accused and did they answer | what was NAME accused of | how did NAME answer
// @param name string "" only accusations that hold this name
// @column who, said, statement, answered by, answer, article
const cast = {};
emit(statements({ words: params.name, act: "accuse", nested: false }).map(function (r) {
  cast[r.article_id] = cast[r.article_id] || count({ article: r.article_id, limit: 100 }, "agent");
  const named = cast[r.article_id].filter(function (c) {
    const last = c.name.split(" ").pop();
    return c.value !== r.agent_id && last.length > 2 && has(r.statement, last);
  })[0];
  const told = named ? statements({ article: r.article_id, by: named.value, nested: false, limit: 20, counted: false }) : [];
  const answer = told.filter(function (o) { return o.act === "deny"; })[0] || told[0];
  r["answered by"] = named ? named.name : "";
  r.answer = answer ? (answer.said + " " + answer.statement).trim() : "";
  return r;
}));
