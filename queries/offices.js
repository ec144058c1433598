// Who holds or held which office, and over which articles' dates it is told.
// @ask who is OFFICE | who was OFFICE | who is the OFFICE | who was the OFFICE | who is NAME | who was NAME | who is OFFICE of BODY | who was OFFICE of BODY
// @ask who is the OFFICE of BODY | who was the OFFICE of BODY | who is the OFFICE at BODY | who is BODY's OFFICE | who was BODY's OFFICE | who holds the office of OFFICE
// @ask who held the office of OFFICE | which offices does NAME hold | which office does NAME hold | which offices did NAME hold | what office does NAME hold
// @ask what is the office of NAME | what does NAME do | what is the job of NAME | NAME's office | NAME's job | what is NAME's office | what is NAME's job
// @ask who works for BODY | who holds office in BODY
// @param name string "" only this person
// @param office string "" words of the office
// @param organization string "" only offices of this body
// @column who, title, organization, former, first, last, articles, words
emit(begun(offices({ by: params.name, role: params.office, body: params.organization, limit: params.limit * params.page + 1 })));
