package main

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestCommandsPage: docs/COMMANDS.md is what the commands say of themselves.
func TestCommandsPage(t *testing.T) {
	var b bytes.Buffer
	b.WriteString(
		"# Commands\n\nEach command as `graph COMMAND --help` tells it. The flags of all commands stand at the end.\n",
	)
	root := newRoot()
	var each func(c *cobra.Command)
	each = func(c *cobra.Command) {
		if c.Hidden || c.Name() == "help" || c.Name() == "completion" {
			return
		}
		if c != root {
			section(&b, c)
		}
		for _, sub := range c.Commands() {
			each(sub)
		}
	}
	each(root)
	fmt.Fprintf(&b, "\n## Flags of all commands\n\n```text\n%s```\n", root.PersistentFlags().FlagUsages())
	generated(t, "../../docs/COMMANDS.md", b.String())
}

// section tells of one command.
func section(b *bytes.Buffer, c *cobra.Command) {
	fmt.Fprintf(b, "\n## %s\n\n%s\n", c.CommandPath(), strings.TrimSpace(c.Short)+".")
	if c.Long != "" && c.Long != c.Short {
		fmt.Fprintf(b, "\n%s\n", fenced("text", c.Long))
	}
	fmt.Fprintf(b, "\n%s\n", fenced("text", c.UseLine()))
	if c.Example != "" {
		fmt.Fprintf(b, "\n%s\n", fenced("sh", c.Example))
	}
	if flags := c.LocalNonPersistentFlags().FlagUsages(); flags != "" {
		fmt.Fprintf(b, "\n%s\n", fenced("text", flags))
	}
}

func fenced(language, text string) string {
	return "```" + language + "\n" + strings.TrimRight(text, "\n ") + "\n```"
}

// TestSettingsPage: docs/SETTINGS.md lists what config holds.
func TestSettingsPage(t *testing.T) {
	var b bytes.Buffer
	b.WriteString(
		"# Settings\n\nA setting is read from `graph.yaml` or `config.yaml` in the folder where `graph` " +
			"runs, or from the file that `--config` names; the environment overrides the file, a flag overrides both.\n" +
			"`config.yaml` of the repository has all of them with their defaults.\n\n| key | default | " +
			"environment | flag | what it is |\n| --- | --- | --- | --- | --- |\n",
	)
	for _, s := range settings {
		def, flag := "", ""
		if s.def != "" {
			def = "`" + s.def + "`"
		}
		if s.kind.Kind() == reflect.Slice {
			def = "none"
		}
		if s.flag != "" {
			flag = "`--" + s.flag + "`"
		}
		fmt.Fprintf(
			&b,
			"| `%s` | %s | `QUOTEGRAPH_%s` | %s | %s |\n",
			s.key,
			def,
			strings.ToUpper(strings.ReplaceAll(s.key, ".", "_")),
			flag,
			s.about,
		)
	}
	generated(t, "../../docs/SETTINGS.md", b.String())
}

// generated compares a page with what it must be, or writes it.
func generated(t *testing.T, path, want string) {
	t.Helper()
	if *updateDocs {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, err := os.ReadFile(path)
	if err != nil || string(have) != want {
		t.Errorf("%s is not what the program says (go test ./cmd/graph -run Page -update): %v", path, err)
	}
}
