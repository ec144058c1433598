package attrib

import (
	"slices"
	"strings"

	"quotegraph/internal/lexicon"
	"quotegraph/internal/model"
)

// sureStandpoint is the confidence of a statement that a preposition alone gives to its source.
const sureStandpoint = 0.8

// standpoints adds the sentences that tell somebody's view by a preposition alone, before or behind
// it, where nothing else was found in them: "In the view of the ministry, | it is overdue",
// "Nothing was alive, | in the opinion of the vet, Ana Ruiz".
func standpoints(d *model.Document, found []*model.Statement) []*model.Statement {
	for _, x := range d.Sentences {
		if x.Last-x.First < 6 || d.Tokens[x.First].Quoted || d.InFurniture(d.Tokens[x.First].Begin) ||
			taken(d, found, x) {
			continue
		}
		if s := standpoint(d, x); s != nil {
			found = append(found, s)
		}
	}
	return found
}

func taken(d *model.Document, found []*model.Statement, x model.Sentence) bool {
	whole := d.SpanOf(x.First, x.Last)
	return slices.ContainsFunc(found, func(s *model.Statement) bool { return s.Hull().Overlaps(whole) })
}

func standpoint(d *model.Document, x model.Sentence) *model.Statement {
	for i := x.First; i < x.Last; i++ {
		n := standpointAt(d, i, x.Last)
		if n == 0 {
			continue
		}
		s := &model.Statement{Cue: d.SpanOf(i, i+n), Confidence: sureStandpoint, FoundBy: "standpoint"}
		switch {
		case i == x.First:
			comma := i + n
			for comma < x.Last && d.Tokens[comma].Text != "," {
				comma++
			}
			if comma == i+n || comma+2 >= x.Last {
				return nil
			}
			s.Source, s.Parts = d.SpanOf(i+n, comma), []model.Span{edges(d, d.SpanOf(comma+1, x.Last))}
		case d.Tokens[i-1].Text == "," && i-1 > x.First &&
			!slices.ContainsFunc(d.Tokens[x.First:i], func(t model.Token) bool { return t.Text == "(" }):
			s.Source, s.Parts = edges(d, d.SpanOf(i+n, x.Last)), []model.Span{d.SpanOf(x.First, i-1)}
		default:
			return nil
		}
		return s
	}
	return nil
}

// standpointAt returns how many tokens the words of a standpoint take that begin at token i; 0 if
// none do.
func standpointAt(d *model.Document, i, last int) int {
	const longest = 4 // words
	words := ""
	for n := 1; n <= longest && i+n < last; n++ {
		words = strings.TrimSpace(words + " " + d.Tokens[i+n-1].Lower)
		if lexicon.IsStandpoint(words) {
			return n
		}
	}
	return 0
}
