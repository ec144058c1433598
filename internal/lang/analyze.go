// Package lang turns an article into a document: tokens, sentences, paragraphs,
// quotation marks, and the furniture (headline, by-line, dateline, sign-off) that belongs to
// no statement. Every layer addresses the text by byte offset and leaves it as it was.
//
// Segmentation follows Unicode (UAX #29, github.com/rivo/uniseg); what news adds to it stands in
// tokens.go, sentences.go and marks.go, each rule with the sentence that made it necessary.
//
// The package knows nothing of statements.
package lang

import "quotegraph/internal/model"

// Analyze returns the document of an article. It never fails: whatever valid UTF-8
// the text holds gets tokens, at least one sentence a paragraph, and balanced quotations.
func Analyze(a model.Article) *model.Document {
	d := &model.Document{Article: a}
	for _, p := range paragraphs(a.Text) {
		first := len(d.Sentences)
		tokens := tokenize(a.Text, p)
		if len(tokens) == 0 {
			continue
		}
		base := len(d.Tokens)
		for i := range tokens {
			tokens[i].Paragraph = len(d.Paragraphs)
		}
		d.Tokens = append(d.Tokens, tokens...)
		for _, end := range sentenceEnds(a.Text, tokens) {
			s := model.Sentence{First: base, Last: base + end, Paragraph: len(d.Paragraphs)}
			if n := len(d.Sentences); n > first {
				s.First = d.Sentences[n-1].Last
			}
			s.Span = d.SpanOf(s.First, s.Last)
			for i := s.First; i < s.Last; i++ {
				d.Tokens[i].Sentence = len(d.Sentences)
			}
			d.Sentences = append(d.Sentences, s)
		}
		d.Paragraphs = append(d.Paragraphs, model.Paragraph{
			Span: d.SpanOf(base, len(d.Tokens)), First: first, Last: len(d.Sentences)})
	}
	d.Quotations = quotations(d)
	for _, q := range d.Quotations {
		for i := q.First; i < q.Last; i++ {
			d.Tokens[i].Quoted = true
		}
		if q.Depth > 0 {
			d.Tokens[q.First].Inner, d.Tokens[q.Last-1].Inner = true, true
		}
	}
	findFurniture(d)
	return d
}
