package frames_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"quotegraph/internal/agents"
	"quotegraph/internal/attrib"
	"quotegraph/internal/encoder"
	"quotegraph/internal/frames"
	"quotegraph/internal/lang"
	"quotegraph/internal/model"
	"quotegraph/internal/names"
	"quotegraph/internal/offices"
	"quotegraph/internal/pipeline"
)

// TestAgentsStayPut reads the texts of the cases: what is asked after agents.Resolve changes none of
// the agents that are there. It may add some, the bodies that only offices tell.
func TestAgentsStayPut(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	n := 0
	for text := range texts(t) {
		d := lang.Analyze(model.Article{Text: text})
		scores := encoder.Default().ReadDocuments([]*model.Document{d})[0]
		d.Offices = offices.Find(d, scores)
		names.Find(d, scores)
		attrib.Find(d, scores, pipeline.LeastConfidence)
		dir := agents.Resolve(d)
		before := map[*model.Agent]model.Agent{}
		for _, a := range d.Agents {
			before[a] = copied(a)
		}
		frames.Attach(d, dir)
		left := map[*model.Agent]bool{}
		for _, a := range d.Agents {
			left[a] = true
		}
		for a, was := range before {
			if is := copied(a); !left[a] || !reflect.DeepEqual(is, was) {
				t.Errorf("%q:\nwas %+v\nis  %+v (there: %v)", text, was, is, left[a])
			}
			n++
		}
	}
	if n < 1000 {
		t.Errorf("%d agents only", n)
	}
}

// copied is an agent with lists of its own.
func copied(a *model.Agent) model.Agent {
	c := *a
	c.Aliases = append([]string{}, a.Aliases...)
	c.Mentions = append([]model.Span{}, a.Mentions...)
	c.Descriptions = append([]model.Span{}, a.Descriptions...)
	c.Members = append([]*model.Agent{}, a.Members...)
	return c
}

func texts(t *testing.T) func(yield func(string) bool) {
	paths, err := filepath.Glob("../ingest/testdata/cases/*.jsonl")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	return func(yield func(string) bool) {
		for _, path := range paths {
			f, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			for s := bufio.NewScanner(f); s.Scan(); {
				var c struct{ Text string }
				if err := json.Unmarshal(s.Bytes(), &c); err != nil {
					t.Fatal(err)
				}
				if !yield(c.Text) {
					return
				}
			}
		}
	}
}
