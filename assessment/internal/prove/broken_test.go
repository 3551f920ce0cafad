package prove

import (
	"slices"

	"secondlook/assessment"
)

// clone copies a flow so deeply that it can be spoilt without touching ours.
func clone(f *assessment.Flow) *assessment.Flow {
	g := *f
	g.Questions = slices.Clone(f.Questions)
	for i, q := range g.Questions {
		g.Questions[i].Ask = cloneWhen(q.Ask)
		g.Questions[i].Options = slices.Clone(q.Options)
	}
	g.Rules = slices.Clone(f.Rules)
	for i, r := range g.Rules {
		g.Rules[i].When = cloneWhen(r.When)
	}
	g.Outcomes = slices.Clone(f.Outcomes)
	for i, o := range g.Outcomes {
		g.Outcomes[i].Sections, g.Outcomes[i].Open, g.Outcomes[i].Always = slices.Clone(o.Sections), slices.Clone(o.Open), slices.Clone(o.Always)
	}
	g.Sections = slices.Clone(f.Sections)
	for i, s := range g.Sections {
		g.Sections[i].When, g.Sections[i].First = cloneLists(s.When), cloneLists(s.First)
		g.Sections[i].Needs, g.Sections[i].Method = slices.Clone(s.Needs), slices.Clone(s.Method)
	}
	return &g
}

func cloneWhen(when []assessment.Is) []assessment.Is {
	c := slices.Clone(when)
	for i, is := range c {
		c[i].Options = slices.Clone(is.Options)
	}
	return c
}

func cloneLists(lists [][]assessment.Is) [][]assessment.Is {
	c := slices.Clone(lists)
	for i, w := range c {
		c[i] = cloneWhen(w)
	}
	return c
}
