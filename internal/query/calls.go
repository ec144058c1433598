package query

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// Calls gives a program that runs in another process the host's functions, by name; arguments and
// results are JSON.
type Calls interface {
	Call(name string, arguments []byte) ([]byte, error)
}

// longestArguments is how long the arguments of a call may be, in bytes: the server reads them.
const longestArguments = 64 << 10

// reportCall is the call for what the answer's reader should know beside the rows.
const reportCall = "report"

// carried is a Report with all that the host knows.
type carried struct {
	Report
	Shown        int
	Listed, Rest bool
}

// forward has a program's functions call the host of another process.
func forward(vm *goja.Runtime, calls Calls) error {
	for _, name := range Functions() {
		err := vm.Set(name, func(arguments ...any) (any, error) {
			raw, err := json.Marshal(arguments)
			if err != nil {
				return nil, fmt.Errorf("%s: an argument has no form in JSON: %w", name, err)
			}
			if raw, err = calls.Call(name, raw); err != nil {
				return nil, err
			}
			var v any
			return v, json.Unmarshal(raw, &v)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// reportOf asks the host of another process for its report.
func reportOf(calls Calls) (*Report, error) {
	raw, err := calls.Call(reportCall, []byte("[]"))
	if err != nil {
		return nil, err
	}
	var r carried
	if err := json.Unmarshal(raw, &r); err != nil {
		return nil, err
	}
	r.Report.Shown, r.listed, r.rest = r.Shown, r.Listed, r.Rest
	return &r.Report, nil
}

// caller is the host's end of Calls.
type caller struct {
	host *host
	vm   *goja.Runtime // converts arguments as it does for a program of this process
}

// Caller returns the functions of a source for one program that runs in another process.
func Caller(ctx context.Context, from Source, l Limits) (Calls, error) {
	l = l.orDefault()
	h := &host{ctx: ctx, source: from, sure: *l.Sure, most: l.Rows, report: &Report{}}
	vm := goja.New()
	return &caller{h, vm}, h.install(vm)
}

func (c *caller) Call(name string, arguments []byte) ([]byte, error) {
	if name == reportCall {
		r := c.host.report
		return json.Marshal(carried{*r, r.Shown, r.listed, r.rest})
	}
	if !slices.Contains(Functions(), name) {
		return nil, fmt.Errorf("no function %q", name)
	}
	if len(arguments) > longestArguments {
		return nil, fmt.Errorf("%s: the arguments have %d bytes, more than %d", name, len(arguments), longestArguments)
	}
	var given []any
	if err := json.Unmarshal(arguments, &given); err != nil {
		return nil, err
	}
	for _, v := range given {
		if s, ok := v.(string); ok && utf8.RuneCountInString(s) > LongestText {
			return nil, fmt.Errorf("%s: a text has more than %d characters", name, LongestText)
		}
	}
	values := make([]goja.Value, len(given))
	for i, v := range given {
		values[i] = c.vm.ToValue(v)
		if v == nil {
			values[i] = goja.Undefined() // JSON has no word for what is left out
		}
	}
	f, _ := goja.AssertFunction(c.vm.Get(name))
	v, err := f(goja.Undefined(), values...)
	var thrown *goja.Exception
	if errors.As(err, &thrown) && thrown.Unwrap() != nil {
		err = thrown.Unwrap()
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(v.Export())
}
