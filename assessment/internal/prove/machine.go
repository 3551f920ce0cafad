package prove

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"

	"secondlook/assessment"
)

// Sheets names a set of answer sheets.
type Sheets int

const (
	// Raw: legal picks for any set of questions, asked or not.
	Raw Sheets = iota
	// Pruned: only questions that the sheet has us ask are answered, perhaps not all.
	Pruned
	// Complete: pruned, and nothing is left to ask.
	Complete
	// Walked: the questions asked one by one, each answered, up to the page.
	Walked
	// Illegal: any picks at all for any set of questions: "none" beside
	// others, two where one is allowed, words nobody offered.
	Illegal
	// Old: what somebody who stops on the way leaves, read under a newer flow:
	// only what is asked is answered, and some words may not be offered any more.
	Old
)

// String names the set as a person would.
func (s Sheets) String() string {
	return [...]string{"raw", "pruned", "complete", "walked", "illegal and legal", "old"}[s]
}

const maxRules, maxQuestions, maxAtoms = 128, 64, 64

// A ruleSet holds rules by their place in the flow.
type ruleSet [maxRules / 64]uint64

func (s *ruleSet) add(r int)                { s[r/64] |= 1 << (r % 64) }
func (s ruleSet) has(r int) bool            { return s[r/64]>>(r%64)&1 == 1 }
func (s ruleSet) and(t ruleSet) ruleSet     { return ruleSet{s[0] & t[0], s[1] & t[1]} }
func (s ruleSet) without(t ruleSet) ruleSet { return ruleSet{s[0] &^ t[0], s[1] &^ t[1]} }

// first gives the rule of s that comes first, or -1.
func (s ruleSet) first() int {
	for i, word := range s {
		if word != 0 {
			return i*64 + bits.TrailingZeros64(word)
		}
	}
	return -1
}

// A class is the answers to one question that no condition tells apart.
type class struct {
	picks     []assessment.OptionID // the smallest of them
	n         uint64                // how many they are
	rules     ruleSet               // rules whose conditions on this question hold
	asks      uint64                // questions whose ask-conditions on this question hold
	signature uint64                // the book's conditions on this question that hold
}

func (c class) cost() int32 {
	if len(c.picks) == 0 {
		return 0
	}
	return 100 + int32(len(c.picks))
}

// A step is what the machine knows of one question.
type step struct {
	question assessment.Question
	answers  [][]assessment.OptionID // every one it allows; the first is none
	classOf  []int                   // of each answer
	classes  []class                 // the first is no answer
	ask      bool                    // its ask-conditions that look ahead hold before anything there is said
	quiet    ruleSet                 // rules that, not contradicted yet, hold if from this question on nothing is said
	beaten   []ruleSet               // for each rule, those that after this question can no longer decide beside it
}

// A machine reads a flow's rules and ask-conditions as data, and follows
// every sheet through them. It never calls Decide.
type machine struct {
	flow   *assessment.Flow
	sheets Sheets
	steps  []step
	book   *book
	row    remainder
	danger ruleSet // rules that lead to danger-now
}

// A state is all that what was answered so far still means for what follows.
type state struct {
	rules  ruleSet   // rules that may still decide
	asks   uint64    // later questions that may still be asked
	said   remainder // what the promise's formulas still wait for
	asked  uint8     // questions answered, where they are counted
	missed bool      // a question that was asked is not answered
}

// newMachine prepares a walk over sheets that keeps account of formulas.
// Where only outcomes matter, rules with equal outcomes may be merged.
func newMachine(f *assessment.Flow, sheets Sheets, byOutcome bool, formulas ...Formula) (*machine, error) {
	return newMachineFor(f, sheets, byOutcome, Formula{op: isRow, of: formulas})
}

func newMachineFor(f *assessment.Flow, sheets Sheets, byOutcome bool, row Formula) (*machine, error) {
	if len(f.Rules) > maxRules || len(f.Questions) > maxQuestions {
		return nil, fmt.Errorf("flow has %d rules and %d questions, more than the proof can hold", len(f.Rules), len(f.Questions))
	}
	m := &machine{flow: f, sheets: sheets, book: newBook(f)}
	m.row = m.book.enter(row)
	if err := m.known(); err != nil {
		return nil, err
	}
	for i, r := range f.Rules {
		if r.Outcome == assessment.DangerNow {
			m.danger.add(i)
		}
	}
	for k := range f.Questions {
		if len(m.book.atoms[k]) > maxAtoms {
			return nil, fmt.Errorf("question %q: more conditions than the proof can hold", f.Questions[k].ID)
		}
		m.steps = append(m.steps, m.step(k, byOutcome))
	}
	return m, nil
}

