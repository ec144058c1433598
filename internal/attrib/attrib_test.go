package attrib

import (
	"strings"
	"testing"

	"quotegraph/internal/encoder"
	"quotegraph/internal/lang"
	"quotegraph/internal/model"
)

// at returns the span of the words in the document's text.
func at(t *testing.T, d *model.Document, words string) model.Span {
	t.Helper()
	i := strings.Index(d.Article.Text, words)
	if i < 0 {
		t.Fatalf("%q is not in %q", words, d.Article.Text)
	}
	return model.Span{Begin: i, End: i + len(words)}
}

func TestAct(t *testing.T) {
	for cue, want := range map[string]struct {
		act                  model.Act
		negated, conditional bool
	}{
		"said":                    {model.ActSay, false, false},
		"did not say whether":     {model.ActSay, true, false},
		"would say":               {model.ActSay, false, true},
		"declined to comment on":  {model.ActSay, true, false},
		"has denied":              {model.ActDeny, false, false},
		"promised to":             {model.ActPromise, false, false},
		"has accused":             {model.ActAccuse, false, false},
		"never believed":          {model.ActBelieve, true, false},
		"expects":                 {model.ActExpect, false, false},
		"plans":                   {model.ActPlan, false, false},
		"might ask":               {model.ActAsk, false, true},
		"urged":                   {model.ActOrder, false, false},
		"praised":                 {model.ActPraise, false, false},
		"condemned":               {model.ActCriticize, false, false},
		"found":                   {model.ActShow, false, false},
		"hemmed and hawed saying": {model.ActSay, false, false},
	} {
		d := lang.Analyze(model.Article{Text: "The mayor " + cue + " the port."})
		act, negated, conditional := act(d, at(t, d, cue))
		if act != want.act || negated != want.negated || conditional != want.conditional {
			t.Errorf("%q: %s, negated %v, conditional %v", cue, act, negated, conditional)
		}
	}
	if a, n, c := act(lang.Analyze(model.Article{Text: "x"}), model.Span{}); a != "" || n || c {
		t.Error("no cue, but an act")
	}
}

