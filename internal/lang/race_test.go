//go:build race

package lang

func init() { slow = 12 } // the race detector
