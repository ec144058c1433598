// Package index answers questions over any number of articles at the cost of what is shown. It is
// an SQLite database beside the store, made from it and kept in step with it; it can be removed at
// any time and is made again.
//
// Everything that can be listed is a record: an article, a statement, an office held, a
// representation, an occasion, a document, a mention. A record's number holds its article's date,
// the article and its place there, so that numbers from high to low are the order in which records
// are shown: the newest article first, in an article as it stands. A posting says that a record has
// a key: its source, a principal, a body, a word of an office, an outlet. Postings of a key lie
// together in that order, so fifty rows cost fifty rows. What is shown of a record is stored with
// it.
package index

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	_ "modernc.org/sqlite" // the database

	"quotegraph/internal/store"
)

// form of the index; another one is made anew.
const form = "10"

// Folder is the index's folder in the store's, and File its database there.
const (
	Folder = "index"
	File   = "index.sqlite"
)

const schema = `
create table meta(key text primary key, value text) without rowid;
create table article(id integer primary key, iri text not null unique, docid text not null,
  record integer not null, sum integer not null, sketch blob not null, entries blob not null);
create table sketch(value integer not null, article integer not null,
  primary key(value, article)) without rowid;
create index article_docid on article(docid);
create table copy(record integer primary key, original text not null);
create index copy_original on copy(original);
create table agent(id integer primary key autoincrement, iri text not null unique, class text not null,
  name text not null);
create index agent_class on agent(class);
create table form(id integer primary key, agent integer not null, form text not null,
  folded text not null, words integer not null, name integer not null, n integer not null,
  unique(agent, form));
create index form_folded on form(folded);
create virtual table forms using fts5(folded, content='form', content_rowid='id', tokenize='unicode61', prefix='2 3');
create table touched(article integer primary key);
create table word(id integer primary key, word text not null unique);
create table data(id integer primary key, text text, json blob not null);
create table posting(key integer not null, id integer not null, bits integer not null,
  who integer not null, primary key(key, id)) without rowid;
create table term(key integer primary key, kind integer not null, n integer not null,
  sure integer not null, direct integer not null, offices integer not null, women integer not null,
  men integer not null, articles integer not null, copied integer not null,
  surely_copied integer not null);
create index term_most on term(kind, n);
create table pair(key integer not null, other integer not null, n integer not null,
  sure integer not null, direct integer not null, articles integer not null, newest integer not null,
  oldest integer not null, copied integer not null, surely_copied integer not null,
  primary key(key, other)) without rowid;
create table cluster(id integer primary key, cluster integer not null);
create index cluster_of on cluster(cluster);
create table repeated(cluster integer primary key, n integer not null);
create index repeated_most on repeated(n);
create virtual table words using fts5(text, content='data', content_rowid='id',
	tokenize='porter unicode61 remove_diacritics 2');
create virtual table titles using fts5(title, tokenize='porter unicode61 remove_diacritics 2');
`

// Sure is the least confidence of a statement that tables show unless asked for others. Counts of
// such statements are kept.
const Sure = 0.7

// Index is an open index. Its methods are safe for concurrent use.
type Index struct {
	store  *store.Store
	read   *sql.DB
	write  *sql.DB // nil: it can only be read
	folder string
	temp   string // a folder to remove at the end
	at     string // the folder that it is in

	writing sync.Mutex
	failed  error      // why it is out of step; nil while it is in step
	passed  bool       // the write that is under way is not told: CatchUp takes it over
	ahead   chan ahead // what is done while the store writes
	left    func(int)
}

// Options of Open.
type Options struct {
	// Progress is told how many articles are still to be read when the index is made again; 0 means
	// that it is in step.
	Progress func(left int)
	// Later leaves an index that is out of step as it is until CatchUp is called.
	Later bool
}

// Open opens the index of a store, makes it where it is missing, damaged or of another form, and
// brings it in step. Where the store's folder can't be written, an index that is out of step is
// made again in a temporary folder.
func Open(ctx context.Context, s *store.Store, o Options) (*Index, error) {
	if o.Progress == nil {
		o.Progress = func(int) {}
	}
	x := &Index{store: s, folder: filepath.Join(s.Folder(), Folder), left: o.Progress}
	err := x.open(ctx, x.folder)
	if err == nil && !o.Later {
		err = x.CatchUp(ctx)
	}
	if errors.Is(err, errReadOnly) {
		err = x.elsewhere(ctx, o.Later)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("index of store %s: %w", s.Path(), err), x.Close())
	}
	s.Keep(x)
	return x, nil
}

// errReadOnly says that the index is out of step in a folder that can't be written.
var errReadOnly = errors.New("the folder can't be written")

// elsewhere makes the index in a temporary folder.
func (x *Index) elsewhere(ctx context.Context, later bool) error {
	x.closeDatabases()
	var err error
	if x.temp, err = os.MkdirTemp("", "quotegraph-index-"); err != nil {
		return err
	}
	if err := x.open(ctx, x.temp); err != nil || later {
		return err
	}
	return x.CatchUp(ctx)
}

