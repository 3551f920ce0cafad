//go:build !wasm

// Package book writes the book that a reviewer reads: one HTML file, to be printed or clicked through, with every
// question, rule, page, promise and hazard of this very build, in plain words.
//
// It is made from what the site itself is made from, so that nothing in it can differ from what people see: words come
// from package content, rules from package assessment, counts from a proof that runs while the book is written. What the
// book says itself is how to read it, how conditions and clocks are put into words, and why pages and hard cases are
// decided in the order they are.
package book

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"secondlook/app/host/safety"
	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/assessment/proof"
)

// A Source is all that a book is made from.
type Source struct {
	Flow      *assessment.Flow
	Words     *content.Words
	Countries []content.Country
	Journeys  fs.FS      // a file a person's way through; may be nil
	Log       safety.Log // what could go wrong; may be empty
	Evidence  safety.Evidence
	Proved    []proof.Proved
}

//go:embed book.tmpl
var layout string

// Write makes the book of the sources in root, and the hazard log and safety case in the folder "safety" beside it: one
// run, one stamp on all three.
func Write(root, file string, out io.Writer) error {
	s := Source{
		Flow:      assessment.Default(),
		Words:     content.English(),
		Countries: content.Countries(),
		Journeys:  os.DirFS(filepath.Join(root, "app", "testdata", "journeys")),
	}
	start := time.Now()
	var err error
	if s.Proved, err = proof.Promises(s.Flow); err != nil {
		return fmt.Errorf("no book of a flow that breaks a promise: %w", err)
	}
	took := time.Since(start)
	if s.Log, s.Evidence, err = safety.Write(root, filepath.Join(filepath.Dir(file), "safety"), out); err != nil {
		return err
	}
	if err := sameProofs(s.Proved, s.Evidence.Promises); err != nil {
		return err
	}
	text, err := Bytes(s)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(file, text, 0o644); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: %d bytes; sources %s; %d promises proved in %v\n",
		file, len(text), s.Evidence.Sources, len(s.Proved), took.Round(10*time.Millisecond))
	return err
}

// errOtherSources is what a program gets that was built before the sources changed: what it proves is not what they hold.
var errOtherSources = errors.New("this program was built from other sources than those it reads: build it again")

// sameProofs refuses a stamp of sources that this program was not built from, as far as the promises show it.
func sameProofs(here []proof.Proved, there []safety.Promise) error {
	same := slices.EqualFunc(here, there, func(h proof.Proved, t safety.Promise) bool {
		return h.ID == t.ID && h.Count.Cmp(t.Count) == 0 && h.Concerned.Cmp(t.Concerned) == 0
	})
	if !same {
		return errOtherSources
	}
	return nil
}

// Bytes gives the book as one HTML file. Equal sources give equal bytes.
func Bytes(s Source) ([]byte, error) {
	b := binder{Source: s}
	pages, err := b.bind()
	if err != nil {
		return nil, err
	}
	t, err := template.New("book").Parse(layout)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, pages); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// A binder puts a book together.
type binder struct {
	Source
	decisions map[assessment.RuleID]proof.Decision
	total     *big.Int
	shown     map[place]showing
	every     map[place]bool // every sheet of the outcome shows the section
	top       map[place]bool // and above its own words, because of what was said on every sheet,
	lifted    map[place]bool // or on some
	tellings  []proof.Telling
}

// pages are the chapters of a book.
type pages struct {
	Title, Version string
	Stamp          string // of the sources
	Total          template.HTML
	Terms          []term
	Check, Dates   screen
	Early          early
	Brief          brief
	Held           []held
	Picture        template.HTML
	Questions      []question
	Slip           question
	Rules          []ruling
	Outcomes       []outcome
	Shared         []section
	Kept           section
	Keeps          []keep
	Steps          []step
	Clock          []string
	Examples       []example
	Pages          []standing
	Constructs     []construct
	Cases          []hardCase
	Others         int
	Method         []methodRow
	Promises       []promise
	Sheets         []sheetKind
	Hazards        []hazard
	Scales         scales
	Unknown        unknown
}

func (b *binder) bind() (pages, error) {
	decisions, err := proof.Decisions(b.Flow)
	if err != nil {
		return pages{}, err
	}
	b.decisions, b.total = map[assessment.RuleID]proof.Decision{}, new(big.Int)
	for _, d := range decisions {
		b.decisions[d.Rule] = d
		b.total.Add(b.total, d.Sheets)
	}
	b.tellings = proof.Tellings(b.Flow)
	if b.shown, err = b.showings(decisions); err != nil {
		return pages{}, err
	}
	p := pages{
		Title:      b.Words.Label("name"),
		Version:    b.Flow.Version,
		Stamp:      b.Evidence.Sources,
		Total:      large(b.total),
		Terms:      b.terms(),
		Check:      b.check(),
		Dates:      b.dates(),
		Early:      b.early(),
		Picture:    b.picture(),
		Slip:       b.question(b.Flow.Slip),
		Rules:      b.rulings(),
		Outcomes:   b.outcomes(),
		Shared:     b.sharedSections(),
		Kept:       b.section(assessment.Outcome{}, assessment.KeptHelp),
		Keeps:      b.keeps(),
		Steps:      b.steps(),
		Clock:      b.clock(),
		Examples:   b.examples(),
		Pages:      b.standing(),
		Constructs: b.constructs(),
		Method:     b.method(),
		Promises:   b.promises(),
		Sheets:     sheetKinds,
		Held:       heldByTests,
		Unknown:    b.unknown(),
	}
	for _, q := range b.Flow.Questions {
		p.Questions = append(p.Questions, b.question(q))
	}
	if p.Cases, p.Others, err = b.cases(); err != nil {
		return pages{}, err
	}
	p.Hazards, p.Scales = b.hazards(), b.scales()
	p.Brief = b.brief(p)
	return p, nil
}

// OpenHazards are those whose risk somebody must still bring down or accept.
func (p pages) OpenHazards() []hazard {
	return slices.DeleteFunc(slices.Clone(p.Hazards), func(h hazard) bool { return !h.Open })
}

// grouped sets a number in groups of three.
func grouped(n string) string {
	var b strings.Builder
	for i, digit := range n {
		if i > 0 && (len(n)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	return b.String()
}

// slug makes a mark on a page of an ID: "t8-clear-no" of "T8 clear-no".
func slug(id string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(strings.ReplaceAll(id, "§", "p")) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			b.WriteByte('-')
		}
	}
	return b.String()
}
