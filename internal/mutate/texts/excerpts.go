package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"quotegraph/internal/model"
)

// longest is how many paragraphs an excerpt has at most.
const longest = 4

// printExcerpts prints few and short excerpts of an article such that each of the conditions changes
// what one of them gives, as far as there are any.
func printExcerpts(a model.Article, conditions []int) {
	paragraphs := strings.Split(a.Text, "\n\n")
	for n := 1; n <= longest && len(conditions) > 0; n++ {
		held := map[int][]int{} // by the paragraph that an excerpt begins with
		for i := 0; i+n <= len(paragraphs); i++ {
			left := map[int]int{}
			for _, c := range conditions {
				left[c] = 1
			}
			excerpt := model.Article{ID: a.ID, Text: strings.Join(paragraphs[i:i+n], "\n\n"), Date: a.Date}
			held[i] = slices.DeleteFunc(changing(excerpt, left, -1), func(c int) bool { return !slices.Contains(conditions, c) })
		}
		for {
			best := 0
			for i := range paragraphs {
				if len(held[i]) > len(held[best]) {
					best = i
				}
			}
			if len(held[best]) == 0 {
				break
			}
			line, _ := json.Marshal(map[string]string{
				"id":   fmt.Sprintf("%s-%d-%d", a.ID, best+1, best+n),
				"text": strings.Join(paragraphs[best:best+n], "\n\n"),
				"date": a.Date,
			})
			fmt.Println(string(line))
			done := held[best]
			isDone := func(c int) bool { return slices.Contains(done, c) }
			conditions = slices.DeleteFunc(conditions, isDone)
			for i := range held {
				held[i] = slices.DeleteFunc(slices.Clone(held[i]), isDone)
			}
		}
	}
}
