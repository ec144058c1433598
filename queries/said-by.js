// What one person or body said.
// @ask what did NAME say | what has NAME said | what NAME said | everything NAME said | all NAME said | everything by NAME | statements of NAME | statements by NAME
// @ask statements from NAME | NAME's statements | what did NAME comment | what is NAME saying | what was said by NAME | what did NAME talk about
// @ask what did NAME have to say
// @param name string "" the source: a name, a part of one, or words of a description
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name }));
