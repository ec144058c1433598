package query

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"time"

	"github.com/cayleygraph/cayley/graph"
	cquery "github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/dlclark/regexp2"
	"github.com/dop251/goja"
)

// Bounds of programs, beside those of Limits.
const (
	longestProgram = 64 << 10 // bytes; the parser and the machine go as deep as a program is long
	deepestCall    = 1000
	longestMatch   = 5 * time.Second // of one regular expression
)

// GuardLanguages puts sessions that a program can't bring down in the place of Cayley's own, for
// all that ask Cayley for a language by name. To be called before a server starts.
var GuardLanguages = sync.OnceFunc(func() {
	regexp2.DefaultMatchTimeout = longestMatch
	cquery.RegisterLanguage(cquery.Language{
		Name:    gizmo.Name,
		Session: func(qs graph.QuadStore) cquery.Session { return newSession(qs) },
		HTTP:    func(qs graph.QuadStore) cquery.HTTP { return newSession(qs) },
		REPL:    func(qs graph.QuadStore) cquery.REPLSession { return newSession(qs) },
	})
})

// session is a session of Gizmo's in which a program runs inside a function of ours: Cayley runs
// programs in a goroutine of its own, where a panic, as Gizmo has them for arguments of the wrong
// type, would end the whole process.
type session struct {
	*gizmo.Session
	vm      *goja.Runtime
	program *goja.Program
	source  string        // its name; "": a user's
	fault   error         // of the program, with its place
	ended   chan struct{} // closed when the program that was begun last has ended
	end     func()        // closes it
}

func newSession(qs graph.QuadStore) *session {
	s := &session{Session: gizmo.NewSession(qs)}
	// Cayley keeps the machine to itself; without it, neither panics nor depth can be bounded.
	s.vm = (*goja.Runtime)(reflect.ValueOf(s.Session).Elem().FieldByName("vm").UnsafePointer())
	s.vm.SetMaxCallStackSize(deepestCall)
	s.vm.Set("__run", s.run)
	if _, err := s.vm.RunString(checkedEmit); err != nil {
		panic(err) // the program is ours
	}
	return s
}

// checkedEmit has JSON refuse what has no end, and what it has no form for, before Cayley unwraps it.
const checkedEmit = `(function (real) {
  const stringify = JSON.stringify, checked = {};
  for (const name of Object.getOwnPropertyNames(real)) checked[name] = real[name];
  const plain = function (key, value) {
    if (typeof value === "function" || typeof value === "number" && !isFinite(value))
      throw new TypeError("can't emit " + value);
    return value;
  };
  checked.emit = checked.Emit = function (value) { stringify(value, plain); return real.emit(value); };
  globalThis.g = globalThis.graph = checked;
})(g)`

// run runs the program; a panic in it becomes an exception of the language.
func (s *session) run(goja.FunctionCall) (v goja.Value) {
	defer s.end()
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		switch p := p.(type) {
		case goja.Value, *goja.Exception, *goja.InterruptedError:
			panic(p) // the language's own
		case error:
			s.fault = p
		default:
			s.fault = fmt.Errorf("%v", p)
		}
		panic(s.vm.ToValue(s.fault.Error()))
	}()
	v, err := s.vm.RunProgram(s.program)
	var thrown *goja.Exception
	switch {
	case err == nil:
		return v
	case errors.As(err, &thrown):
		s.fault = err
		if e, ok := thrown.Value().Export().(error); ok {
			s.fault = e
		} else if e := thrown.Unwrap(); e != nil { // a function of the host was used wrongly
			s.fault = placed(e, thrown.Stack())
		}
		panic(thrown.Value())
	}
	s.fault = err
	panic(s.vm.ToValue(err.Error()))
}

// preludeName is the source of the functions that all programs may use.
const preludeName = "prelude"

// placed adds where in the program an error came up, functions of the prelude aside.
func placed(err error, stack []goja.StackFrame) error {
	for _, f := range stack {
		if p := f.Position(); p.Line > 0 && f.SrcName() != preludeName {
			return fmt.Errorf("%w (line %d, column %d of the program)", err, p.Line, p.Column)
		}
	}
	return err
}

func (s *session) compile(program string) (err error) {
	if len(program) > longestProgram {
		return fmt.Errorf("the program has %d bytes, more than %d", len(program), longestProgram)
	}
	ended := make(chan struct{})
	s.fault, s.ended, s.end = nil, ended, sync.OnceFunc(func() { close(ended) }) // a program may call itself
	s.program, err = goja.Compile(s.source, program, false)
	return err
}

// Execute runs a program as Cayley's session does.
func (s *session) Execute(ctx context.Context, program string, o cquery.Options) (cquery.Iterator, error) {
	if err := s.compile(program); err != nil {
		return nil, err
	}
	it, err := s.Session.Execute(ctx, "__run()", o)
	if err != nil {
		return nil, err
	}
	return &guardedResults{Iterator: it, session: s}, nil
}

// ShapeOf returns the shape of a program's paths; running it takes at most ten seconds.
func (s *session) ShapeOf(program string) (any, error) {
	if err := s.compile(program); err != nil {
		return nil, err
	}
	stop := time.AfterFunc(10*time.Second, func() { s.vm.Interrupt(ErrTime) })
	defer stop.Stop()
	shape, err := s.Session.ShapeOf("__run()")
	if s.fault != nil {
		return nil, s.fault
	}
	return shape, err
}

// guardedResults tells a program's own fault, not that of the function that it runs in.
type guardedResults struct {
	cquery.Iterator
	session *session
	begun   bool
}

// endWait is how long a program that was stopped is waited for: it runs in a goroutine of its own,
// and the store should not be closed while it reads.
const endWait = 2 * time.Second

func (r *guardedResults) Next(ctx context.Context) bool {
	r.begun = true
	if r.Iterator.Next(ctx) {
		return true
	}
	if ctx.Err() != nil {
		r.wait()
	}
	return false
}

func (r *guardedResults) Close() error {
	err := r.Iterator.Close()
	r.wait()
	return err
}

func (r *guardedResults) wait() {
	if !r.begun {
		return
	}
	select {
	case <-r.session.ended:
	case <-time.After(endWait):
	}
}

func (r *guardedResults) Err() error {
	err := r.Iterator.Err()
	if err == nil || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return err
	}
	if r.session.fault != nil {
		return r.session.fault
	}
	return err
}
