// What was said on an occasion: a press conference, an interview, a hearing.
// @ask what was said at EVENT | what was said during EVENT | what did NAME say at EVENT
// @param event string "" words of the occasion's type
// @param place string "" words of its place
// @param name string "" only this source
// @column event, who, said, statement, role, type, article
const event = (params.event + " " + params.place).trim();
emit(event ? statements({ by: params.name, event: event }) : passing({ by: params.name }, function (r) { return r.event; }));
