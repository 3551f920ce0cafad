package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A place is where in the content folder something stands.
type place struct {
	file string
	line int // 0: the file as a whole
}

// String gives a place as editors and their tools read it: "en/words.md:12".
func (p place) String() string {
	if p.line == 0 {
		return p.file
	}
	return fmt.Sprintf("%s:%d", p.file, p.line)
}

// A remark is something to say about a place.
type remark struct {
	place
	text string
}

// A report gathers what is refused and what is warned of, so that an editor
// sees everything at once.
type report struct {
	refusals, warnings []remark
	notes              []string // for the end, about no single place
}

func (r *report) refuse(at place, format string, args ...any) {
	r.refusals = append(r.refusals, remark{at, fmt.Sprintf(format, args...)})
}

func (r *report) warn(at place, format string, args ...any) {
	r.warnings = append(r.warnings, remark{at, fmt.Sprintf(format, args...)})
}

// refused gives all refusals as one error, one a line, or nil.
func (r *report) refused() error {
	if len(r.refusals) == 0 {
		return nil
	}
	return errors.New(strings.Join(sorted(r.refusals), "\n"))
}

// warned gives all warnings, one a line.
func (r *report) warned() string {
	var b strings.Builder
	for _, w := range sorted(r.warnings) {
		b.WriteString(w + "\n")
	}
	for _, n := range r.notes {
		b.WriteString(n + "\n")
	}
	return b.String()
}

func sorted(remarks []remark) []string {
	remarks = slices.Clone(remarks)
	slices.SortStableFunc(remarks, func(a, b remark) int {
		return cmp.Or(strings.Compare(a.file, b.file), cmp.Compare(a.line, b.line), strings.Compare(a.text, b.text))
	})
	lines := make([]string, len(remarks))
	for i, m := range remarks {
		lines[i] = m.String() + ": " + m.text
	}
	return slices.Compact(lines)
}
