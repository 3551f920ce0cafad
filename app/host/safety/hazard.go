//go:build !wasm

package safety

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// A Hazard is one thing that could go wrong for a person, and what stands against it.
type Hazard struct {
	File     string    `yaml:"-"`
	ID       Text      `yaml:"id"`
	Title    Text      `yaml:"title"`
	Cause    Text      `yaml:"cause"`
	Effect   Text      `yaml:"effect"` // what then happens on the screen
	Harm     Text      `yaml:"harm"`   // what it does to someone
	Before   Score     `yaml:"before"` // with none of the controls
	After    Score     `yaml:"after"`  // with those that are in this build
	Controls []Text    `yaml:"controls"`
	Removals []Removal `yaml:"removal"`
	Residual Text      `yaml:"residual"` // what remains, said plainly
	Owner    Text      `yaml:"owner"`    // a role
	Review   Text      `yaml:"review"`   // the day by which it is looked at again
	Body     string    `yaml:"-"`
	bodyLine int
}

// A Score is how bad and how likely, each from 1 to 5 as the README of the hazards says.
type Score struct {
	line       int
	Severity   int `yaml:"severity"`
	Likelihood int `yaml:"likelihood"`
}

// A Removal is an edit of the sources that takes a control away: its check must then go red.
type Removal struct {
	Control Text `yaml:"control"`
	File    Text `yaml:"file"`
	Old     Text `yaml:"old"` // stands exactly once in the file
	New     Text `yaml:"new"`
}

// A Text is what was written, and the line where.
type Text struct {
	line int
	Said string
}

// UnmarshalYAML keeps the line, which a plain string loses.
func (t *Text) UnmarshalYAML(node ast.Node) error {
	t.line = node.GetToken().Position.Line
	if err := yaml.NodeToValue(node, &t.Said); err != nil {
		return err
	}
	t.Said = strings.TrimSpace(t.Said)
	return nil
}

// UnmarshalYAML keeps the line of a score.
func (s *Score) UnmarshalYAML(node ast.Node) error {
	type plain Score
	var p plain
	if err := yaml.NodeToValue(node, &p, yaml.Strict()); err != nil {
		return err
	}
	*s = Score(p)
	s.line = node.GetToken().Position.Line
	return nil
}

// Number gives the number in a hazard's id: 7 of "HZ7"; 0 where there is none.
func (h Hazard) Number() int {
	n := 0
	if idForm.MatchString(h.ID.Said) {
		_, _ = fmt.Sscanf(h.ID.Said, "HZ%d", &n) // the form was checked
	}
	return n
}

// Name is a hazard's file without its ending: the name by which people speak of it.
func (h Hazard) Name() string { return strings.TrimSuffix(h.File, ".md") }

// A Log is every hazard, in the order of their numbers, and the scales they are judged by.
type Log struct {
	Hazards []Hazard
	Scales  Scales
}

// Load reads a folder of hazards. What cannot be read at all is refused here; what is wrong in it, by Check.
func Load(folder fs.FS) (Log, error) {
	var l Log
	readme, err := fs.ReadFile(folder, "README.md")
	if err != nil {
		return l, err
	}
	if l.Scales, err = readScales(string(readme)); err != nil {
		return l, fmt.Errorf("%s/README.md: %w", Folder, err)
	}
	names, err := fs.Glob(folder, "*.md")
	if err != nil {
		return l, err
	}
	var refused faults
	for _, name := range names {
		if name == "README.md" {
			continue
		}
		src, err := fs.ReadFile(folder, name)
		if err != nil {
			return l, err
		}
		h, fault := read(name, src)
		if fault != nil {
			refused = append(refused, *fault)
			continue
		}
		l.Hazards = append(l.Hazards, h)
	}
	slices.SortStableFunc(l.Hazards, func(a, b Hazard) int { return a.Number() - b.Number() })
	return l, refused.err()
}

const fence = "---\n"

// at is where the parser says in its message what we say before it.
var at = regexp.MustCompile(`^\[\d+:\d+\] `)

func read(name string, src []byte) (Hazard, *Fault) {
	h := Hazard{File: name}
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	head, body, whole := strings.Cut(strings.TrimPrefix(string(src), fence), "\n"+fence)
	if !strings.HasPrefix(string(src), fence) || !whole {
		return h, &Fault{path.Join(Folder, name), 1, "want a head between two lines of ---, then the words"}
	}
	if err := yaml.UnmarshalWithOptions([]byte(head), &h, yaml.Strict()); err != nil {
		line := 1
		var syntax yaml.Error
		message := err.Error()
		if errors.As(err, &syntax) {
			message = syntax.GetMessage()
			if t := syntax.GetToken(); t != nil && t.Position != nil {
				line = t.Position.Line
			}
		}
		return h, &Fault{path.Join(Folder, name), line + 1, "cannot be read: " + at.ReplaceAllString(message, "")}
	}
	h.Body = strings.TrimSpace(body)
	h.bodyLine = strings.Count(head, "\n") + 4
	return h, nil
}
