package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestWatchLeavesTheStoreFree: what comes into a folder that is watched is read, and others can ask
// the store meanwhile.
func TestWatchLeavesTheStoreFree(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	dir := t.TempDir()
	news := filepath.Join(dir, "news")
	if err := os.Mkdir(news, 0o755); err != nil {
		t.Fatal(err)
	}
	come := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(news, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	come("first.txt", "Ana Ruiz, the mayor of Tarn, said the harbour was closed.\n")
	watching := exec.Command("graph", "ingest", "--watch", "news")
	watching.Dir = dir
	var told strings.Builder
	watching.Stderr = &told
	if err := watching.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = watching.Process.Kill()
		_ = watching.Wait()
	}()
	asked := func(want string) {
		t.Helper()
		out := ""
		for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
			if out, _ = typed(dir, "graph query sources -o csv"); strings.Contains(out, want) {
				return
			}
		}
		t.Fatalf("no %s in %q; the watcher: %s", want, out, told.String())
	}
	asked("Ana Ruiz")
	come("second.txt", "Odd Lund, a fisherman, said the harbour was open.\n")
	asked("Odd Lund")
}
