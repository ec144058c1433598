// Command texts reads articles once with all conditions and once more with each condition off that
// decided anything in them, and prints the conditions that change what an article gives, "number
// article" a line. Command mutate builds it in a copy of the project whose conditions can be
// switched off.
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/tools/txtar"

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
	most := flag.Int("most", 0, "a condition that decides something in so many articles and changes none is not "+
		"tried again; 0: it is")
	excerpts := flag.String("excerpts", "", "print excerpts that hold conditions, JSON Lines as of "+
		"internal/ingest/testdata/cases: \"paragraphs\", or paragraphs' \"begins\"")
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
		articles, err := articlesOf(file)
		if err != nil {
			fmt.Fprintln(os.Stderr, "texts:", err)
			os.Exit(1)
		}
		for _, a := range articles {
			if i++; i%*parts != *part {
				continue
			}
			if *excerpts != "" {
				printExcerpts(a, left, *excerpts == "begins")
				continue
			}
			for _, n := range changing(a, left, *most) {
				fmt.Println(n, a.ID)
			}
		}
	}
}

// articlesOf reads JSON Lines of articles, or the article of a golden case.
func articlesOf(file string) (out []model.Article, err error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	id := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	switch filepath.Ext(file) {
	case ".txt":
		return []model.Article{{ID: id, Text: string(raw)}}, nil
	case ".txtar":
		for _, f := range txtar.Parse(raw).Files {
			if f.Name == "article.txt" {
				out = append(out, model.Article{ID: id, Text: string(f.Data)})
			}
		}
		return out, nil
	}
	for line := range bytes.Lines(raw) {
		var a struct {
			DocID string `json:"doc_id"`
			ID    string `json:"id"`
			Title string `json:"title"`
			Text  string `json:"text"`
			Date  string `json:"date"`
		}
		if json.Unmarshal(line, &a) == nil && a.Text != "" {
			out = append(out, model.Article{ID: cmp.Or(a.DocID, a.ID), Title: a.Title, Text: a.Text, Date: a.Date})
		}
	}
	return out, nil
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
			left[n] = cmp.Or(most, math.MaxInt)
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
	pipeline.Reader{MinConfidence: pipeline.LeastConfidence}.Rules(d, scores)
	return []byte(given.Of(d))
}
