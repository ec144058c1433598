package query

import (
	"encoding/json"
	"testing"
	"time"

	"quotegraph/queries"
)

// FuzzHeader: whatever a saved query's comments hold, they are read or refused, and its parameters
// take their own defaults.
func FuzzHeader(f *testing.F) {
	for _, s := range []string{"", "// About.\n// @param name string \"\" who\n// @column who, said\nemit(1)",
		"// @param n int x y", "// @ask who | \n//@column", "// @param d date \"2024-02-30\" when",
		"// @param a number 1e999 b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, program string) {
		q, err := parse("mine", program)
		if err != nil {
			return
		}
		if _, err := q.Bind(nil); err != nil {
			t.Errorf("its own defaults are refused: %v", err)
		}
	})
}

// FuzzParameters: whatever values come with a saved query, they are taken or refused.
func FuzzParameters(f *testing.F) {
	all, err := Load(queries.Files)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range [][2]string{{"name", "Ruiz"}, {"limit", "-1"}, {"from", "2024-13"},
		{"min_confidence", "NaN"}, {"all", "TRUE"}, {"page", "99999999999999999999"}, {"sort", "up"}, {"", ""}} {
		f.Add(uint8(0), s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, which uint8, key, value string) {
		q := all[int(which)%len(all)]
		params, err := q.Bind(map[string]string{key: value})
		if err != nil {
			return
		}
		if _, err := json.Marshal(params); err != nil {
			t.Errorf("%s: parameters that can't be written: %v", q.Name, err)
		}
	})
}

// FuzzQuestions: whatever is asked, it is understood or not, in time.
func FuzzQuestions(f *testing.F) {
	all, err := Load(queries.Files)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"what did Ana Ruiz say about the harbour in May", "who is the", "\"", "???",
		"what did NAME deny", "who said \"x y", "in 0000", "what did  say to  about "} {
		f.Add(s)
	}
	today := time.Date(2025, 5, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, question string) {
		began := time.Now()
		q, err := Understand(all, question, today)
		if err == nil {
			if _, err := q.Query.Bind(q.Params); err != nil {
				t.Errorf("%q becomes %s with parameters that it refuses: %v", question, q.Query.Name, err)
			}
		}
		if took := time.Since(began); took > time.Second && len(question) < 1000 {
			t.Errorf("it took %v", took)
		}
	})
}
