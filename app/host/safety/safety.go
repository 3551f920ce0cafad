//go:build !wasm

// Package safety reads the hazard log, holds every control in it against this very build, and writes what someone who
// answers for Second Look needs to read: the hazard log and the safety case.
//
// A hazard is one Markdown file in app/host/hazards. Nothing is believed because it is written there: a control that
// does not exist is refused with file and line, and what has been seen to go red is told apart from what has not.
package safety

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// Folder is where the hazards live, below the root of the sources.
const Folder = "app/host/hazards"

// redFile is where a run of the removals leaves what it saw, beside the written log.
const redFile = "red.txt"

// Run writes the hazard log and the safety case into folder; red first takes every control away in turn whose name only
// matches.
func Run(root, folder string, red bool, only *regexp.Regexp, out io.Writer) error {
	if !red {
		_, _, err := Write(root, folder, out)
		return err
	}
	failed := Red(root, folder, only, out)
	_, _, err := Write(root, folder, out)
	return errors.Join(failed, err)
}

// Write checks the hazards against the sources in root and writes the hazard log and the safety case into folder. It
// gives what they were written from, for whoever writes more of the same.
func Write(root, folder string, out io.Writer) (Log, Evidence, error) {
	all, err := Load(os.DirFS(filepath.Join(root, filepath.FromSlash(Folder))))
	if err != nil {
		return all, Evidence{}, err
	}
	have, err := Gather(root)
	if err != nil {
		return all, have, err
	}
	refused, warned := all.Check(have, time.Now())
	for _, w := range warned {
		fmt.Fprintln(out, "warning:", w)
	}
	if err := refused.err(); err != nil {
		return all, have, err
	}
	seenRed, err := all.stillRed(filepath.Join(folder, redFile), have.Checked)
	if err != nil {
		return all, have, err
	}
	for _, s := range seenRed {
		have.Red[s.Control] = s.How
	}
	files, err := papers(all, have, time.Now())
	if err != nil {
		return all, have, err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return all, have, err
	}
	for _, p := range files {
		if err := os.WriteFile(filepath.Join(folder, p.name), p.body, 0o644); err != nil {
			return all, have, err
		}
		fmt.Fprintf(out, "%s: %d bytes\n", filepath.Join(folder, p.name), len(p.body))
	}
	seen, not := all.SeenRed(have)
	fmt.Fprintf(out, "%d hazards, %d controls: %d seen to go red on these sources, %d wait for make hazards-red\n",
		len(all.Hazards), seen+not, seen, not)
	return all, have, nil
}

// Red takes every control away in turn, in a copy of the sources, sees whether its check goes red, and keeps what it
// saw in folder for the next hazard log. A run that was stopped goes on where it was, as long as the sources are the same.
func Red(root, folder string, only *regexp.Regexp, out io.Writer) error {
	all, err := Load(os.DirFS(filepath.Join(root, filepath.FromSlash(Folder))))
	if err != nil {
		return err
	}
	have, err := Gather(root)
	if err != nil {
		return err
	}
	refused, _ := all.Check(have, time.Now())
	if err := refused.err(); err != nil {
		return err
	}
	return all.resume(root, folder, have.Checked, only, out)
}

// resume takes away what earlier runs on the same sources have not.
func (l Log) resume(root, folder, sources string, only *regexp.Regexp, out io.Writer) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	file := filepath.Join(folder, redFile)
	before, err := l.stillRed(file, sources)
	if err != nil {
		return err
	}
	if err := writeRed(file, sources, before); err != nil {
		return err
	}
	done := map[taking]bool{}
	for _, s := range before {
		done[taking{s.Control, s.Edit}] = true
	}
	red, green, skipped := len(done), 0, 0
	failed := l.TakeAway(root, func(control, edit string) bool {
		return !done[taking{control, edit}] && only.MatchString(control)
	}, func(s Sighting) error {
		switch {
		case s.Red:
			red++
			fmt.Fprintf(out, "%s: %s: red\n", s.Control, s.How)
			return addRed(file, s)
		case s.Skipped:
			skipped++
			fmt.Fprintf(out, "%s: %s: not tried: %s\n", s.Control, s.How, s.Why)
		default:
			green++
			fmt.Fprintf(out, "%s: %s: NOT RED: %s\n", s.Control, s.How, s.Why)
		}
		return nil
	})
	fmt.Fprintf(out, "%d removals: %d went red (%d of them in an earlier run), %d did not, %d could not be tried here\n",
		red+green+skipped, red, len(done), green, skipped)
	return failed
}
