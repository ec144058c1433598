// What was said to somebody: reporters, a committee, the council.
// @ask what was said to ADDRESSEE | what did NAME tell ADDRESSEE | what did NAME say to ADDRESSEE | who told ADDRESSEE what
// @param addressee string "" words of the addressee
// @param name string "" only this source
// @column who, said, addressee, statement, role, for, type, event, article
emit(params.addressee ? statements({ by: params.name, addressee: params.addressee }) : passing({ by: params.name }, function (r) { return r.addressee; }));
