package main

import (
	"bufio"
	"context"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"quotegraph/internal/store"
)

// noted is a call that changed the store's file, or asked for it to be on disk.
type noted struct {
	at    int64
	bytes []byte
	cut   int64 // of ftruncate: the new size; -1 for others
	sync  bool
}

var call = regexp.MustCompile(
	`(pwrite64|ftruncate|fsync|fdatasync)\(\d+<([^>]*)>(?:, "([^"]*)", \d+, (\d+)|, (\d+))?\)\s+= (\d+)`,
)

// TestPowerCuts lets strace note what an ingest writes to its store, and makes the file as a power
// cut leaves it: what was synced is there; of what was written since, any sectors, in any order.
// Each such store must open, with every article whole, and with all that were told to be kept
// before.
func TestPowerCuts(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("no strace, which notes what is written")
	}
	points := often(40, 400)
	db, trace := tracedIngest(t)
	events, made := eventsOf(t, trace)
	whole := held(t, db)
	r := rand.New(rand.NewPCG(19, 19))
	at := map[int]bool{}
	for len(at) < min(points, len(events)-made) {
		at[made+r.IntN(len(events)-made)] = true
	}
	var d disk
	before := map[quad.IRI]int{} // what the file held when it was synced last
	lost := 0
	for i, e := range events {
		if at[i] {
			file, n := d.cut(r)
			lost += n
			checkCut(t, i, file, before, whole)
		}
		d.take(e)
		if e.sync && i >= made {
			before = stateOf(t, d.kept)
		}
	}
	t.Logf("%d power cuts among %d writes; %d writes lost in them", len(at), len(events), lost)
}

// tracedIngest reads thirty articles into a store, three a transaction, and lets strace note what
// is written.
func tracedIngest(t *testing.T) (db, trace string) {
	t.Helper()
	dir := t.TempDir()
	bin, db, trace := built(t), filepath.Join(dir, "db"), filepath.Join(dir, "trace")
	var articles strings.Builder
	for i := range 30 {
		fmt.Fprintf(
			&articles,
			`{"doc_id": "a%02d", "text": "`+
				`\"Berth %d is closed,\" said Ana Ruiz, the mayor of Tarn. She added that %d ships were waiting."}`+"\n",
			i,
			i,
			3*i,
		)
	}
	c := exec.Command(
		"strace",
		"-f",
		"-y",
		"-xx",
		"-s",
		"100000000",
		"-e",
		"trace=pwrite64,ftruncate,fsync,fdatasync",
		"-o",
		trace,
		bin,
		"ingest",
		"--db",
		db,
		"-",
	)
	c.Stdin = strings.NewReader(articles.String())
	c.Env = append(os.Environ(), "QUOTEGRAPH_INGEST_BATCH=3")
	if out, err := c.CombinedOutput(); err != nil {
		if strings.Contains(string(out), "PTRACE") || strings.Contains(string(out), "ptrace") {
			t.Skipf("strace may not trace here: %s", out)
		}
		t.Fatalf("%v\n%s", err, out)
	}
	return db, trace
}

// disk is the store's file as it stands on a disk.
type disk struct {
	kept    []byte  // for sure
	pending []noted // written since the last sync: a power cut may lose any of it
}

// take notes a call: a sync keeps all that was written before.
func (d *disk) take(e noted) {
	d.pending = append(d.pending, e)
	if !e.sync {
		return
	}
	for _, w := range d.pending {
		if w.cut >= 0 {
			d.kept = resized(d.kept, w.cut)
		} else {
			d.kept = over(d.kept, w.at, w.bytes)
		}
	}
	d.pending = nil
}

// cut is the file as a power cut leaves it, and how many calls were lost: half of what was not
// synced, of the rest one sector of four.
func (d *disk) cut(r *rand.Rand) (file []byte, lost int) {
	file = slices.Clone(d.kept)
	for _, k := range r.Perm(len(d.pending)) {
		switch w := d.pending[k]; {
		case r.IntN(2) == 0:
			lost++
		case w.cut >= 0:
			file = resized(file, w.cut)
		default:
			file = torn(r, file, w)
		}
	}
	return file, lost
}

