package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Releases leave out inlining in the same modules as deploy/build.
func TestReleaseFlags(t *testing.T) {
	read := func(path string) string {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	_, list, _ := strings.Cut(read("../../deploy/build"), `cold="`)
	list, _, _ = strings.Cut(list, `"`)
	var released []string
	for _, m := range regexp.MustCompile(`- (\S+)/\.\.\.=-l`).FindAllStringSubmatch(read("../../.goreleaser.yaml"), -1) {
		released = append(released, m[1])
	}
	if built := strings.Fields(list); len(built) == 0 || !slices.Equal(built, released) {
		t.Errorf("deploy/build has %q, .goreleaser.yaml %q", built, released)
	}
}
