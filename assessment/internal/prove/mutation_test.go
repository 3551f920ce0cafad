package prove

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"secondlook/assessment"
)

// A mutant is our flow with one small thing taken away, added or swapped.
type mutant struct {
	name     string
	flow     *assessment.Flow
	promises []Promise // where it is most likely to be noticed
	section  assessment.SectionID
	shield   string // why, by its shape alone, it changes nothing; often empty
}

// harmless are the mutants that no person could notice for a reason that the
// proofs do not see.
var harmless = map[string]string{
	"rule otherwise dropped": "Decide takes unclear where no rule holds; Validate refuses it",
}

// every says which mutants are tried: 1 tries all (make mutate), n every n-th.
var every = flag.Int("every", 12, "try every n-th mutant; 1 tries all")

// TestProof_EveryMutantIsNoticed drops and swaps every rule, drops every
// condition, drops from or adds to every condition each single option, in
// rules, ask-conditions, sections and what is kept, and drops every section
// from every page (T25). Each mutant breaks a promise, or a count that
// decisions.golden holds. The list is made from the flow.
//
// Some changes of a list that is read from the top change nothing: what is
// added to a rule may be decided by one above it already. Such a mutant
// survives; it is listed with what was shown, and one of which nothing can be
// shown fails.
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
	kinds := map[string]int{}
	var lock sync.Mutex
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for m := range todo {
				noticed := m.noticed(decisions, showings)
				if noticed {
					if reason := cmp.Or(harmless[m.name], m.shield); reason != "" {
						t.Errorf("noticed, so this is not true of it: %s: %s", m.name, reason)
					}
					continue
				}
				kind, reason := m.equal(f)
				if reason == "" {
					t.Errorf("nobody notices, and nothing shows it equal: %s", m.name)
				}
				lock.Lock()
				kept = append(kept, m.name+": "+reason)
				kinds[kind]++
				lock.Unlock()
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
	t.Logf("mutation score: %d of %d noticed, %d survive, %d of them shown to change nothing (of %d in all), %v",
		n-len(kept), n, len(kept), len(kept)-kinds[unexplained], len(all), time.Since(start).Round(time.Millisecond))
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		t.Logf("%d survive: %s", kinds[kind], kind)
	}
	slices.Sort(kept)
	for _, line := range kept {
		t.Logf("survives: %s", line)
	}
}

// The ways to show that a mutant is equal.
const (
	byShape     = "what was added is held already by a rule above, or by another list of the section"
	byRules     = "every raw sheet still ends on the same page, by §1 whole"
	bySection   = "on every raw sheet the section stands where it stood"
	byPage      = "no raw sheet that comes to the page calls for it: it is listed in case a rule changes"
	byKept      = "on every sheet the same help stays, by its promise"
	byHand      = "explained by hand"
	unexplained = "nothing shows them equal"
)

// equal says how it is shown that a mutant nobody noticed changes nothing, or
// nothing where that cannot be shown.
func (m mutant) equal(f *assessment.Flow) (kind, reason string) {
	if reason := harmless[m.name]; reason != "" {
		return byHand, reason
	}
	switch {
	case m.section != "":
		if _, err := (sameSection{m}).prove(f); err != nil {
			return unexplained, ""
		}
		kind = bySection
		if strings.HasPrefix(m.name, "page ") {
			kind = byPage
		}
	case slices.ContainsFunc(m.promises, func(p Promise) bool { return p.ID == "§1 whole" }):
		kind = byRules // it would have been noticed otherwise: that promise is about every raw sheet
	case slices.ContainsFunc(m.promises, func(p Promise) bool { return strings.HasPrefix(p.ID, "withdrawn ") }):
		kind = byKept // likewise, and of every sheet there can be
	default:
		return unexplained, ""
	}
	if m.shield != "" { // proved all the same, but here is why
		return byShape, m.shield
	}
	return kind, kind
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
		concerns:  func(assessment.Outcome, []bool) bool { return true },
		breaks: func(o assessment.Outcome, holds []bool) string {
			other := outcome(p.m.flow, o.ID)
			shown, lifted := shows(o, ours, holds[0]), holds[2] || slices.Contains(o.Open, ours.ID)
			shownThere, liftedThere := shows(other, theirs, holds[1]), holds[3] || slices.Contains(other.Open, ours.ID)
			if shown != shownThere || shown && lifted != liftedThere {
				return "expect section " + string(ours.ID) + " where it stood"
			}
			return ""
		},
	}.prove(f)
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
	return slices.Concat(ruleMutants(f), askMutants(f), sectionMutants(f), pageMutants(f), keptMutants(f))
}

// shieldOf names the rule above rule i that holds wherever its conditions
// would with nothing but the added option at condition c.
func shieldOf(f *assessment.Flow, i, c int, added assessment.OptionID) string {
	alone := cloneWhen(f.Rules[i].When)
	alone[c].Options = []assessment.OptionID{added}
	for _, above := range f.Rules[:i] {
		if asksAtLeast(alone, above.When) {
			return fmt.Sprintf("rule %s stands above it and holds there already", above.ID)
		}
	}
	return ""
}