// torn writes to a file what a power cut leaves of one call: of several sectors, one of four is
// missing.
func torn(r *rand.Rand, file []byte, w noted) []byte {
	const sector = 512
	for s := 0; s < len(w.bytes); s += sector {
		if len(w.bytes) <= sector || r.IntN(4) > 0 {
			file = over(file, w.at+int64(s), w.bytes[s:min(s+sector, len(w.bytes))])
		}
	}
	return file
}

// eventsOf reads what strace noted of the store's file: under its own name and the one under which
// it was made. made is how many of them made it, aside, before it was put in its place.
func eventsOf(t *testing.T, trace string) (events []noted, made int) {
	f, err := os.Open(trace)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<30)
	halves := map[string]string{} // by thread
	for lines.Scan() {
		line := lines.Text()
		thread, _, _ := strings.Cut(line, " ")
		switch { // a call that others run beside stands in two lines
		case strings.HasSuffix(line, "<unfinished ...>"):
			halves[thread] = strings.TrimSuffix(line, " <unfinished ...>")
			continue
		case strings.Contains(line, " resumed>"):
			_, end, _ := strings.Cut(line, " resumed>")
			line = halves[thread] + end
		}
		m := call.FindStringSubmatch(line)
		if m == nil || !strings.HasSuffix(unhexed(t, m[2]), "indexes.bolt") {
			continue
		}
		if strings.Contains(unhexed(t, m[2]), ".new-") {
			made++
		}
		switch m[1] {
		case "pwrite64":
			at, _ := strconv.ParseInt(m[4], 10, 64)
			n, _ := strconv.Atoi(m[6])
			events = append(events, noted{at: at, bytes: []byte(unhexed(t, m[3]))[:n], cut: -1})
		case "ftruncate":
			size, _ := strconv.ParseInt(m[5], 10, 64)
			events = append(events, noted{cut: size})
		default:
			events = append(events, noted{cut: -1, sync: true})
		}
	}
	if len(events) < 40 {
		t.Fatalf("%d events noted (%v)", len(events), lines.Err())
	}
	return events, made
}

// unhexed reads strace's \x41\x42; what is not so stays.
func unhexed(t *testing.T, s string) string {
	if !strings.HasPrefix(s, `\x`) {
		return s
	}
	raw, err := hex.DecodeString(strings.ReplaceAll(s, `\x`, ""))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func resized(file []byte, n int64) []byte {
	if int64(len(file)) >= n {
		return file[:n]
	}
	return append(file, make([]byte, n-int64(len(file)))...)
}

func over(file []byte, at int64, bytes []byte) []byte {
	file = resized(file, max(int64(len(file)), at+int64(len(bytes))))
	copy(file[at:], bytes)
	return file
}

// stateOf is what a file holds.
func stateOf(t *testing.T, file []byte) map[quad.IRI]int {
	t.Helper()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "indexes.bolt"), file, 0o644); err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(folder)
	return held(t, folder)
}

// held is the number of quads of each article.
func held(t *testing.T, folder string) map[quad.IRI]int {
	t.Helper()
	s, err := store.Open(folder, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	out := map[quad.IRI]int{}
	problems, err := s.Check(context.Background(), func(label quad.Value, quads []quad.Quad) {
		if l, ok := label.(quad.IRI); ok && strings.HasPrefix(string(l), "article:") {
			out[l] = len(quads)
		}
	})
	if err != nil || len(problems) > 0 {
		t.Fatalf("%v %v", problems, err)
	}
	return out
}

func checkCut(t *testing.T, point int, file []byte, before, whole map[quad.IRI]int) {
	t.Helper()
	got := stateOf(t, file)
	for l, n := range got {
		if whole[l] != n {
			t.Errorf("cut at write %d: %v has %d quads of %d", point, l, n, whole[l])
		}
	}
	for l := range before {
		if got[l] == 0 {
			t.Errorf("cut at write %d: %v was kept and is gone", point, l)
		}
	}
}
