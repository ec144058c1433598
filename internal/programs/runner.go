// Package programs runs programs that users send in a process of their own: the same binary, with
// bounds on memory and time that the system keeps. A program that never ends, takes all the memory
// or overflows its stack ends its own process, and nobody else notices. What it reads it asks of
// its parent over two pipes, since a second process may not open the store's file beside a writer.
package programs

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/hidal-go/hidalgo/kv"

	"quotegraph/internal/query"
)

// Runner runs programs. How many at once is its caller's to bound. Its methods may be called from
// several goroutines.
type Runner struct {
	bounds Bounds

	mu     sync.Mutex
	spare  *child // started before it is needed
	closed bool
}

// New returns a runner. It starts nothing yet.
func New(b Bounds) *Runner { return &Runner{bounds: b.orDefault()} }

// Source is what a program reads.
type Source struct {
	Begin func() (kv.Tx, error) // a transaction for reading
	Calls query.Calls           // nil: none
}

// Answer is what a program's process answered.
type Answer struct {
	Code   int
	Header http.Header
	Body   []byte
}

// ErrMemory says that a program was stopped because of its memory.
var ErrMemory = errors.New("stopped: the program needs more memory than one may take; narrow the query")

// grace is how long a program may be over its time before its process is ended.
const grace = time.Second

// Run has a child answer a request. Errors: query.ErrTime, ErrMemory, what else ended the child, or
// the context's.
func (r *Runner) Run(
	ctx context.Context,
	from Source,
	method, address string,
	header http.Header,
	body []byte,
) (*Answer, error) {
	c, err := r.take()
	if err != nil {
		return nil, fmt.Errorf("a process for the program can't be started: %w", err)
	}
	go r.prepare()
	defer c.end()
	ctx, cancel := context.WithTimeout(ctx, r.bounds.Time+grace)
	defer cancel()
	stop := context.AfterFunc(ctx, c.kill)
	a, err := c.run(ctx, from, r.bounds, method, address, header, body)
	stop()
	c.end() // why it ended is known only then
	switch {
	case err == nil:
		return a, nil
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, query.ErrTime
	case ctx.Err() != nil:
		return nil, ctx.Err()
	}
	return nil, c.why(err)
}

// take returns the spare child, or starts one.
func (r *Runner) take() (*child, error) {
	r.mu.Lock()
	c := r.spare
	r.spare = nil
	r.mu.Unlock()
	if c != nil {
		return c, nil
	}
	return start()
}

// prepare starts a child for the next program.
func (r *Runner) prepare() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed || r.spare != nil {
		return
	}
	r.spare, _ = start() // else the next one starts its own, and says what is wrong
}

// Close ends the child that waits. Programs that run go on until their request ends.
func (r *Runner) Close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	if r.spare != nil {
		r.spare.kill()
		r.spare.end()
		r.spare = nil
	}
}

// child is a process that runs one program.
type child struct {
	command *exec.Cmd
	wire    *wire
	pipes   []io.Closer
	last    tail // of what it wrote about itself
	err     error
	end     func()
}

func start() (*child, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := &child{command: exec.Command(path)}
	c.command.Env = []string{variable + "=1", "GOTRACEBACK=none", "GODEBUG=madvdontneed=1"}
	c.command.Stderr = &c.last
	in, err := c.command.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := c.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.pipes = []io.Closer{in, out}
	c.wire = newWire(out, in)
	c.end = sync.OnceFunc(func() {
		for _, p := range c.pipes {
			_ = p.Close() // the process ends with its pipes
		}
		late := time.AfterFunc(grace, c.kill)
		defer late.Stop()
		c.err = c.command.Wait()
	})
	if err := c.command.Start(); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *child) kill() {
	if p := c.command.Process; p != nil {
		_ = p.Kill() // it may have ended by itself
	}
}

// run sends the request and answers the child's questions until it sends its answer.
func (c *child) run(
	ctx context.Context,
	from Source,
	b Bounds,
	method, address string,
	header http.Header,
	body []byte,
) (*Answer, error) {
	rawHeader, err := json.Marshal(header)
	if err != nil {
		return nil, err
	}
	rawBounds, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	tx, err := from.Begin()
	if err != nil {
		return nil, err
	}
	a := &asked{tx: tx, scans: map[int]kv.Iterator{}}
	defer a.close()
	if err := c.wire.send(job, []byte(method), []byte(address), rawHeader, body, rawBounds); err != nil {
		return nil, err
	}
	for {
		m, err := c.wire.receive()
		if err != nil {
			return nil, err
		}
		if m.kind == result {
			return answerOf(m.fields)
		}
		fields, err := a.answer(ctx, from.Calls, m)
		if err == nil {
			err = c.wire.send(fine, fields...)
		} else {
			err = c.wire.send(refused, []byte(err.Error()))
		}
		if err != nil {
			return nil, err
		}
	}
}

func answerOf(fields [][]byte) (*Answer, error) {
	if len(fields) != 3 {
		return nil, errWire
	}
	code, err := numberOf(fields[0])
	if err != nil {
		return nil, err
	}
	a := &Answer{Code: code, Body: fields[2]}
	return a, json.Unmarshal(fields[1], &a.Header)
}

// answer answers one question.
func (a *asked) answer(ctx context.Context, calls query.Calls, m message) ([][]byte, error) {
	switch n := len(m.fields); {
	case m.kind == lookUp:
		return a.lookUp(ctx, m.fields)
	case m.kind == scan && n == 2:
		return a.scan(ctx, m.fields[0], m.fields[1])
	case m.kind == more && n == 2:
		return a.more(ctx, m.fields[0], m.fields[1])
	case m.kind == leave && n == 1:
		return nil, a.leave(m.fields[0])
	case m.kind == call && n == 2 && calls != nil:
		raw, err := calls.Call(string(m.fields[0]), m.fields[1])
		return [][]byte{raw}, err
	}
	return nil, errWire
}

// why tells what ended a child before it had answered.
func (c *child) why(err error) error {
	said := c.last.String()
	switch {
	case c.command.ProcessState != nil && c.command.ProcessState.ExitCode() == exitMemory,
		strings.Contains(said, "out of memory"),
		strings.Contains(said, "cannot allocate memory"),
		strings.Contains(
			said,
			"makeslice",
		),
		strings.Contains(said, "growslice"),
		strings.Contains(said, "failed to create new OS thread"):
		return ErrMemory
	case strings.Contains(said, "stack overflow"), strings.Contains(said, "stack exceeds"):
		return errors.New("stopped: the program calls itself too deep")
	}
	line, _, _ := strings.Cut(said, "\n")
	if line == "" {
		line = err.Error()
	}
	return fmt.Errorf("the program ended its process: %s", line)
}

// tail keeps the beginning of what is written.
type tail struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	const most = 4 << 10
	t.buf.Write(p[:min(len(p), max(0, most-t.buf.Len()))])
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.buf.String()
}
