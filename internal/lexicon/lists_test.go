package lexicon_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quotegraph/internal/lang"
	"quotegraph/internal/model"
)

// form is what a list's first field is looked up as.
type form int

const (
	word        form = iota // one token in lower case
	wordAsIs                // one token as written
	phrase                  // tokens in lower case, one space between
	phraseAsIs              // text as written
	lowerOrName             // one token in lower case, or with a capital as in the ends of companies: "Inc."
	holder                  // a person's full name, which stands once for each office
)

var forms = map[string]form{
	"abbreviations": phraseAsIs, "adjectives": word, "agencies": phraseAsIs, "anonymity": phrase,
	"bodies": lowerOrName, "bodies_known": phraseAsIs,
	"capitals": phraseAsIs, "countries": phraseAsIs, "cues": phrase, "demonyms": phraseAsIs, "documents": word,
	"events":         phrase,
	"function_words": word, "generic": word, "given_names": wordAsIs, "groups": word, "holders": holder,
	"honorifics": phraseAsIs, "implied": phrase, "kin": word, "labels": phrase,
	"links": phrase, "national": phrase, "office_status": word, "offices": phrase, "ordinary": word,
	"own_voice": word,
	"particles": word, "parties": phraseAsIs, "places": phraseAsIs,
	"postnominals": wordAsIs, "standpoints": phrase, "states": phraseAsIs, "things": word, "times": lowerOrName,
	"unnamed": word, "unsaid": phrase,
}

// TestEveryEntryCanMatch holds each list's entries to the form in which they are looked up: a list
// of single words has no entry of two, which nothing would ever find, none has one twice, and what
// is looked up in lower case is written so.
func TestEveryEntryCanMatch(t *testing.T) {
	files, err := filepath.Glob("data/*.txt")
	if err != nil || len(files) != len(forms) {
		t.Fatalf("%d lists, %d are told here: %v", len(files), len(forms), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		how, told := forms[name]
		if !told {
			t.Errorf("%s: how it is looked up is not told", name)
		}
		seen := map[string]bool{}
		for _, entry := range entries(t, file) {
			if seen[entry] && how != holder {
				t.Errorf("%s: %q stands twice", name, entry)
			}
			seen[entry] = true
			if reason := never(entry, how); reason != "" {
				t.Errorf("%s: %q can never match: %s", name, entry, reason)
			}
		}
	}
}

// entries returns the first fields of a list's lines.
func entries(t *testing.T, file string) []string {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimRight(line, "\n"); line != "" && !strings.HasPrefix(line, "#") {
			entry, _, _ := strings.Cut(line, "\t")
			out = append(out, entry)
		}
	}
	return out
}

// never tells why an entry can never be found when it is looked up in a form; "" if it can.
func never(entry string, how form) string {
	tokens := lang.Analyze(model.Article{ID: "entry", Text: "the " + entry + " x"}).Tokens
	tokens = tokens[1 : len(tokens)-1]
	switch how {
	case word, wordAsIs, lowerOrName:
		if len(tokens) != 1 || tokens[0].Text != entry {
			return "it is no single word"
		}
	case phrase, phraseAsIs:
		if strings.Join(strings.Fields(entry), " ") != entry {
			return "its spaces"
		}
	}
	if (how == word || how == phrase) && strings.ToLower(entry) != entry {
		return "its capitals"
	}
	return ""
}
