// Reports of others' words: who said that somebody said what.
// @ask who said that NAME said | who said that NAME said something | reported by others | what is NAME reported to have said | who reports what NAME said
// @ask what did others say that NAME said
// @param reporter string "" only what this source reports
// @param name string "" only what this source is reported to have said
// @column reported_by, who, said, statement, type, article
const filter = { by: params.name, nested: true };
emit(params.reporter ? passing(filter, function (r) { return has(r.reported_by.name, params.reporter); }) : statements(filter));
