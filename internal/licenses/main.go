// Licenses writes THIRD_PARTY.txt: the modules that the program is built of, with their licences as
// they stand in the modules. Modules with the same words stand together above them.
//
//	go run ./internal/licenses > cmd/graph/THIRD_PARTY.txt
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

type module struct {
	Path, Version, Dir string
	Main               bool
}

func main() {
	if err := write(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "licenses:", err)
		os.Exit(1)
	}
}

func write(w io.Writer) error {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", "./cmd/graph").Output()
	if err != nil {
		return err
	}
	var texts []string               // in the order of their first modules
	modules := map[string][]string{} // that have a text
	paths := strings.Fields(string(out))
	slices.Sort(paths)
	for _, path := range slices.Compact(paths) {
		raw, err := exec.Command("go", "list", "-m", "-json", path).Output()
		if err != nil {
			return err
		}
		var m module
		if err := json.Unmarshal(raw, &m); err != nil {
			return err
		}
		if m.Main {
			continue
		}
		text, err := licence(m.Dir)
		if err != nil {
			return fmt.Errorf("%s: %w", m.Path, err)
		}
		text = strings.TrimSpace(text)
		if modules[text] == nil {
			texts = append(texts, text)
		}
		modules[text] = append(modules[text], fmt.Sprintf("== %s %s\n", m.Path, m.Version))
	}
	for _, text := range texts {
		fmt.Fprintf(w, "%s\n%s\n\n", strings.Join(modules[text], ""), text)
	}
	return nil
}

// licence is the text of a module's licence files and notices.
func licence(dir string) (string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	var all []string
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		if e.IsDir() ||
			!strings.HasPrefix(name, "LICENSE") && !strings.HasPrefix(name, "LICENCE") && !strings.HasPrefix(name, "COPYING") &&
				!strings.HasPrefix(name, "NOTICE") {
			continue
		}
		raw, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return "", err
		}
		all = append(all, strings.ReplaceAll(string(raw), "\r\n", "\n"))
	}
	if len(all) == 0 {
		return "(the module has no file with a licence; see where it is from)", nil
	}
	return strings.Join(all, "\n"), nil
}
