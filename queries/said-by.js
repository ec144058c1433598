// What one person or body said.
// @param name string "" the name, or a part of it or of another form of it
// @param limit int 200 rows at most
// @column who, type, statement, role, event, article
const agents = {};
for (const s of statements()) {
  const a = one(s, "<qg:saidBy>");
  if (!a) continue;
  if (!(a in agents)) {
    agents[a] = all(a, "<schema:name>").concat(all(a, "<qg:alias>")).some(function (n) { return has(n, params.name); });
  }
}
emit(statements().filter(function (s) { return agents[one(s, "<qg:saidBy>")]; }).map(row));
