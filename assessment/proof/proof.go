// Package proof is where builds and reviewers ask what is proved of a flow. The work is done in internal/prove; this is
// its door to the packages beside assessment. The client must never import it: nothing is proved in a browser.
package proof

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"time"

	"secondlook/assessment"
	"secondlook/assessment/internal/fault"
	"secondlook/assessment/internal/prove"
)

type (
	// A Promise is something the flow owes every person who answers.
	Promise = prove.Promise
	// A Report says what a proof went through.
	Report = prove.Report
	// A Decision is all complete sheets that one rule decides.
	Decision = prove.Decision
	// A Showing is all complete sheets of an outcome that show one of its sections.
	Showing = prove.Showing
	// A Telling is a thing that the questions must catch, told in one way, and what comes of it.
	Telling = prove.Telling
	// A Comparison is what two flows make of the same answers.
	Comparison = prove.Comparison
	// A Change is all sheets on which two flows differ in one way.
	Change = prove.Change
	// An Ending is the page a sheet comes to, as far as two flows are compared.
	Ending = prove.Ending
)

// Proved is a promise that was proved.
type Proved struct {
	Promise
	Report
	Took time.Duration
}

// Promises proves every promise, in the order of the specification, and stops at the first that breaks.
func Promises(f *assessment.Flow) ([]Proved, error) {
	var all []Proved
	for _, p := range prove.Promises() {
		start := time.Now()
		r, err := prove.Prove(f, p)
		if err != nil {
			return all, err
		}
		all = append(all, Proved{p, r, time.Since(start)})
	}
	return all, nil
}

// Broken lists the promises that a flow breaks.
func Broken(f *assessment.Flow) []Promise {
	var broken []Promise
	for _, p := range prove.Promises() {
		if _, err := prove.Prove(f, p); err != nil {
			broken = append(broken, p)
		}
	}
	return broken
}

// mostBroken is how many broken promises are told at once: one mistake breaks many.
const mostBroken = 3

// Check refuses a flow with any fault: in its shape, or in a promise. The sources are the folder of package assessment,
// in which the place of a fault is looked up.
func Check(f *assessment.Flow, sources fs.FS) error {
	if err := fault.Tell(f.Validate(), sources); err != nil {
		return err
	}
	var broken []error
	more := 0
	for _, p := range prove.Promises() {
		_, err := prove.Prove(f, p)
		switch {
		case err == nil:
		case len(broken) < mostBroken:
			place, mend := toMend(err.Error(), sources)
			broken = append(broken, fmt.Errorf("%s: broken %w\nmend %s; the lines from start on, where there are any, are a journey to paste into app/testdata/journeys", place, err, mend))
		default:
			more++
		}
	}
	if more > 0 {
		broken = append(broken, fmt.Errorf("and %d more promises: make prove tells them all", more))
	}
	return errors.Join(broken...)
}

var (
	wantsSection = regexp.MustCompile(`expect (?:no )?section ([a-z-]+)`)
	asks         = regexp.MustCompile(`expect (?:no )?question ([a-z-]+)`)
	decidedBy    = regexp.MustCompile(`the flow decides \S+ by "([^"]+)"`)
	named        = regexp.MustCompile(`: (question|outcome|section) "([^"]+)"`)
)

// toMend says where whoever broke a promise looks first.
func toMend(broken string, sources fs.FS) (place, mend string) {
	switch {
	case wantsSection.MatchString(broken):
		id := wantsSection.FindStringSubmatch(broken)[1]
		return fault.Place(sources, "section", id), fmt.Sprintf("when section %q shows, or the pages that list it", id)
	case asks.MatchString(broken):
		id := asks.FindStringSubmatch(broken)[1]
		return fault.Place(sources, "question", id), fmt.Sprintf("when question %q is asked", id)
	case decidedBy.MatchString(broken):
		id := decidedBy.FindStringSubmatch(broken)[1]
		return fault.Place(sources, "rule", id), fmt.Sprintf("rule %q, which decides there, or the one that should have decided before it", id)
	case named.MatchString(broken):
		found := named.FindStringSubmatch(broken)
		return fault.Place(sources, found[1], found[2]), fmt.Sprintf("%s %q", found[1], found[2])
	}
	return "assessment/flow.go", "the rules that decide there"
}

// Decisions lists what complete sheets come to, in the order of the rules.
func Decisions(f *assessment.Flow) ([]Decision, error) { return prove.Decisions(f) }

// Showings counts, for each outcome, the complete sheets that show each section.
func Showings(f *assessment.Flow) ([]Showing, error) { return prove.Showings(f) }

// Tellings lists every way to tell each of the things that the questions must catch, and what comes of it in a flow.
func Tellings(f *assessment.Flow) []Telling { return prove.Tellings(f) }

// ConstructName says in a few words what a construct of the table is: "C9".
func ConstructName(id string) string { return prove.ConstructName(id) }

// Compare follows the same answers through two flows.
func Compare(before, after *assessment.Flow) (Comparison, error) { return prove.Compare(before, after) }

// Journey writes a sheet as the picks of an acceptance script, one line a question.
func Journey(f *assessment.Flow, a assessment.Answers) string { return prove.Journey(f, a) }
