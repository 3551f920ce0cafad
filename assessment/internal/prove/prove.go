// Package prove shows that a flow keeps its promises on every answer sheet
// there is, not on samples.
//
// A flow is data, so it can be read as a machine that takes the answers in
// the order they are asked. After each question all that still matters is
// which rules may yet decide, which questions may yet be asked, and what the
// promise waits for; sheets that agree on these have the same future, and are
// followed as one, with an exact count of how many they are and the smallest
// of them as a witness. A promise that breaks is refused with that witness.
//
// The package never calls Decide or Next. That these do what the machine does
// is shown apart, in the tests. It is for tests and builds: the client must
// never import it.
package prove

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"secondlook/assessment"
)

// A Promise is something the flow owes every person who answers.
type Promise struct {
	ID    string // as numbered in the coverage file: "T5"
	Says  string
	proof proof
}

// A proof checks one promise of a flow. Its error says how the promise breaks.
type proof interface {
	prove(*assessment.Flow) (Report, error)
}

// A Report says what a proof went through.
type Report struct {
	Sheets    Sheets   // which sheets the promise is about
	Classes   int      // merged states at the end of the walk
	Count     *big.Int // the sheets, or pairs of sheets, that these stand for
	Concerned *big.Int // of those, the ones of which the promise says something
	Unit      string   // what is counted: "sheets", "pairs", "places"
}

// String gives the report on one line.
func (r Report) String() string {
	kind := ""
	if r.Unit == "sheets" || r.Unit == "pairs" {
		kind = r.Sheets.String() + " "
	}
	return fmt.Sprintf("%d classes, %v %s%s, %v concerned", r.Classes, r.Count, kind, r.Unit, r.Concerned)
}

// Prove checks one promise. The error names the promise, and tells the
// shortest sheet that breaks it and, where the screen can give one, a journey
// ready to paste.
func Prove(f *assessment.Flow, p Promise) (Report, error) {
	r, err := p.proof.prove(f)
	if err != nil {
		return r, fmt.Errorf("promise %s, %q: %w", p.ID, p.Says, err)
	}
	if r.Concerned.Sign() == 0 {
		return r, fmt.Errorf("promise %s, %q: speaks of no sheet", p.ID, p.Says)
	}
	return r, nil
}

// onSheets: on every sheet, where the premise holds, the outcome is one of those named.
type onSheets struct {
	sheets  Sheets
	premise Formula
	leadsTo []assessment.OutcomeID
}

func (p onSheets) prove(f *assessment.Flow) (Report, error) {
	return onEnds{
		sheets:    p.sheets,
		byOutcome: true,
		formulas:  []Formula{p.premise},
		concerns:  func(_ assessment.Outcome, holds []bool) bool { return holds[0] },
		breaks: func(o assessment.Outcome, holds []bool) string {
			if slices.Contains(p.leadsTo, o.ID) {
				return ""
			}
			return "expect " + p.wanted(f)
		},
	}.prove(f)
}

// wanted names the outcomes, or the ones that are not wanted where those are fewer.
func (p onSheets) wanted(f *assessment.Flow) string {
	var others []string
	for _, o := range f.Outcomes {
		if !slices.Contains(p.leadsTo, o.ID) {
			others = append(others, string(o.ID))
		}
	}
	if len(others) < len(p.leadsTo) {
		return "no outcome " + strings.Join(others, ", ")
	}
	return "outcome " + list(p.leadsTo)
}

// onEnds: of every sheet, looking at its outcome and the truth of some
// formulas, breaks has nothing to say. It tells what was expected instead.
type onEnds struct {
	sheets    Sheets
	byOutcome bool
	formulas  []Formula
	ranked    bool // only the first formula that holds matters
	concerns  func(o assessment.Outcome, holds []bool) bool
	breaks    func(o assessment.Outcome, holds []bool) string
}

