//go:build !wasm

// Package review says what a change does to people, for whoever must say yes to it: which situations come to another
// page or another first help, how many answer sheets that are, and which words and numbers are not what they were.
//
// Both questionnaires are read as data and followed together over every way to answer them, with the machine of package
// prove. The programs of both revisions are asked too, to show that they do what their data say.
package review

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Now is what the revision under review offers: its questionnaire as JSON, and its program's decisions.
type Now struct {
	Flow   []byte
	Decide func(io.Reader, io.Writer) error
}

// Run compares the sources in root with those of a base revision and tells what changed.
func Run(root, base string, now Now, out io.Writer) error {
	tree, gone, err := checkout(root, base)
	if err != nil {
		return err
	}
	defer gone()
	p := &paper{}
	p.line("# What changed since %s", describe(root, base))
	p.flows(tree, now)
	if err := p.words(filepath.Join(tree, content), filepath.Join(root, content)); err != nil {
		return err
	}
	if err := p.helplines(filepath.Join(tree, content, "resources"), filepath.Join(root, content, "resources")); err != nil {
		return err
	}
	p.line("\nLines marked with ! deny something, ask for haste, or hold a number: read each of them twice. %d are.", p.marked)
	_, err = io.WriteString(out, p.text.String())
	return err
}

// content is the folder of the words.
const content = "assessment/content"

// A paper is the report while it is written.
type paper struct {
	text   strings.Builder
	marked int
}

func (p *paper) line(format string, args ...any) { fmt.Fprintf(&p.text, format+"\n", args...) }

// checkout lays out a revision in a folder of its own, and gives a function that takes it away again.
func checkout(root, base string) (string, func(), error) {
	if base == "" || strings.HasPrefix(base, "-") {
		return "", nil, errors.New("review: say which revision to compare with: make review BASE=main")
	}
	if _, err := command(root, "git", "rev-parse", "--quiet", "--verify", base+"^{commit}"); err != nil {
		return "", nil, fmt.Errorf("review: there is no revision %q here: name one that git log lists, or a branch, as in make review BASE=main", base)
	}
	folder, err := os.MkdirTemp("", "second-look-review-*")
	if err != nil {
		return "", nil, err
	}
	tree := filepath.Join(folder, "base")
	gone := func() {
		_, _ = command(root, "git", "worktree", "remove", "--force", tree) // the folder goes anyway
		_ = os.RemoveAll(folder)
	}
	if _, err := command(root, "git", "worktree", "add", "--detach", tree, base); err != nil {
		gone()
		return "", nil, fmt.Errorf("review: revision %q cannot be laid out: %w", base, err)
	}
	return tree, gone, nil
}

func describe(root, base string) string {
	said, err := command(root, "git", "log", "-1", "--format=%h %s", base)
	if err != nil {
		return base
	}
	return strings.TrimSpace(string(said))
}

// command runs something in a folder and gives what it said; the error ends in what it complained of.
func command(folder, name string, args ...string) ([]byte, error) {
	return commandWith(nil, folder, name, args...)
}

func commandWith(in io.Reader, folder, name string, args ...string) ([]byte, error) {
	c := exec.Command(name, args...)
	c.Dir, c.Stdin = folder, in
	var said, complained bytes.Buffer
	c.Stdout, c.Stderr = &said, &complained
	if err := c.Run(); err != nil {
		return nil, fmt.Errorf("%s %s: %v: %s", name, strings.Join(args, " "), err, lastLines(complained.String(), 3))
	}
	return said.Bytes(), nil
}

func lastLines(text string, n int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "; ")
}
