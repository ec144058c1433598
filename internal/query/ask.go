package query

import (
	"cmp"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Question is a question in plain English as a saved query with its parameters.
type Question struct {
	Query  Saved
	Params map[string]string
}

// Command is the command line that asks the same.
func (q Question) Command() string {
	out := "graph query " + q.Query.Name
	for _, k := range slices.Sorted(maps.Keys(q.Params)) {
		v := q.Params[k]
		if strings.ContainsFunc(v, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.,:", r)
		}) {
			v = "'" + strings.ReplaceAll(v, "'", `'\''`) + "'"
		}
		out += " -p " + k + "=" + v
	}
	return out
}

// NotUnderstood says that no saved query answers a question, and which questions come nearest.
type NotUnderstood struct{ Nearest []string }

func (e *NotUnderstood) Error() string {
	return "no saved query answers that; the nearest questions: " + strings.Join(e.Nearest, "? ") + "?"
}

// placeholders of questions, with the parameters that they may be, the first that a query has.
var placeholders = map[string][]string{
	"NAME": {
		"name",
		"speaker",
	}, "OTHER": {"other"}, "PRINCIPAL": {"principal"}, "COUNTRY": {"country", "principal"},
	"BODY": {"organization"}, "OFFICE": {"role", "office"},
	"EVENT": {"event"}, "ADDRESSEE": {"addressee"}, "WORDS": {"words", "about", "name"}, "ARTICLE": {"article"},
}

// Understand maps a question to a saved query by the patterns that stand with the queries (@ask).
// today tells what "in May" means: the last May that has begun. A question that fits none gives
// *NotUnderstood.
func Understand(all []Saved, question string, today time.Time) (*Question, error) {
	plain, when := timed(cleaned(question), today)
	words := strings.Fields(plain)
	if len(words) == 0 {
		return nil, errors.New("ask something: what did NAME say about WORDS?")
	}
	var best *Question
	score := 0
	for _, q := range all {
		for _, pattern := range q.Asks {
			for _, p := range withAbout(q, pattern) {
				f, ok := match(strings.Fields(p), words)
				if !ok || f.score() <= score || f.literals == 0 {
					continue
				}
				if capital(f.got["OFFICE"]) && !strings.Contains(p, "the OFFICE") && !strings.Contains(p, "'s OFFICE") {
					continue // "who is Ada Holm"
				}
				if params, ok := bound(q, f.got); ok {
					maps.Copy(params, when)
					best, score = &Question{q, params}, f.score()
				}
			}
		}
	}
	if best == nil {
		return nil, &NotUnderstood{nearestQuestions(all, words)}
	}
	return best, nil
}

// withAbout lets a question end with what it is about, where the query can take it: "what did NAME
// deny about WORDS".
func withAbout(q Saved, pattern string) []string {
	out := []string{pattern}
	if !strings.Contains(pattern, "WORDS") &&
		slices.ContainsFunc(q.Params, func(p Param) bool { return p.Name == "about" || p.Name == "words" }) {
		out = append(out, pattern+" about WORDS", pattern+" on WORDS")
	}
	return out
}

// polite is what a question may begin with and means nothing.
var polite = regexp.MustCompile(
	`(?i)^(?:please |can you |could you |would you |tell me |show me |give me |show |` +
		`i want to know |i would like to know |i'd like to know |` +
		`do you know |let me know |find |and |so )+`,
)

// long writes what is short in full, and what means the same in one way.
var long = []struct {
	short *regexp.Regexp
	full  string
}{
	{regexp.MustCompile(`(?i)\b(what|who)'s been\b`), "$1 has been"},
	{regexp.MustCompile(`(?i)\b(what|who)'s\b`), "$1 is"},
	{regexp.MustCompile(`(?i)\b(what|who)'d\b`), "$1 did"},
	{regexp.MustCompile(`(?i)\b(did|does|do|has|have|had|was|is|are)n't\b`), "$1 not"},
	{regexp.MustCompile(`(?i)^what (?:has|have|had) been `), "what was "},
	{regexp.MustCompile(`(?i)^who (?:has|have|had) been `), "who was "},
	{regexp.MustCompile(`(?i)^who (?:has|have|had) (\w+(?:ed|en|id|ne|ld|ft)\b)`), "who $1"},
}

