package query

import (
	"cmp"
	"errors"
	"fmt"
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
	"NAME": {"name", "speaker"}, "OTHER": {"other"}, "PRINCIPAL": {"principal"}, "COUNTRY": {"country", "principal"}, "BODY": {"organization"}, "OFFICE": {"role", "office"},
	"EVENT": {"event"}, "ADDRESSEE": {"addressee"}, "WORDS": {"words", "about", "name"}, "ARTICLE": {"article"},
}

// Understand maps a question to a saved query by the patterns that stand with the queries (@ask). today tells what "in May" means: the last
// May that has begun. A question that fits none gives *NotUnderstood.
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
				got, literals, ok := match(strings.Fields(p), words)
				if !ok || literals*100-len(got) <= score {
					continue
				}
				if params, ok := bound(q, got); ok {
					maps.Copy(params, when)
					best, score = &Question{q, params}, literals*100-len(got)
				}
			}
		}
	}
	if best == nil {
		return nil, &NotUnderstood{nearestQuestions(all, words)}
	}
	return best, nil
}

// withAbout lets a question end with what it is about, where the query can take it: "what did NAME deny about WORDS".
func withAbout(q Saved, pattern string) []string {
	out := []string{pattern}
	if !strings.Contains(pattern, "WORDS") && slices.ContainsFunc(q.Params, func(p Param) bool { return p.Name == "about" || p.Name == "words" }) {
		out = append(out, pattern+" about WORDS", pattern+" on WORDS")
	}
	return out
}

// polite is what a question may begin with and means nothing.
var polite = regexp.MustCompile(`(?i)^(?:please |can you |could you |tell me |show me |show |i want to know |do you know |find )+`)

// cleaned takes a question's marks off, and what is merely polite.
func cleaned(question string) string {
	q := strings.Join(strings.Fields(strings.NewReplacer("’", "'", "?", " ", "what's", "what is", "who's", "who is", "What's", "what is", "Who's", "who is").Replace(question)), " ")
	return strings.TrimRight(polite.ReplaceAllString(q, ""), ".!")
}

// same are words that stand for one another in questions.
var same = map[string]string{"does": "did", "do": "did", "has": "did", "have": "did", "had": "did", "are": "is", "were": "is", "was": "is", "said": "say", "says": "say", "denied": "deny", "denies": "deny",
	"promised": "promise", "criticized": "criticised", "criticises": "criticised", "criticizes": "criticised", "accuses": "accused", "speaks": "spoke", "speak": "spoke", "talked": "spoke", "whom": "who",
	"regarding": "about", "concerning": "about", "represented": "represents", "praises": "praised", "predicted": "predict", "wants": "want", "expected": "expect", "asked": "ask", "demanded": "demand"}

func normal(w string) string {
	w = strings.ToLower(strings.Trim(w, ",;:"))
	return cmp.Or(same[w], w)
}

// match fits words to a pattern; a placeholder takes one to eight words, as few as can be. It returns what each takes, and how many words
// of the pattern stand in the question.
func match(pattern, words []string) (got map[string]string, literals int, ok bool) {
	if len(pattern) == 0 {
		return map[string]string{}, 0, len(words) == 0
	}
	p := pattern[0]
	if placeholders[p] == nil {
		if len(words) == 0 || normal(words[0]) != normal(p) {
			return nil, 0, false
		}
		got, literals, ok = match(pattern[1:], words[1:])
		return got, literals + 1, ok
	}
	for n := 1; n <= min(8, len(words)); n++ {
		if got, literals, ok = match(pattern[1:], words[n:]); ok {
			got[p] = strings.Join(words[:n], " ")
			return got, literals, true
		}
	}
	return nil, 0, false
}

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
		out[name] = withoutArticle(strings.Trim(v, `"'“”`))
	}
	return out, true
}

