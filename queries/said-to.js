// What was said to somebody: reporters, a committee, the council.
// @ask what was said to ADDRESSEE | what did NAME tell ADDRESSEE | what did NAME say to ADDRESSEE | who told ADDRESSEE what | who told ADDRESSEE WORDS
// @ask to whom did NAME speak | whom did NAME speak to | whom did NAME talk to | who spoke to ADDRESSEE | who talked to ADDRESSEE | what was ADDRESSEE told
// @param addressee string "" words of the addressee
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, addressee, statement, role, for, type, event, article
emit(params.addressee ? statements({ by: params.name, addressee: params.addressee, words: params.about }) : passing({ by: params.name, words: params.about }, function (r) { return r.addressee; }));
