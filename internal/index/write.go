package index

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// writer writes articles in one transaction.
type writer struct {
	ctx       context.Context
	tx        *sql.Tx
	batch     map[string]*read // the articles that it writes; nil: they are gone
	isCopy    map[string]bool  // those of them whose words are counted elsewhere
	turned    []printed        // other articles that become copies, or are none any more
	prepared  map[string]*sql.Stmt
	agents    map[string]int64
	words     map[string]int64
	counts    map[key]*tally
	paired    map[[2]int64]*paired
	data      []any // rows of what is shown of records
	texts     []worded
	titles    []worded
	added     []posting
	gone      []posting
	renamed   map[int64]bool // agents whose name may be another one now
	forms     map[formKey]*counted
	near      map[int64][]near // of this batch, by band
	clusters  []any            // rows: statement and cluster
	sketches  []any            // rows: value and article
	touched   map[int64]bool   // clusters that grew or shrank
	forgotten []int64          // forms that an article gives no more, once for each article
}

type posting struct {
	key     key
	id, who int64
	bits    bits
}

// tally is how many records have a key, and how many of them stand in copies; where the key counts
// words, these are not in the numbers from direct on.
type tally struct{ n, sure, direct, offices, women, men, articles, copied, surelyCopied int }

func (x *Index) writer(ctx context.Context, tx *sql.Tx) *writer {
	return &writer{
		ctx:      ctx,
		tx:       tx,
		prepared: map[string]*sql.Stmt{},
		agents:   map[string]int64{},
		words:    map[string]int64{},
		counts:   map[key]*tally{},
		paired:   map[[2]int64]*paired{},
		renamed:  map[int64]bool{},
		forms:    map[formKey]*counted{},
		near:     map[int64][]near{},
		touched:  map[int64]bool{},
	}
}

func (w *writer) exec(query string, args ...any) (sql.Result, error) {
	s, err := w.prepare(query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(w.ctx, args...)
}

func (w *writer) prepare(query string) (*sql.Stmt, error) {
	if s := w.prepared[query]; s != nil {
		return s, nil
	}
	s, err := w.tx.PrepareContext(w.ctx, query)
	w.prepared[query] = s
	return s, err
}

// number looks a number up, and gives one where there is none yet.
func (w *writer) number(known map[string]int64, find, insert, value string, more ...any) (int64, error) {
	if id, ok := known[value]; ok {
		return id, nil
	}
	s, err := w.prepare(find)
	if err != nil {
		return 0, err
	}
	var id int64
	err = s.QueryRowContext(w.ctx, value).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		var r sql.Result
		if r, err = w.exec(insert, append([]any{value}, more...)...); err == nil {
			id, err = r.LastInsertId()
		}
	}
	if err == nil {
		known[value] = id
	}
	return id, err
}

func (w *writer) word(s string) (int64, error) {
	return w.number(w.words, "select id from word where word = ?", "insert into word(word) values(?)", s)
}

func (w *writer) agent(iri, class, name string) (int64, error) {
	return w.number(
		w.agents,
		"select id from agent where iri = ?",
		"insert into agent(iri, class, name) values(?, ?, ?)",
		iri,
		class,
		name,
	)
}

// keyOf is the key of a term.
func (w *writer) keyOf(t term, c class, a *read) (key, error) {
	switch t.kind {
	case kindClass:
		return t.kind.key(int64(c)), nil
	case kindSame, kindNear:
		return t.kind.key(t.sum), nil
	case kindBy, kindFor, kindBody, kindRolePerson, kindRoleBody, kindRepAgent, kindRepPrincipal, kindMention, kindActs:
		class, name := "", t.word
		if n := a.agents[t.word]; n != nil {
			class, name = n.class, n.name
		}
		id, err := w.agent(t.word, class, name)
		return t.kind.key(id), err
	}
	id, err := w.word(t.word)
	return t.kind.key(id), err
}

