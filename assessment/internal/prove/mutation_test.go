package prove

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"secondlook/assessment"
)

// A mutant is our flow with one small thing taken away or swapped.
type mutant struct {
	name     string
	flow     *assessment.Flow
	promises []Promise // where it is most likely to be noticed
	section  assessment.SectionID
}

// harmless are the mutants that no person could notice, by the start of their
// names, and why.
var harmless = map[string]string{
	"rule otherwise dropped":                          "Decide takes unclear where no rule holds; Validate refuses it",
	"section high-danger first without its condition": "the section shows on no more sheets than before",
	"section stop-today first":                        "every page lists it above its own words too",
}

func isHarmless(name string) bool { return why(name) != "" }

// every says which mutants are tried: 1 tries all (make mutate), n every n-th.
var every = flag.Int("every", 12, "try every n-th mutant; 1 tries all")

// TestProof_EveryMutantIsNoticed drops and swaps every rule, drops every
// condition, and drops from or adds to every condition each single option, in
// rules, ask-conditions and sections (T25). Each mutant breaks a promise, or a
// count that decisions.golden holds. The list is made from the flow.
func TestProof_EveryMutantIsNoticed(t *testing.T) {
	if testing.Short() {
		t.Skip("a few hundred proofs")
	}
	start := time.Now()
	f := assessment.Default()
	showings, err := Showings(f)
	if err != nil {
		t.Fatal(err)
	}
	decisions, err := Decisions(f)
	if err != nil {
		t.Fatal(err)
	}
	todo := make(chan mutant)
	var kept []string
	var lock sync.Mutex
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for m := range todo {
				noticed := m.noticed(decisions, showings)
				reason := why(m.name)
				if !noticed && reason == "" {
					reason = m.equal(f)
				}
				lock.Lock()
				if !noticed {
					kept = append(kept, m.name+": "+reason)
				}
				lock.Unlock()
				switch {
				case !noticed && reason == "":
					t.Errorf("nobody notices: %s", m.name)
				case noticed && isHarmless(m.name):
					t.Errorf("noticed, so it is not harmless: %s", m.name)
				}
			}
		})
	}
	all := mutants(f)
	n := 0
	for i, m := range all {
		if i%*every == 0 {
			n++
			todo <- m
		}
	}
	close(todo)
	wg.Wait()
	t.Logf("mutation score: %d of %d noticed, %d survive (of %d in all), %v", n-len(kept), n, len(kept), len(all), time.Since(start).Round(time.Millisecond))
	slices.Sort(kept)
	for _, line := range kept {
		t.Logf("survives: %s", line)
	}
}

// equal says how it is shown that a mutant nobody noticed changes nothing, or
// nothing where that cannot be shown.
func (m mutant) equal(f *assessment.Flow) string {
	switch {
	case m.section != "":
		if _, err := (sameSection{m}).prove(f); err == nil {
			return "on every raw sheet the section stands where it stood"
		}
	case slices.ContainsFunc(m.promises, func(p Promise) bool { return p.ID == "§1 whole" }):
		// It would have been noticed otherwise: that promise is about every raw sheet.
		return "every raw sheet still ends on the same page, by §1 whole"
	}
	return ""
}

// sameSection: on no sheet does a mutant show a section where our flow does
// not, or lift it above the own words where ours does not.
type sameSection struct{ m mutant }

func (p sameSection) prove(f *assessment.Flow) (Report, error) {
	ours, _ := f.Section(p.m.section)
	theirs, _ := p.m.flow.Section(p.m.section)
	return onEnds{
		sheets:    Raw,
		byOutcome: true,
		formulas:  []Formula{whenAny(ours.When), whenAny(theirs.When), whenAny(ours.First), whenAny(theirs.First)},
		concerns:  func(o assessment.Outcome, _ []bool) bool { return slices.Contains(o.Sections, ours.ID) },
		breaks: func(o assessment.Outcome, holds []bool) string {
			shown, other := shows(o, ours, holds[0]), shows(o, theirs, holds[1])
			lifted := slices.Contains(o.Open, ours.ID)
			if shown != other || shown && !lifted && holds[2] != holds[3] {
				return "expect section " + string(ours.ID) + " where it stood"
			}
			return ""
		},
	}.prove(f)
}

func why(name string) string {
	for start, reason := range harmless {
		if strings.HasPrefix(name, start) {
			return reason
		}
	}
	return ""
}

// noticed reports whether a promise or the golden decisions tell the mutant from our flow.
func (m mutant) noticed(decisions []Decision, showings []Showing) bool {
	for _, p := range m.promises {
		if _, err := Prove(m.flow, p); err != nil {
			return true
		}
	}
	if m.section != "" {
		return m.shownElse(showings)
	}
	got, err := Decisions(m.flow)
	return err != nil || !slices.EqualFunc(got, decisions, func(a, b Decision) bool {
		return a.Rule == b.Rule && a.Outcome == b.Outcome && a.Sheets.Cmp(b.Sheets) == 0
	})
}

// shownElse reports whether the mutant's section shows on other sheets than ours.
func (m mutant) shownElse(want []Showing) bool {
	s, _ := m.flow.Section(m.section)
	walk, err := newMachine(m.flow, Walked, true, whenAny(s.When))
	if err != nil {
		return true
	}
	got := walk.showings(s)
	return slices.ContainsFunc(want, func(w Showing) bool {
		if w.Section != m.section {
			return false
		}
		n := got[w.Outcome]
		return n == nil && w.Sheets.Sign() != 0 || n != nil && n.Cmp(w.Sheets) != 0
	})
}