// known refuses conditions on questions that are not in the flow: the walk
// would never come to them.
func (m *machine) known() error {
	for _, r := range m.flow.Rules {
		for _, c := range r.When {
			if _, ok := m.book.place[c.Question]; !ok {
				return fmt.Errorf("rule %q: no question %q", r.ID, c.Question)
			}
		}
	}
	for _, q := range m.flow.Questions {
		for _, c := range q.Ask {
			if _, ok := m.book.place[c.Question]; !ok {
				return fmt.Errorf("question %q: no question %q", q.ID, c.Question)
			}
		}
	}
	return nil
}

func (m *machine) step(k int, byOutcome bool) step {
	q := m.flow.Questions[k]
	s := step{question: q, answers: answers(q, m.sheets), ask: true}
	type alike struct {
		said      bool
		rules     ruleSet
		asks      uint64
		signature uint64
	}
	index := map[alike]int{}
	for _, picks := range s.answers {
		c := m.class(q, picks)
		key := alike{len(picks) > 0, c.rules, c.asks, c.signature}
		at, seen := index[key]
		if !seen {
			at = len(s.classes)
			index[key] = at
			s.classes = append(s.classes, c)
		}
		s.classes[at].n++
		if len(picks) < len(s.classes[at].picks) {
			s.classes[at].picks = picks
		}
		s.classOf = append(s.classOf, at)
	}
	for _, c := range q.Ask {
		if m.book.place[c.Question] >= k && !holdsUnsaid(c) {
			s.ask = false
		}
	}
	for i, r := range m.flow.Rules {
		quiet := true
		for _, c := range m.after(r, k-1) {
			quiet = quiet && holdsUnsaid(c)
		}
		if quiet {
			s.quiet.add(i)
		}
	}
	s.beaten = m.beaten(k, byOutcome)
	return s
}

func (m *machine) class(q assessment.Question, picks []assessment.OptionID) class {
	c := class{picks: picks}
	holds := func(is assessment.Is) bool { return is.Question != q.ID || includes(is, picks) }
	for i, r := range m.flow.Rules {
		if allOf(r.When, holds) {
			c.rules.add(i)
		}
	}
	for i, later := range m.flow.Questions {
		if allOf(later.Ask, holds) {
			c.asks |= 1 << i
		}
	}
	for bit, is := range m.book.atoms[m.book.place[q.ID]] {
		if includes(is, picks) {
			c.signature |= 1 << bit
		}
	}
	return c
}

func allOf(when []assessment.Is, holds func(assessment.Is) bool) bool {
	for _, c := range when {
		if !holds(c) {
			return false
		}
	}
	return true
}

// includes is the meaning of a condition, told once more and apart from the
// code that is to be checked.
func includes(c assessment.Is, picks []assessment.OptionID) bool {
	if len(picks) == 0 {
		return holdsUnsaid(c)
	}
	return slices.ContainsFunc(picks, func(o assessment.OptionID) bool { return slices.Contains(c.Options, o) })
}

func holdsUnsaid(c assessment.Is) bool { return slices.Contains(c.Options, assessment.Unanswered) }

// after gives a rule's conditions on the questions after k.
func (m *machine) after(r assessment.Rule, k int) []assessment.Is {
	var rest []assessment.Is
	for _, c := range r.When {
		if m.book.place[c.Question] > k {
			rest = append(rest, c)
		}
	}
	return rest
}

// beaten tells, for each rule, which others can no longer decide beside it
// once the questions up to k are answered: the later rules that ask at least
// as much of the rest, and, where only outcomes matter, also the earlier ones
// with no other outcome between.
func (m *machine) beaten(k int, byOutcome bool) []ruleSet {
	rest := make([][]assessment.Is, len(m.flow.Rules))
	for i, r := range m.flow.Rules {
		rest[i] = m.after(r, k)
	}
	sets := make([]ruleSet, len(rest))
	for i := range rest {
		for j := i + 1; j < len(rest); j++ {
			if asksAtLeast(rest[j], rest[i]) {
				sets[i].add(j)
			}
		}
		for j := i - 1; byOutcome && j >= 0 && m.flow.Rules[j].Outcome == m.flow.Rules[i].Outcome; j-- {
			if asksAtLeast(rest[j], rest[i]) {
				sets[i].add(j)
			}
		}
	}
	return sets
}

// asksAtLeast reports whether conditions a can only hold where b do.
func asksAtLeast(a, b []assessment.Is) bool {
	return !slices.ContainsFunc(b, func(c assessment.Is) bool {
		return !slices.ContainsFunc(a, func(d assessment.Is) bool {
			return d.Question == c.Question && includesAll(c.Options, d.Options)
		})
	})
}

func includesAll(all, some []assessment.OptionID) bool {
	return !slices.ContainsFunc(some, func(o assessment.OptionID) bool { return !slices.Contains(all, o) })
}

