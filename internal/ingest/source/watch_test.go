package source

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"
)

// TestWatch: files that come, change, lie in new folders or are moved in are told of once they
// settle; temporary ones and neighbours are not.
func TestWatch(t *testing.T) {
	defer func(d time.Duration) { Settled = d }(Settled)
	Settled = 80 * time.Millisecond
	defer func(d time.Duration) { again = d }(again)
	again = 100 * time.Millisecond
	dir := t.TempDir()
	news, one := filepath.Join(dir, "news"), filepath.Join(dir, "one.txt")
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(news, "in"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(one, "before")
	write(filepath.Join(news, "old.txt"), "before")
	var mutex sync.Mutex
	told := map[string]int{}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() {
		failed := false
		ended <- Watch(ctx, []string{news, one}, func() error {
			write(filepath.Join(news, "meanwhile.txt"), "while all is read")
			return nil
		}, func(files []string, inFolder bool) error {
			mutex.Lock()
			defer mutex.Unlock()
			if !failed && inFolder { // a store that is locked, once
				failed = true
				return errors.New("locked")
			}
			for _, f := range files {
				name, _ := filepath.Rel(dir, f)
				told[filepath.ToSlash(name)]++
				if inFolder == (f == one) {
					t.Errorf("%s: in a folder that was named: %v", f, inFolder)
				}
			}
			return nil
		})
	}()
	time.Sleep(100 * time.Millisecond)
	write(filepath.Join(news, "new.txt"), "a")
	write(filepath.Join(news, "in", "deep.txt"), "b")
	write(filepath.Join(news, ".hidden"), "c")
	write(filepath.Join(news, "half.part"), "d")
	write(filepath.Join(dir, "neighbour.txt"), "e")
	write(one, "after")
	if err := os.MkdirAll(filepath.Join(news, "fresh", "er"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(filepath.Join(news, "fresh", "er", "x.txt"), "f")
	if err := os.Rename(filepath.Join(news, "half.part"), filepath.Join(news, "half.txt")); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"news/fresh/er/x.txt",
		"news/half.txt",
		"news/in/deep.txt",
		"news/meanwhile.txt",
		"news/new.txt",
		"one.txt",
	}
	got := func() []string {
		mutex.Lock()
		defer mutex.Unlock()
		var out []string
		for f := range told {
			out = append(out, f)
		}
		slices.Sort(out)
		return out
	}
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end) && !slices.Equal(got(), want); {
		time.Sleep(20 * time.Millisecond)
	}
	if !slices.Equal(got(), want) {
		t.Errorf("told of %q, want %q", got(), want)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
