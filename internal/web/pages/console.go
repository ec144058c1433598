package pages

import (
	"net/http"
	"strconv"

	"quotegraph/internal/query"
)

type console struct {
	Language, Program string
	Languages         []string
	Limit, Most       int
	Table             *query.Table
	Problem           *query.Fault
}

// example is the program that the console begins with.
const example = "// Who is quoted, and with what? Ctrl-Enter runs this.\n" +
	"g.V(\"<qg:Statement>\").In(\"<rdf:type>\").Tag(\"statement\")\n  .Save(\"<schema:text>\", " +
	"\"text\").Save(\"<qg:quoteType>\", \"type\").Save(\"<qg:saidBy>\", \"who\").All()\n"

// console is where programs are written; without script, it runs one that is sent and shows a table.
func (s *Site) console(r *http.Request) (*page, error) {
	c := console{
		Language:  "gizmo",
		Program:   example,
		Languages: query.Languages,
		Limit:     min(100, s.Limits.Rows),
		Most:      s.Limits.Rows,
	}
	p := &page{Name: "console", Title: "Console", Nav: "/console"}
	if r.Method == http.MethodPost {
		if err := r.ParseForm(); err != nil {
			return nil, problem{
				http.StatusRequestEntityTooLarge,
				"The program can't be read: it may be longer than the server takes.",
			}
		}
		c.Language, c.Program = r.PostForm.Get("lang"), r.PostForm.Get("program")
		rows := s.Limits.Rows
		if n, err := strconv.Atoi(r.PostForm.Get("limit")); err == nil && n > 0 {
			c.Limit = min(n, s.Limits.Rows)
			rows = c.Limit
		}
		var err error
		if c.Table, err = s.Run(r.Context(), c.Language, c.Program, rows); err != nil {
			c.Problem, p.Code = query.FaultOf(err), http.StatusBadRequest
		}
	}
	p.Data = c
	return p, nil
}
