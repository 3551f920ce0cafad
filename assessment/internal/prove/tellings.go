package prove

import (
	"slices"

	"secondlook/assessment"
)

// A Telling is a thing that the questions must catch, told in one way, on a
// sheet that is otherwise clear.
type Telling struct {
	Construct string // "C16"
	Picks     []assessment.Fact
	Outcome   assessment.OutcomeID   // what the flow makes of it
	Sections  []assessment.SectionID // what it adds to that page: sections that depend on what was said
}

// Tellings lists every way to tell each construct of the table that a screen
// can give: for an act, once with each answer to who did it; for an age, with
// the years between. What comes of it is read from the flow.
func Tellings(f *assessment.Flow) []Telling {
	var all []Telling
	_, plain := read(f, clearSheet())
	for _, c := range constructs() {
		for _, e := range c.examples() {
			for _, with := range withYears(f, e.with) {
				t := telling(f, c.id, with, plain)
				if t.Outcome == e.outcome && !slices.ContainsFunc(all, t.same) {
					all = append(all, t)
				}
			}
		}
	}
	return all
}

func telling(f *assessment.Flow, construct string, a assessment.Answers, plain []assessment.SectionID) Telling {
	t := Telling{Construct: construct}
	for _, q := range f.Questions {
		if picks := a[q.ID]; len(picks) > 0 && !slices.Equal(picks, clearSheet()[q.ID]) {
			t.Picks = append(t.Picks, assessment.Fact{Question: q.ID, Options: picks})
		}
	}
	var sections []assessment.SectionID
	t.Outcome, sections = read(f, a)
	for _, id := range sections {
		s, _ := f.Section(id)
		if len(s.When) > 0 && !slices.Contains(plain, id) {
			t.Sections = append(t.Sections, id)
		}
	}
	return t
}

func (t Telling) same(o Telling) bool {
	return t.Construct == o.Construct && slices.EqualFunc(t.Picks, o.Picks, func(x, y assessment.Fact) bool {
		return x.Question == y.Question && slices.Equal(x.Options, y.Options)
	})
}

// withYears gives the sheets that a screen makes of one on which an age stands
// without the years between, or those without an age that asks for them.
func withYears(f *assessment.Flow, a assessment.Answers) []assessment.Answers {
	asked := a.Has(assessment.Ages, assessment.MeUnder18) || a.Has(assessment.Ages, assessment.TheyUnder18)
	told := len(a[assessment.AgeGap]) > 0
	var all []assessment.Answers
	switch {
	case asked == told:
		return []assessment.Answers{a}
	case asked:
		gap, _ := f.Question(assessment.AgeGap)
		for _, o := range gap.Options {
			all = append(all, a.With(assessment.AgeGap, o.ID))
		}
	default:
		for _, o := range []assessment.OptionID{assessment.MeUnder18, assessment.TheyUnder18} {
			all = append(all, a.With(assessment.Ages, o))
		}
	}
	return all
}
