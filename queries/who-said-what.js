// Who said what, in which role, on whose behalf: every statement that is not reported inside another.
// @param speaker string "" only sources whose name or description holds this
// @param article string "" only this article
// @param limit int 200 rows at most
// @column who, role, for, type, statement, event, article
emit(statements().filter(function (s) { return !one(s, "<qg:reportedIn>"); }).map(row).filter(function (r) {
  return has(r.who, params.speaker) && (!params.article || r.article === params.article);
}));
