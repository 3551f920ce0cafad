package prove

import (
	"fmt"
	"math/big"
	"strings"

	"secondlook/assessment"
)

// A Decision is all complete sheets that one rule decides.
type Decision struct {
	Outcome assessment.OutcomeID
	Rule    assessment.RuleID
	Sheets  *big.Int
	Example assessment.Answers // the shortest of them
}

// Decisions lists what the walked sheets come to, in the order of the rules.
func Decisions(f *assessment.Flow) ([]Decision, error) {
	m, err := newMachine(f, Walked, false)
	if err != nil {
		return nil, err
	}
	g := m.explore()
	last := len(m.steps)
	best := map[assessment.RuleID]int{}
	total := map[assessment.RuleID]*big.Int{}
	for i, s := range g.states[last] {
		id := m.decide(s.rules).ID
		if total[id] == nil {
			total[id], best[id] = new(big.Int), i
		}
		total[id].Add(total[id], g.visits[last][i].sheets.big())
		if g.visits[last][i].cost < g.visits[last][best[id]].cost {
			best[id] = i
		}
	}
	var all []Decision
	for _, r := range f.Rules {
		if n := total[r.ID]; n != nil {
			all = append(all, Decision{r.Outcome, r.ID, n, m.sheet(g.path(last, best[r.ID]))})
		}
	}
	return all, nil
}

// A Showing is all complete sheets of an outcome that show one of its sections.
type Showing struct {
	Outcome assessment.OutcomeID
	Section assessment.SectionID
	Sheets  *big.Int
}

// Showings counts, for each outcome, the walked sheets that show each section.
// The plan's steps count as shown where their conditions hold: the day decides
// the rest.
func Showings(f *assessment.Flow) ([]Showing, error) {
	bySection := map[assessment.SectionID]map[assessment.OutcomeID]*big.Int{}
	for _, s := range f.Sections {
		m, err := newMachine(f, Walked, true, whenAny(s.When))
		if err != nil {
			return nil, err
		}
		bySection[s.ID] = m.showings(s)
	}
	var all []Showing
	for _, o := range f.Outcomes {
		for _, id := range o.Sections {
			n := bySection[id][o.ID]
			if n == nil {
				n = new(big.Int)
			}
			all = append(all, Showing{o.ID, id, n})
		}
	}
	return all, nil
}

func (m *machine) showings(s assessment.Section) map[assessment.OutcomeID]*big.Int {
	g := m.explore()
	last := len(m.steps)
	total := map[assessment.OutcomeID]*big.Int{}
	for i, st := range g.states[last] {
		o := outcome(m.flow, m.decide(st.rules).Outcome)
		if !shows(o, s, m.book.row(st.said)[0]) {
			continue
		}
		if total[o.ID] == nil {
			total[o.ID] = new(big.Int)
		}
		total[o.ID].Add(total[o.ID], g.visits[last][i].sheets.big())
	}
	return total
}

// Golden writes a flow's decisions as lines that a reviewer can read, and
// whose difference shows what a change of the flow does to people.
func Golden(f *assessment.Flow) (string, error) {
	decisions, err := Decisions(f)
	if err != nil {
		return "", err
	}
	showings, err := Showings(f)
	if err != nil {
		return "", err
	}
	all := new(big.Int)
	for _, d := range decisions {
		all.Add(all, d.Sheets)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# What %v complete answer sheets come to: outcome, rule, sheets, and the shortest of them.\n", all)
	for _, d := range decisions {
		fmt.Fprintf(&b, "%s %s %v%s\n", d.Outcome, d.Rule, d.Sheets, oneLine(f, d.Example))
	}
	fmt.Fprintln(&b, "\n# How many of them show each section of each outcome, in the order of the page.")
	for _, s := range showings {
		fmt.Fprintf(&b, "%s %s %v\n", s.Outcome, s.Section, s.Sheets)
	}
	return b.String(), nil
}

func oneLine(f *assessment.Flow, a assessment.Answers) string {
	var b strings.Builder
	for _, q := range f.Questions {
		if len(a[q.ID]) > 0 {
			fmt.Fprintf(&b, " %s=%s", q.ID, strings.ReplaceAll(list(a[q.ID]), " ", ""))
		}
	}
	return b.String()
}
