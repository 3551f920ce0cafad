//go:build !wasm

package safety

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"html/template"
	"math/big"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"secondlook/assessment"
)

// A paper is one file of what is written.
type paper struct {
	name string
	body []byte
}

//go:embed log.html.tmpl
var logText string

//go:embed case.html.tmpl
var caseText string

//go:embed style.css.tmpl
var styleText string

// papers writes the hazard log, as a page and as a table, and the safety case.
func papers(l Log, e Evidence, today time.Time) ([]paper, error) {
	s := sheet{Log: l, Evidence: e, Today: today.Format("2 January 2006"), Version: assessment.Default().Version,
		Go: runtime.Version(), cited: map[string]bool{}}
	all := []paper{}
	for _, page := range []struct{ name, text string }{{"hazard-log.html", logText}, {"safety-case.html", caseText}} {
		body, err := s.page(page.name, page.text)
		if err != nil {
			return nil, err
		}
		all = append(all, paper{page.name, body})
	}
	return append(all, paper{"hazard-log.csv", s.table()}), nil
}

// A sheet is what the pages are written from.
type sheet struct {
	Log
	Evidence
	Today, Version, Go string
	cited              map[string]bool
}

func (s *sheet) page(name, text string) ([]byte, error) {
	t, err := template.New(name).Funcs(template.FuncMap{
		"style": func() template.CSS { return template.CSS(styleText) }, // our own file
		"ev":    s.evidence,
		"words": words,
	}).Parse(text)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, s); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// An Item is a control as a reader meets it.
type Item struct {
	Ref, Kind, Says string
	Red             string
	Seen            bool
}

// evidence describes a control. One that does not exist is a fault of the page that names it.
func (s *sheet) evidence(ref string) (Item, error) {
	if why := s.missing(ref); why != "" {
		return Item{}, fmt.Errorf("evidence %s: %s", ref, why)
	}
	s.cited[ref] = true
	kind, name, _ := strings.Cut(ref, ":")
	it := Item{Ref: ref, Kind: kind}
	switch kind {
	case "promise":
		p, _ := s.Promise(name)
		it.Says = fmt.Sprintf("%s. Proved over %s %s in %d classes; it speaks of %s of them.",
			p.Says, words(p.Count), p.Unit, p.Classes, words(p.Concerned))
	case "journey":
		it.Says = s.Journeys[name]
	case "test":
		it.Says = Sentence(name)
	case "build":
		it.Says = stops[name].says + "."
	}
	it.Red, it.Seen = s.redness(ref)
	return it, nil
}

// Items describes a hazard's controls.
func (s *sheet) Items(h Hazard) ([]Item, error) {
	var all []Item
	for _, c := range h.Controls {
		it, err := s.evidence(c.Said)
		if err != nil {
			return nil, err
		}
		all = append(all, it)
	}
	return all, nil
}

// Sentence reads the name of a test as words: "TestUpdate_EraseForgetsEverything" is "update: erase forgets everything".
// Capitals in a row are an initialism, but for the last one before small letters, which begins a word: "JSONDoor" is
// "JSON door", and "AScript" is "a script".
func Sentence(test string) string {
	name := strings.TrimPrefix(test[strings.LastIndex(test, ".")+1:], "Test")
	var parts []string
	for part := range strings.SplitSeq(name, "_") {
		var said []string
		for _, m := range camel.FindAllStringSubmatch(part, -1) {
			capitals, rest := m[1], m[2]
			if len(capitals) > 1 && rest != "" && rest != "s" { // an s alone is a plural: "URLs"
				last := len(capitals) - 1
				said = append(said, initialism(capitals[:last]))
				capitals = capitals[last:]
			}
			said = append(said, initialism(capitals+rest))
		}
		parts = append(parts, strings.Join(said, " "))
	}
	return strings.Join(parts, ": ")
}

// camel finds the capitals that begin a word, and the word's small letters and digits.
var camel = regexp.MustCompile(`([A-Z]*)([^A-Z]*)`)

