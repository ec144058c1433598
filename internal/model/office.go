package model

// Status tells whether an office is held now.
type Status string

const (
	Now    Status = "now"
	Former Status = "former"
	Acting Status = "acting"
	Future Status = "future" // nominees, candidates, who is to take it over
)

// Office is a place of the text that tells an office, of anybody, speaker or not.
type Office struct {
	Title  Span // the office's own words: "prime minister", "leads"; "former" and bodies left out
	Body   Span // the words that name the body or person served, also an adjective or pronoun; zero if none are told
	Holder Span // the words there that name or describe who holds it, "a Tarn spokesman"; zero if none are told
	Status Status

	Person       *Agent // who holds it; nil if the article does not tell
	Organization *Agent // the body or person served; nil likewise
}

// Words returns the shortest span that tells the office.
func (o *Office) Words() Span {
	spans := []Span{o.Title}
	for _, s := range []Span{o.Body, o.Holder} {
		if !s.IsZero() {
			spans = append(spans, s)
		}
	}
	return Hull(spans)
}
