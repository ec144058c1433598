package web

import (
	"os"
	"testing"

	"quotegraph/internal/programs"
)

// TestMain lets the test binary be the child that runs a program.
func TestMain(m *testing.M) {
	programs.Child(Programs)
	os.Exit(m.Run())
}