// entry is what the index holds of a record beside its data; an article's entries are remembered,
// to be taken out again.
type entry struct {
	class class
	bits  bits
	who   int64
	keys  []key
	pairs [][2]int64
}

// put writes an article that is not in the index.
func (w *writer) put(a *read, number int64) error {
	forms, err := w.names(a)
	if err != nil {
		return err
	}
	// an article of more is none; what is beyond stays in the store
	records := a.records[:min(len(a.records), mostPlaces)]
	entries := make([]entry, len(records))
	copied := w.isCopy[a.IRI]
	for place, r := range records {
		e := entry{class: r.class, bits: r.bits}
		if copied && r.class == classStatement {
			e.bits |= bitCopied
		}
		if r.who != "" {
			if e.who, err = w.keyNumber(r.who, a); err != nil {
				return err
			}
		}
		if r.same != "" {
			if e.who, err = w.word(r.same); err != nil {
				return err
			}
		}
		for _, t := range r.terms {
			k, err := w.keyOf(t, r.class, a)
			if err != nil {
				return err
			}
			e.keys = append(e.keys, k)
		}
		slices.Sort(e.keys)
		if e.pairs, err = w.pairsOf(r, a); err != nil {
			return err
		}
		w.insert(recordID(a.minute, number, place), r)
		if r.class == classStatement && clustered(r.bits) {
			if err := w.cluster(recordID(a.minute, number, place), e.who, r.text); err != nil {
				return err
			}
		}
		entries[place] = e
	}
	first := recordID(a.minute, number, 0)
	if _, err := w.exec("insert into article(id, iri, docid, record, sum, sketch, entries) values(?, ?, ?, ?, ?, ?, "+
		"?)", number, a.IRI, a.ID, first, int64(a.sum), packedSketch(a.sketch), packed(entries, forms)); err != nil {
		return err
	}
	w.sketch(a.sketch, number)
	if _, err := w.exec("insert or ignore into touched(article) values(?)", number); err != nil {
		return err
	}
	if a.CopyOf != "" {
		if _, err := w.exec("insert into copy(record, original) values(?, ?)", first, a.CopyOf); err != nil {
			return err
		}
	}
	return w.post(entries, first, 1)
}

// pairsOf turns a record's pairs into numbers.
func (w *writer) pairsOf(r record, a *read) ([][2]int64, error) {
	var out [][2]int64
	for _, p := range r.pairs {
		k, err := w.keyOf(p.a, r.class, a)
		if err != nil {
			return nil, err
		}
		other := p.other
		switch {
		case p.who != "":
			other, err = w.keyNumber(p.who, a)
		case p.same != "":
			other, err = w.word(p.same)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, [2]int64{int64(k), other})
	}
	return out, nil
}

// remove takes an article out.
func (w *writer) remove(number int64) error {
	if err := w.unsketch(number); err != nil {
		return err
	}
	s, err := w.prepare("select record, entries from article where id = ?")
	if err != nil {
		return err
	}
	var first int64
	var raw []byte
	if err := s.QueryRowContext(w.ctx, number).Scan(&first, &raw); err != nil {
		return err
	}
	entries, forms, err := unpacked(raw)
	if err != nil {
		return err
	}
	w.forgotten = append(w.forgotten, forms...)
	for place, e := range entries {
		if err := w.delete(first-int64(place), e.class); err != nil {
			return err
		}
	}
	if _, err := w.exec("delete from copy where record = ?", first); err != nil {
		return err
	}
	if _, err := w.exec("delete from article where id = ?", number); err != nil {
		return err
	}
	return w.post(entries, first, -1)
}

func (w *writer) keyNumber(iri string, a *read) (int64, error) {
	k, err := w.keyOf(term{kind: kindBy, word: iri}, 0, a)
	return k.number(), err
}

func (w *writer) insert(id int64, r record) {
	var text any
	if r.text != "" {
		text = r.text
	}
	w.data = append(w.data, id, text, r.json)
	if r.class == classArticle {
		w.titles = append(w.titles, worded{id, r.data.(*Article).Title})
	}
	if r.text != "" {
		w.texts = append(w.texts, worded{id, r.text})
	}
}

