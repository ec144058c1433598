package model

// Span is a half-open range of bytes of an article's text: [Begin, End).
// The zero Span stands for "none".
type Span struct {
	Begin, End int
}

// Len returns the span's length in bytes.
func (s Span) Len() int { return s.End - s.Begin }

// IsZero reports whether the span stands for "none".
func (s Span) IsZero() bool { return s == Span{} }

// Overlaps reports whether the two spans share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Begin < t.End && t.Begin < s.End }

// Contains reports whether t lies wholly within s.
func (s Span) Contains(t Span) bool { return s.Begin <= t.Begin && t.End <= s.End }

// Hull returns the smallest span that holds all of the given spans, and the
// zero Span for none.
func Hull(spans []Span) Span {
	if len(spans) == 0 {
		return Span{}
	}
	h := spans[0]
	for _, s := range spans[1:] {
		h.Begin, h.End = min(h.Begin, s.Begin), max(h.End, s.End)
	}
	return h
}
