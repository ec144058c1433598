package main

import (
	"os"
	"path/filepath"
	"testing"
)

// FuzzSettings: whatever a settings file holds, it is read or refused.
func FuzzSettings(f *testing.F) {
	for _, s := range []string{"", "db: x\n", "query: {rows: -1}\n", "query:\n  rows: 99999999999999999999\n",
		"a: &a [*a]\n", "serve: {origins: [1, {}]}\n", "lock_timeout: 5 parsecs\n", "ingest: null\n", "\t:",
		"{", "query: {sure: .nan}\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		path := filepath.Join(t.TempDir(), "graph.yaml")
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		a := &app{file: path}
		if err := a.configure(newRoot()); err != nil {
			return
		}
		if !(a.Query.Sure >= 0 && a.Query.Sure <= 1) || a.Query.Rows < 1 || a.LockTimeout <= 0 {
			t.Errorf("settings that can't be: %+v", a.config)
		}
	})
}
