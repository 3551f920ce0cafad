//go:build !wasm

package book

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"

	"secondlook/assessment/content"
)

type hazard struct {
	ID, Mark, File             string
	Title, Cause, Effect, Harm string
	Before, After              string
	Controls                   []control
	Residual, Owner, Review    string
	Body                       []string
}

// errNoHead is what a hazard without a head gets.
var errNoHead = errors.New("no head between two lines of ---")

type control struct{ Text, Name, Mark string }

// hazards reads the heads of the hazard log. A folder that is not there has none.
func (b *binder) hazards() ([]hazard, error) {
	if b.Hazards == nil {
		return nil, nil
	}
	files, err := fs.Glob(b.Hazards, "*.md")
	if err != nil {
		return nil, err
	}
	var all []hazard
	for _, file := range files {
		if file == "README.md" {
			continue
		}
		text, err := fs.ReadFile(b.Hazards, file)
		if err != nil {
			return nil, err
		}
		h, err := b.hazard(file, strings.ReplaceAll(string(text), "\r\n", "\n"))
		if err != nil {
			return nil, fmt.Errorf("app/host/hazards/%s: %w", file, err)
		}
		all = append(all, h)
	}
	slices.SortStableFunc(all, func(x, y hazard) int {
		n := func(h hazard) int { i, _ := strconv.Atoi(strings.TrimLeft(h.ID, "HZ")); return i } // without a number: first
		return cmp.Compare(n(x), n(y))
	})
	return all, nil
}

func (b *binder) hazard(file, text string) (hazard, error) {
	head, body, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	if !ok || !strings.HasPrefix(text, "---\n") {
		return hazard{}, errNoHead
	}
	type score struct {
		Severity   int `yaml:"severity"`
		Likelihood int `yaml:"likelihood"`
	}
	var h struct {
		ID       string   `yaml:"id"`
		Title    string   `yaml:"title"`
		Cause    string   `yaml:"cause"`
		Effect   string   `yaml:"effect"`
		Harm     string   `yaml:"harm"`
		Before   score    `yaml:"before"`
		After    score    `yaml:"after"`
		Controls []string `yaml:"controls"`
		Residual string   `yaml:"residual"`
		Owner    string   `yaml:"owner"`
		Review   string   `yaml:"review"`
	}
	if err := yaml.Unmarshal([]byte(head), &h); err != nil {
		return hazard{}, err
	}
	weigh := func(s score) string { return fmt.Sprintf("severity %d, likelihood %d", s.Severity, s.Likelihood) }
	out := hazard{ID: h.ID, Mark: slug(h.ID), File: file, Title: h.Title, Cause: h.Cause, Effect: h.Effect, Harm: h.Harm,
		Before: weigh(h.Before), After: weigh(h.After), Residual: h.Residual, Owner: h.Owner, Review: h.Review}
	for _, c := range h.Controls {
		out.Controls = append(out.Controls, control{inWords(c), c, b.controlMark(c)})
	}
	for part := range strings.SplitSeq(strings.TrimSpace(body), "\n\n") {
		out.Body = append(out.Body, strings.Join(strings.Fields(part), " "))
	}
	return out, nil
}

// controlMark finds where in the book a control stands: a promise or a hard case.
func (b *binder) controlMark(c string) string {
	kind, name, _ := strings.Cut(c, ":")
	switch kind {
	case "promise":
		for _, p := range b.Proved {
			if p.ID == name || slug(p.ID) == slug(name) {
				return "t-" + slug(p.ID)
			}
		}
	case "journey":
		if id, _, ok := strings.Cut(name, "-"); ok && caseID.MatchString(strings.ToUpper(id[:1])+id[1:]) {
			return caseMark(id)
		}
	}
	return ""
}

// unknown is what this build does not know, as far as it can count it.
type unknown struct {
	Limits    []block // what the site itself says it is not
	Heading   string
	Promises  int
	Lines     int
	NoDate    int
	Unsure    int
	Hours     int
	NoLine    int
	NoNumbers int
	Places    int
	Languages string
}

// limitsPage is where the site tells what it is not; its limits stand in the part that has a list of them.
const limitsPage = "about"

func (b *binder) unknown() unknown {
	u := unknown{Promises: len(b.Proved), Languages: b.Words.Lang}
	for _, s := range b.Words.Page(limitsPage).Sections {
		if strings.Contains(s.Title, " not") {
			u.Heading, u.Limits = s.Title, b.blocks(s.Body)
		}
	}
	for _, c := range b.Countries {
		if c.Code != content.Europe && c.Code != content.Everywhere {
			u.Places++
			if len(c.Lines) == 0 {
				u.NoLine++
			}
			if !c.Emergency.Numbers() {
				u.NoNumbers++
			}
		}
		for _, l := range c.Lines {
			u.Lines++
			if l.Checked == "" {
				u.NoDate++
			}
			if l.Confidence != content.High {
				u.Unsure++
			}
			if l.Hours == "unknown" || !l.HoursSure {
				u.Hours++
			}
		}
	}
	return u
}
