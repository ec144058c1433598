// What the holders of an office said: ministers, spokeswomen, judges.
// @ask what did the OFFICE say | what did OFFICE say
// @param role string "" words of the office
// @column role, who, said, statement, for, type, event, article
emit(params.role ? statements({ role: params.role }) : passing({}, function (r) { return r.role; }));
