// What somebody plans, wants or intends.
// @ask what does NAME plan | what did NAME plan | what is NAME planning | what does NAME want | what did NAME want | what does NAME intend | who plans WORDS
// @ask who wants WORDS | who is planning WORDS | NAME's plans | plans of NAME | what is planned
// @param name string "" only this source
// @param about string "" only statements with these words
// @column who, said, statement, role, for, type, event, article
emit(statements({ by: params.name, words: params.about, nested: false, act: "plan" }));