func TestLayout(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string // source | content
	}{
		"transcript": {"A radio talk.\n\nRUIZ: The port will close.\n\nVALE: When?\n\nRUIZ: On Friday, I think.",
			[]string{"RUIZ | The port will close", "VALE | When?", "RUIZ | On Friday, I think"}},
		"one label is no transcript": {"Correction: the port closed on Monday.\n\nThe mayor left.", nil},
		"a time is no label": {"Friday 7:30 the port opens.\n\nFriday 8:30 the port closes.\n\nFriday 9:30 " +
			"it rains.", nil},
		"signed": {"\"The port must stay.\" - Ana Ruiz, teacher\n\n“Close it.” ― Ben Vale",
			[]string{"Ana Ruiz, teacher | \"The port must stay.\"", "Ben Vale | “Close it.”"}},
		"signed in the next line": {"“The port must stay open all year.”\n\n— Ana Ruiz",
			[]string{"Ana Ruiz | “The port must stay open all year.”"}},
		"a dash is no signature": {"“The port must stay” - that is what she wrote.", nil},
		"a dash within":          {"“The port” - Ana Ruiz said it on Monday - “must stay.”", nil},
		"brackets belong to the name": {"The hearing went on.\n\nQ: Why?\n\nMS. RUIZ (through an interpreter): " +
			"Because.\n\nQ: Why now?", []string{"Q | Why?", "MS. RUIZ (through an interpreter) | Because", "Q | Why now?"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := lang.Analyze(model.Article{Text: c.text})
			var got []string
			for _, s := range withLayout(d, nil) {
				got = append(got, d.TextOf(s.Source)+" | "+d.TextOf(s.Parts[0]))
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestTidy(t *testing.T) {
	for name, c := range map[string]struct {
		text, source, cue string
		parts, want       []string
		wantSource        string
		addressee         string
	}{
		"addressee in the content": {"Ruiz told the court that the port was closed.", "Ruiz", "told",
			[]string{"the court that the port was closed."}, []string{"that the port was closed"}, "Ruiz", "the court"},
		"resumed after the clause": {"Relief flights, the minister said, will begin on Monday.", "the minister",
			"said", []string{"Relief flights"}, []string{"Relief flights", "will begin on Monday"}, "the minister", ""},
		"one mark missing": {"“The port is closed,” said Ruiz.", "Ruiz", "said",
			[]string{"The port is closed"}, []string{"“The port is closed,”"}, "Ruiz", ""},
		"a title is no statement": {"Ruiz wrote a letter entitled “Keep the Port”.", "Ruiz", "wrote",
			[]string{"“Keep the Port”"}, nil, "", ""},
		"an article alone": {"The port, Ruiz said, it is closed.", "Ruiz", "said",
			[]string{"The", "it is closed"}, []string{"it is closed"}, "Ruiz", ""},
		"quotation in the source": {"“The drums,” said Ruiz, the leader, “were lent by the school.”",
			"Ruiz, the leader, “were lent", "said", []string{"“The drums,”"},
			[]string{"“The drums,”", "“were lent by the school.”"}, "Ruiz, the leader", ""},
		"apposition in the content": {"According to Ruiz, the head of the port, no ship will leave.", "Ruiz",
			"According to", []string{"the head of the port, no ship will leave"},
			[]string{"no ship will leave"}, "Ruiz, the head of the port", ""},
		"half an apposition": {"Ruiz, the nurse, said the port was closed.", "Ruiz, the", "said",
			[]string{"the port was closed"}, []string{"the port was closed"}, "Ruiz", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := lang.Analyze(model.Article{Text: c.text})
			s := &model.Statement{Source: at(t, d, c.source), Cue: at(t, d, c.cue)}
			for _, p := range c.parts {
				s.Parts = append(s.Parts, at(t, d, p))
			}
			found := tidy(d, []*model.Statement{s})
			if len(c.want) == 0 {
				if len(found) != 0 {
					t.Errorf("%q is taken for a statement", d.TextOf(found[0].Parts[0]))
				}
				return
			}
			var got []string
			for _, p := range s.Parts {
				got = append(got, d.TextOf(p))
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") || d.TextOf(s.Source) != c.wantSource ||
				d.TextOf(s.Addressee) != c.addressee {
				t.Errorf("parts %q, source %q, addressee %q", got, d.TextOf(s.Source), d.TextOf(s.Addressee))
			}
		})
	}
}

func TestTypes(t *testing.T) {
	for text, want := range map[string]model.QuoteType{
		"“The port is closed.”": model.Direct, "the port is “closed” now": model.Mixed, "the port is closed": model.Indirect,
	} {
		d := lang.Analyze(model.Article{Text: text + " said Ruiz"})
		if got, verbatim := typeOf(d, []model.Span{at(t, d, text)}); got != want ||
			(want == model.Indirect) != (verbatim == nil) {
			t.Errorf("%q is %s with %v", text, got, verbatim)
		}
	}
}

// The embedded network's confidences are fitted, not a guess.
func TestConfidenceIsCalibrated(t *testing.T) {
	scores := (&evidence{pieces: []piece{{Span: encoder.Span{First: 0, Last: 2}}}}).scores()
	if n := len(encoder.Default().Calibration); n != len(scores) {
		t.Errorf("%d coefficients for %d scores", n, len(scores))
	}
	good, bad := []float64{1, 0, 0, 0, 0, 0, 0, 0, 0}, []float64{1, -2, -2, -2, -2, -2, 0, 0, 0}
	c := encoder.Default().Calibration
	if confidence(c, good) < 0.8 || confidence(c, bad) > 0.2 {
		t.Errorf("sure scores give %.2f, unsure ones %.2f", confidence(c, good), confidence(c, bad))
	}
}
