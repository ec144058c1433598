// What an organisation and the holders of its offices said.
// @ask what did people of BODY say | what did officials of BODY say | voices of BODY
// @param organization string "" its name, or a part of it
// @column who, role, said, statement, for, type, event, article
emit(params.organization ? statements({ body: params.organization }) : passing({}, function (r) { return r.role && r.role.organization; }));
