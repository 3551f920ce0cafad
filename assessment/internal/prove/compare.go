package prove

import (
	"fmt"
	"math/big"
	"slices"

	"secondlook/assessment"
)

// A Comparison is what two flows make of the same answers: exact over every
// way to answer the questions that either of them asks.
//
// A person answers by who they are: the same answer to the same question,
// whichever flow asks it. A flow that does not ask it goes without. Only
// options that both offer are picked; what one alone offers is named in
// Before or After, and where it leads is not compared.
type Comparison struct {
	Sheets  *big.Int // all of them
	Classes int      // merged pairs of states at the end of the walk
	Changes []Change // in the order of the pages before
	Before  []string // what only the first flow has: questions and options
	After   []string // and only the second
}

// A Change is all sheets on which two flows differ in one way.
type Change struct {
	Before, After Ending
	Sheets        *big.Int
	Example       assessment.Answers // the shortest: every answer that either flow asks for
}

// An Ending is the page a sheet comes to, as far as two flows are compared.
type Ending struct {
	Outcome assessment.OutcomeID
	Top     assessment.SectionID // what stands first on the page
	Help    assessment.SectionID // the first section that begins with a helpline
	Need    assessment.Need      // and of which kind that is
}

// Compare follows the same answers through two flows. It refuses flows whose
// shared questions stand in another order: nobody walks through both at once.
func Compare(before, after *assessment.Flow) (Comparison, error) {
	merged, err := mergedOrder(before, after)
	if err != nil {
		return Comparison{}, err
	}
	w := jointWalk{}
	for i, f := range []*assessment.Flow{before, after} {
		if w.sides[i], err = newSide(f, merged); err != nil {
			return Comparison{}, err
		}
	}
	for k := range merged {
		w.tables = append(w.tables, w.table(k))
	}
	g := explore(joint{w.sides[0].start(), w.sides[1].start()}, len(merged), w.moves)
	c := w.sum(g)
	c.Before, c.After = onlyIn(before, after), onlyIn(after, before)
	return c, nil
}

// mergedOrder lists the questions of both flows in an order that both keep.
func mergedOrder(before, after *assessment.Flow) ([]assessment.QuestionID, error) {
	var merged []assessment.QuestionID
	in := func(f *assessment.Flow, id assessment.QuestionID) bool {
		return slices.ContainsFunc(f.Questions, func(q assessment.Question) bool { return q.ID == id })
	}
	rest := before.Questions
	for _, q := range after.Questions {
		if !in(before, q.ID) {
			merged = append(merged, q.ID)
			continue
		}
		for len(rest) > 0 && !in(after, rest[0].ID) {
			merged = append(merged, rest[0].ID)
			rest = rest[1:]
		}
		if len(rest) == 0 || rest[0].ID != q.ID {
			return nil, fmt.Errorf("the flows ask in another order: question %q has moved", q.ID)
		}
		merged = append(merged, q.ID)
		rest = rest[1:]
	}
	for _, q := range rest {
		merged = append(merged, q.ID)
	}
	return merged, nil
}

// onlyIn names what one flow offers and the other does not.
func onlyIn(f, other *assessment.Flow) []string {
	var all []string
	for _, q := range f.Questions {
		at := slices.IndexFunc(other.Questions, func(o assessment.Question) bool { return o.ID == q.ID })
		if at < 0 {
			all = append(all, fmt.Sprintf("question %s", q.ID))
			continue
		}
		for _, o := range q.Options {
			if _, ok := other.Questions[at].Option(o.ID); !ok {
				all = append(all, fmt.Sprintf("option %s.%s", q.ID, o.ID))
			}
		}
	}
	return all
}

// A side is one of the two flows, stretched to the questions of both.
type side struct {
	*machine
	flow  *assessment.Flow
	leads []ruleSet // for each outcome, the rules that lead to it
	tops  [][2][]candidate
}

// A candidate is a section that may be the first on a page.
type candidate struct {
	section assessment.Section
	when    Formula
}

