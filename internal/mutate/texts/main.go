// Command texts reads articles once with all conditions and once more with each condition off that
// decided anything in them, and prints the conditions that change what an article gives, "number
// article" a line. Command mutate builds it in a copy of the project whose conditions can be
// switched off.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"quotegraph/internal/encoder"
	"quotegraph/internal/given"
	"quotegraph/internal/lang"
	"quotegraph/internal/model"
	"quotegraph/internal/mutate/switches"
	"quotegraph/internal/pipeline"
)

func main() {
	part := flag.Int("part", 0, "which part of the articles")
	parts := flag.Int("parts", 1, "how many parts")
	most := flag.Int("most", 40, "a condition that decides something in so many articles and changes none is not "+
		"tried again")
	skip := flag.String("skip", "", "conditions not to try: numbers with commas between")
	flag.Parse()
	left := map[int]int{} // of each condition, in how many articles it is still tried
	for _, n := range strings.Split(*skip, ",") {
		if n, err := strconv.Atoi(n); err == nil {
			left[n] = -1
		}
	}
	i := 0
	for _, file := range flag.Args() {
		f, err := os.Open(file)
		if err != nil {
			fmt.Fprintln(os.Stderr, "texts:", err)
			os.Exit(1)
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var a struct {
				DocID string `json:"doc_id"`
				ID    string `json:"id"`
				Title string `json:"title"`
				Text  string `json:"text"`
				Date  string `json:"date"`
			}
			if json.Unmarshal(lines.Bytes(), &a) != nil || a.Text == "" {
				continue
			}
			if i++; i%*parts != *part {
				continue
			}
			for _, n := range changing(model.Article{ID: cmp.Or(a.DocID, a.ID), Title: a.Title, Text: a.Text,
				Date: a.Date}, left, *most) {
				fmt.Println(n, cmp.Or(a.DocID, a.ID))
			}
		}
		f.Close()
	}
}

// changing returns the conditions that change what an article gives.
func changing(a model.Article, left map[int]int, most int) (out []int) {
	d := lang.Analyze(a)
	scores := encoder.Default().ReadDocuments([]*model.Document{d})[0]
	switches.Off = -1
	switches.Decided()
	want := gives(a, scores)
	for _, n := range switches.Decided() {
		if left[n] == 0 {
			left[n] = most
		}
		if left[n] < 0 {
			continue
		}
		if left[n]--; left[n] == 0 {
			left[n] = -1
		}
		switches.Off = n
		if !bytes.Equal(want, within(a, scores, n)) {
			out, left[n] = append(out, n), -1
		}
	}
	return out
}

// within is gives, for a condition without which a loop may never end: that ends the program and
// says which.
func within(a model.Article, scores *encoder.Reading, n int) []byte {
	late := time.AfterFunc(5*time.Second, func() {
		fmt.Println("endless", n)
		os.Exit(3)
	})
	defer late.Stop()
	return gives(a, scores)
}

// gives is what an article gives; nil where a stage fails.
func gives(a model.Article, scores *encoder.Reading) (out []byte) {
	defer func() {
		if recover() != nil {
			out = nil
		}
	}()
	d := lang.Analyze(a)
	pipeline.Reader{}.Rules(d, scores)
	return []byte(given.Of(d))
}
