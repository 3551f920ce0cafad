//go:build !wasm

package safety

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A Sighting is one control that was taken away, and whether its check went red.
type Sighting struct {
	Control string
	Edit    string // a fingerprint of the edit that took it away
	How     string // the edit, in words
	Red     bool
	Skipped bool   // the check needs what is not on this machine, so nothing was taken away
	Why     string // where it did not go red
}

// journeysRed is a test that goes into a copy of package app: it plays journeys with what they rely on taken away.
//
//go:embed testdata/journeys_red_test.go.txt
var journeysRed []byte

// journeysVar tells that test which journeys.
const journeysVar = "SECOND_LOOK_JOURNEYS"

// TakeAway takes the controls that wanted names away in turn, in a copy of the sources in root, and tells of each as
// soon as it is seen. Before that it sees each check green: a check that is red already shows nothing.
func (l Log) TakeAway(root string, wanted func(control, edit string) bool, tell func(Sighting) error) error {
	folder, err := os.MkdirTemp("", "second-look-red-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	b := bench{root: filepath.Join(folder, "secondlook"), green: map[string]bool{}}
	if err := copySources(root, b.root); err != nil {
		return err
	}
	var errs []error
	note := func(s Sighting) {
		if !s.Red && !s.Skipped {
			errs = append(errs, fmt.Errorf("%s: taken away, and its check did not go red: %s: %s", s.Control, s.How, s.Why))
		}
		errs = append(errs, tell(s))
	}
	var removals []Removal
	for _, r := range l.removals() {
		if wanted(r.Control.Said, r.edit()) {
			removals = append(removals, r)
		}
	}
	b.seeGreen(removals)
	for _, r := range removals {
		note(b.remove(r))
	}
	journeys := l.controls("journey", func(control string) bool { return wanted(control, journeyEdit) })
	seen, err := b.journeys(journeys)
	for _, s := range seen {
		note(s)
	}
	return errors.Join(append(errs, err)...)
}

// controls lists the names of all controls of a kind, once each.
func (l Log) controls(kind string, wanted func(string) bool) []string {
	var names []string
	for _, h := range l.Hazards {
		for _, c := range h.Controls {
			k, name, _ := strings.Cut(c.Said, ":")
			if k == kind && wanted(c.Said) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}

// A bench is a copy of the sources to break things in.
type bench struct {
	root  string
	green map[string]bool // the controls whose checks were seen green
}

// how says what a removal takes away.
func (r Removal) how() string {
	return fmt.Sprintf("%s without %q", r.File.Said, shortened(r.Old.Said))
}

// edit is a fingerprint of what a removal does. It goes red on the sources that it was tried on, and only as it was tried.
func (r Removal) edit() string {
	sum := sha256.Sum256([]byte(r.File.Said + "\x00" + r.Old.Said + "\x00" + r.New.Said))
	return hex.EncodeToString(sum[:6])
}

// What is taken away from every journey, and how it is told apart from an edit.
const (
	journeyHow  = "the pick and the rules that decide it taken away"
	journeyEdit = "journey"
)

// A taking is one way in which a control is taken away.
type taking struct{ control, edit string }

// takings are all of them, as the log has them today.
func (l Log) takings() map[taking]bool {
	all := map[taking]bool{}
	for _, r := range l.removals() {
		all[taking{r.Control.Said, r.edit()}] = true
	}
	for _, name := range l.controls("journey", func(string) bool { return true }) {
		all[taking{"journey:" + name, journeyEdit}] = true
	}
	return all
}

// stillRed reads what earlier runs saw on these very sources, of what is taken away today.
func (l Log) stillRed(file, sources string) ([]Sighting, error) {
	seen, err := readRed(file, sources)
	today := l.takings()
	return slices.DeleteFunc(seen, func(s Sighting) bool { return !today[taking{s.Control, s.Edit}] }), err
}

// trimmed lets one copy of the sources use what was compiled for another.
const trimmed = "-trimpath"

func checkOf(control string) check {
	kind, name, _ := strings.Cut(control, ":")
	sub := func(pkg, test, part string) check {
		part = strings.ReplaceAll(part, " ", "_")
		return check{pkg: pkg, pattern: "^" + test + "$/^" + regexp.QuoteMeta(part) + "$", name: test + "/" + part, flags: []string{trimmed}}
	}
	switch kind {
	case "promise":
		return sub("./"+provePackage, "TestProof_Promises", name)
	case "journey":
		return sub("./app", "TestJourneys", name)
	}
	dot := strings.LastIndex(name, ".")
	c := check{pkg: "./" + strings.TrimPrefix(name[:dot], "secondlook/"), pattern: "^" + name[dot+1:] + "$", name: name[dot+1:],
		flags: []string{trimmed}}
	if path.Base(c.pkg) == "browser" {
		c.flags = append(c.flags, "-tags", "browser")
	}
	return c
}

// seeGreen runs the checks of all removals as they stand, a package at a time: one by one they would take as long again
// as the removals. What is not green here is looked at once more before its removal.
func (b *bench) seeGreen(removals []Removal) {
	var all []check // the same package and flags together
	for _, r := range removals {
		c := checkOf(r.Control.Said)
		test, _, _ := strings.Cut(c.name, "/")
		i := slices.IndexFunc(all, func(o check) bool { return o.pkg == c.pkg && slices.Equal(o.flags, c.flags) })
		if i < 0 {
			all = append(all, check{pkg: c.pkg, flags: c.flags, pattern: test})
		} else if !slices.Contains(strings.Split(all[i].pattern, "|"), test) {
			all[i].pattern += "|" + test
		}
	}
	for _, c := range all {
		c.pattern = "^(" + c.pattern + ")$"
		run := c.run(b.root)
		for _, r := range removals {
			if own := checkOf(r.Control.Said); own.pkg == c.pkg && run.came(own.name) == "pass" {
				b.green[r.Control.Said] = true
			}
		}
	}
}

// remove makes one edit, runs the check, and takes the edit back.
func (b *bench) remove(r Removal) Sighting {
	s := Sighting{Control: r.Control.Said, Edit: r.edit(), How: r.how()}
	c := checkOf(r.Control.Said)
	if !b.green[r.Control.Said] {
		switch run := c.run(b.root); run.came(c.name) {
		case "pass":
			b.green[r.Control.Said] = true
		case "skip":
			s.Skipped, s.Why = true, "its check is skipped here:\n"+run.tail()
			return s
		default:
			s.Why = "it is not green to begin with:\n" + run.tail()
			return s
		}
	}
	file := filepath.Join(b.root, filepath.FromSlash(r.File.Said))
	was, err := os.ReadFile(file)
	if n := strings.Count(string(was), r.Old.Said); err == nil && n != 1 {
		err = fmt.Errorf("%q stands %d times, want once", r.Old.Said, n)
	}
	if err == nil {
		err = os.WriteFile(file, []byte(strings.Replace(string(was), r.Old.Said, r.New.Said, 1)), 0o644)
	}
	if err != nil {
		s.Why = err.Error()
		return s
	}
	c.flags = append(slices.Clone(c.flags), "-failfast") // one fault is enough; without it a broken page is waited for again and again
	run := c.run(b.root)
	if err := os.WriteFile(file, was, 0o644); err != nil {
		s.Why = err.Error()
		return s
	}
	switch run.came(c.name) {
	case "fail":
		s.Red = true
	case "pass":
		s.Why = "it stayed green"
	default:
		s.Why = "it did not run:\n" + run.tail() // a red compiler is no red check
	}
	return s
}

// journeys plays each with a pick left out, and with the rules it relies on taken from the flow.
func (b *bench) journeys(names []string) ([]Sighting, error) {
	if len(names) == 0 {
		return nil, nil
	}
	file := filepath.Join(b.root, "app", "journeys_red_test.go")
	if err := os.WriteFile(file, journeysRed, 0o644); err != nil {
		return nil, err
	}
	defer os.Remove(file)
	run := check{pkg: "./app", pattern: "^TestRed$", flags: []string{trimmed}}.run(b.root, journeysVar+"="+strings.Join(names, ","))
	if run.came("TestRed") == "" {
		return nil, fmt.Errorf("the journeys could not be played:\n%s", run.tail())
	}
	var all []Sighting
	for _, name := range names {
		s := Sighting{Control: "journey:" + name, Edit: journeyEdit, How: journeyHow}
		if run.came("TestRed/"+name) == "pass" {
			s.Red = true
		} else {
			s.Why = run.tail()
		}
		all = append(all, s)
	}
	return all, nil
}

func shortened(text string) string {
	const most = 60
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// copySources copies what the build and its tests are made from. What tests install is shared, not copied.
func copySources(from, to string) error {
	err := walkSources(os.DirFS(from), func(name string, body []byte) error {
		file := filepath.Join(to, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		return os.WriteFile(file, body, 0o644)
	})
	if err != nil {
		return err
	}
	for _, beside := range []string{"app/host/browser/node_modules", "../shared"} { // the second: what some checks compare with
		if _, err := os.Stat(filepath.Join(from, beside)); err != nil {
			continue
		}
		whole, err := filepath.Abs(filepath.Join(from, beside))
		if err == nil {
			err = os.Symlink(whole, filepath.Join(to, beside))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// redness says how a control was seen to go red on these sources, or that it was not.
func (e Evidence) redness(control string) (how string, seen bool) {
	kind, name, _ := strings.Cut(control, ":")
	if p, ok := e.Promise(name); ok && kind == "promise" && len(p.BrokenBy) > 0 {
		return "went red on: " + strings.Join(p.BrokenBy, "; "), true
	}
	if kind == "build" {
		return "handed what it must refuse by " + stops[name].by, true
	}
	if how, ok := e.Red[control]; ok {
		return "went red: " + how, true
	}
	return "not shown red on these sources: run make hazards-red", false
}

// SeenRed counts the controls that were seen to go red on these sources, and those that were not.
func (l Log) SeenRed(e Evidence) (seen, not int) {
	n := l.split(e)
	return n.Handed + n.Planted + n.Tests + n.Promises + n.Journeys, n.Not
}

func (l Log) removals() []Removal {
	var all []Removal
	for _, h := range l.Hazards {
		all = append(all, h.Removals...)
	}
	return all
}