func newSide(f *assessment.Flow, merged []assessment.QuestionID) (side, error) {
	s := side{flow: f}
	stretched := *f
	stretched.Questions = nil
	for _, id := range merged {
		q, ok := f.Question(id)
		if !ok { // never asked here: its condition looks at itself
			q = assessment.Question{ID: id, Ask: []assessment.Is{{Question: id, Options: []assessment.OptionID{"never"}}}}
		}
		stretched.Questions = append(stretched.Questions, q)
	}
	var rows []Formula
	for _, o := range f.Outcomes {
		tops := [2][]candidate{candidates(f, o, false), candidates(f, o, true)}
		s.tops = append(s.tops, tops)
		for _, list := range tops {
			row := Formula{op: isFirst}
			for _, c := range list {
				row.of = append(row.of, c.when)
			}
			rows = append(rows, row)
		}
		var leads ruleSet
		for i, r := range f.Rules {
			if r.Outcome == o.ID {
				leads.add(i)
			}
		}
		s.leads = append(s.leads, leads)
	}
	var err error
	s.machine, err = newMachine(&stretched, Walked, true, rows...)
	return s, err
}

// candidates lists the sections that may come first on an outcome's page, in
// the order of the page, up to the first that is always there.
func candidates(f *assessment.Flow, o assessment.Outcome, helping bool) []candidate {
	var all []candidate
	add := func(s assessment.Section, first bool) {
		if len(s.Steps) > 0 || !slices.Contains(o.Sections, s.ID) || helping && !helpful(s) {
			return
		}
		var of []Formula
		if len(s.When) > 0 && !slices.Contains(o.Always, s.ID) {
			of = append(of, whenAny(s.When))
		}
		if first && !slices.Contains(o.Open, s.ID) {
			if len(s.First) == 0 {
				return
			}
			of = append(of, whenAny(s.First))
		}
		all = append(all, candidate{s, All(of...)})
	}
	for _, s := range f.Sections {
		add(s, true)
	}
	for _, id := range o.Sections {
		if s, ok := f.Section(id); ok {
			add(s, false)
		}
	}
	for i, c := range all {
		if len(c.when.of) == 0 {
			return all[:i+1]
		}
	}
	return all
}

// helpful reports whether a section begins with a helpline, other than the emergency numbers.
func helpful(s assessment.Section) bool {
	return len(s.Needs) > 0 && s.Needs[0] != assessment.NeedEmergency
}

// move answers a question and forgets what stands first on pages that cannot come any more.
func (s side) move(st state, k, class int) state {
	st = s.answer(st, k, class)
	row := s.book.parts[st.said].of
	kept := slices.Clone(row)
	for i, leads := range s.leads {
		if st.rules.and(leads) == (ruleSet{}) {
			kept[2*i], kept[2*i+1] = never, never
		}
	}
	if !slices.Equal(kept, row) {
		st.said = s.book.intern(part{op: isRow, of: kept})
	}
	return st
}

func (s side) asks(st state, k int) bool { return s.asked(st, k) && !s.decided(st, k) }

func (s side) ending(st state) Ending {
	e := Ending{Outcome: s.decide(st.rules).Outcome}
	at := slices.IndexFunc(s.flow.Outcomes, func(o assessment.Outcome) bool { return o.ID == e.Outcome })
	if at < 0 {
		return e
	}
	row := s.book.parts[st.said].of
	first := func(which int) assessment.Section {
		r := row[2*at+which]
		if r == never {
			return assessment.Section{}
		}
		if i := slices.Index(s.book.row(r), true); i >= 0 {
			return s.tops[at][which][i].section
		}
		return assessment.Section{}
	}
	help := first(1)
	e.Top, e.Help = first(0).ID, help.ID
	if len(help.Needs) > 0 {
		e.Need = help.Needs[0]
	}
	return e
}

// A joint is the state of both flows on one person's answers.
type joint struct{ before, after state }

// A jointTable holds the answers to a question that no condition of either
// flow tells apart: asked by both, or by one alone.
type jointTable struct{ both, before, after []pairClass }

type jointWalk struct {
	sides  [2]side
	tables []jointTable
}

func (w *jointWalk) table(k int) jointTable {
	a, b := w.sides[0].steps[k], w.sides[1].steps[k]
	var t jointTable
	for i, picks := range w.shared(k) {
		if i == 0 {
			continue // no answer
		}
		ca, cb := classAt(a, picks), classAt(b, picks)
		t.both = addPair(t.both, pairClass{a: ca, b: cb, picksA: picks})
		t.before = addPair(t.before, pairClass{a: ca, picksA: picks})
		t.after = addPair(t.after, pairClass{b: cb, picksA: picks})
	}
	return t
}

