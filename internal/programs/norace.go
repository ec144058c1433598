//go:build !race

package programs

// raced: see race.go.
const raced = 1
