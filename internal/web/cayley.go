package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/query/gizmo"
	_ "github.com/cayleygraph/cayley/query/graphql"
	_ "github.com/cayleygraph/cayley/query/mql"
	cayleyhttp "github.com/cayleygraph/cayley/server/http"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
)

// cayleyV2 is Cayley's own package for v2 of its API; v1 is as its users know it.
func (v *Server) cayleyV2() http.Handler {
	v2 := cayleyhttp.NewAPIv2(v.handle)
	v2.SetBatchSize(quad.DefaultBatch)
	return v2
}

// v2Read lets Cayley write quads in the forms that do not hold the whole store in memory first.
func (v *Server) v2Read(v2 http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if f := r.URL.Query().Get("format"); f != "" && f != "nquads" && f != "pquads" {
			refuse(w, http.StatusBadRequest, "quads are read as nquads or pquads")
			return
		}
		v2.ServeHTTP(&bounded{w, r.Context()}, r)
	}
}

// blamed has Cayley write, and say 400 to what it can't read.
func blamed(v2 http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { v2.ServeHTTP(&blaming{ResponseWriter: w}, r) }
}

// blaming is an answer that says 400 where Cayley says 500: to quads that it can't read, or nodes
// that are not there.
type blaming struct{ http.ResponseWriter }

func (b *blaming) WriteHeader(code int) {
	if code == http.StatusInternalServerError {
		code = http.StatusBadRequest
	}
	b.ResponseWriter.WriteHeader(code)
}

// bounded is an answer that ends when the request's time is over: Cayley stops reading when it
// can't write.
type bounded struct {
	http.ResponseWriter
	ctx context.Context
}

func (b *bounded) Write(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	return b.ResponseWriter.Write(p)
}

// v1Quad is a quad as v1's requests write it.
type v1Quad struct {
	Subject   string `json:"subject"`
	Predicate string `json:"predicate"`
	Object    string `json:"object"`
	Label     string `json:"label"`
}

func readQuads(r *http.Request) ([]quad.Quad, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	var in []v1Quad
	if err := json.Unmarshal(body, &in); err != nil {
		return nil, err
	}
	if in == nil {
		return nil, errors.New("quads are a list of objects")
	}
	out := make([]quad.Quad, 0, len(in))
	for i, x := range in {
		q := quad.Quad{
			Subject:   quad.StringToValue(x.Subject),
			Predicate: quad.StringToValue(x.Predicate),
			Object:    quad.StringToValue(x.Object),
			Label:     quad.StringToValue(x.Label),
		}
		if !q.IsValid() {
			return nil, fmt.Errorf("invalid quad at index %d. %s", i, q)
		}
		out = append(out, q)
	}
	return out, nil
}

func (v *Server) v1Write(w http.ResponseWriter, r *http.Request) {
	quads, err := readQuads(r)
	if err == nil {
		err = v.handle.QuadWriter.AddQuadSet(quads)
	}
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	answer(w, written{Result: fmt.Sprintf("Successfully wrote %d quads.", len(quads))})
}

func (v *Server) v1WriteFile(w http.ResponseWriter, r *http.Request) {
	file, _, err := r.FormFile("NQuadFile")
	if err != nil {
		refuse(w, http.StatusBadRequest, "Couldn't read file: "+err.Error())
		return
	}
	defer file.Close()
	dec := nquads.NewReader(file, false)
	writer := graph.NewWriter(v.handle.QuadWriter)
	n, err := quad.CopyBatch(writer, dec, quad.DefaultBatch)
	if err = errors.Join(err, writer.Close()); err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	answer(w, written{Result: fmt.Sprintf("Successfully wrote %d quads.", n)})
}

func (v *Server) v1Delete(w http.ResponseWriter, r *http.Request) {
	quads, err := readQuads(r)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	for _, q := range quads {
		if err := v.handle.QuadWriter.RemoveQuad(q); err != nil && !graph.IsQuadNotExist(err) {
			fail(w, http.StatusBadRequest, err)
			return
		}
	}
	answer(w, written{Result: fmt.Sprintf("Successfully deleted %d quads.", len(quads))})
}