// open opens the database in a folder; one that is none, or of another form, is replaced.
func (x *Index) open(ctx context.Context, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil || !writable(folder) {
		return x.openReadOnly(ctx, folder)
	}
	for try := 0; ; try++ {
		err := x.openAt(ctx, filepath.Join(folder, File))
		if err == nil || try > 0 || isBusy(err) {
			return err
		}
		x.closeDatabases() // no index of ours: it is made anew
		for _, end := range []string{"", "-wal", "-shm"} {
			if err := os.Remove(filepath.Join(folder, File+end)); err != nil && !errors.Is(err, os.ErrNotExist) {
				return err
			}
		}
	}
}

func (x *Index) openReadOnly(ctx context.Context, folder string) error {
	path := filepath.Join(folder, File)
	if _, err := os.Stat(path); err != nil {
		return errReadOnly
	}
	var err error
	if x.read, err = sql.Open("sqlite", dsn(path, "mode=ro", "immutable=1")); err != nil {
		return err
	}
	if _, err := os.Stat(path + "-wal"); err == nil || x.formOf(ctx, x.read) != form {
		return errReadOnly
	}
	return nil
}

func (x *Index) openAt(ctx context.Context, path string) error {
	var err error
	x.at = filepath.Dir(path)
	if x.write, err = sql.Open("sqlite",
		dsn(path, "_pragma=journal_mode(WAL)", "_pragma=synchronous(NORMAL)",
			"_pragma=wal_autocheckpoint(32000)", "_txlock=immediate", "_pragma=cache_size(-65536)")); err != nil {
		return err
	}
	x.write.SetMaxOpenConns(1)
	var tables int
	if err := x.write.QueryRowContext(ctx, "select count(*) from sqlite_master").Scan(&tables); err != nil {
		return err
	}
	if tables == 0 {
		if _, err := x.write.ExecContext(ctx, schema); err != nil {
			return err
		}
		if err := setMeta(ctx, x.write, "form", form); err != nil {
			return err
		}
	}
	if got := x.formOf(ctx, x.write); got != form {
		return fmt.Errorf("an index of form %q; this program reads form %q", got, form)
	}
	if x.read, err = sql.Open("sqlite", dsn(path, "_pragma=query_only(1)", "_pragma=cache_size(-16384)")); err != nil {
		return err
	}
	x.read.SetMaxOpenConns(4)
	x.read.SetMaxIdleConns(4)
	return nil
}

func dsn(path string, options ...string) string {
	options = append(options, "_pragma=busy_timeout(10000)", "_pragma=temp_store(MEMORY)")
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + strings.Join(options, "&")
}

func isBusy(err error) bool { return strings.Contains(err.Error(), "SQLITE_BUSY") }

// writable tells whether files can be made in a folder. A test takes the place of a disk that is
// read only.
var writable = func(folder string) bool {
	f, err := os.CreateTemp(folder, ".writable-")
	if err != nil {
		return false
	}
	f.Close()
	return os.Remove(f.Name()) == nil
}

func (x *Index) formOf(ctx context.Context, db *sql.DB) string {
	v, err := meta(ctx, db, "form")
	if err != nil {
		return err.Error()
	}
	return v
}

// Close ends the index.
func (x *Index) Close() error {
	if x == nil {
		return nil
	}
	err := x.closeDatabases()
	if x.temp != "" {
		err = errors.Join(err, os.RemoveAll(x.temp))
	}
	return err
}

func (x *Index) closeDatabases() error {
	var err error
	for _, db := range []**sql.DB{&x.read, &x.write} {
		if *db != nil {
			err = errors.Join(err, (*db).Close())
			*db = nil
		}
	}
	return err
}

// querier is a database or a transaction.
type querier interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

// meta returns a remembered value; "" if there is none.
func meta(ctx context.Context, q querier, key string) (string, error) {
	var v string
	err := q.QueryRowContext(ctx, "select value from meta where key = ?", key).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, err
}

func setMeta(ctx context.Context, q querier, key, value string) error {
	_, err := q.ExecContext(
		ctx,
		"insert into meta values(?, ?) on conflict(key) do update set value = excluded.value",
		key,
		value,
	)
	return err
}

// each calls f with each row of a query.
func each(ctx context.Context, q querier, query string, args []any, f func(*sql.Rows) error) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// decoded reads a record's data.
func decoded[T any](raw []byte) (*T, error) {
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		return nil, fmt.Errorf("the index holds a record that can't be read: %w", err)
	}
	return &v, nil
}

// Remember keeps a value under a key of somebody else's, until the index is made anew. An index
// that can only be read forgets it at once.
func (x *Index) Remember(ctx context.Context, key, value string) error {
	if x.write == nil {
		return nil
	}
	x.writing.Lock()
	defer x.writing.Unlock()
	return setMeta(ctx, x.write, "other "+key, value)
}

// Remembered returns what was kept under a key, "" if nothing was.
func (x *Index) Remembered(ctx context.Context, key string) (string, error) {
	return meta(ctx, x.read, "other "+key)
}
