//go:build race

package web

func init() { mostServer *= 2 } // the race detector notes each word of memory besides
