// Documents with signatories: open letters, petitions, joint statements.
// @ask who signed WORDS | which documents were signed | which documents are there | who signed what | which letters were signed | which open letters are there
// @ask which petitions are there
// @param words string "" words of the title, the publisher or the signatories
// @column document, publisher, signatories, count, time, article
emit(documents({ words: params.words }).filter(function (d) { return d.signatories || params.words; }));
