// Reports of others' words: who said that somebody said what.
// @ask who said that NAME said | reported by others | what is NAME reported to have said
// @param reporter string "" only what this source reports
// @param name string "" only what this source is reported to have said
// @column reported_by, who, said, statement, type, article
emit(statements({ by: params.name, nested: true }).filter(function (r) { return !params.reporter || r.reported_by && has(r.reported_by.name, params.reporter); }));
