package assessment

import (
	"slices"
	"testing"
)

func TestEnds_NamesEveryDisclosureAndNothingThatKeepsThePlan(t *testing.T) {
	f := Default()
	ends := f.Ends(coveredSheet())
	named := Answers{}
	for _, e := range ends {
		named[e.Question] = e.Options
	}
	for _, fact := range told() {
		for _, l := range lists {
			if fact.Question == l.who {
				fact.Options = nil // who is asked only after something was ticked
			}
		}
		for _, o := range fact.Options {
			if !slices.Contains(named[fact.Question], o) {
				t.Errorf("%s=%s ends the plan and is not named", fact.Question, o)
			}
		}
	}
	for q, o := range map[QuestionID]OptionID{Ties: Children, WhyLeft: Addiction, SoFar: Chased, Thoughts: Before} {
		if slices.Contains(named[q], o) {
			t.Errorf("%s=%s does not end the plan and is named", q, o)
		}
	}
}

func TestEnds_SaysNothingOffThePlan(t *testing.T) {
	f := Default()
	for _, a := range []Answers{{}, coveredSheet().With(Felt, IAfraid), coveredSheet().With(TheirWord, NotSay)} {
		if ends := f.Ends(a); len(ends) > 0 {
			t.Errorf("%v: got %v, want nothing", a, ends)
		}
	}
}
