package lang

import (
	"strings"

	"quotegraph/internal/model"
)

// paragraphs returns the spans of the text's paragraphs, white space trimmed.
//
// An empty line ends a paragraph. So does a single line break, unless the text is
// wrapped to a width, as agency copy often is: then most lines that are followed by a
// single break stop in the middle of a sentence.
func paragraphs(text string) []model.Span {
	wrapped := hardWrapped(text)
	var out []model.Span
	begin := 0
	flush := func(end int) {
		body := text[begin:end]
		left := len(body) - len(strings.TrimLeft(body, " \t\r\n\u00a0\ufeff"))
		body = strings.TrimRight(body[left:], " \t\r\n\u00a0")
		if body != "" {
			out = append(out, model.Span{Begin: begin + left, End: begin + left + len(body)})
		}
		begin = end
	}
	for i := 0; i < len(text); i++ {
		if text[i] != '\n' {
			continue
		}
		if !wrapped || blankFollows(text[i+1:]) {
			flush(i)
		}
	}
	flush(len(text))
	return out
}

// blankFollows reports whether the next line is empty but for white space.
func blankFollows(rest string) bool {
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSpace(line) == ""
}

// hardWrapped reports whether single line breaks are mere wrapping.
func hardWrapped(text string) bool {
	soft, hard := 0, 0
	lines := strings.Split(text, "\n")
	for i := 0; i+1 < len(lines); i++ {
		line, next := strings.TrimSpace(lines[i]), strings.TrimSpace(lines[i+1])
		if line == "" || next == "" {
			continue
		}
		if strings.ContainsAny(line[len(line)-1:], `.!?":)'`) || strings.HasSuffix(line, "”") ||
			strings.HasSuffix(line, "’") {
			hard++
		} else if len(line) >= 40 && len(line) <= 120 {
			soft++
		} else {
			hard++
		}
	}
	return soft > hard
}