// cleaned takes a question's marks off, and what is merely polite.
func cleaned(question string) string {
	q := strings.Join(strings.Fields(strings.NewReplacer("’", "'", "?", " ").Replace(question)), " ")
	q = strings.TrimRight(polite.ReplaceAllString(q+" ", ""), " .!,")
	for _, l := range long {
		q = l.short.ReplaceAllString(q, l.full)
	}
	return q
}

// same are words that stand for one another in questions.
var same = map[string]string{
	"does":        "did",
	"do":          "did",
	"has":         "did",
	"have":        "did",
	"had":         "did",
	"are":         "is",
	"were":        "is",
	"was":         "is",
	"said":        "say",
	"says":        "say",
	"saying":      "say",
	"denied":      "deny",
	"denies":      "deny",
	"promised":    "promise",
	"promises":    "promise",
	"criticized":  "criticise",
	"criticised":  "criticise",
	"criticises":  "criticise",
	"criticizes":  "criticise",
	"criticize":   "criticise",
	"accuses":     "accuse",
	"accused":     "accuse",
	"speaks":      "spoke",
	"speak":       "spoke",
	"talked":      "talk",
	"talks":       "talk",
	"whom":        "who",
	"regarding":   "about",
	"concerning":  "about",
	"represented": "represent",
	"represents":  "represent",
	"praises":     "praise",
	"praised":     "praise",
	"predicted":   "predict",
	"predicts":    "predict",
	"wants":       "want",
	"wanted":      "want",
	"expected":    "expect",
	"expects":     "expect",
	"asked":       "ask",
	"asks":        "ask",
	"demanded":    "demand",
	"demands":     "demand",
	"fears":       "fear",
	"feared":      "fear",
	"hopes":       "hope",
	"hoped":       "hope",
	"plans":       "plan",
	"planned":     "plan",
	"believed":    "believe",
	"believes":    "believe",
	"thinks":      "think",
	"thought":     "think",
	"told":        "tell",
	"tells":       "tell",
	"mentioned":   "mention",
	"mentions":    "mention",
	"anyone":      "anybody",
	"everybody":   "anybody",
	"everyone":    "anybody",
	"people":      "anybody",
	"somebody":    "anybody",
	"someone":     "anybody",
	"me":          "us",
	"blamed":      "blame",
	"refused":     "refuse",
	"refuses":     "refuse",
	"declined":    "decline",
	"declines":    "decline",
	"condemned":   "condemn",
	"condemns":    "condemn",
	"welcomed":    "welcome",
	"welcomes":    "welcome",
	"urged":       "urge",
	"urges":       "urge",
	"called":      "call",
	"calls":       "call",
	"signs":       "signed",
	"sign":        "signed",
	"quotes":      "quote",
	"quoted":      "quote",
	"anonymous":   "unnamed",
	"papers":      "outlets",
	"newspapers":  "outlets",
	"rejected":    "reject",
	"rejects":     "reject",
	"vowed":       "vow",
	"pledged":     "pledge",
	"ordered":     "order",
	"supported":   "supports",
	"support":     "supports",
	"answers":     "answer",
	"answered":    "answer",
	"intends":     "intend",
	"doubts":      "doubt",
	"held":        "hold",
	"holds":       "hold",
}

func normal(w string) string {
	w = strings.ToLower(strings.Trim(w, ",;:"))
	return cmp.Or(same[w], w)
}

// fit is how a question fits a pattern.
type fit struct {
	got      map[string]string // what placeholders took
	literals int               // words of the pattern that stand in the question
	exact    int               // of them, in that very form
}

// score tells which of two fits is better: the one with more words of its pattern, then that with
// more in their very form, then that which leaves less open.
func (f fit) score() int { return f.literals*1000 + f.exact*10 - len(f.got) }

