// One statement as each article reports it, the first first, with what each has otherwise than the first in brackets.
// @ask how was the statement WORDS worded | wordings of the statement WORDS
// @param statement string "" the statement's id, from the column statement_id of other queries
// @param words string "" or words of it: of those that have them, the one that most articles report
// @column date, outlet, who, said, statement, differs, article
emit(versions(params.statement, params.words));