func mutants(f *assessment.Flow) []mutant {
	return slices.Concat(ruleMutants(f), askMutants(f), sectionMutants(f))
}

func ruleMutants(f *assessment.Flow) []mutant {
	promises := []Promise{{"§1 whole", "", wholeDecision{}}}
	promises = append(promises, illegalPromises()...)
	var all []mutant
	add := func(spoil func(g *assessment.Flow), name string, args ...any) {
		g := clone(f)
		spoil(g)
		all = append(all, mutant{name: fmt.Sprintf(name, args...), flow: g, promises: promises})
	}
	for i, r := range f.Rules {
		add(func(g *assessment.Flow) { g.Rules = slices.Delete(g.Rules, i, i+1) }, "rule %s dropped", r.ID)
		for j := i + 1; j < len(f.Rules); j++ {
			if f.Rules[j].Outcome != r.Outcome {
				add(func(g *assessment.Flow) { g.Rules[i], g.Rules[j] = g.Rules[j], g.Rules[i] }, "rules %s and %s swapped", r.ID, f.Rules[j].ID)
			}
		}
		for c, is := range r.When {
			if len(r.When) > 1 {
				add(func(g *assessment.Flow) { g.Rules[i].When = slices.Delete(g.Rules[i].When, c, c+1) },
					"rule %s without its condition on %s", r.ID, is.Question)
			}
			for o, id := range is.Options {
				add(func(g *assessment.Flow) { dropAt(&g.Rules[i].When[c], o) }, "rule %s without %s.%s", r.ID, is.Question, id)
			}
			for _, id := range missing(f, is) {
				add(func(g *assessment.Flow) { widen(&g.Rules[i].When[c], id) }, "rule %s also with %s.%s", r.ID, is.Question, id)
			}
		}
	}
	return all
}

func askMutants(f *assessment.Flow) []mutant {
	var all []mutant
	for i, q := range f.Questions {
		var promises []Promise
		for _, p := range askingPromises() {
			if strings.HasSuffix(p.ID, " asks "+string(q.ID)) {
				promises = append(promises, p)
			}
		}
		for c, is := range q.Ask {
			g := clone(f)
			g.Questions[i].Ask = slices.Delete(g.Questions[i].Ask, c, c+1)
			all = append(all, mutant{name: fmt.Sprintf("question %s asked without its condition on %s", q.ID, is.Question), flow: g, promises: promises})
			for o, id := range is.Options {
				g := clone(f)
				dropAt(&g.Questions[i].Ask[c], o)
				all = append(all, mutant{name: fmt.Sprintf("question %s not asked after %s.%s", q.ID, is.Question, id), flow: g, promises: promises})
			}
			for _, id := range missing(f, is) {
				g := clone(f)
				widen(&g.Questions[i].Ask[c], id)
				all = append(all, mutant{name: fmt.Sprintf("question %s also asked after %s.%s", q.ID, is.Question, id), flow: g, promises: promises})
			}
		}
	}
	return all
}

func sectionMutants(f *assessment.Flow) []mutant {
	var all []mutant
	for i, s := range f.Sections {
		var promises []Promise
		for _, p := range pagePromises() {
			if p.ID == "T18 "+string(s.ID) || len(s.First) > 0 && p.ID == "T19" {
				promises = append(promises, p)
			}
		}
		add := func(lists func(g *assessment.Flow) *[][]assessment.Is, name string) {
			for l, when := range *lists(f) {
				g := clone(f)
				*lists(g) = slices.Delete(*lists(g), l, l+1)
				all = append(all, mutant{fmt.Sprintf("section %s %s without its list %d", s.ID, name, l), g, promises, s.ID})
				for c, is := range when {
					if len(when) > 1 {
						g := clone(f)
						w := &(*lists(g))[l]
						*w = slices.Delete(*w, c, c+1)
						all = append(all, mutant{fmt.Sprintf("section %s %s without its condition on %s", s.ID, name, is.Question), g, promises, s.ID})
					}
					for o, id := range is.Options {
						g := clone(f)
						dropAt(&(*lists(g))[l][c], o)
						all = append(all, mutant{fmt.Sprintf("section %s %s without %s.%s", s.ID, name, is.Question, id), g, promises, s.ID})
					}
					for _, id := range missing(f, is) {
						g := clone(f)
						widen(&(*lists(g))[l][c], id)
						all = append(all, mutant{fmt.Sprintf("section %s %s also with %s.%s", s.ID, name, is.Question, id), g, promises, s.ID})
					}
				}
			}
		}
		add(func(g *assessment.Flow) *[][]assessment.Is { return &g.Sections[i].When }, "shown")
		add(func(g *assessment.Flow) *[][]assessment.Is { return &g.Sections[i].First }, "first")
	}
	return all
}

// missing lists the options of a condition's question that it does not name.
func missing(f *assessment.Flow, is assessment.Is) []assessment.OptionID {
	q, _ := f.Question(is.Question)
	var ids []assessment.OptionID
	for _, o := range q.Options {
		if !slices.Contains(is.Options, o.ID) {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

func widen(c *assessment.Is, option assessment.OptionID) {
	c.Options = append(slices.Clone(c.Options), option)
}

func dropAt(c *assessment.Is, option int) { c.Options = slices.Delete(c.Options, option, option+1) }
