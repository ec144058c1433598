// Package langtest has texts for tests of what reads texts.
package langtest

// Shapes are odd texts whose time once grew faster than they did.
var Shapes = map[string]string{
	"apostrophes": "a'b'", "back quotes": "`a` ", "marks and spaces": "\" ", "marks after dots": ".\" ",
	"open single marks": " ‘a", "brackets": "(a [b {c ", "closing": ")]} ", "guillemets": "« a ",
	"nested guillemets": "«“‹", "curly": "“ ", "curly both": "“a” ",
	"dots": ". ", "dots alone": ".", "capitals": "A. B. ", "new lines": "\n", "paragraphs": "a\n\n",
	"quotes over paragraphs": "\"a\n\n", "single over paragraphs": "'a\n\n", "dashes": "a—",
	"dashes 2": "-- ", "commas": "a, ", "colons": "a: ", "spaces": "  ", "tabs": "\t",
	"zero width": "\u200b", "accents": "e\u0301", "emoji": "👩‍👩‍👧 ", "digits": "1,", "words": "word ",
	"one word": "x", "closed apostrophes": "'tis ", "ends": "s' ", "ellipses": "… ", "bullets": "• a\n",
	"numbers": "1. a\n", "by-lines": "By Ana Ruiz\n\n", "datelines": "TARN, May 3 (AP) — a\n\n",
	"urls": "http://a.b/c ", "tags": "<p>a</p>", "entities": "&amp;", "low": "„a“ ", "nested": "“a ‘b ",
	"double single": "''a'' ", "two back quotes": "``a'' ", "semicolons": "a; ", "questions": "?! ",
	"initials": "J.R.R. ",
}
