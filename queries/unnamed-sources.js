// What sources without a name said, and for whom they spoke.
// @ask what did unnamed sources say | what did anonymous sources say | who spoke anonymously | what did unnamed sources of PRINCIPAL say
// @ask what did anonymous sources of PRINCIPAL say | what did unnamed officials say | what was said anonymously | anonymous sources | unnamed sources
// @param principal string "" only those who speak for this principal
// @param anonymous bool false only those of whom the article says that they are not to be named
// @param about string "" only statements with these words
// @column who, said, statement, for, type, anonymous, article
const filter = { for: params.principal, words: params.about, nameless: true };
if (params.anonymous) filter.anonymous = true;
emit(statements(filter));
