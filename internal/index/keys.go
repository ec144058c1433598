package index

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// key is what a record can be found by: a kind and the number of an agent, an article or a word.
type key int64

// kind of a key. Numbers are part of the index's form.
type kind int64

const (
	kindClass          kind = iota + 1 // a record's class: all statements
	kindBy                             // statement: its source, each of joint ones
	kindFor                            // statement: a principal, along the chain
	kindBody                           // statement: the body whose office its source holds, or that is its source
	kindOffice                         // statement: a word of its source's office
	kindSource                         // statement: a word of a source without a name
	kindEvent                          // statement: a word of its occasion's type or place
	kindTo                             // statement: a word of its addressee
	kindOutlet                         // any: its article's outlet
	kindAuthor                         // any: its article's author
	kindFlag                           // statement: one of the flags
	kindMonth                          // statement, counted only: the month of its article
	kindAct                            // statement: its speech act
	kindType                           // statement, counted only
	kindRolePerson                     // role: who holds it
	kindRoleBody                       // role: in which body
	kindRoleOffice                     // role: a word of it
	kindRepAgent                       // representation: who speaks
	kindRepPrincipal                   // representation: for whom
	kindOccasion                       // occasion: a word of its type or place
	kindDocument                       // document: a word of its title, publisher or signatories
	kindMention                        // mention: of whom
	kindActs                           // pair: a source and its speech acts
	kindOutletBy                       // pair: an outlet and its sources
	kindOutletNameless                 // pair: an outlet and its nameless (1) and anonymous (2) sources
	kindSame                           // statement: its words, or a stretch of words in marks, by their sum
	kindNear                           // statement: a band of its words
	kindAgentClass                     // mention, counted only: persons, bodies
)

// countedOnly kinds have no postings.
func (k kind) countedOnly() bool {
	switch k {
	case kindMonth, kindType:
		return true
	}
	return false
}

// uncounted kinds have postings alone: nearly each sum is one record's, and a count of it is a
// second place to write to.
func (k kind) uncounted() bool { return k == kindSame || k == kindNear }

// countsWords tells whether counts by a kind of key are about words: what stands in a copy of an
// article is no more words. What an outlet, an author or an article has is counted as it stands
// there.
func (k kind) countsWords() bool {
	switch k {
	case kindClass, kindOutlet, kindAuthor, kindOutletBy, kindOutletNameless:
		return false
	}
	return true
}

const keyBits = 44

func (k kind) key(n int64) key { return key(int64(k)<<keyBits | n) }
func (k key) kind() kind       { return kind(k >> keyBits) }
func (k key) number() int64    { return int64(k) & (1<<keyBits - 1) }

// class of a record.
type class int64

const (
	classArticle class = iota + 1
	classStatement
	classRole
	classRepresentation
	classOccasion
	classDocument
	classMention
)

// A record's number: the minute of its article's date since 1900 (0: no date), the article, the
// record's place in it. The last two count down, so that from high to low they stand as they were
// read.
const (
	placeBits   = 14
	articleBits = 22
	mostPlaces  = 1<<placeBits - 1
	mostArticle = 1<<articleBits - 1
)

func recordID(minute, article int64, place int) int64 {
	return minute<<(articleBits+placeBits) | (mostArticle-article)<<placeBits | int64(mostPlaces-place)
}

// articleOf returns the number of a record's article.
func articleOf(id int64) int64 { return mostArticle - id>>placeBits&mostArticle }

// bits of a posting tell enough of a statement to filter by.
type bits int64

const (
	bitNegated bits = 1 << (iota + 13)
	bitConditional
	bitNested
	bitSourced   // has a source
	bitNameless  // its source has no name
	bitAnonymous // and the article says that it is not to be named
	bitFemale
	bitMale
	bitOffice // its source speaks in an office
	bitNumber // its words hold a number
	bitSpoken // its quoted words may stand as a quotation
	bitCopied // it stands in a copy of an article of the store
)

const (
	confidenceMask bits = 1<<7 - 1 // hundredths
	typeShift           = 7
	typeMask       bits = 3 << typeShift
	actShift            = 9
	actMask        bits = 15 << actShift
)

var types = []string{"", "direct", "mixed", "indirect"}

var acts = []string{
	"",
	"say",
	"ask",
	"deny",
	"promise",
	"order",
	"accuse",
	"praise",
	"criticize",
	"believe",
	"expect",
	"plan",
	"show",
}

// Types and Acts are the values that filters know.
func Types() []string { return types[1:] }

// Acts are the speech acts that filters know.
func Acts() []string { return acts[1:] }

// folded is a name as it is compared: lower case, without accents, one space between words.
func folded(s string) string { return strings.Join(wordsOf(s), " ") }

// letters that no decomposition takes the stroke from.
var letters = strings.NewReplacer(
	"ø",
	"o",
	"ł",
	"l",
	"đ",
	"d",
	"ħ",
	"h",
	"ı",
	"i",
	"ß",
	"ss",
	"æ",
	"ae",
	"œ",
	"oe",
	"þ",
	"th",
	"ð",
	"d",
)

// wordsOf cuts a text into its words, lower case and without accents.
func wordsOf(s string) []string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' {
			return -1
		}
		return r
	}, norm.NFD.String(letters.Replace(strings.ToLower(s))))
	return strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
