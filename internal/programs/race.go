//go:build race

package programs

// raced is how many times as much memory a program takes under the race detector.
const raced = 6
