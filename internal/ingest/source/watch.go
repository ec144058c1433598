package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Settled is how long a file must stay as it is before it is read: who writes it may not be done.
var Settled = time.Second

// again is after how long what could not be stored is given to be read again.
var again = 10 * time.Second

// Watch calls first, which reads the paths, and then read with the files under them that come or
// change, those that came since first began included, until the context ends. Folders within
// folders are watched, new ones too; one that can't be read is passed over. What is removed is not
// told of. inFolder tells that the files stand in folders that were named, and were not named
// themselves. Where read returns an error, the files are given to it once more later; all of them,
// and their folders, where too much happened at once to be told of.
func Watch(
	ctx context.Context,
	paths []string,
	first func() error,
	read func(files []string, inFolder bool) error,
) error {
	w, err := newWatcher(paths)
	if err != nil {
		return err
	}
	defer w.Close()
	if err := first(); err != nil {
		return err
	}
	tick := time.NewTicker(Settled / 4)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-w.Errors: // events were lost
			err = w.all()
		case e := <-w.Events:
			err = w.told(e)
		case <-tick.C:
			w.hand(read)
		}
		if err != nil {
			return err
		}
	}
}

// watcher is what Watch knows.
type watcher struct {
	*fsnotify.Watcher
	paths   []string
	only    map[string]bool      // files that were named themselves: their folders are watched
	changed map[string]time.Time // and when it was, or is to be tried again
}

func newWatcher(paths []string) (*watcher, error) {
	f, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	w := &watcher{Watcher: f, paths: paths, only: map[string]bool{}, changed: map[string]time.Time{}}
	for _, p := range paths {
		if err := w.begin(p); err != nil {
			w.Close()
			return nil, err
		}
	}
	return w, nil
}

// begin watches a path that was named.
func (w *watcher) begin(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.IsDir() {
		_, err := watched(w.Watcher, path)
		return err
	}
	w.only[filepath.Clean(path)] = true
	if err := w.Add(filepath.Dir(path)); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// under reports whether a file is one that was named, or lies in a folder that was.
func (w *watcher) under(file string) bool {
	return w.only[filepath.Clean(file)] || slices.ContainsFunc(w.paths, func(p string) bool {
		in, err := filepath.Rel(p, file)
		return err == nil && in != "." && in != ".." && !strings.HasPrefix(in, ".."+string(filepath.Separator)) &&
			!w.only[filepath.Clean(p)]
	})
}

// all notes every file as changed.
func (w *watcher) all() error {
	for _, p := range w.paths {
		if w.only[filepath.Clean(p)] {
			w.changed[p] = time.Now()
		} else if err := w.folder(p); err != nil {
			return err
		}
	}
	return nil
}

// folder watches a folder and notes the files that are there.
func (w *watcher) folder(path string) error {
	files, err := watched(w.Watcher, path)
	for _, f := range files {
		w.changed[f] = time.Now()
	}
	return err
}

// told notes what an event tells.
func (w *watcher) told(e fsnotify.Event) error {
	if !e.Has(fsnotify.Create) && !e.Has(fsnotify.Write) || passing(e.Name) || !w.under(e.Name) {
		return nil
	}
	info, err := os.Stat(e.Name)
	switch {
	case err != nil: // gone again
		delete(w.changed, e.Name)
	case info.IsDir():
		return w.folder(e.Name) // with the files that came before it was watched
	default:
		w.changed[e.Name] = time.Now()
	}
	return nil
}

// hand gives the files that have settled to read: those that were named, then those in folders.
func (w *watcher) hand(read func(files []string, inFolder bool) error) {
	for _, inFolder := range []bool{false, true} {
		var ready []string
		for f, at := range w.changed {
			if time.Since(at) >= Settled && w.only[filepath.Clean(f)] != inFolder {
				ready = append(ready, f)
				delete(w.changed, f)
			}
		}
		if len(ready) == 0 {
			continue
		}
		slices.Sort(ready)
		if err := read(ready, inFolder); err != nil {
			for _, f := range ready {
				w.changed[f] = time.Now().Add(again)
			}
		}
	}
}

// passing is a file that editors and programs write on the way to another.
func passing(path string) bool {
	name := filepath.Base(path)
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".tmp") ||
		strings.HasSuffix(name, ".part") ||
		strings.HasSuffix(name, ".crdownload")
}

// watched watches a folder and those within it, and returns the files there.
func watched(w *fsnotify.Watcher, folder string) (files []string, err error) {
	err = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && path != folder && (errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission)):
			return fs.SkipDir
		case err != nil && errors.Is(err, fs.ErrNotExist): // gone again
			return nil
		case err != nil:
			return err
		case d.IsDir() && path != folder && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.IsDir():
			if err := w.Add(path); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
				return fmt.Errorf("%s: can't be watched: %w", path, err)
			}
		case !passing(path):
			files = append(files, path)
		}
		return nil
	})
	return files, err
}
