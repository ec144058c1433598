// The names and identifiers of a person or body, and how many articles give each.
// @ask which names does NAME have | names of NAME | who is called NAME | what is NAME called | what other names does NAME have | who is known as NAME | NAME's names
// @param name string "" a name, or a part of it
// @column name, kind, names, statements, articles, agent_id
emit(agents(params.name, params.limit).map(function (a) {
  return { name: a.name, kind: a.kind, names: names(a.id).map(function (n) { return n.name + " (" + n.articles + ")"; }).join("; "), statements: a.statements, articles: a.articles, agent_id: a.id };
}));
