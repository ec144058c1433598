package query

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"quotegraph/queries"
)

// Today, in the tests, is a Friday in March.
var today = time.Date(2024, 3, 15, 12, 0, 0, 0, time.UTC)

func savedQueries(t *testing.T) []Saved {
	t.Helper()
	all, err := Load(queries.Files)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// asked writes a question's query and parameters on one line.
func asked(q *Question) string {
	out := q.Query.Name
	for _, k := range slices.Sorted(maps.Keys(q.Params)) {
		out += fmt.Sprintf(" %s=%s", k, q.Params[k])
	}
	return out
}

func TestUnderstand(t *testing.T) {
	all := savedQueries(t)
	for _, c := range [][2]string{
		// who said what
		{"Who said what?", "who-said-what"},
		{"What did Ada Holm say?", "said-by name=Ada Holm"},
		{"What has Ada Holm said?", "said-by name=Ada Holm"},
		{"what does Holm say", "said-by name=Holm"},
		{"what did Ada Holm say about the harbour?", "said-about name=Ada Holm words=harbour"},
		{"What did Ada Holm say on the new cranes", "said-about name=Ada Holm words=new cranes"},
		{"what did holm tell us about fishing", "said-about name=holm words=fishing"},
		{`What did Ada Holm say about "the new cranes"?`, `said-about name=Ada Holm words="new cranes"`},
		{"What’s been said about the harbour?", "said-about words=harbour"},
		{"who said what about the harbour", "said-about words=harbour"},
		{"Who talked about fishing?", "said-about words=fishing"},
		{"what do people say about the harbour", "said-about words=harbour"},
		{"What did the mayor say?", "said-by name=mayor"},
		{"What did the mayor of Tarn say about the harbour?", "said-about name=mayor of Tarn words=harbour"},
		{"what did the foreign minister say last month", "said-by from=2024-02 name=foreign minister to=2024-02"},
		{"Can you tell me what Ada Holm said?", "said-by name=Ada Holm"},
		{"tell me what Ada Holm said about the cranes", "said-about name=Ada Holm words=cranes"},
		{"Show me everything Ada Holm said", "said-by name=Ada Holm"},
		{"show statements by Ada Holm", "said-by name=Ada Holm"},
		{"What was said in the article close?", "who-said-what article=close"},
		{"Who said what in the article close?", "who-said-what article=close"},
		// kinds of saying
		{"What did Ada Holm deny?", "denials name=Ada Holm"},
		{"what did the mayor deny in May?", "denials from=2023-05 name=mayor to=2023-05"},
		{"what did the mayor deny in January?", "denials from=2024-01 name=mayor to=2024-01"},
		{"What has been denied?", "denials"},
		{"Who denied that the harbour would close?", "denials about=harbour would close"},
		{"did Ada Holm deny anything", "denials name=Ada Holm"},
		{"What did Ada Holm promise about the cranes since 2022?", "promises about=cranes from=2022 name=Ada Holm"},
		{"who promised new cranes", "promises about=new cranes"},
		{"Who accused Ada Holm?", "accusations about=Ada Holm"},
		{"Who did Ben Orr accuse?", "accusations name=Ben Orr"},
		{"whom did Ben Orr accuse of lying", "accusations about=lying name=Ben Orr"},
		{"Who was accused, and did they answer?", "accused"},
		{"Was Gus Penn accused?", "accused name=Gus Penn"},
		{"has Ada Holm been accused of anything", "accused name=Ada Holm"},
		{"Did Ada Holm answer?", "accused name=Ada Holm"},
		{"who criticised the bank?", "criticism about=bank"},
		{"Who criticizes the bank?", "criticism about=bank"},
		{"who has condemned the harbour plan", "criticism about=harbour plan"},
		{"What did Fay Marsh criticize?", "criticism name=Fay Marsh"},
		{"who praised the captains", "praise about=captains"},
		{"who welcomed the plan in 2023", "praise about=plan from=2023 to=2023"},
		{"What does Dev Rand believe?", "beliefs name=Dev Rand"},
		{"what does Dev Rand think about the owners", "beliefs about=owners name=Dev Rand"},
		{"What does Dev Rand expect?", "predictions name=Dev Rand"},
		{"what did the analyst predict for 2024", "predictions about=2024 name=analyst"},
		{"Who fears that jobs will go?", "predictions about=jobs will go"},
		{"What do residents fear?", "predictions name=residents"},
		{"what does Norland want", "plans name=Norland"},
		{"What is Ben Orr planning?", "plans name=Ben Orr"},
		{"what did Eli Marsh call for", "demands name=Eli Marsh"},
		{"Who called for a vote yesterday?", "demands about=vote from=2024-03-14 to=2024-03-14"},
		{"What did Eli Marsh demand?", "demands name=Eli Marsh"},
		{"What did Kerr ask?", "questions name=Kerr"},
		{"who asked about the cranes", "questions about=cranes"},
		{"What did Eli Marsh refuse to say?", "not-said name=Eli Marsh"},
		{"who declined to comment", "not-said"},
		{"Who refused to comment on the cranes?", "not-said about=cranes"},
		{"what didn't Carla Voss say", "not-said name=Carla Voss"},
		// for whom
		{"who spoke on behalf of Norland?", "on-behalf-of principal=Norland"},
		{"Who spoke for the Dockers' Union?", "on-behalf-of principal=Dockers' Union"},
		{"who speaks for the Dockers’ Union", "speakers-for principal=Dockers' Union"},
		{"Who represents Norland?", "speakers-for principal=Norland"},
		{"who speaks for whom", "who-speaks-for-whom"},
		{"For whom does Ben Orr speak?", "chain name=Ben Orr"},
		{"Who does Ben Orr speak for?", "chain name=Ben Orr"},
		{"who changed sides", "changed-sides"},
		{"Did Ben Orr change sides?", "changed-sides name=Ben Orr"},
		{"who has changed jobs since 2023", "changed-office from=2023"},
		{"what did Norland's spokesman say", "on-behalf-of principal=Norland"},
		{"What did people from the Harbour Bank say?", "by-organization organization=Harbour Bank"},
		{"what did officials of the Ministry of Transport say about cranes", "by-organization about=cranes " +
			"organization=Ministry of Transport"},
		{"Who is the mayor?", "offices office=mayor"},
		{"Who was the minister before 2023?", "offices office=minister to=2022"},
		{"Which offices did Eli Marsh hold?", "offices name=Eli Marsh"},
		{"Who is Eli Marsh?", "offices name=Eli Marsh"},
		// where, when, to whom
		{"what was said at the press conference", "at-event event=press conference"},
		{"What did Ada Holm say at the press conference?", "at-event event=press conference name=Ada Holm"},
		{"What did Ada Holm tell reporters?", "said-to addressee=reporters name=Ada Holm"},
		{"what was said to the committee in 2023-01", "said-to addressee=committee from=2023-01 to=2023-01"},
		{"When was Ada Holm first quoted?", "first-and-last name=Ada Holm"},
		{"how often was Ada Holm quoted in 2022", "over-time from=2022 name=Ada Holm to=2022"},
		{"Which interviews were there?", "occasions event=interview"},
		// who is quoted
		{"Who is quoted most?", "sources"},
		{"who was quoted most often this year?", "sources from=2024 to=2024"},
		{"Who is quoted about cranes?", "sources about=cranes"},
		{"who is quoted in close", "sources article=close"},
		{"Who is quoted beside Ada Holm?", "quoted-beside name=Ada Holm"},
		{"what did Ada Holm and Eli Marsh say about cranes", "both-on name=Ada Holm other=Eli Marsh words=cranes"},
		{"How many women are quoted?", "voices"},
		{"Which outlets use anonymous sources?", "unnamed-by-outlet"},
		{"What did anonymous sources say?", "unnamed-sources"},
		{"whose claims does nobody answer", "unanswered"},
		{"Who signed the letter?", "signed words=letter"},
		{"which articles mention Ada Holm", "mentions name=Ada Holm"},
		{"Which articles are about the harbour?", "articles about=harbour"},
		{"list the articles from 2022-05 to 2022-06", "articles from=2022-05 to=2022-06"},
		{"Which outlets are there?", "outlets"},
		{"quote Ada Holm", "quotations speaker=Ada Holm"},
		{"What are Ada Holm's exact words?", "quotations speaker=Ada Holm"},
		{"which numbers did Dev Rand give", "numbers name=Dev Rand"},
		{"how do you know Ben Orr", "evidence name=Ben Orr"},
		{"Who is called Marsh?", "names name=Marsh"},
		{"Which statements have no source?", "without-source"},
		// more ways to say it
		{"What did the mayor say in May about the harbour?", "said-about from=2023-05 name=mayor to=2023-05 " +
			"words=harbour"},
		{"In May 2022, what did Ada Holm promise?", "promises from=2022-05 name=Ada Holm to=2022-05"},
		{"Who spoke for Norland about the harbour in 2023?", "on-behalf-of about=harbour from=2023 " +
			"principal=Norland to=2023"},
		{"What did the spokesman for the Dockers' Union say?", "on-behalf-of principal=Dockers' Union"},
		{"who is Norland's lawyer", "speakers-for principal=Norland"},
		{"who is the mayor of Tarn", "offices office=mayor organization=Tarn"},
		{"Who is the Harbour Bank's chairman?", "offices office=chairman organization=Harbour Bank"},
		{"Did Ada Holm deny closing the harbour?", "denials about=closing the harbour name=Ada Holm"},
		{"Ada Holm's promises", "promises name=Ada Holm"},
		{"Did anyone say anything about fishing?", "said-about words=fishing"},
		{"Who said that the harbour would close?", "said-about words=harbour would close"},
		{"What's Ada Holm saying?", "said-by name=Ada Holm"},
		{"did anyone mention the cranes", "said-about words=cranes"},
		{"where did Ada Holm speak?", "at-event name=Ada Holm"},
		{"Who did Ada Holm talk to?", "said-to name=Ada Holm"},
		{"what is Ben Orr's job", "offices name=Ben Orr"},
		{"What did Ada Holm and Carla Voss say?", "said-by name=Ada Holm and Carla Voss"},
		{"What was Gus Penn accused of?", "accused name=Gus Penn"},
		{"compare Ada Holm and Eli Marsh on cranes", "both-on name=Ada Holm other=Eli Marsh words=cranes"},
		{"What did Dev Rand predict about rents since January?", "predictions about=rents from=2024-01 name=Dev Rand"},
		{"what did Ada Holm say on Monday", "said-by from=2024-03-11 name=Ada Holm to=2024-03-11"},
		{"What did Ada Holm say on May 3, 2022?", "said-by from=2022-05-03 name=Ada Holm to=2022-05-03"},
	} {
		q, err := Understand(all, c[0], today)
		if err != nil {
			t.Errorf("%q: %v", c[0], err)
			continue
		}
		if got := asked(q); got != c[1] {
			t.Errorf("%q:\n got %s\nwant %s", c[0], got, c[1])
		}
		if _, err := q.Query.Bind(q.Params); err != nil {
			t.Errorf("%q: %v", c[0], err)
		}
	}
}

func TestTimes(t *testing.T) {
	all := savedQueries(t)
	for words, want := range map[string]string{
		"in 2022":                      "2022 2022",
		"in May 2022":                  "2022-05 2022-05",
		"in may, 2022":                 "2022-05 2022-05",
		"in March":                     "2024-03 2024-03", // has begun
		"in April":                     "2023-04 2023-04", // has not
		"since February":               "2024-02 ",
		"since 2022-05-03":             "2022-05-03 ",
		"before 2023":                  " 2022",
		"until May 2023":               " 2023-05",
		"on 2022-05-03":                "2022-05-03 2022-05-03",
		"on 3 May 2022":                "2022-05-03 2022-05-03",
		"on May 3, 2022":               "2022-05-03 2022-05-03",
		"on May 3rd":                   "2023-05-03 2023-05-03",
		"on the 3rd of May 2022":       "2022-05-03 2022-05-03",
		"on 14 March":                  "2024-03-14 2024-03-14",
		"on 16 March":                  "2023-03-16 2023-03-16", // this year's is still to come
		"after 2022":                   "2023 ",
		"before 2022-05-03":            " 2022-05-02",
		"last May":                     "2023-05 2023-05",
		"on Friday":                    "2024-03-08 2024-03-08", // the last one, not today
		"since Monday":                 "2024-03-11 ",
		"in the past year":             "2023-03-16 2024-03-15",
		"between November and January": "2023-11 2024-01",
		"during 2022":                  "2022 2022",
		"today":                        "2024-03-15 2024-03-15",
		"yesterday":                    "2024-03-14 2024-03-14",
		"this month":                   "2024-03 2024-03",
		"last month":                   "2024-02 2024-02",
		"this year":                    "2024 2024",
		"last year":                    "2023 2023",
		"this week":                    "2024-03-11 2024-03-17",
		"last week":                    "2024-03-04 2024-03-10",
		"between 2022 and 2023":        "2022 2023",
		"from 2022-05 to 2022-06":      "2022-05 2022-06",
		"between May and July 2022":    "2022-05 2022-07",
		"in the last 7 days":           "2024-03-09 2024-03-15",
	} {
		q, err := Understand(all, "what did Ada Holm deny "+words+"?", today)
		if err != nil {
			t.Errorf("%s: %v", words, err)
			continue
		}
		if got := q.Params["from"] + " " + q.Params["to"]; got != want || q.Params["name"] != "Ada Holm" {
			t.Errorf("%s: %q (%s), want %q", words, got, asked(q), want)
		}
		if _, err := q.Query.Bind(q.Params); err != nil {
			t.Errorf("%s: %v", words, err)
		}
	}
}

func TestNotUnderstood(t *testing.T) {
	all := savedQueries(t)
	for question, near := range map[string]string{
		"Why did the harbour close?":                    "",
		"Is the harbour safe?":                          "",
		"How tall is Ada Holm?":                         "",
		"Should I believe Ada Holm?":                    "what does NAME believe",
		"deny":                                          "what did NAME deny",
		"the harbour promise":                           "what did NAME promise",
		"drop table statements":                         "statements of NAME",
		"summarise the accusations against the council": "",
		"what is the weather in Tarn tomorrow":          "",
		"What did they promise?":                        "what did NAME promise",
		"who won":                                       "",
	} {
		q, err := Understand(all, question, today)
		var none *NotUnderstood
		if !errors.As(err, &none) {
			t.Errorf("%q is taken for %v (%v)", question, q, err)
			continue
		}
		if len(none.Nearest) == 0 || near != "" && !slices.Contains(none.Nearest, near) {
			t.Errorf("%q: nearest %q, want %q", question, none.Nearest, near)
		}
		if !strings.Contains(err.Error(), "no saved query answers that") {
			t.Errorf("%q: %v", question, err)
		}
	}
	for _, nothing := range []string{"", "  ", "?", "please"} {
		if q, err := Understand(all, nothing, today); err == nil {
			t.Errorf("%q is taken for %v", nothing, q)
		}
	}
}

// Each pattern is understood as the query that it stands with, whatever takes the placeholders' places.
func TestPatterns(t *testing.T) {
	all := savedQueries(t)
	fill := strings.NewReplacer(
		"NAME",
		"Ada Holm",
		"OTHER",
		"Ben Orr",
		"PRINCIPAL",
		"the Dockers' Union",
		"COUNTRY",
		"Norland",
		"BODY",
		"the Harbour Bank",
		"OFFICE",
		"mayor",
		"EVENT",
		"the hearing",
		"ADDRESSEE",
		"reporters",
		"WORDS",
		"new cranes",
		"ARTICLE",
		"close",
	)
	seen := map[string]string{}
	for _, q := range all {
		if len(q.Asks) == 0 {
			t.Errorf("%s has no questions", q.Name)
		}
		for _, pattern := range q.Asks {
			if other := seen[pattern]; other != "" {
				t.Errorf("%q is a question of %s and of %s", pattern, other, q.Name)
			}
			seen[pattern] = q.Name
			got, err := Understand(all, fill.Replace(pattern)+"?", today)
			if err != nil {
				t.Errorf("%s: %q: %v", q.Name, pattern, err)
			} else if got.Query.Name != q.Name {
				t.Errorf("%q is understood as %s, not as %s", pattern, asked(got), q.Name)
			}
		}
	}
}

// The command that is shown asks the same, whatever signs a parameter holds.
func TestCommand(t *testing.T) {
	for value, want := range map[string]string{"Holm": "-p name=Holm", "Ada Holm": "-p name='Ada Holm'",
		"Dockers' Union": `-p name='Dockers'\''Union'`, "$(x)": "-p name='$(x)'"} {
		q := Question{Saved{Name: "said-by"}, map[string]string{"name": value}}
		want = strings.Replace(want, `'\''Union`, `'\'' Union`, 1)
		if got := q.Command(); got != "graph query said-by "+want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
