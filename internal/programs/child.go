package programs

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"quotegraph/internal/query"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// variable is set in the environment of a child.
const variable = "QUOTEGRAPH_PROGRAM"

// Bounds of one program.
type Bounds struct {
	Time   time.Duration // default 30 s
	Rows   int           // default 10,000
	Memory int64         // bytes of the process; default 512 MiB
	Answer int64         // bytes; default 16 MiB
}

func (b Bounds) orDefault() Bounds {
	if b.Time <= 0 {
		b.Time = 30 * time.Second
	}
	if b.Rows <= 0 {
		b.Rows = 10_000
	}
	if b.Memory <= 0 {
		b.Memory = 512 << 20
	}
	if b.Answer <= 0 {
		b.Answer = 16 << 20
	}
	return b
}

// Child runs one program and ends the process, where this process was started for that; else it
// returns at once. It is the first thing that main does. The handler answers a request by what it
// reads from the database.
func Child(handler func(Database, query.Calls, Bounds) (http.Handler, error)) {
	if os.Getenv(variable) == "" {
		return
	}
	w := newWire(os.Stdin, os.Stdout)
	m, err := w.receive()
	if err != nil { // the parent has ended, or needs this one no more
		os.Exit(0)
	}
	if err := serve(w, m, handler); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func serve(w *wire, m message, handler func(Database, query.Calls, Bounds) (http.Handler, error)) error {
	if m.kind != job || len(m.fields) != 5 {
		return errWire
	}
	var bounds Bounds
	header := http.Header{}
	if err := json.Unmarshal(m.fields[4], &bounds); err != nil {
		return err
	}
	if err := json.Unmarshal(m.fields[2], &header); err != nil {
		return err
	}
	address, err := url.Parse(string(m.fields[1]))
	if err != nil {
		return err
	}
	limit(bounds)
	ctx, cancel := context.WithTimeout(context.Background(), bounds.Time)
	defer cancel()
	r := (&http.Request{Method: string(m.fields[0]), URL: address, Header: header, Body: http.NoBody,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}).WithContext(
		ctx,
	)
	r.Body, r.ContentLength = body{bytes.NewReader(m.fields[3])}, int64(len(m.fields[3]))
	a := &answer{code: http.StatusOK, header: http.Header{}, most: bounds.Answer}
	h, err := handler(Database{w}, remote{w}, bounds)
	if err != nil {
		return err
	}
	a.from(h, r)
	raw, err := json.Marshal(a.header)
	if err != nil {
		return err
	}
	w.mu.Lock() // of a question that is under way the answer is not waited for
	defer w.mu.Unlock()
	return w.send(result, number(a.code), raw, a.body.Bytes())
}

type body struct{ *bytes.Reader }

func (body) Close() error { return nil }

// answer is kept in memory.
type answer struct {
	code   int
	header http.Header
	body   bytes.Buffer
	most   int64
}

func (a *answer) from(h http.Handler, r *http.Request) {
	defer func() {
		if p := recover(); p != nil {
			a.fail(fmt.Sprint(p))
		}
	}()
	h.ServeHTTP(a, r)
}

// fail puts an error in the place of what was written.
func (a *answer) fail(text string) {
	raw, _ := json.Marshal(map[string]string{"error": text}) // a text can be written
	a.code, a.most = http.StatusBadRequest, int64(len(raw))
	a.header = http.Header{"Content-Type": {"application/json"}}
	a.body.Reset()
	a.body.Write(raw)
}

func (a *answer) Header() http.Header  { return a.header }
func (a *answer) WriteHeader(code int) { a.code = code }

func (a *answer) Write(p []byte) (int, error) {
	if int64(a.body.Len()+len(p)) > a.most {
		a.fail(fmt.Sprintf("the answer has more than %d MiB: narrow the program", a.most>>20))
		return 0, fmt.Errorf("the answer is too long")
	}
	return a.body.Write(p)
}

// remote are the parent's functions.
type remote struct{ wire *wire }

func (r remote) Call(name string, arguments []byte) ([]byte, error) {
	fields, err := r.wire.ask(call, []byte(name), arguments)
	if err != nil {
		return nil, err
	}
	if len(fields) != 1 {
		return nil, errWire
	}
	return fields[0], nil
}

// exitMemory is the code of a child that needs more memory than it may.
const exitMemory = 9

// limit bounds this process. The system's own bounds end a program that takes much at once, a look
// every few milliseconds one that grows, and on systems without such bounds any.
func limit(b Bounds) {
	b.Memory *= raced
	runtime.GOMAXPROCS(1) // others wait less
	debug.SetMemoryLimit(b.Memory * 3 / 4)
	bound(b)
	parent := os.Getppid()
	go func() {
		used := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		for range time.Tick(5 * time.Millisecond) {
			metrics.Read(used)
			if int64(used[0].Value.Uint64()-used[1].Value.Uint64()) > b.Memory*9/10 {
				os.Exit(exitMemory)
			}
			if os.Getppid() != parent { // nobody waits for the answer any more
				os.Exit(1)
			}
		}
	}()
}
