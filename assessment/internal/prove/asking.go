package prove

import (
	"fmt"
	"math/big"
	"slices"

	"secondlook/assessment"
)

func askingPromises() []Promise {
	felt := said("felt", "i-afraid i-careful i-trapped they-afraid they-careful they-trapped")
	noHarmTold := Not(Any(felt, acts()))
	promises := []Promise{
		{"T4 next", "once danger is named nothing more is asked", silentAfter{danger}},
		{"T16 why-left", "asked only where every safety question before it was cleared", onAsked{"why-left", clearAnswers}},
		{"T16 so-far", "asked only where every safety question before it was cleared", onAsked{"so-far", clearAnswers}},
		{"T16 trust", "never asked after harm was told", onAsked{"trust", noHarmTold}},
		{"T16 their-word", "never asked after harm was told", onAsked{"their-word", noHarmTold}},
	}
	for _, q := range []assessment.QuestionID{"felt", "body", "who-body", "threats", "who-threats", "control",
		"who-control", "watching", "who-watching", "trust", "their-word", "ties", "why-left", "so-far"} {
		promises = append(promises, Promise{"T16 they-died " + string(q), "not asked where the ex has died", onAsked{q, Not(theyDied)}})
	}
	for _, a := range askedWhen() {
		promises = append(promises, Promise{"§3 asks " + string(a.question), "asked on exactly the answers that the specification names, no more and no fewer", a})
	}
	return append(promises,
		Promise{"T20 length", "the shortest way to a result is one answer, to the plan exactly 14, and none asks more than 15", pathLengths{}},
		Promise{"T20 reach", "every question, option, rule, outcome and section is reachable", reachable{}})
}

// askedWhen is when each question is asked (coverage file, part 3).
func askedWhen() []askedExactly {
	open := All(said("right-now", "none not-say"), said("thoughts", "no before passive yes not-say"))
	harm := All(open, said("how-it-ended", "they-left-lately they-left-long-ago i-left both-agreed not-over never-together not-say"))
	unsaid := All(harm, said("felt", "none not-say"), said("body", "none not-say"), said("threats", "none not-say"),
		said("control", "none not-say"), said("watching", "none not-say"))
	asked := []askedExactly{
		{"right-now", All()},
		{"thoughts", said("right-now", "none not-say")},
		{"ages", open},
		{"age-gap", All(open, said("ages", "me-under-18 they-under-18"))},
		{"how-it-ended", open},
		{"felt", harm},
		{"trust", unsaid},
		{"their-word", unsaid},
		{"ties", harm},
		{"why-left", clearAnswers},
		{"so-far", All(clearAnswers, articleCause)},
	}
	for _, b := range behaviours {
		asked = append(asked, askedExactly{b.list, harm}, askedExactly{b.who, All(harm, Said(b.list, b.acts...))})
	}
	return asked
}

// askedExactly: a sheet has us ask a question where the formula holds, and nowhere else.
type askedExactly struct {
	question assessment.QuestionID
	when     Formula
}

func (p askedExactly) prove(f *assessment.Flow) (Report, error) {
	q, ok := f.Question(p.question)
	if !ok {
		return Report{}, fmt.Errorf("no question %q", p.question)
	}
	return onEnds{
		sheets:    Raw,
		byOutcome: true,
		formulas:  []Formula{when(q.Ask), p.when},
		concerns:  func(_ assessment.Outcome, holds []bool) bool { return holds[0] || holds[1] },
		breaks: func(_ assessment.Outcome, holds []bool) string {
			switch {
			case holds[0] && !holds[1]:
				return fmt.Sprintf("expect no question %s", q.ID)
			case holds[1] && !holds[0]:
				return fmt.Sprintf("expect question %s", q.ID)
			}
			return ""
		},
	}.prove(f)
}

// onAsked: of every sheet that has us ask a question, the formula holds.
type onAsked struct {
	question assessment.QuestionID
	holds    Formula
}

func (p onAsked) prove(f *assessment.Flow) (Report, error) {
	q, ok := f.Question(p.question)
	if !ok {
		return Report{}, fmt.Errorf("no question %q", p.question)
	}
	return onEnds{
		sheets:    Raw,
		byOutcome: true,
		formulas:  []Formula{when(q.Ask), p.holds},
		concerns:  func(_ assessment.Outcome, holds []bool) bool { return holds[0] },
		breaks: func(_ assessment.Outcome, holds []bool) string {
			if holds[1] {
				return ""
			}
			return fmt.Sprintf("expect no question %s", q.ID)
		},
	}.prove(f)
}

// silentAfter: on the way through the questions, once the formula holds, none
// is asked any more.
type silentAfter struct{ holds Formula }

func (p silentAfter) prove(f *assessment.Flow) (Report, error) {
	m, err := newMachine(f, Walked, true, p.holds)
	if err != nil {
		return Report{}, err
	}
	g := m.explore()
	r := newReport(Walked, "sheets")
	for k := range m.steps {
		for i, s := range g.states[k] {
			asks := !m.decided(s, k) && m.asked(s, k)
			if asks && m.book.row(m.book.silent(s.said))[0] {
				return r, fmt.Errorf("one more question is asked\n%sexpect no question %s",
					Journey(f, m.sheet(g.path(k, i))), m.steps[k].question.ID)
			}
		}
	}
	last := len(m.steps)
	for i, s := range g.states[last] {
		r.add(g.visits[last][i].sheets, m.book.row(s.said)[0])
	}
	return r, nil
}

