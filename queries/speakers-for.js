// Who spoke for a principal, and how often.
// @ask who speaks for PRINCIPAL | who are the speakers of PRINCIPAL | who represents PRINCIPAL
// @param principal string "" the principal's name, or a part of it
// @column who, kind, statements, direct, articles
emit(page(count({ for: params.principal, nested: false, limit: 10000 }, "agent").map(function (c) {
  return { who: c.name, kind: c.kind, statements: c.statements, direct: c.direct, articles: c.articles, agent_id: c.value };
})));
