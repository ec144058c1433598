//go:build unix

package source

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestLinksAndPipes: links in a circle and pipes in a folder hold up nothing.
func TestLinksAndPipes(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("The ship is late."), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := errorsOf(os.Symlink(dir, filepath.Join(dir, "circle")),
		os.Symlink("nowhere", filepath.Join(dir, "lost")), syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600)); err != nil {
		t.Skip(err)
	}
	got := fmt.Sprint(outcomes(Limits{}, dir))
	for _, want := range []string{"a ", "lost: no such file", "pipe: is no file"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s; want %q", got, want)
		}
	}
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