// pathLengths: help after one answer, the plan after exactly 14, the longest way 15.
type pathLengths struct{}

const shortestWay, planWay, longestWay = 1, 14, 15

func (pathLengths) prove(f *assessment.Flow) (Report, error) {
	m, err := newMachine(f, Walked, true)
	if err != nil {
		return Report{}, err
	}
	g := explore(m.start(), len(m.steps), m.countingMoves)
	r := newReport(Walked, "sheets")
	last := len(m.steps)
	shortest, longest := len(f.Questions), 0
	for i, s := range g.states[last] {
		r.add(g.visits[last][i].sheets, true)
		n := int(s.asked)
		shortest, longest = min(shortest, n), max(longest, n)
		if m.decide(s.rules).Outcome == assessment.Covered && n != planWay || n > longestWay {
			return r, fmt.Errorf("%d questions are asked\n%sexpect outcome %s", n,
				Journey(f, m.sheet(g.path(last, i))), m.decide(s.rules).Outcome)
		}
	}
	if shortest != shortestWay || longest != longestWay {
		return r, fmt.Errorf("the shortest way asks %d questions, not %d, and the longest %d, not %d",
			shortest, shortestWay, longest, longestWay)
	}
	return r, nil
}

// countingMoves are moves that keep account of how many questions were answered.
func (m *machine) countingMoves(k int, s state, take func(move[state])) {
	m.moves(k, s, func(mv move[state]) {
		if mv.cost > 0 {
			mv.to.asked++
		}
		take(mv)
	})
}

// reachable: whoever walks through the questions can come to every one of
// them, to every option, and to every rule, outcome and section.
type reachable struct{}

func (reachable) prove(f *assessment.Flow) (Report, error) {
	r := Report{Unit: "things to reach", Count: new(big.Int), Concerned: new(big.Int)}
	m, err := newMachine(f, Walked, false)
	if err != nil {
		return r, err
	}
	g := m.explore()
	if err := m.reachQuestions(g, &r); err != nil {
		return r, err
	}
	if err := m.reachRules(g, &r); err != nil {
		return r, err
	}
	for _, s := range f.Sections {
		if s.ID == assessment.KeptHelp {
			continue // no outcome lists it: it comes with what was said and then changed
		}
		if err := reachSection(f, s, &r); err != nil {
			return r, err
		}
	}
	return r, nil
}

func (r *Report) reached(things int) {
	r.Classes += things
	r.Count.Add(r.Count, big.NewInt(int64(things)))
	r.Concerned.Set(r.Count)
}

// reachQuestions: an asked question offers all its options at once.
func (m *machine) reachQuestions(g *graph[state], r *Report) error {
	for k, s := range m.steps {
		asked := slices.ContainsFunc(g.states[k], func(st state) bool { return !m.decided(st, k) && m.asked(st, k) })
		if !asked {
			return fmt.Errorf("question %q is never asked", s.question.ID)
		}
		r.reached(1 + len(s.question.Options))
	}
	return nil
}

// reachRules wants every rule and outcome reached by walking, but for the
// rules that stand only for sheets no walk gives: acts with nobody named,
// years between two people whose ages were not told, and the last rule, for
// sheets that stop before anything could decide.
func (m *machine) reachRules(g *graph[state], r *Report) error {
	rules, outcomes := m.ends(g)
	raw, err := newMachine(m.flow, Raw, false)
	if err != nil {
		return err
	}
	stray, _ := raw.ends(raw.explore())
	for _, rule := range m.flow.Rules {
		if !rules[rule.ID] && !(strayOnly(rule) && stray[rule.ID]) {
			return fmt.Errorf("rule %q never decides", rule.ID)
		}
		r.reached(1)
	}
	for _, o := range m.flow.Outcomes {
		if !outcomes[o.ID] {
			return fmt.Errorf("outcome %q is never reached", o.ID)
		}
		r.reached(1)
	}
	return nil
}

// ends gives the rules that decide somewhere, and the outcomes.
func (m *machine) ends(g *graph[state]) (map[assessment.RuleID]bool, map[assessment.OutcomeID]bool) {
	rules, outcomes := map[assessment.RuleID]bool{}, map[assessment.OutcomeID]bool{}
	for _, s := range g.states[len(m.steps)] {
		d := m.decide(s.rules)
		rules[d.ID], outcomes[d.Outcome] = true, true
	}
	return rules, outcomes
}

func strayOnly(r assessment.Rule) bool {
	if len(r.When) == 0 {
		return true
	}
	if len(r.When) != 1 {
		return false
	}
	q := r.When[0].Question
	list := slices.ContainsFunc(behaviours, func(b behaviour) bool { return b.list == q })
	return list && r.Outcome == assessment.BothHarm || q == assessment.AgeGap && r.Outcome == assessment.NotCovered
}

func reachSection(f *assessment.Flow, s assessment.Section, r *Report) error {
	m, err := newMachine(f, Walked, true, whenAny(s.When))
	if err != nil {
		return err
	}
	g := m.explore()
	shown := slices.ContainsFunc(g.states[len(m.steps)], func(st state) bool {
		return shows(outcome(f, m.decide(st.rules).Outcome), s, m.book.row(st.said)[0])
	})
	if !shown {
		return fmt.Errorf("section %q is never shown", s.ID)
	}
	r.reached(1)
	return nil
}
