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

// Tellings lists every way to tell each construct of the table: for an act,
// once with each answer to who did it. What comes of it is read from the flow.
func Tellings(f *assessment.Flow) []Telling {
	var all []Telling
	_, plain := read(f, clearSheet())
	for _, c := range constructs() {
		for _, e := range c.examples() {
			t := Telling{Construct: c.id}
			for _, q := range f.Questions {
				if picks := e.with[q.ID]; len(picks) > 0 && !slices.Equal(picks, clearSheet()[q.ID]) {
					t.Picks = append(t.Picks, assessment.Fact{Question: q.ID, Options: picks})
				}
			}
			var sections []assessment.SectionID
			t.Outcome, sections = read(f, e.with)
			for _, id := range sections {
				s, _ := f.Section(id)
				if len(s.When) > 0 && !slices.Contains(plain, id) {
					t.Sections = append(t.Sections, id)
				}
			}
			all = append(all, t)
		}
	}
	return all
}
