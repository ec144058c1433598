package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/spf13/cobra"

	"quotegraph/internal/ingest/source"
	"quotegraph/internal/lang"
)

// training is what graph train hands to the scripts in train/.
type training struct {
	articles, dev, base, out string
	scripts, python          string
}

func (a *app) train() *cobra.Command {
	var t training
	c := &cobra.Command{
		Use:   "train --articles T.jsonl --dev D.jsonl --base DIR --out DIR [-- OPTION…]",
		Short: "Train a network on articles of your own and write its weight file",
		Long: "Train a network on articles in the form that extract prints, marked by people. It runs the Python " +
			"scripts in train/\n" +
			"(see train/README.md for what they need) and takes about an hour for 800 articles on two cores; a run " +
			"that was cut\n" +
			"off goes on when the same command is said again. OPTIONs are train.py's. The result is OUT/network.bin.",
		Example: "  graph train --articles marked.jsonl --dev held-out.jsonl --base minilm --out mine -- --epochs 3\n" +
			"  graph extract --weights mine/network.bin news.jsonl",
		RunE: func(c *cobra.Command, args []string) error { return a.runTraining(c.Context(), t, args) },
	}
	f := c.Flags()
	f.StringVar(&t.articles, "articles", "", "marked articles to train on")
	f.StringVar(&t.dev, "dev", "", "marked articles to measure on after each epoch")
	f.StringVar(&t.base, "base", "", "folder with the model to begin from: model.safetensors and vocab.txt")
	f.StringVar(&t.out, "out", "", "folder for the network, checkpoints and the log")
	f.StringVar(&t.scripts, "scripts", "train", "the folder of train.py")
	f.StringVar(&t.python, "python", "python3", "the Python to run")
	for _, name := range []string{"articles", "dev", "base", "out"} {
		_ = c.MarkFlagRequired(name)
	}
	return c
}

func (a *app) runTraining(ctx context.Context, t training, options []string) error {
	script := func(name string) string { return filepath.Join(t.scripts, name) }
	if _, err := os.Stat(script("train.py")); err != nil {
		return fmt.Errorf(
			"no train.py in %s: run graph train in a checkout of the project, or name the folder with --scripts",
			t.scripts,
		)
	}
	if err := os.MkdirAll(t.out, 0o755); err != nil {
		return err
	}
	words := func(name string) string { return filepath.Join(t.out, name+".words.jsonl") }
	for _, f := range [][2]string{{"articles", t.articles}, {"dev", t.dev}} {
		if filepath.Ext(f[1]) != ".jsonl" {
			return fmt.Errorf("--%s %s: must be JSON Lines and end with .jsonl; unpack a .gz first", f[0], f[1])
		}
		if err := a.writeWords([]string{f[1]}, words(f[0])); err != nil {
			return err
		}
	}
	program, err := os.Executable()
	if err != nil {
		return err
	}
	args := append(
		[]string{
			script("train.py"),
			"--graph",
			program,
			"--articles",
			t.articles,
			"--words",
			words("articles"),
			"--dev",
			t.dev,
			"--dev-words",
			words("dev"),
			"--base",
			t.base,
			"--out",
			t.out,
		},
		options...)
	if err := runScript(ctx, t.python, args); err != nil {
		return err
	}
	weights := filepath.Join(t.out, "network.bin")
	if err := runScript(ctx, t.python, []string{script("quantise.py"), "--network", filepath.Join(t.out, "network.pt"),
		"--vocab", filepath.Join(t.base, "vocab.txt"), "--out", weights}); err != nil {
		return err
	}
	fmt.Printf(
		"%s is ready: graph extract --weights %s …\nIts confidences are not calibrated: see train/README.md.\n",
		weights,
		weights,
	)
	return nil
}

func runScript(ctx context.Context, python string, args []string) error {
	c := exec.CommandContext(ctx, python, args...)
	c.Stdout, c.Stderr = os.Stderr, os.Stderr
	if err := c.Run(); err != nil {
		return fmt.Errorf("%s %s: %w", python, args[0], err)
	}
	return nil
}

// writeWords writes the words of articles, so that training and use cut text alike.
func (a *app) writeWords(paths []string, to string) error {
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	defer f.Close()
	out := bufio.NewWriter(f)
	enc := json.NewEncoder(out)
	for article, err := range source.Read(paths, os.Stdin, source.Options{Limits: a.limits()}) {
		if err != nil {
			return err
		}
		if err := enc.Encode(map[string]any{"doc_id": article.ID, "words": wordsOf(lang.Analyze(article))}); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return f.Close()
}
