// What two sources said on the same words, side by side in time.
// @ask what did NAME and OTHER say about WORDS | what did NAME and OTHER say on WORDS | what did both NAME and OTHER say about WORDS | compare NAME and OTHER on WORDS
// @ask compare NAME with OTHER on WORDS
// @param name string "" one source
// @param other string "" the other source
// @param words string "" words of the statements
// @column who, said, statement, date, type, article
const most = 100, seen = {};
const first = statements({ by: params.name, words: params.words, limit: most, page: 1 }), second = statements({ by: params.other, words: params.words, limit: most, page: 1 });
const both = first.concat(second).filter(function (r) { // what they said together is said once
  const again = seen[r.statement_id];
  seen[r.statement_id] = true;
  return !again;
});
emit(page(both.sort(function (a, b) { return a.date < b.date ? 1 : a.date > b.date ? -1 : a.position - b.position; }), first.length === most || second.length === most));