// initialism leaves two capitals or more as they are, and makes any other word small.
func initialism(word string) string {
	if len(word) > 1 && word[1] >= 'A' && word[1] <= 'Z' {
		return word
	}
	return strings.ToLower(word)
}

// words writes a count so that it can be read: three digits at a time.
func words(n *big.Int) string {
	digits := n.String()
	var b strings.Builder
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteRune('\u2009') // a line may break here
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Largest is the promise that went through the most sheets a screen could give.
func (s *sheet) Largest() Promise {
	best := Promise{Count: new(big.Int)}
	for _, p := range s.Promises {
		if p.Unit == "raw sheets" && p.Count.Cmp(best.Count) > 0 {
			best = p
		}
	}
	return best
}

// Complete counts the ways of going through the questions as a screen asks them.
func (s *sheet) Complete() *big.Int {
	for _, p := range s.Promises {
		if p.Unit == "walked sheets" {
			return p.Count
		}
	}
	return new(big.Int)
}

// Classes counts the merged states that all proofs together went through.
func (s *sheet) Classes() int {
	n := 0
	for _, p := range s.Promises {
		n += p.Classes
	}
	return n
}

// BrokenFlows counts the flows that a promise was seen to refuse.
func (s *sheet) BrokenFlows() int {
	n := 0
	for _, p := range s.Promises {
		n += len(p.BrokenBy)
	}
	return n
}

// A Split counts the controls of the log by how they were shown to go red.
type Split struct {
	Handed                    int // build checks that a test hands what they must refuse
	Planted                   int // promises tried on planted faults
	Tests, Promises, Journeys int // taken away on these very sources by make hazards-red
	Not                       int // not shown
}

// Split counts the controls for the safety case.
func (s *sheet) Split() Split { return s.split(s.Evidence) }

// split counts each control once.
func (l Log) split(e Evidence) Split {
	var n Split
	done := map[string]bool{}
	for _, h := range l.Hazards {
		for _, c := range h.Controls {
			if done[c.Said] {
				continue
			}
			done[c.Said] = true
			kind, name, _ := strings.Cut(c.Said, ":")
			p, _ := e.Promise(name)
			_, taken := e.Red[c.Said]
			switch {
			case kind == "build":
				n.Handed++
			case kind == "promise" && len(p.BrokenBy) > 0:
				n.Planted++
			case !taken:
				n.Not++
			case kind == "promise":
				n.Promises++
			case kind == "journey":
				n.Journeys++
			default:
				n.Tests++
			}
		}
	}
	return n
}

// NotRed lists what nobody has seen go red.
func (s *sheet) NotRed() []Item {
	var all []Item
	for _, h := range s.Hazards {
		items, err := s.Items(h)
		if err != nil {
			continue // it was checked before
		}
		for _, it := range items {
			if !it.Seen && !slices.ContainsFunc(all, func(o Item) bool { return o.Ref == it.Ref }) {
				all = append(all, it)
			}
		}
	}
	return all
}

// A Tally is how many hazards have a risk before and after, and which.
type Tally struct {
	Level
	Before, After []Hazard
}

// ByRisk counts the hazards by risk, the worst first.
func (s *sheet) ByRisk() []Tally {
	var all []Tally
	for _, level := range slices.Backward(s.Scales.Risk) {
		t := Tally{Level: level}
		for _, h := range s.Hazards {
			if s.Scales.Of(h.Before) == level.Number {
				t.Before = append(t.Before, h)
			}
			if s.Scales.Of(h.After) == level.Number {
				t.After = append(t.After, h)
			}
		}
		all = append(all, t)
	}
	return all
}

// A Row is one likelihood of the risk table, and the hazards that stand in it after the controls.
type Row struct {
	Level
	Cells []Cell
}

// A Cell is one place of the risk table.
type Cell struct {
	Risk    int
	Hazards []Hazard
}

// Matrix gives the risk table with the hazards in it, the likeliest first.
func (s *sheet) Matrix() []Row {
	var rows []Row
	for _, likely := range slices.Backward(s.Scales.Likelihood) {
		r := Row{Level: likely}
		for _, bad := range s.Scales.Severity {
			at := Score{Severity: bad.Number, Likelihood: likely.Number}
			c := Cell{Risk: s.Scales.Of(at)}
			for _, h := range s.Hazards {
				if h.After.Severity == bad.Number && h.After.Likelihood == likely.Number {
					c.Hazards = append(c.Hazards, h)
				}
			}
			r.Cells = append(r.Cells, c)
		}
		rows = append(rows, r)
	}
	return rows
}

// Open are the hazards whose risk is still undesirable or worse.
func (s *sheet) Open() []Hazard {
	return slices.DeleteFunc(slices.Clone(s.Hazards), func(h Hazard) bool { return !s.IsOpen(h) })
}

const undesirable = 3

// IsOpen reports whether somebody must still bring a hazard's risk down, or accept it.
func (l Log) IsOpen(h Hazard) bool { return l.Scales.Of(h.After) >= undesirable }

// Status says how a hazard stands. Nobody has accepted any: that is for a named person of who deploys this.
func (l Log) Status(h Hazard) string {
	if l.IsOpen(h) {
		return "Open: not yet accepted by anyone"
	}
	return "Controlled in this build: not yet reviewed by a specialist"
}

// Severity and Likelihood name a score's two numbers, and Risk what they come to.
func (l Log) Severity(sc Score) string {
	level := l.Scales.Severity[sc.Severity-1]
	return fmt.Sprintf("%d %s", level.Number, level.Name)
}

func (l Log) Likelihood(sc Score) string {
	level := l.Scales.Likelihood[sc.Likelihood-1]
	return fmt.Sprintf("%d %s", level.Number, level.Name)
}

func (l Log) Risk(sc Score) string {
	return fmt.Sprintf("%d %s", l.Scales.Of(sc), l.Scales.RiskName(sc))
}

// RiskNumber is the risk alone, for its colour.
func (s *sheet) RiskNumber(sc Score) int { return s.Scales.Of(sc) }

// columns are those of a DCB0129 hazard log.
var columns = []string{
	"Hazard number", "Hazard name", "Hazard description", "Potential clinical impact (harm)", "Possible causes",
	"Existing controls", "Initial severity", "Initial likelihood", "Initial risk", "Additional controls",
	"Residual severity", "Residual likelihood", "Residual risk", "Residual risk in words", "Status", "Owner (a role; nobody is named yet)", "Review date",
}

// noControl is what the first rating assumes.
const noControl = "None: the first rating assumes the page without any control."

func (s *sheet) table() []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	rows := [][]string{columns}
	for _, h := range s.Hazards {
		var controls []string
		for _, c := range h.Controls {
			how, _ := s.redness(c.Said)
			controls = append(controls, c.Said+" ("+how+")")
		}
		rows = append(rows, []string{
			strconv.Itoa(h.Number()), h.Title.Said, h.Effect.Said + " " + strings.Join(strings.Fields(h.Body), " "), h.Harm.Said, h.Cause.Said,
			noControl, s.Severity(h.Before), s.Likelihood(h.Before), s.Risk(h.Before), strings.Join(controls, "\n"),
			s.Severity(h.After), s.Likelihood(h.After), s.Risk(h.After), h.Residual.Said, s.Status(h), h.Owner.Said, h.Review.Said,
		})
	}
	_ = w.WriteAll(rows) // into memory: it cannot fail
	return out.Bytes()
}

// NoControl is what the first rating assumes.
func (*sheet) NoControl() string { return noControl }

// TestCount, JourneyCount and HazardCount count what their names say.
func (s *sheet) TestCount() int    { return len(s.Tests) }
func (s *sheet) JourneyCount() int { return len(s.Journeys) }
func (s *sheet) HazardCount() int  { return len(s.Hazards) }

// BrowserTests counts the tests that run in a real browser.
func (s *sheet) BrowserTests() int {
	n := 0
	for name := range s.Tests {
		if strings.HasPrefix(name, "secondlook/app/host/browser.") {
			n++
		}
	}
	return n
}
