// Accusations, and whether a source that they name speaks in the same article.
// @ask was NAME accused | did NAME answer | who was accused and did they answer
// @param name string "" only accusations that hold this name
// @column who, said, statement, answered by, answer, article
emit(statements({ words: params.name, act: "accuse" }).map(function (r) {
  const found = statements({ article: r.article_id, nested: false, limit: 500 }).filter(function (o) {
    const name = o.agent_id !== r.agent_id && o.agent_id && o.who.split(" ").pop();
    return name && name.length > 2 && has(r.statement, name);
  });
  const denial = found.filter(function (o) { return o.act === "deny"; })[0] || found[0];
  r["answered by"] = denial ? denial.who : "";
  r.answer = denial ? (denial.said + " " + denial.statement).trim() : "";
  return r;
}));
