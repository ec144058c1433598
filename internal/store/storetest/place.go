// Package storetest tells tests where to make their stores: in folders, or in a PostgreSQL server.
package storetest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Server names the environment variable that holds a server's address: then tests make their stores
// there, each in a schema of its own.
const Server = "QUOTEGRAPH_POSTGRES"

// Place is where a test makes a store: what store.Open takes.
func Place(t testing.TB) string {
	t.Helper()
	address := os.Getenv(Server)
	if address == "" {
		return filepath.Join(t.TempDir(), "db")
	}
	schema := "t_" + strings.ToLower(rand.Text())
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	t.Cleanup(func() {
		ctx := context.Background()
		c, err := pgx.Connect(ctx, address)
		if err == nil {
			_, err = c.Exec(ctx, fmt.Sprintf("drop schema if exists %s cascade", schema))
			c.Close(ctx)
		}
		if err != nil {
			t.Error(err)
		}
	})
	return u.String()
}

// InFolder skips a test of what only a store in a folder has, its files, where stores are made in a
// server.
func InFolder(t testing.TB) {
	t.Helper()
	if os.Getenv(Server) != "" {
		t.Skip("a store in a server has no files")
	}
}

// InServer is Place for a test of what only a store in a server does; it is skipped where there is
// none.
func InServer(t testing.TB) string {
	t.Helper()
	if os.Getenv(Server) == "" {
		t.Skip("no PostgreSQL server: " + Server + " names none")
	}
	return Place(t)
}
