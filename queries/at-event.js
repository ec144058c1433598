// What was said on an occasion: a press conference, an interview, a hearing.
// @ask what was said at EVENT | what was said during EVENT | what did NAME say at EVENT | what did NAME say during EVENT | who spoke at EVENT | who said what at EVENT
// @ask where did NAME speak | on which occasions did NAME speak | at which occasions did NAME speak
// @param event string "" words of the occasion's type
// @param place string "" words of its place
// @param name string "" only this source
// @param about string "" only statements with these words
// @column event, who, said, statement, role, type, article
const event = (params.event + " " + params.place).trim();
emit(event ? statements({ by: params.name, event: event, words: params.about }) : passing({ by: params.name, words: params.about }, function (r) { return r.event; }));
