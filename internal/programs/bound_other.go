//go:build !linux

package programs

// bound does nothing: this system has no bounds that fit.
func bound(Bounds) {}
