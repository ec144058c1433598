// Package postgres is a key-value backend for Cayley in a PostgreSQL server, for stores that
// several programs read and write at once.
//
// It keeps what package bolt keeps in a file, key by key, in one table, so that everything above it
// is the same. Cayley's own SQL backend would give a second way through the house: other indexes,
// another planner, and loading of 4.7 k quads a second (docs/RESULTS.md).
//
// Programs that write take turns by a lock of the server's: from what one reads to decide what to
// change to what it writes last. Reading takes no lock and no transaction: each look-up sees what
// is committed.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/hidal-go/hidalgo/kv"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// schema of the tables. quotegraph_changed names the articles that each version changed, so that a
// program's index follows what others write.
const schema = `
create table if not exists quotegraph_pairs (key bytea primary key, value bytea not null) with (fillfactor = 90);
alter table quotegraph_pairs alter column value set storage external;
create table if not exists quotegraph_state (version bigint not null, id uuid not null default gen_random_uuid());
insert into quotegraph_state (version) select 0 where not exists (select from quotegraph_state);
create table if not exists quotegraph_changed (version bigint not null, label text not null);
create index if not exists quotegraph_changed_version on quotegraph_changed (version);
`

// kept is how many versions quotegraph_changed goes back.
const kept = 10_000

// ErrLocked says that another program held the lock of writers for the whole time-out.
var ErrLocked = errors.New("another program writes")

// ErrNone says that the database holds no store.
var ErrNone = errors.New("no store in this database")

// Is reports whether a store's name is the address of a PostgreSQL server rather than a folder.
func Is(name string) bool {
	return strings.HasPrefix(name, "postgres://") || strings.HasPrefix(name, "postgresql://")
}

// Shown is an address for messages: user, host, port, database and schema, no password and nothing
// else, as what reads addresses understands it.
func Shown(address string) string {
	c, err := pgx.ParseConfig(address)
	if err != nil {
		return "postgres://…"
	}
	u := url.URL{
		Scheme: "postgres",
		User:   url.User(c.User),
		Host:   net.JoinHostPort(c.Host, strconv.Itoa(int(c.Port))),
		Path:   "/" + c.Database,
	}
	if path := c.RuntimeParams["search_path"]; path != "" {
		u.RawQuery = "search_path=" + url.QueryEscape(path)
	}
	return u.String()
}

// Database is an open database. It is safe for concurrent use.
type Database struct {
	pool    *pgxpool.Pool
	timeout time.Duration // for the lock of writers
	lock    int64         // its number: that of the table of versions, 0 before there is one
	id      string        // of the store, for what is kept beside it

	turn     sync.Mutex // of this program's writers, while they hold the server's lock
	writer   *pgx.Conn  // of who holds it; nil else
	together *writing   // while Together runs
	changing []string   // labels that the next transaction changes
}

// Options of Open.
type Options struct {
	ReadOnly bool
	Timeout  time.Duration // how long to wait for the server and for another writer
}

// Open connects to a server and makes the tables where they are missing; for reading only, ErrNone
// is returned instead. The connection's parameter search_path,
// "postgres://…/news?search_path=sport", names the schema, which is made too.
func Open(ctx context.Context, address string, o Options) (*Database, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, errors.New(
			"no address of a PostgreSQL database, postgres://USER:PASSWORD@HOST:PORT/DATABASE",
		) // pgx's error shows the password
	}
	config.ConnConfig.ConnectTimeout = o.Timeout
	config.MaxConns = max(config.MaxConns, 4) // who writes holds one and reads by others
	if config.ConnConfig.RuntimeParams["application_name"] == "" {
		config.ConnConfig.RuntimeParams["application_name"] = "graph"
	}
	if o.ReadOnly {
		config.ConnConfig.RuntimeParams["default_transaction_read_only"] = "on"
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	d := &Database{pool: pool, timeout: o.Timeout}
	if err := d.prepare(ctx, config.ConnConfig.RuntimeParams["search_path"], o.ReadOnly); err != nil {
		pool.Close()
		return nil, err
	}
	return d, nil
}

func (d *Database) prepare(ctx context.Context, path string, readOnly bool) error {
	wait, stop := context.WithTimeout(ctx, d.timeout)
	defer stop()
	if err := d.pool.Ping(wait); err != nil {
		return err
	}
	var there bool
	if err := d.pool.QueryRow(ctx, "select to_regclass('quotegraph_state') is not null").Scan(&there); err != nil {
		return err
	}
	if !there && readOnly {
		return ErrNone
	}
	if !there {
		if err := d.create(ctx, path); err != nil {
			return err
		}
	}
	return d.pool.QueryRow(ctx, "select to_regclass('quotegraph_state')::oid::bigint, id::text from quotegraph_state").
		Scan(&d.lock, &d.id)
}

// ID is the store's own, made with it.
func (d *Database) ID() string { return d.id }

func (d *Database) create(ctx context.Context, path string) error {
	return d.Alone(func() error {
		if name, _, _ := strings.Cut(path, ","); name != "" {
			if _, err := d.writer.Exec(ctx,
				"create schema if not exists "+pgx.Identifier{strings.TrimSpace(name)}.Sanitize()); err != nil {
				return err
			}
		}
		_, err := d.writer.Exec(ctx, schema)
		return err
	})
}

