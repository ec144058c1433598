package pages

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"quotegraph/internal/reading"
)

type tried struct {
	Text    string
	Found   *article
	Problem string
	Most    int
}

// try finds the statements of a text that is sent, and stores nothing.
func (s *Site) try(r *http.Request) (*page, error) {
	t := tried{Most: s.Most}
	p := &page{Name: "try", Title: "Try it on a text", Nav: "/try"}
	if r.Method == http.MethodPost {
		const inMemory = 1 << 20
		err := r.ParseForm()
		if err == nil {
			err = r.ParseMultipartForm(inMemory)
		}
		if err != nil && !errors.Is(err, http.ErrNotMultipart) {
			return nil, problem{
				http.StatusRequestEntityTooLarge,
				"The text can't be read: it may be longer than the server takes.",
			}
		}
		t.Text = strings.ToValidUTF8(strings.ReplaceAll(r.PostForm.Get("text"), "\r\n", "\n"), "\uFFFD")
		if file, head, err := r.FormFile("file"); err == nil && head.Size > 0 {
			defer file.Close()
			if t.Text, err = s.Open(head.Filename, file); err != nil {
				t.Problem = "The file can't be read: " + err.Error() + "."
			}
		}
		switch {
		case t.Problem != "":
		case strings.TrimSpace(t.Text) == "":
			t.Problem = "There is no text yet: paste an article."
		case len(t.Text) > s.Most:
			t.Problem = fmt.Sprintf("The text has %d bytes; at most %d are read at once.", len(t.Text), s.Most)
		default:
			label, quads, err := s.Find(t.Text)
			if err != nil {
				return nil, err
			}
			a, err := reading.ArticleOf(string(label), quads)
			if err != nil {
				return nil, err
			}
			m := marked(a, false)
			t.Found = &m
		}
		if t.Problem != "" {
			p.Code = http.StatusUnprocessableEntity
		}
	}
	p.Data = t
	return p, nil
}