// otherList names the list that shows a section wherever list l would with
// nothing but the added option at condition c.
func otherList(lists [][]assessment.Is, l, c int, added assessment.OptionID) string {
	alone := cloneWhen(lists[l])
	alone[c].Options = []assessment.OptionID{added}
	for i, other := range lists {
		if i != l && asksAtLeast(alone, other) {
			return fmt.Sprintf("list %d shows it there already", i)
		}
	}
	return ""
}

func ruleMutants(f *assessment.Flow) []mutant {
	promises := []Promise{{"§1 whole", "", wholeDecision{}}}
	promises = append(promises, illegalPromises()...)
	var all []mutant
	add := func(spoil func(g *assessment.Flow), name string, args ...any) *mutant {
		g := clone(f)
		spoil(g)
		all = append(all, mutant{name: fmt.Sprintf(name, args...), flow: g, promises: promises})
		return &all[len(all)-1]
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
				m := add(func(g *assessment.Flow) { widen(&g.Rules[i].When[c], id) }, "rule %s also with %s.%s", r.ID, is.Question, id)
				m.shield = shieldOf(f, i, c, id)
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
				all = append(all, mutant{name: fmt.Sprintf("section %s %s without its list %d", s.ID, name, l), flow: g, promises: promises, section: s.ID})
				for c, is := range when {
					if len(when) > 1 {
						g := clone(f)
						w := &(*lists(g))[l]
						*w = slices.Delete(*w, c, c+1)
						all = append(all, mutant{name: fmt.Sprintf("section %s %s without its condition on %s in list %d", s.ID, name, is.Question, l),
							flow: g, promises: promises, section: s.ID})
					}
					for o, id := range is.Options {
						g := clone(f)
						dropAt(&(*lists(g))[l][c], o)
						all = append(all, mutant{name: fmt.Sprintf("section %s %s without %s.%s in list %d", s.ID, name, is.Question, id, l),
							flow: g, promises: promises, section: s.ID})
					}
					for _, id := range missing(f, is) {
						g := clone(f)
						widen(&(*lists(g))[l][c], id)
						all = append(all, mutant{name: fmt.Sprintf("section %s %s also with %s.%s in list %d", s.ID, name, is.Question, id, l),
							flow: g, promises: promises, section: s.ID, shield: otherList(*lists(f), l, c, id)})
					}
				}
			}
		}
		add(func(g *assessment.Flow) *[][]assessment.Is { return &g.Sections[i].When }, "shown")
		add(func(g *assessment.Flow) *[][]assessment.Is { return &g.Sections[i].First }, "first")
	}
	return all
}

// pageMutants drop each section from each page, and from what stands open or
// always shows on it.
func pageMutants(f *assessment.Flow) []mutant {
	var all []mutant
	for i, o := range f.Outcomes {
		drop := func(of func(*assessment.Outcome) *[]assessment.SectionID, name string) {
			for at, id := range *of(&f.Outcomes[i]) {
				g := clone(f)
				*of(&g.Outcomes[i]) = slices.Delete(*of(&g.Outcomes[i]), at, at+1)
				var promises []Promise
				for _, p := range pagePromises() {
					if p.ID == "T14" || p.ID == "T19" || p.ID == "T18 "+string(id) {
						promises = append(promises, p)
					}
				}
				all = append(all, mutant{name: fmt.Sprintf("page %s without %s %s", o.ID, id, name), flow: g, promises: promises, section: id})
			}
		}
		drop(func(o *assessment.Outcome) *[]assessment.SectionID { return &o.Sections }, "on it")
		drop(func(o *assessment.Outcome) *[]assessment.SectionID { return &o.Open }, "open")
		drop(func(o *assessment.Outcome) *[]assessment.SectionID { return &o.Always }, "always shown")
	}
	return all
}

// keptMutants change what of the help stays when its answer is changed away.
func keptMutants(f *assessment.Flow) []mutant {
	var all []mutant
	for i, k := range f.Kept {
		var promises []Promise
		for _, p := range withdrawnPromises() {
			if p.ID == "withdrawn "+string(k.Section) {
				promises = append(promises, p)
			}
		}
		add := func(spoil func(*assessment.Keep), shield, name string, args ...any) {
			g := clone(f)
			spoil(&g.Kept[i])
			all = append(all, mutant{name: fmt.Sprintf("kept %s %s", k.Section, fmt.Sprintf(name, args...)), flow: g, promises: promises, shield: shield})
		}
		for l, when := range k.When {
			add(func(k *assessment.Keep) { k.When = slices.Delete(k.When, l, l+1) }, "", "without its list %d of %d", l, i)
			for c, is := range when {
				if len(when) > 1 {
					add(func(k *assessment.Keep) { k.When[l] = slices.Delete(k.When[l], c, c+1) }, "", "without its condition on %s in list %d", is.Question, l)
				}
				for o, id := range is.Options {
					add(func(k *assessment.Keep) { dropAt(&k.When[l][c], o) }, "", "without %s.%s in list %d", is.Question, id, l)
				}
				for _, id := range missing(f, is) {
					add(func(k *assessment.Keep) { widen(&k.When[l][c], id) }, otherList(k.When, l, c, id), "also with %s.%s in list %d", is.Question, id, l)
				}
			}
		}
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
