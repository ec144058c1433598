package source

import (
	"context"
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

// Watch calls read with the files under some paths that come or change, until the context ends or read returns an error. Folders within folders are
// watched, new ones too. What is removed is not told of.
func Watch(ctx context.Context, paths []string, read func(files []string) error) error {
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
			return err == nil && in != "." && in != ".." && !strings.HasPrefix(in, ".."+string(filepath.Separator)) && !only[filepath.Clean(p)]
		})
	}
	changed := map[string]time.Time{}
	tick := time.NewTicker(Settled / 4)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-w.Errors:
			return err // events were lost: the same command reads what is new
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
			var ready []string
			for f, at := range changed {
				if time.Since(at) >= Settled {
					ready = append(ready, f)
					delete(changed, f)
				}
			}
			if len(ready) == 0 {
				continue
			}
			slices.Sort(ready)
			if err := read(ready); err != nil {
				return err
			}
		}
	}
}

// passing is a file that editors and programs write on the way to another.
func passing(path string) bool {
	name := filepath.Base(path)
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".tmp") || strings.HasSuffix(name, ".part") || strings.HasSuffix(name, ".crdownload")
}

// watched watches a folder and those within it, and returns the files there.
func watched(w *fsnotify.Watcher, folder string) (files []string, err error) {
	err = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != folder && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.IsDir():
			if err := w.Add(path); err != nil {
				return fmt.Errorf("%s: can't be watched: %w", path, err)
			}
		case !passing(path):
			files = append(files, path)
		}
		return nil
	})
	return files, err
}
