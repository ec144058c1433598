// What sources without a name said, and for whom they spoke.
// @ask what did unnamed sources say | what did anonymous sources say | who spoke anonymously
// @param principal string "" only those who speak for this principal
// @param anonymous bool false only those of whom the article says that they are not to be named
// @column who, said, statement, for, type, anonymous, article
emit(statements(params.anonymous ? { for: params.principal, nameless: true, anonymous: true } : { for: params.principal, nameless: true }));
