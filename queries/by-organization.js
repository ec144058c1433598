// What an organisation and the holders of its offices said.
// @ask what did people of BODY say | what did officials of BODY say | voices of BODY
// @param organization string "" its name, or a part of it
// @column who, role, said, statement, for, type, event, article
emit(statements({ body: params.organization }).filter(function (r) { return params.organization || r.role; }));
