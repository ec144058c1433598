// What the holders of an office said: ministers, spokeswomen, judges.
// @ask what did holders of the office of OFFICE say | what was said in the office of OFFICE | what did every OFFICE say | what did any OFFICE say
// @ask statements by every OFFICE
// @param role string "" words of the office
// @param about string "" only statements with these words
// @column role, who, said, statement, for, type, event, article
emit(params.role ? statements({ role: params.role, words: params.about }) : passing({ words: params.about }, function (r) { return r.role; }));
