// Who holds or held which office, and over which articles' dates it is told.
// @ask who is OFFICE | who was OFFICE | who holds the office of OFFICE | who is the OFFICE | who was the OFFICE | which offices does NAME hold | which offices did NAME hold
// @param name string "" only this person
// @param office string "" words of the office
// @param organization string "" only offices of this body
// @column who, title, organization, former, first, last, articles, words
emit(begun(offices({ by: params.name, role: params.office, body: params.organization, limit: params.limit * params.page + 1 })));
