// Package lexicon holds the word lists that the rules share: reporting verbs, offices, titles,
// given names, countries, bodies and so on. The lists are data (data/*.txt, one entry a line,
// fields separated by tabs, the first comment saying what each field is), embedded and read once,
// when a list is first asked.
//
// Look-ups take words as a document's tokens give them: Lower for what is written in lower case,
// Text for names.
package lexicon

import (
	"embed"
	"strings"
	"sync"
)

//go:embed data/*.txt
var files embed.FS

// rows returns the entries of a list, each split at its tabs. A list that is missing
// or lacks a field is a mistake of the build, found by the package's test.
func rows(name string) [][]string {
	raw, err := files.ReadFile("data/" + name + ".txt")
	if err != nil {
		panic("lexicon: " + err.Error())
	}
	var out [][]string
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		out = append(out, strings.Split(line, "\t"))
	}
	return out
}

// set reads a list of single entries.
func set(name string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		m := map[string]bool{}
		for _, r := range rows(name) {
			m[r[0]] = true
		}
		return m
	})
}

// table reads a list whose second field is all there is to say.
func table(name string) func() map[string]string {
	return sync.OnceValue(func() map[string]string {
		m := map[string]string{}
		for _, r := range rows(name) {
			m[r[0]] = r[1]
		}
		return m
	})
}
