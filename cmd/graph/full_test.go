package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestFullDisk fills a small disk at several points of an ingest. What was kept is whole, the error
// names the disk, and with room again the same command goes on and ends as if nothing had been. It
// needs a disk of its own: a memory disk, which root can mount. QUOTEGRAPH_LONG=1 tries nine sizes.
func TestFullDisk(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		t.Skip("only root can mount a small disk")
	}
	bin := built(t)
	t.Chdir(t.TempDir())
	ferries(t, 400)
	ran(t, exitDone, bin, "--db", "whole", "ingest", "in.jsonl")
	want := ran(t, exitDone, bin, "--db", "whole", "query", "who-said-what", "-o", "csv", "-p", "limit=10000")
	disk := t.TempDir()
	points := 0
	sizes := []int{64, 1000, 2900} // KiB
	if os.Getenv("QUOTEGRAPH_LONG") != "" {
		sizes = []int{64, 512, 1000, 1400, 1800, 2300, 2900, 3600, 4400}
	}
	for _, size := range sizes {
		if out, err := exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%dk", size), "tmpfs",
			disk).CombinedOutput(); err != nil {
			t.Skipf("no disk can be mounted: %s", out)
		}
		func() {
			defer exec.Command("umount", disk).Run()
			db := filepath.Join(disk, "db")
			c := exec.Command("timeout", "60", bin, "--db", db, "ingest", "in.jsonl")
			out, err := c.CombinedOutput()
			if strings.Contains(string(out), "goroutine ") || c.ProcessState.ExitCode() != exitFailed && err != nil {
				t.Errorf("%d KiB: code %d: %s", size, c.ProcessState.ExitCode(), out)
			}
			if err != nil {
				points++
				if !strings.Contains(string(out), "no space left") && !strings.Contains(string(out), "disk is full") {
					t.Errorf("%d KiB: the error does not name the disk: %s", size, out)
				}
			}
			if out, err := exec.Command("mount", "-o", "remount,size=200m", disk).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			ran(t, exitDone, "timeout", "60", bin, "--db", db, "ingest", "in.jsonl")
			if said := ran(t, exitDone, bin, "--db", db, "check"); !strings.Contains(said, "400 articles") {
				t.Errorf("%d KiB: %s", size, said)
			}
			if got := ran(t, exitDone, bin, "--db", db, "query", "who-said-what", "-o", "csv", "-p",
				"limit=10000"); got != want {
				t.Errorf("%d KiB: other answers afterwards", size)
			}
		}()
	}
	t.Logf("the disk was full at %d points", points)
	if points < 3 {
		t.Errorf("the disk was full at %d points only: its sizes don't fit", points)
	}
}
