package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"

	"quotegraph/internal/store/postgres"
)

// openServer opens the store in a PostgreSQL database.
func openServer(address string, o Options) (*Store, error) {
	setIndexes()
	s := &Store{path: postgres.Shown(address), readOnly: o.ReadOnly}
	d, err := postgres.Open(
		context.Background(),
		address,
		postgres.Options{ReadOnly: o.ReadOnly, Timeout: o.LockTimeout},
	)
	if err != nil {
		return nil, s.ofServer(err, o)
	}
	s.database = d
	if s.folder, err = besideServer(d.ID()); err != nil {
		return nil, errors.Join(s.ofServer(err, o), d.Close())
	}
	opt := graph.Options{kv.OptNoBloom: true}
	qs, err := kv.New(d, opt)
	if errors.Is(err, graph.ErrNotInitialized) && !o.ReadOnly { // only then are writers waited for
		err = d.Alone(func() error { return d.Together(func() error { return kv.Init(d, opt) }) })
		if err == nil || errors.Is(err, graph.ErrDatabaseExists) {
			qs, err = kv.New(d, opt)
		}
	}
	if err != nil {
		return nil, errors.Join(s.ofServer(err, o), d.Close())
	}
	s.graph = &indexed{
		QuadStore: qs.(*kv.QuadStore),
		writer:    qs.(*kv.QuadStore),
		indexes:   indexes,
		database:  d,
		versions:  d,
		shared:    true,
	}
	s.graph.written, err = d.Committed()
	if err != nil {
		return nil, errors.Join(s.ofServer(err, o), d.Close())
	}
	return s, nil
}

// ofServer says what to do about an error of a server's.
func (s *Store) ofServer(err error, o Options) error {
	switch {
	case errors.Is(err, postgres.ErrNone), errors.Is(err, graph.ErrNotInitialized):
		return fmt.Errorf(
			"store %s: %w: fill one with `graph ingest PATH`, or name another with --db",
			s.path,
			ErrNoStore,
		)
	case errors.Is(err, postgres.ErrLocked):
		return &LockedError{Path: s.path, Waited: o.LockTimeout}
	}
	return fmt.Errorf("store %s: %w", s.path, err)
}

// locked names the store in the error of a writer that never had its turn.
func (s *Store) locked(err error) error {
	if errors.Is(err, postgres.ErrLocked) {
		return fmt.Errorf("store %s: %w: wait longer with --lock-timeout, or try again", s.path, err)
	}
	return err
}

// besideServer makes the folder of this machine for what is kept beside a store in a server: its index.
func besideServer(id string) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(cache, "quotegraph", id)
	return folder, os.MkdirAll(folder, 0o700)
}