// Close closes the connections.
func (d *Database) Close() error {
	d.pool.Close()
	return nil
}

// Alone runs f while no other program, and no other goroutine of this one, writes. It waits for its
// turn, at most for the time-out: ErrLocked. The lock is the connection's that f writes through:
// where the connection is lost, both are.
func (d *Database) Alone(f func() error) error {
	d.turn.Lock()
	defer d.turn.Unlock()
	ctx := context.Background()
	held, err := d.alive(ctx)
	if err != nil {
		return err
	}
	c := held.Conn()
	locked := false
	defer func() {
		d.writer = nil
		if locked {
			if _, err := c.Exec(ctx, "select pg_advisory_unlock($1)", d.lock); err != nil {
				c.Close(ctx) // and with it the lock
			}
		}
		held.Release()
	}()
	if _, err := c.Exec(ctx, fmt.Sprintf("set lock_timeout = %d", max(1, d.timeout.Milliseconds()))); err != nil {
		return err
	}
	if _, err := c.Exec(ctx, "select pg_advisory_lock($1)", d.lock); err != nil {
		var refused *pgconn.PgError
		if errors.As(err, &refused) && refused.Code == "55P03" { // lock_not_available
			return ErrLocked
		}
		return err
	}
	locked = true
	d.writer = c
	return f()
}

// tries is how often a look-up is tried where the server has gone away since: as many dead
// connections may wait in the pool.
const tries = 20

// alive is a connection that the server answers on.
func (d *Database) alive(ctx context.Context) (*pgxpool.Conn, error) {
	for try := 1; ; try++ {
		c, err := d.pool.Acquire(ctx)
		if err != nil {
			return nil, err
		}
		if err = c.Ping(ctx); err == nil {
			return c, nil
		}
		c.Release() // and it is closed, since it is dead
		if try == tries {
			return nil, err
		}
	}
}

// gone reports whether an error says that the server was not there, so that a look-up may be tried
// again.
func gone(err error) bool {
	var refused *pgconn.PgError
	if errors.As(err, &refused) {
		return strings.HasPrefix(refused.Code, "57P") // admin_shutdown, crash_shutdown, cannot_connect_now
	}
	return pgconn.SafeToRetry(err) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) ||
		errors.Is(err, syscall.ECONNRESET) ||
		errors.Is(err, syscall.EPIPE)
}

// pooled looks up in any of the connections, and again where the one was dead.
type pooled struct{ pool *pgxpool.Pool }

func (p pooled) rows(ctx context.Context, sql string, args []any, each func(key, value []byte)) error {
	for try := 1; ; try++ {
		var seen [][2][]byte
		err := rows(ctx, p.pool, sql, args, func(k, v []byte) { seen = append(seen, [2][]byte{k, v}) })
		if err != nil && gone(err) && try < tries && ctx.Err() == nil {
			continue
		}
		if err == nil {
			for _, s := range seen {
				each(s[0], s[1])
			}
		}
		return err
	}
}

// Together runs f, in which several transactions for writing, one after another, become one: all of
// them or none. It is called within Alone.
func (d *Database) Together(f func() error) error {
	w, err := d.begin()
	if err != nil {
		return err
	}
	if err := d.within(w, f); err != nil {
		return errors.Join(err, w.Close())
	}
	return w.Commit(context.Background())
}

func (d *Database) within(w *writing, f func() error) error {
	d.together = w
	defer func() { d.together = nil }()
	return f()
}

// Changing tells which articles the next transaction for writing changes.
func (d *Database) Changing(labels []string) { d.changing = labels }

// Committed returns the store's version: the number of transactions that have changed it.
func (d *Database) Committed() (int, error) {
	n := 0
	for try := 1; ; try++ {
		err := d.pool.QueryRow(context.Background(), "select version from quotegraph_state").Scan(&n)
		if err == nil || !gone(err) || try == tries {
			return n, err
		}
	}
}

// Changed returns the articles that were changed after a version; known is false where that is too
// long ago to tell.
func (d *Database) Changed(version int) (labels []string, known bool, err error) {
	ctx := context.Background()
	var now, first int
	err = d.pool.QueryRow(ctx, "select version, coalesce((select min(version) from quotegraph_changed), version + "+
		"1) from quotegraph_state").
		Scan(&now, &first)
	if err != nil || version > now || version+1 < first {
		return nil, false, err
	}
	rows, err := d.pool.Query(
		ctx,
		"select distinct label from quotegraph_changed where version > $1 order by label",
		version,
	)
	if err != nil {
		return nil, false, err
	}
	labels, err = pgx.CollectRows(rows, pgx.RowTo[string])
	return labels, err == nil, err
}

// Tx begins a transaction. One for writing is begun within Alone, and within Together it is a part
// of that.
func (d *Database) Tx(write bool) (kv.Tx, error) {
	if !write {
		return reading{pooled{d.pool}}, nil
	}
	if d.together != nil {
		return part{d.together}, nil
	}
	return d.begin()
}