// match fits words to a pattern; a placeholder takes one to twelve words, as few as can be; NAME's
// takes words of which the last is a possessive.
func match(pattern, words []string) (fit, bool) {
	if len(pattern) == 0 {
		return fit{got: map[string]string{}}, len(words) == 0
	}
	p, possessive := strings.CutSuffix(pattern[0], "'s")
	if placeholders[p] == nil {
		if len(words) == 0 || normal(words[0]) != normal(pattern[0]) {
			return fit{}, false
		}
		f, ok := match(pattern[1:], words[1:])
		f.literals++
		if strings.EqualFold(words[0], pattern[0]) {
			f.exact++
		}
		return f, ok
	}
	for n := 1; n <= min(12, len(words)); n++ {
		taken := strings.Join(words[:n], " ")
		if possessive {
			var ok bool
			if taken, ok = strings.CutSuffix(taken, "'s"); !ok {
				if !strings.HasSuffix(taken, "s'") {
					continue
				}
				taken = strings.TrimSuffix(taken, "'")
			}
		}
		if !takes(p, words[:n]) {
			continue
		}
		if f, ok := match(pattern[1:], words[n:]); ok {
			f.got[p] = taken
			if possessive {
				f.literals++
			}
			return f, true
		}
	}
	return fit{}, false
}

// empty are words that name nobody and nothing by themselves.
var empty = strings.Fields(
	"is are was were be been did does do has have had not no he she it they him her them his their i you we us me " +
		"who whom what which when where why how that this there",
)

// takes tells whether words may stand in a placeholder's place.
func takes(placeholder string, words []string) bool {
	if slices.Contains(empty, strings.ToLower(words[0])) && (placeholder != "WORDS" || len(words) == 1) {
		return false
	}
	switch placeholder {
	case "ARTICLE": // an id
		return len(words) == 1 && words[0] != "general"
	case "OFFICE": // "the bank's chairman" is an office and its body
		return !slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(w, "'s") })
	case "NAME", "OTHER": // "anybody" is nobody's name
		return len(words) > 1 || normal(words[0]) != "anybody"
	}
	return true
}

// quoted is one stretch of several words in marks.
var quoted = regexp.MustCompile("^[\"“][^\"“”]+ [^\"“”]+[\"”]$")

// bound turns what placeholders took into a query's parameters.
func bound(q Saved, got map[string]string) (map[string]string, bool) {
	out := map[string]string{}
	for p, v := range got {
		name := ""
		for _, n := range placeholders[p] {
			if out[n] == "" && slices.ContainsFunc(q.Params, func(x Param) bool { return x.Name == n }) {
				name = n
				break
			}
		}
		if name == "" {
			return nil, false
		}
		whole := p == "WORDS" && quoted.MatchString(strings.Trim(v, ","))
		v = strings.Trim(v, `"'“”,`)
		if p == "WORDS" {
			v = strings.TrimPrefix(strings.TrimPrefix(v, "that "), "whether ")
		}
		if v = withoutArticle(v); p == "EVENT" {
			v = one(v)
		}
		if whole { // words in marks stand together
			v = `"` + v + `"`
		}
		out[name] = v
	}
	return out, true
}

// one is one of several: "press conferences" are looked for as "press conference".
func one(s string) string {
	for _, end := range []string{"ches", "shes"} {
		if rest, ok := strings.CutSuffix(s, end); ok {
			return rest + end[:2]
		}
	}
	if strings.HasSuffix(s, "ss") {
		return s
	}
	return strings.TrimSuffix(s, "s")
}

func capital(s string) bool { return strings.IndexFunc(s, unicode.IsUpper) == 0 }

func withoutArticle(s string) string {
	first, rest, ok := strings.Cut(s, " ")
	if l := strings.ToLower(first); ok && (l == "the" || l == "a" || l == "an") {
		return rest
	}
	return s
}

// nearestQuestions are those that share most words with one that fits none.
func nearestQuestions(all []Saved, words []string) []string {
	have := map[string]bool{}
	for _, w := range words {
		have[normal(w)] = true
	}
	type near struct {
		question string
		shared   float64
	}
	var found []near
	for _, q := range all {
		for _, pattern := range q.Asks {
			n, total := 0.0, 0.0
			for _, w := range strings.Fields(pattern) {
				weight := 1.0
				switch w = normal(w); w {
				case "what", "who", "did", "is", "the", "of":
					weight = 0.3
				}
				if placeholders[strings.ToUpper(w)] != nil {
					continue
				}
				total += weight
				if have[w] {
					n += weight
				}
			}
			found = append(found, near{pattern, n / max(1, total)})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int {
		return cmp.Or(cmp.Compare(b.shared, a.shared), strings.Compare(a.question, b.question))
	})
	var out []string
	for _, f := range found[:min(5, len(found))] {
		out = append(out, f.question)
	}
	return out
}
