// What an organisation and the holders of its offices said.
// @ask what did people of BODY say | what did people from BODY say | what did people at BODY say | what did officials of BODY say | what did officials at BODY say
// @ask what did officials from BODY say | what did the people of BODY say | what did members of BODY say
// @param organization string "" its name, or a part of it
// @param about string "" only statements with these words
// @column who, role, said, statement, for, type, event, article
emit(params.organization ? statements({ body: params.organization, words: params.about }) : passing({ words: params.about }, function (r) { return r.role && r.role.organization; }));
