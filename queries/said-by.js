// What one person or body said.
// @ask what did NAME say | what has NAME said | statements of NAME | statements by NAME
// @param name string "" the source: a name, a part of one, or words of a description
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name }));
