package prove

import (
	"fmt"
	"slices"

	"secondlook/assessment"
)

// onPairs: of every pair of sheets a relation joins, breaks has nothing to say.
//
// The first sheet goes through its questions as the machine's sheets do. The
// second gives the same answers, but for one change, made once at some
// question, or at every question where everywhere is set.
type onPairs struct {
	sheets     Sheets // of the first sheet: Raw, Pruned, Complete or Old
	change     func(q assessment.Question, picks []assessment.OptionID) [][]assessment.OptionID
	everywhere bool
	prunes     bool // the second sheet drops answers to questions it does not have us ask
	goesOn     bool // and answers, in any way or not yet, those it newly has us ask
	strays     bool // instead of a change, it answers in any way what the first was not asked
	premise    Formula
	breaks     func(a, b assessment.OutcomeID) bool
}

// A twin is the state of both sheets of a pair.
type twin struct {
	a, b    state
	changed bool
}

// A pairClass is the pairs of answers that no condition tells apart.
type pairClass struct {
	a, b           int // classes
	picksA, picksB []assessment.OptionID
	n              uint64
}

func (c pairClass) cost() int32 {
	cost := int32(len(c.picksA) + len(c.picksB))
	if len(c.picksA) > 0 {
		cost += 100
	}
	if len(c.picksB) > 0 {
		cost += 100
	}
	return cost
}

// pairClasses groups the pairs of concrete answers to one question that a
// relation joins.
func (s step) pairClasses(relation func(picks []assessment.OptionID) [][]assessment.OptionID) []pairClass {
	var all []pairClass
	index := map[[2]int]int{}
	for i, picks := range s.answers {
		for _, other := range relation(picks) {
			pair := pairClass{a: s.classOf[i], b: s.classOf[s.at(other)], picksA: picks, picksB: other}
			at, seen := index[[2]int{pair.a, pair.b}]
			if !seen {
				at = len(all)
				index[[2]int{pair.a, pair.b}] = at
				all = append(all, pair)
			}
			all[at].n++
			if n := all[at].n; pair.cost() < all[at].cost() {
				all[at] = pair
				all[at].n = n
			}
		}
	}
	return all
}

// at finds an answer among those a question allows, whatever the order of its picks.
func (s step) at(picks []assessment.OptionID) int {
	return slices.IndexFunc(s.answers, func(a []assessment.OptionID) bool {
		return len(a) == len(picks) && includesAll(a, picks)
	})
}

// The four ways a question can be answered on a pair of sheets.
type pairTable struct {
	same, changed, dropped, fresh []pairClass
}

func (p onPairs) table(s step) pairTable {
	same := func(picks []assessment.OptionID) [][]assessment.OptionID {
		return [][]assessment.OptionID{picks}
	}
	dropped := func(picks []assessment.OptionID) [][]assessment.OptionID {
		return [][]assessment.OptionID{nil}
	}
	fresh := func(picks []assessment.OptionID) [][]assessment.OptionID {
		if len(picks) > 0 {
			return nil
		}
		return s.answers
	}
	changed := func(picks []assessment.OptionID) [][]assessment.OptionID {
		if p.change == nil || len(picks) == 0 && !p.everywhere {
			return nil
		}
		return p.change(s.question, picks)
	}
	return pairTable{s.pairClasses(same), s.pairClasses(changed), s.pairClasses(dropped), s.pairClasses(fresh)}
}

func (p onPairs) prove(f *assessment.Flow) (Report, error) {
	m, err := newMachine(f, p.sheets, true, p.premise)
	if err != nil {
		return Report{}, err
	}
	w := pairWalk{onPairs: p, machine: m}
	for _, s := range m.steps {
		w.tables = append(w.tables, p.table(s))
	}
	start := m.start()
	for i := range f.Questions {
		start.asks |= 1 << i
	}
	second := start
	second.said = never // the premise speaks of the first sheet alone
	g := explore(twin{a: start, b: second, changed: p.everywhere || p.strays}, len(m.steps), w.moves)
	return w.judge(f, g)
}

