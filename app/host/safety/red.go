//go:build !wasm

package safety

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
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
	How     string // what was taken away
	Red     bool
	Why     string // where it did not go red
}

// journeysRed is a test that goes into a copy of package app: it plays journeys with what they rely on taken away.
//
//go:embed testdata/journeys_red_test.go.txt
var journeysRed []byte

// journeysVar tells that test which journeys.
const journeysVar = "SECOND_LOOK_JOURNEYS"

// TakeAway takes the controls that wanted names away in turn, in a copy of the sources in root. Before that it sees
// each check green: a check that is red already shows nothing.
func (l Log) TakeAway(root string, wanted func(control string) bool, out io.Writer) ([]Sighting, error) {
	folder, err := os.MkdirTemp("", "second-look-red-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	if err := copySources(root, folder); err != nil {
		return nil, err
	}
	b := bench{root: folder, out: out}
	var all []Sighting
	for _, h := range l.Hazards {
		for _, r := range h.Removals {
			if wanted(r.Control.Said) {
				all = append(all, b.tell(b.remove(r)))
			}
		}
	}
	journeys := l.controls("journey", wanted)
	seen, err := b.journeys(journeys)
	all = append(all, seen...)
	errs := []error{err}
	for _, s := range all {
		if !s.Red {
			errs = append(errs, fmt.Errorf("%s: taken away, and its check did not go red: %s: %s", s.Control, s.How, s.Why))
		}
	}
	return all, errors.Join(errs...)
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
	out   io.Writer
	green map[string]bool
}

func (b *bench) tell(s Sighting) Sighting {
	word := "red"
	if !s.Red {
		word = "NOT RED: " + s.Why
	}
	fmt.Fprintf(b.out, "%s: %s: %s\n", s.Control, s.How, word)
	return s
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

// remove makes one edit, runs the check, and takes the edit back.
func (b *bench) remove(r Removal) Sighting {
	s := Sighting{Control: r.Control.Said, How: fmt.Sprintf("%s without %q", r.File.Said, shortened(r.Old.Said))}
	c := checkOf(r.Control.Said)
	if !b.green[r.Control.Said] {
		if run := c.run(b.root); run.came(c.name) != "pass" {
			s.Why = "it is not green to begin with:\n" + run.tail()
			return s
		}
		if b.green == nil {
			b.green = map[string]bool{}
		}
		b.green[r.Control.Said] = true
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
		s := Sighting{Control: "journey:" + name, How: "the pick and the rules that decide it taken away"}
		if run.came("TestRed/"+name) == "pass" {
			s.Red = true
		} else {
			s.Why = run.tail()
		}
		all = append(all, b.tell(s))
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
	modules := "app/host/browser/node_modules"
	if _, err := os.Stat(filepath.Join(from, modules)); err != nil {
		return nil
	}
	return os.Symlink(filepath.Join(from, modules), filepath.Join(to, modules))
}

// redness says how a control was seen to go red on these sources, or that it was not.
func (e Evidence) redness(control string, removals []Removal) (how string, seen bool) {
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
	switch {
	case kind == "journey" || slices.ContainsFunc(removals, func(r Removal) bool { return r.Control.Said == control }):
		return "not shown red on these sources: run make hazards-red", false
	default:
		return unwritten, false
	}
}

const unwritten = "not shown red: nobody has written what to take away"

// unwrittenIn counts the controls of which no run can show anything, since nobody has written what to take away.
func (l Log) unwrittenIn(e Evidence) int {
	done := map[string]bool{}
	for _, h := range l.Hazards {
		for _, c := range h.Controls {
			if how, _ := e.redness(c.Said, l.removals()); how == unwritten {
				done[c.Said] = true
			}
		}
	}
	return len(done)
}

// shown counts the controls that were seen to go red, and those that were not.
func (l Log) shown(e Evidence) (seen, not int) {
	done := map[string]bool{}
	for _, h := range l.Hazards {
		for _, c := range h.Controls {
			if done[c.Said] {
				continue
			}
			done[c.Said] = true
			if _, red := e.redness(c.Said, l.removals()); red {
				seen++
			} else {
				not++
			}
		}
	}
	return seen, not
}

func (l Log) removals() []Removal {
	var all []Removal
	for _, h := range l.Hazards {
		all = append(all, h.Removals...)
	}
	return all
}
