// Who spoke for a principal, and how often.
// @ask who speaks for PRINCIPAL | who are the speakers of PRINCIPAL | who represents PRINCIPAL | who is the spokesman of PRINCIPAL | who is the spokesman for PRINCIPAL
// @ask who is the spokeswoman of PRINCIPAL | who is the spokeswoman for PRINCIPAL | who is the spokesperson for PRINCIPAL | who is PRINCIPAL's spokesman
// @ask who is PRINCIPAL's spokeswoman | who is PRINCIPAL's spokesperson | who is PRINCIPAL's lawyer
// @param principal string "" the principal's name, or a part of it
// @column who, kind, statements, direct, articles
emit(page(count({ for: params.principal, nested: false, limit: 1000 }, "agent").map(function (c) {
  return { who: c.name, kind: c.kind, statements: c.statements, direct: c.direct, articles: c.articles, agent_id: c.value };
})));
