// What somebody plans, wants or intends.
// @ask what does NAME plan | what did NAME plan | who plans WORDS | what does NAME want | what did NAME want
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "plan" }));