type pairWalk struct {
	onPairs
	machine *machine
	tables  []pairTable
	names   []pairClass // each move by its name
	named   map[pairName]int32
}

type pairName struct{ question, kind, at int }

// moves gives every pair of answers to question k.
func (w *pairWalk) moves(k int, t twin, take func(move[twin])) {
	m, table := w.machine, w.tables[k]
	askedA := w.sheets == Raw || w.sheets == Illegal || m.asked(t.a, k)
	askedB := m.asked(t.b, k)
	use := func(kind int, pairs []pairClass, t twin, allow func(pairClass) bool) {
		for i, c := range pairs {
			if !allow(c) {
				continue
			}
			next := t
			next.a.missed = t.a.missed || w.sheets == Complete && askedA && c.a == 0
			next.a, next.b = m.answer(next.a, k, c.a), m.answer(next.b, k, c.b)
			take(move[twin]{w.forget(next), c.n, c.cost(), w.name(pairName{k, kind, i}, c)})
		}
	}
	silent := func(c pairClass) bool { return c.a == 0 }
	spoken := func(c pairClass) bool { return c.a != 0 }
	every := func(pairClass) bool { return true }
	none := func(c pairClass) bool { return c.a == 0 && c.b == 0 }

	switch {
	case w.everywhere && askedA:
		use(1, table.changed, t, every)
	case w.strays && askedA:
		use(0, table.same, t, every)
	case w.strays:
		use(3, table.fresh, t, silent)
	case !t.changed && askedA:
		use(0, table.same, t, every)
		t.changed = true
		use(1, table.changed, t, every)
	case !askedA && askedB && w.goesOn:
		use(3, table.fresh, t, silent)
	case !askedA:
		use(0, table.same, t, none)
	case w.prunes && !askedB:
		use(2, table.dropped, t, every)
	default:
		use(0, table.same, t, spoken)
		if askedB && w.goesOn {
			use(3, table.fresh, t, silent)
			return
		}
		use(0, table.same, t, none)
	}
}

// forget drops what no longer tells states apart: where a sheet's questions
// are not followed, which of them would be asked.
func (w *pairWalk) forget(t twin) twin {
	if w.sheets == Raw {
		t.a.asks = 0
	}
	if !w.prunes && !w.goesOn {
		t.b.asks = 0
	}
	return t
}

func (w *pairWalk) name(n pairName, c pairClass) int32 {
	if w.named == nil {
		w.named = map[pairName]int32{}
	}
	at, ok := w.named[n]
	if !ok {
		at = int32(len(w.names))
		w.named[n] = at
		w.names = append(w.names, c)
	}
	return at
}

func (w *pairWalk) judge(f *assessment.Flow, g *graph[twin]) (Report, error) {
	m, last := w.machine, len(w.machine.steps)
	r := newReport(w.sheets, "pairs")
	worst := -1
	for i, t := range g.states[last] {
		if !t.changed || !m.belongs(t.a) {
			continue
		}
		v := g.visits[last][i]
		concerned := m.book.row(t.a.said)[0]
		r.add(v.sheets, concerned)
		a, b := m.decide(t.a.rules).Outcome, m.decide(t.b.rules).Outcome
		if concerned && w.breaks(a, b) && (worst < 0 || v.cost < g.visits[last][worst].cost) {
			worst = i
		}
	}
	if worst < 0 {
		return r, nil
	}
	before, after := assessment.Answers{}, assessment.Answers{}
	for k, name := range g.path(last, worst) {
		c := w.names[name]
		if len(c.picksA) > 0 {
			before[f.Questions[k].ID] = c.picksA
		}
		if len(c.picksB) > 0 {
			after[f.Questions[k].ID] = c.picksB
		}
	}
	t := g.states[last][worst]
	return r, fmt.Errorf("two sheets do not agree\n# the first\n%sexpect outcome %s\n# the second\n%sexpect outcome %s",
		Journey(f, before), m.decide(t.a.rules).Outcome, Journey(f, after), m.decide(t.b.rules).Outcome)
}