func (p onEnds) prove(f *assessment.Flow) (Report, error) {
	r, found, err := p.find(f)
	if err != nil || found == nil {
		return r, err
	}
	says := fmt.Sprintf("the flow decides %s by %q\n", found.rule.Outcome, found.rule.ID)
	if p.sheets != Walked && p.sheets != Complete {
		walked := p
		walked.sheets = Walked
		switch _, walk, err := walked.find(f); {
		case err != nil:
			return r, err
		case walk != nil:
			says += walk.journey(f) + "# the shortest of all sheets:\n"
		default:
			says += "# no way through the questions gives this sheet; a line for decide does:\n# " + lineFor(found.sheet) + "\n"
		}
	}
	return r, fmt.Errorf("%s%s%s", says, Journey(f, found.sheet), found.expect)
}

// A witness is the shortest sheet on which a promise does not hold.
type witness struct {
	sheet  assessment.Answers
	rule   assessment.Rule // what the flow decides it by
	expect string          // what was expected instead
}

// journey writes the sheet as a whole acceptance script.
func (w witness) journey(f *assessment.Flow) string {
	finish := "finish\n"
	if w.rule.Outcome == assessment.DangerNow {
		finish = "" // that page comes by itself
	}
	return "# “Say here, in their words, what they live with.”\nstart\n" + Journey(f, w.sheet) + finish + w.expect + "\n"
}

// lineFor writes a sheet as decide reads it.
func lineFor(a assessment.Answers) string {
	line, err := json.Marshal(map[string]assessment.Answers{"answers": a})
	if err != nil {
		return err.Error()
	}
	return string(line)
}

// find goes through all the sheets, and gives the shortest that breaks the promise, if any does.
func (p onEnds) find(f *assessment.Flow) (Report, *witness, error) {
	row := Formula{op: isRow, of: p.formulas}
	if p.ranked {
		row.op = isFirst
	}
	m, err := newMachineFor(f, p.sheets, p.byOutcome, row)
	if err != nil {
		return Report{}, nil, err
	}
	g := m.explore()
	r := newReport(p.sheets, "sheets")
	worst, broken := -1, ""
	last := len(m.steps)
	for i, s := range g.states[last] {
		if !m.belongs(s) {
			continue
		}
		v := g.visits[last][i]
		o := outcome(f, m.decide(s.rules).Outcome)
		holds := m.book.row(s.said)
		concerned := p.concerns(o, holds)
		r.add(v.sheets, concerned)
		if !concerned || worst >= 0 && g.visits[last][worst].cost <= v.cost {
			continue
		}
		if says := p.breaks(o, holds); says != "" {
			worst, broken = i, says
		}
	}
	if worst < 0 {
		return r, nil, nil
	}
	return r, &witness{m.sheet(g.path(last, worst)), m.decide(g.states[last][worst].rules), broken}, nil
}

func newReport(s Sheets, unit string) Report {
	return Report{Sheets: s, Unit: unit, Count: new(big.Int), Concerned: new(big.Int)}
}

func (r *Report) add(sheets count, concerned bool) {
	r.Classes++
	n := sheets.big()
	r.Count.Add(r.Count, n)
	if concerned {
		r.Concerned.Add(r.Concerned, n)
	}
}

// outcome finds an outcome; one that the flow does not list has no sections.
func outcome(f *assessment.Flow, id assessment.OutcomeID) assessment.Outcome {
	if o, ok := f.Outcome(id); ok {
		return o
	}
	return assessment.Outcome{ID: id}
}

// Journey writes a sheet as the picks of an acceptance script, one line a question.
func Journey(f *assessment.Flow, a assessment.Answers) string {
	var b strings.Builder
	for _, q := range f.Questions {
		if picks := a[q.ID]; len(picks) > 0 {
			fmt.Fprintf(&b, "pick %s = %s\n", q.ID, list(picks))
		}
	}
	return b.String()
}

func list[S ~string](ids []S) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, ", ")
}
