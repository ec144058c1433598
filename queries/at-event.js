// What was said on an occasion: a press conference, an interview, a hearing.
// @param type string "" the type of occasion or a part of it
// @param place string "" its place or a part of it
// @param limit int 200 rows at most
// @column event, who, type, statement, article
emit(statements().map(row).filter(function (r) { return r.event && has(r.event, params.type) && has(r.event, params.place); }));