// worded is a text that is to be found by its words.
type worded struct {
	id   int64
	text string
}

// writeWords writes texts in the order of their numbers: SQLite's full-text index writes all it has
// gathered when a lower number comes.
func (w *writer) writeWords() error {
	for _, list := range []struct {
		texts  []worded
		insert string
	}{{w.texts, "insert into words(rowid, text)"}, {w.titles, "insert into titles(rowid, title)"}} {
		slices.SortFunc(list.texts, func(a, b worded) int { return cmp.Compare(a.id, b.id) })
		flat := make([]any, 0, 2*len(list.texts))
		for _, t := range list.texts {
			flat = append(flat, t.id, t.text)
		}
		if err := w.many(list.insert, 2, flat); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) delete(id int64, c class) error {
	switch c {
	case classArticle:
		if _, err := w.exec("delete from titles where rowid = ?", id); err != nil {
			return err
		}
	case classStatement:
		if err := w.leave(id); err != nil {
			return err
		}
		if _, err := w.exec("insert into words(words, rowid, text) select 'delete', id, text from data where id = ? "+
			"and text is not null", id); err != nil {
			return err
		}
	}
	_, err := w.exec("delete from data where id = ?", id)
	return err
}

func (w *writer) count(k key, e entry, sign int, seen map[key]bool) {
	t := w.counts[k]
	if t == nil {
		t = &tally{}
		w.counts[k] = t
	}
	t.n += sign
	sure := e.class == classStatement && isSure(e.bits, hundredths(Sure))
	if sure {
		t.sure += sign
	}
	if e.bits&bitCopied != 0 && k.kind().countsWords() {
		t.copied += sign
		if sure {
			t.surelyCopied += sign
		}
		return
	}
	if sure {
		if v := e.bits & typeMask >> typeShift; v == 1 || v == 2 {
			t.direct += sign
		}
		for _, c := range []struct {
			n   *int
			bit bits
		}{{&t.offices, bitOffice}, {&t.women, bitFemale}, {&t.men, bitMale}} {
			if e.bits&c.bit != 0 {
				*c.n += sign
			}
		}
	}
	if !seen[k] {
		seen[k] = true
		t.articles += sign
	}
}

func hundredths(confidence float64) bits { return bits(confidence*100 + 0.5) }

// isSure tells a statement that tables show: it has a source, stands by itself and is likely enough
// to be right.
func isSure(b, least bits) bool {
	return b&bitSourced != 0 && b&bitNested == 0 && b&confidenceMask >= least
}

// post notes an article's postings and counts, to be written or taken out at the end.
func (w *writer) post(entries []entry, first int64, sign int) error {
	seen := map[key]bool{}
	together := map[[2]int64]bool{}
	list := &w.added
	if sign < 0 {
		list = &w.gone
	}
	for place, e := range entries {
		for _, p := range e.pairs {
			w.pair(p, e, first-int64(place), sign, together)
		}
		for _, k := range e.keys {
			if !k.kind().uncounted() {
				w.count(k, e, sign, seen)
			}
			if !k.kind().countedOnly() {
				*list = append(*list, posting{k, first - int64(place), e.who, e.bits})
			}
		}
	}
	return nil
}

// rowsAtOnce is how many postings one statement writes: each costs a call of the database.
const rowsAtOnce = 200

// write writes the noted postings in the order of their keys: those that lie together are written
// together.
func (w *writer) write() error {
	for _, list := range [][]posting{w.gone, w.added} {
		slices.SortFunc(
			list,
			func(a, b posting) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.id, b.id)) },
		)
	}
	for _, p := range w.gone {
		if _, err := w.exec("delete from posting where key = ? and id = ?", p.key, p.id); err != nil {
			return err
		}
	}
	flat := make([]any, 0, 4*len(w.added))
	for _, p := range w.added {
		flat = append(flat, int64(p.key), p.id, int64(p.bits), p.who)
	}
	return w.many("insert into posting", 4, flat)
}