// shared lists the answers that both flows allow; where only one has the
// question, all of its own.
func (w *jointWalk) shared(k int) [][]assessment.OptionID {
	a, b := w.sides[0].steps[k], w.sides[1].steps[k]
	switch {
	case len(a.question.Options) == 0:
		return b.answers
	case len(b.question.Options) == 0:
		return a.answers
	}
	return slices.DeleteFunc(slices.Clone(a.answers), func(picks []assessment.OptionID) bool { return b.at(picks) < 0 })
}

func classAt(s step, picks []assessment.OptionID) int {
	if at := s.at(picks); at >= 0 {
		return s.classOf[at]
	}
	return 0
}

func addPair(all []pairClass, p pairClass) []pairClass {
	for i := range all {
		if all[i].a == p.a && all[i].b == p.b {
			all[i].n++ // answers come fewest picks first: the example stays
			if len(p.picksA) == len(all[i].picksA) && p.picksA[0] == assessment.None {
				all[i].picksA = p.picksA // but saying none reads best
			}
			return all
		}
	}
	p.n = 1
	return append(all, p)
}

func (w *jointWalk) moves(k int, s joint, take func(move[joint])) {
	before, after := w.sides[0], w.sides[1]
	asksBefore, asksAfter := before.asks(s.before, k), after.asks(s.after, k)
	if !asksBefore && !asksAfter {
		take(move[joint]{joint{before.move(s.before, k, 0), after.move(s.after, k, 0)}, 1, 0, -1})
		return
	}
	pairs := w.pairs(k, asksBefore, asksAfter)
	for i, p := range pairs {
		name := int32(i)*4 + 2*bit(asksBefore) + bit(asksAfter)
		take(move[joint]{joint{before.move(s.before, k, p.a), after.move(s.after, k, p.b)}, p.n, p.cost(), name})
	}
}

func bit(b bool) int32 {
	if b {
		return 1
	}
	return 0
}

func (w *jointWalk) pairs(k int, before, after bool) []pairClass {
	switch {
	case before && after:
		return w.tables[k].both
	case before:
		return w.tables[k].before
	}
	return w.tables[k].after
}

// sum gathers the ends of the walk by how they differ.
func (w *jointWalk) sum(g *graph[joint]) Comparison {
	last := len(w.tables)
	c := Comparison{Sheets: new(big.Int)}
	at := map[[2]Ending]int{}
	var best []int
	for i, s := range g.states[last] {
		v := g.visits[last][i]
		n := v.sheets.big()
		c.Classes++
		c.Sheets.Add(c.Sheets, n)
		ends := [2]Ending{w.sides[0].ending(s.before), w.sides[1].ending(s.after)}
		if ends[0] == ends[1] {
			continue
		}
		j, seen := at[ends]
		if !seen {
			j = len(c.Changes)
			at[ends] = j
			c.Changes = append(c.Changes, Change{Before: ends[0], After: ends[1], Sheets: new(big.Int)})
			best = append(best, i)
		}
		c.Changes[j].Sheets.Add(c.Changes[j].Sheets, n)
		if v.cost < g.visits[last][best[j]].cost {
			best[j] = i
		}
	}
	for j := range c.Changes {
		c.Changes[j].Example = w.answers(g.path(last, best[j]))
	}
	rank := func(id assessment.OutcomeID) int { return slices.Index(precedence, id) }
	slices.SortStableFunc(c.Changes, func(x, y Change) int {
		if d := rank(x.Before.Outcome) - rank(y.Before.Outcome); d != 0 {
			return d
		}
		if d := rank(x.After.Outcome) - rank(y.After.Outcome); d != 0 {
			return d
		}
		return y.Sheets.Cmp(x.Sheets)
	})
	return c
}

func (w *jointWalk) answers(path []int32) assessment.Answers {
	a := assessment.Answers{}
	for k, name := range path {
		if name < 0 {
			continue
		}
		p := w.pairs(k, name&2 != 0, name&1 != 0)[name/4]
		a[w.sides[0].steps[k].question.ID] = p.picksA
	}
	return a
}
