package pages

import "net/http"

// Route is a line of the API's page.
type Route struct{ Method, Path, Summary string }

// api describes the API for people; /api/openapi.json does so for programs.
func (s *Site) api(*http.Request) (*page, error) {
	return &page{Name: "api", Title: "API", Nav: "/api", Data: s.API}, nil
}