func (m *machine) start() state {
	s := state{said: m.row}
	for i := range m.flow.Rules {
		s.rules.add(i)
	}
	for i := range m.flow.Questions {
		s.asks |= 1 << i
	}
	if m.sheets == Raw || m.sheets == Illegal {
		s.asks = 0 // not followed: any question may be answered
	}
	return s
}

// answer moves on from s by an answer of class c to question k.
func (m *machine) answer(s state, k, c int) state {
	cl := &m.steps[k].classes[c]
	s.rules = m.settle(k, s.rules.and(cl.rules))
	s.asks &= cl.asks &^ (1 << k)
	s.said = m.book.step(s.said, k, cl.signature)
	return s
}

// settle drops rules that can no longer decide.
func (m *machine) settle(k int, rules ruleSet) ruleSet {
	left := rules
	for {
		r := left.first()
		if r < 0 {
			return rules
		}
		rules = rules.without(m.steps[k].beaten[r])
		left = left.without(m.steps[k].beaten[r])
		left[r/64] &^= 1 << (r % 64)
	}
}

// asked reports whether state s has us ask question k.
func (m *machine) asked(s state, k int) bool { return s.asks>>k&1 == 1 && m.steps[k].ask }

// decided reports whether danger is already named before question k is asked.
func (m *machine) decided(s state, k int) bool {
	r := s.rules.and(m.steps[k].quiet).first()
	return r >= 0 && m.danger.has(r)
}

// moves gives every answer of the machine's sheets to question k.
func (m *machine) moves(k int, s state, take func(move[state])) {
	answer := func(c int, next state) {
		cl := &m.steps[k].classes[c]
		take(move[state]{m.answer(next, k, c), cl.n, cl.cost(), int32(c)})
	}
	asked := m.asked(s, k)
	switch {
	case m.sheets == Walked && m.decided(s, k), m.sheets != Raw && m.sheets != Illegal && !asked:
		answer(0, s)
		return
	case m.sheets == Complete:
		unsaid := s
		unsaid.missed = true
		answer(0, unsaid)
	case m.sheets != Walked:
		answer(0, s)
	}
	for c := 1; c < len(m.steps[k].classes); c++ {
		answer(c, s)
	}
}

func (m *machine) explore() *graph[state] {
	return explore(m.start(), len(m.steps), m.moves)
}

// decide names the rule that decides once every question has been passed, as
// Decide is bound to: where no rule holds the page is unclear.
func (m *machine) decide(rules ruleSet) assessment.Rule {
	if r := rules.first(); r >= 0 {
		return m.flow.Rules[r]
	}
	return assessment.Rule{ID: "otherwise", Outcome: assessment.Unclear}
}

// belongs reports whether a sheet that ends in s is one of the machine's.
func (m *machine) belongs(s state) bool {
	return m.sheets != Complete || !s.missed || m.decide(s.rules).Outcome == assessment.DangerNow
}

// sheet gives the answers along a path of classes.
func (m *machine) sheet(path []int32) assessment.Answers {
	a := assessment.Answers{}
	for k, c := range path {
		if picks := m.steps[k].classes[c].picks; len(picks) > 0 {
			a[m.steps[k].question.ID] = picks
		}
	}
	return a
}

// answers lists every answer that the sheets allow to a question, fewest
// picks first, of those "none"; the first is no answer.
func answers(q assessment.Question, sheets Sheets) [][]assessment.OptionID {
	var free, alone []assessment.OptionID
	anything := sheets == Illegal || sheets == Old
	for _, o := range q.Options {
		switch {
		case anything, q.Many && !o.Alone:
			free = append(free, o.ID)
		default:
			alone = append(alone, o.ID)
		}
	}
	if anything {
		free = append(free, unofferedWords...)
	}
	all := subsets(free)
	for _, o := range alone {
		all = append(all, []assessment.OptionID{o})
	}
	slices.SortStableFunc(all, func(a, b []assessment.OptionID) int {
		return cmp.Or(len(a)-len(b), other(a)-other(b))
	})
	return all
}

// other puts "none" before all other answers of its length, so that a witness tells nothing it need not tell.
func other(picks []assessment.OptionID) int {
	if len(picks) == 1 && picks[0] == assessment.None {
		return 0
	}
	return 1
}

// unofferedWords stand for all words that the flow does not offer: one of an
// older flow, and our own word for no answer.
var unofferedWords = words("no-such-option unanswered")

func unoffered(o assessment.OptionID) bool { return slices.Contains(unofferedWords, o) }

// subsets lists every set of options, the empty one first.
func subsets(options []assessment.OptionID) [][]assessment.OptionID {
	all := make([][]assessment.OptionID, 1<<len(options))
	for set := range all {
		for i, o := range options {
			if set>>i&1 == 1 {
				all[set] = append(all[set], o)
			}
		}
	}
	return all
}
