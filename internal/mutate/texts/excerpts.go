package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"quotegraph/internal/model"
)

// longest is how many paragraphs an excerpt has at most.
const longest = 4

// printExcerpts prints few and short excerpts of an article such that each condition left changes what
// one of them gives, as far as there are any: paragraphs, or with cut the begins of paragraphs.
func printExcerpts(a model.Article, left map[int]int, cut bool) {
	paragraphs := strings.Split(a.Text, "\n\n")
	if cut {
		var begins []string
		for _, p := range paragraphs {
			for i := range p {
				if p[i] == ' ' {
					begins = append(begins, p[:i])
				}
			}
		}
		cover(a, begins, left)
		return
	}
	for n := 1; n <= longest; n++ {
		var excerpts []string
		for i := 0; i+n <= len(paragraphs); i++ {
			excerpts = append(excerpts, strings.Join(paragraphs[i:i+n], "\n\n"))
		}
		cover(a, excerpts, left)
	}
}

// cover prints excerpts, those first that most conditions change, and notes these as done.
func cover(a model.Article, excerpts []string, left map[int]int) {
	change := make([][]int, len(excerpts))
	for i, text := range excerpts {
		change[i] = changing(model.Article{ID: a.ID, Text: text, Date: a.Date}, maps.Clone(left), 1)
	}
	for {
		best := -1
		for i := range excerpts {
			if len(change[i]) > 0 && (best < 0 || len(change[i]) > len(change[best])) {
				best = i
			}
		}
		if best < 0 {
			return
		}
		line, _ := json.Marshal(map[string]string{"id": fmt.Sprintf("%s-%d", a.ID, best+1), "text": excerpts[best]})
		fmt.Println(string(line))
		for _, n := range change[best] {
			left[n] = -1
		}
		for i := range change {
			change[i] = slices.DeleteFunc(slices.Clone(change[i]), func(n int) bool { return left[n] < 0 })
		}
	}
}