func withoutArticle(s string) string {
	first, rest, ok := strings.Cut(s, " ")
	if l := strings.ToLower(first); ok && (l == "the" || l == "a" || l == "an") {
		return rest
	}
	return s
}

const months = "january|february|march|april|may|june|july|august|september|october|november|december"

var times = []struct {
	words *regexp.Regexp
	read  func(m []string, today time.Time) (from, to string)
}{
	{regexp.MustCompile(`(?i) between (\d{4}(?:-\d\d(?:-\d\d)?)?) and (\d{4}(?:-\d\d(?:-\d\d)?)?)$`), func(m []string, _ time.Time) (string, string) { return m[1], m[2] }},
	{regexp.MustCompile(`(?i) from (\d{4}(?:-\d\d(?:-\d\d)?)?) to (\d{4}(?:-\d\d(?:-\d\d)?)?)$`), func(m []string, _ time.Time) (string, string) { return m[1], m[2] }},
	{regexp.MustCompile(`(?i) (since|after|before|until|in|on) (\d{4}(?:-\d\d(?:-\d\d)?)?)$`), func(m []string, _ time.Time) (string, string) { return period(m[1], m[2]) }},
	{regexp.MustCompile(`(?i) (since|after|before|until|in) (` + months + `)(?: (\d{4}))?$`), func(m []string, today time.Time) (string, string) {
		return period(m[1], monthOf(m[2], m[3], today))
	}},
	{regexp.MustCompile(`(?i) on (?:(\d{1,2})(?:st|nd|rd|th)? (` + months + `)|(` + months + `) (\d{1,2})(?:st|nd|rd|th)?)(?:,? (\d{4}))?$`), func(m []string, today time.Time) (string, string) {
		day, month := cmp.Or(m[1], m[4]), cmp.Or(m[2], m[3])
		d := monthOf(month, m[5], today) + "-" + fmt.Sprintf("%02s", day)
		return d, d
	}},
	{regexp.MustCompile(`(?i) (this|last) (month|year)$`), func(m []string, today time.Time) (string, string) {
		layout, t := "2006-01", today
		if strings.EqualFold(m[2], "year") {
			layout = "2006"
			if strings.EqualFold(m[1], "last") {
				t = today.AddDate(-1, 0, 0)
			}
		} else if strings.EqualFold(m[1], "last") {
			t = time.Date(today.Year(), today.Month()-1, 1, 0, 0, 0, 0, time.UTC)
		}
		return t.Format(layout), t.Format(layout)
	}},
	{regexp.MustCompile(`(?i) (today|yesterday)$`), func(m []string, today time.Time) (string, string) {
		if strings.EqualFold(m[1], "yesterday") {
			today = today.AddDate(0, 0, -1)
		}
		return today.Format(time.DateOnly), today.Format(time.DateOnly)
	}},
}

// timed takes the time off a question's end, as the common parameters from and to.
func timed(question string, today time.Time) (string, map[string]string) {
	out := map[string]string{}
	for _, t := range times {
		m := t.words.FindStringSubmatch(question)
		if m == nil {
			continue
		}
		from, to := t.read(m, today)
		if from != "" {
			out["from"] = from
		}
		if to != "" {
			out["to"] = to
		}
		return strings.TrimSuffix(question, m[0]), out
	}
	return question, out
}

func period(word, date string) (from, to string) {
	switch strings.ToLower(word) {
	case "since", "after":
		return date, ""
	case "before", "until":
		return "", date
	}
	return date, date
}

// monthOf is a month of a year or, without one, the last such month that has begun.
func monthOf(name, year string, today time.Time) string {
	n := slices.IndexFunc(strings.Split(months, "|"), func(m string) bool { return strings.EqualFold(m, name) }) + 1
	if year == "" {
		y := today.Year()
		if n > int(today.Month()) {
			y--
		}
		year = fmt.Sprint(y)
	}
	return fmt.Sprintf("%s-%02d", year, n)
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
