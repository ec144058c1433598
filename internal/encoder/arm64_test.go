//go:build amd64

package encoder

import (
	"os"
	"os/exec"
	"testing"
)

// The kernels for arm64 are run by an emulator where there is one (Debian's package qemu-user).
func TestArm64(t *testing.T) {
	qemu, err := exec.LookPath("qemu-aarch64")
	if err != nil {
		t.Skip("SKIPPED: no qemu-aarch64 here, so the kernels for arm64 are not run")
	}
	c := exec.Command("go", "test", "-count=1", "-exec", qemu, "-run", "Exact|Float|Agree", ".")
	c.Env = append(os.Environ(), "GOARCH=arm64", "CGO_ENABLED=0")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}
