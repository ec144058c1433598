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
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer w.Close()
	only := map[string]bool{} // files that were named themselves: their folders are watched
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return err
		}
		if !info.IsDir() {
			only[filepath.Clean(p)] = true
			if err := w.Add(filepath.Dir(p)); err != nil {
				return fmt.Errorf("%s: %w", p, err)
			}
			continue
		}
		if _, err := watched(w, p); err != nil {
			return err
		}
	}
	under := func(file string) bool {
		return only[filepath.Clean(file)] || slices.ContainsFunc(paths, func(p string) bool {
			in, err := filepath.Rel(p, file)
			return err == nil && in != "." && in != ".." && !strings.HasPrefix(in, ".."+string(filepath.Separator)) &&
				!only[filepath.Clean(p)]
		})
	}
	changed := map[string]time.Time{} // and when it was, or is to be tried again
	if err := first(); err != nil {
		return err
	}
	tick := time.NewTicker(Settled / 4)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-w.Errors: // events were lost: all is looked at
			for _, p := range paths {
				files := []string{p}
				if !only[filepath.Clean(p)] {
					if files, err = watched(w, p); err != nil {
						return err
					}
				}
				for _, f := range files {
					changed[f] = time.Now()
				}
			}
		case e := <-w.Events:
			if !e.Has(fsnotify.Create) && !e.Has(fsnotify.Write) || passing(e.Name) || !under(e.Name) {
				continue
			}
			info, err := os.Stat(e.Name)
			switch {
			case err != nil: // gone again
				delete(changed, e.Name)
			case info.IsDir():
				files, err := watched(w, e.Name)
				if err != nil {
					return err
				}
				for _, f := range files { // that came before it was watched
					changed[f] = time.Now()
				}
			default:
				changed[e.Name] = time.Now()
			}
		case <-tick.C:
			for _, inFolder := range []bool{false, true} {
				var ready []string
				for f, at := range changed {
					if time.Since(at) >= Settled && only[filepath.Clean(f)] != inFolder {
						ready = append(ready, f)
						delete(changed, f)
					}
				}
				if len(ready) == 0 {
					continue
				}
				slices.Sort(ready)
				if err := read(ready, inFolder); err != nil {
					for _, f := range ready {
						changed[f] = time.Now().Add(again)
					}
				}
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
