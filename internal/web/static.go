package web

import (
	"embed"
	"net/http"
)

//go:embed static
var static embed.FS

// statics serves the style sheet and the scripts; browsers ask each time whether they are still the
// same program's.
func (v *Server) statics(mux *http.ServeMux) {
	files := http.FileServerFS(static)
	mux.HandleFunc("GET /static/{name}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("ETag", v.etag)
		files.ServeHTTP(w, r)
	})
}
