package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// holderFile tells, beside the database, which process writes to it. The lock itself is the
// operating system's and ends with the process; the file only names it.
const holderFile = "writer.json"

// Holder is the process that holds a store's lock.
type Holder struct {
	PID     int       `json:"pid"`
	Command string    `json:"command"` // "graph ingest"
	Since   time.Time `json:"since"`
}

// LockedError says that another process kept the store's lock for the whole time-out.
type LockedError struct {
	Path   string
	Waited time.Duration
	Holder *Holder // nil if the process left no name, as stock Cayley does
}

func (e *LockedError) Error() string {
	by := "another program"
	if h := e.Holder; h != nil {
		by = fmt.Sprintf("process %d (%s, since %s)", h.PID, h.Command, h.Since.Format("15:04:05"))
		if strings.HasSuffix(h.Command, " serve") {
			by += ", which takes articles itself (POST /api/articles)"
		}
	}
	return fmt.Sprintf(
		"store %s is in use by %s; waited %s: stop it, wait longer with --lock-timeout, or name another store with "+
			"--db",
		e.Path,
		by,
		e.Waited,
	)
}

func writeHolder(folder string, args []string) error {
	command := "graph"
	if len(args) > 0 {
		args = append([]string{filepath.Base(args[0])}, args[1:]...)
		command = strings.Join(args[:min(len(args), 2)], " ")
	}
	raw, err := json.Marshal(Holder{PID: os.Getpid(), Command: command, Since: time.Now()})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, holderFile), raw, 0o644)
}

func readHolder(folder string) *Holder {
	raw, err := os.ReadFile(filepath.Join(folder, holderFile))
	if err != nil {
		return nil
	}
	var h Holder
	if json.Unmarshal(raw, &h) != nil || h.PID == 0 {
		return nil
	}
	return &h
}

func removeHolder(folder string) error {
	err := os.Remove(filepath.Join(folder, holderFile))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
