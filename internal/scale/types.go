package main

import "github.com/cayleygraph/quad"

type (
	iri = quad.IRI
	one = quad.Quad
)
