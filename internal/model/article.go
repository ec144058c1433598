package model

// Article is one news article as it was read, before any analysis.
type Article struct {
	ID        string // doc_id, else the file's name without its folder
	Source    string // where it was read from: a path, "-", or path:line
	Title     string // headline, when the input carries one beside the text
	Date      string // ISO 8601 as given, "" if unknown; never guessed
	URL       string
	Publisher string
	Author    string
	Text      string // valid UTF-8; every offset in the program counts its bytes
}