// many inserts rows of so many columns each, whose values stand one behind the other, rowsAtOnce of
// them with one statement.
func (w *writer) many(insert string, columns int, values []any) error {
	one := " (" + strings.TrimSuffix(strings.Repeat("?, ", columns), ", ") + ")"
	several := insert + " values" + strings.TrimSuffix(strings.Repeat(one+",", rowsAtOnce), ",")
	for len(values) >= rowsAtOnce*columns {
		if _, err := w.exec(several, values[:rowsAtOnce*columns]...); err != nil {
			return err
		}
		values = values[rowsAtOnce*columns:]
	}
	for row := range slices.Chunk(values, columns) {
		if _, err := w.exec(insert+" values"+one, row...); err != nil {
			return err
		}
	}
	return nil
}

// end writes words, postings and counts, and names the agents that have another fullest name now.
func (w *writer) end() error {
	if err := errors.Join(w.writeForms(), w.many("insert into data", 3, w.data), w.writeWords(), w.write(),
		w.writePairs(), w.writeClusters(), w.many("insert into sketch(value, article)", 2, w.sketches)); err != nil {
		return err
	}
	for _, k := range slices.Sorted(maps.Keys(w.counts)) {
		t := w.counts[k]
		if *t == (tally{}) {
			continue
		}
		_, err := w.exec(
			"insert into term values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict(key) do update set n = n + "+
				"excluded.n, sure = sure + excluded.sure, direct = direct + excluded.direct, offices = offices + "+
				"excluded.offices, women = women + excluded.women, men = men + excluded.men, articles = articles + "+
				"excluded.articles, copied = copied + excluded.copied, surely_copied = surely_copied + "+
				"excluded.surely_copied",
			int64(
				k,
			),
			int64(k.kind()),
			t.n,
			t.sure,
			t.direct,
			t.offices,
			t.women,
			t.men,
			t.articles,
			t.copied,
			t.surelyCopied,
		)
		if err != nil {
			return err
		}
		if t.n < 0 {
			if _, err := w.exec("delete from term where key = ? and n <= 0", k); err != nil {
				return err
			}
			if k.kind() == kindMention { // nobody that no article mentions
				if _, err := w.exec("delete from agent where id = ? and not exists (select 1 from term "+
					"where key = ?)", k.number(), k); err != nil {
					return err
				}
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(w.renamed)) {
		// the fullest name of those that articles give, and of equally full ones the one that most give
		if _, err := w.exec("update agent set name = coalesce((select form from form where agent = ?1 and name > 0 "+
			"order by words desc, n desc, length(form) desc, form limit 1), name) where id = ?1", id); err != nil {
			return err
		}
	}
	return nil
}

// replace puts articles in the place of what the index holds of them; nil: they are gone.
func (x *Index) replace(ctx context.Context, tx *sql.Tx, articles map[string]*read, order []string) error {
	w := x.writer(ctx, tx)
	w.batch = articles
	if err := w.decideCopies(); err != nil {
		return err
	}
	for _, label := range order {
		var number int64
		err := tx.QueryRowContext(ctx, "select id from article where iri = ?", label).Scan(&number)
		switch {
		case err == nil:
			if err := w.remove(number); err != nil {
				return fmt.Errorf("%s: %w", label, err)
			}
		case !errors.Is(err, sql.ErrNoRows):
			return err
		default:
			if err := tx.QueryRowContext(ctx, "select coalesce(max(id), 0) + 1 from article").Scan(&number); err != nil {
				return err
			}
		}
		a := articles[label]
		if a == nil {
			continue
		}
		if number > mostArticle {
			return fmt.Errorf("an index holds at most %d articles", mostArticle)
		}
		if err := w.put(a, number); err != nil {
			return fmt.Errorf("%s: %w", label, err)
		}
	}
	if err := w.recount(); err != nil {
		return err
	}
	return w.end()
}
