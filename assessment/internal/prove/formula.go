package prove

import (
	"encoding/binary"
	"slices"

	"secondlook/assessment"
)

// A Formula says something about one answer sheet: conditions, as rules have
// them, joined by and, or and not.
type Formula struct {
	op op
	is assessment.Is
	of []Formula
}

type op byte

const (
	isSaid op = iota
	isAll
	isAny
	isNot
	isRow   // several formulas side by side, each with its own truth
	isFirst // the same, where those after one that holds no longer matter
)

// Said holds when the answer to q includes at least one of options.
func Said(q assessment.QuestionID, options ...assessment.OptionID) Formula {
	return Formula{op: isSaid, is: assessment.Is{Question: q, Options: options}}
}

// All holds when every one of fs does; of none, always.
func All(fs ...Formula) Formula { return Formula{op: isAll, of: fs} }

// Any holds when at least one of fs does; of none, never.
func Any(fs ...Formula) Formula { return Formula{op: isAny, of: fs} }

// Not holds when f does not.
func Not(f Formula) Formula { return Formula{op: isNot, of: []Formula{f}} }

// when is the formula of conditions that must all hold.
func when(conditions []assessment.Is) Formula {
	all := make([]Formula, len(conditions))
	for i, c := range conditions {
		all[i] = Formula{op: isSaid, is: c}
	}
	return All(all...)
}

// whenAny is the formula of a section: all of any one of the lists.
func whenAny(lists [][]assessment.Is) Formula {
	anyOf := make([]Formula, len(lists))
	for i, l := range lists {
		anyOf[i] = when(l)
	}
	return Any(anyOf...)
}

// A remainder is what a formula still asks of the questions not answered yet.
// Equal remainders have equal numbers, so that states can be compared.
type remainder int32

const (
	never  remainder = 0
	always remainder = 1
)

// A book numbers remainders. It knows the questions by their place in the
// flow, and the conditions on each by a bit of that question's signature.
type book struct {
	place  map[assessment.QuestionID]int
	atoms  [][]assessment.Is // of each question
	parts  []part            // by number
	number map[string]remainder
	known  map[progress]remainder
}

type part struct {
	op       op
	question int
	bit      int
	of       []remainder
}

type progress struct {
	of        remainder
	question  int
	signature uint64
}

func newBook(f *assessment.Flow) *book {
	b := &book{
		place:  map[assessment.QuestionID]int{},
		atoms:  make([][]assessment.Is, len(f.Questions)),
		parts:  []part{{op: isAny}, {op: isAll}},
		number: map[string]remainder{},
		known:  map[progress]remainder{},
	}
	for i, q := range f.Questions {
		b.place[q.ID] = i
	}
	return b
}

// enter gives the number of a formula of which nothing is known yet.
func (b *book) enter(f Formula) remainder {
	if f.op == isSaid {
		return b.enterIs(f.is)
	}
	of := make([]remainder, len(f.of))
	for i, g := range f.of {
		of[i] = b.enter(g)
	}
	return b.join(f.op, of)
}

func (b *book) enterIs(c assessment.Is) remainder {
	k, ok := b.place[c.Question]
	if !ok { // nobody can answer a question that is not there
		return b.truth(slices.Contains(c.Options, assessment.Unanswered))
	}
	for bit, known := range b.atoms[k] {
		if slices.Equal(known.Options, c.Options) {
			return b.intern(part{op: isSaid, question: k, bit: bit})
		}
	}
	b.atoms[k] = append(b.atoms[k], c)
	return b.intern(part{op: isSaid, question: k, bit: len(b.atoms[k]) - 1})
}

// step gives what remains of r once question k is answered; bit i of the
// signature tells whether condition i on that question holds.
func (b *book) step(r remainder, k int, signature uint64) remainder {
	if r == never || r == always {
		return r
	}
	key := progress{r, k, signature}
	if next, ok := b.known[key]; ok {
		return next
	}
	next := b.stepPart(b.parts[r], r, k, signature)
	b.known[key] = next
	return next
}

func (b *book) stepPart(p part, r remainder, k int, signature uint64) remainder {
	if p.op == isSaid {
		if p.question != k {
			return r
		}
		return b.truth(signature>>p.bit&1 == 1)
	}
	of := make([]remainder, len(p.of))
	for i, g := range p.of {
		of[i] = b.step(g, k, signature)
	}
	return b.join(p.op, of)
}

// join folds what is already known away.
func (b *book) join(o op, of []remainder) remainder {
	switch o {
	case isRow:
		return b.intern(part{op: isRow, of: of})
	case isFirst:
		if at := slices.Index(of, always); at >= 0 {
			for i := range of[at+1:] {
				of[at+1+i] = never
			}
		}
		return b.intern(part{op: isFirst, of: of})
	case isNot:
		switch {
		case of[0] == never:
			return always
		case of[0] == always:
			return never
		}
		return b.intern(part{op: isNot, of: of})
	}
	decides, idle := never, always // for "all": one false part decides, true parts are idle
	if o == isAny {
		decides, idle = always, never
	}
	if slices.Contains(of, decides) {
		return decides
	}
	of = slices.DeleteFunc(slices.Clone(of), func(r remainder) bool { return r == idle })
	slices.Sort(of)
	of = slices.Compact(of)
	switch len(of) {
	case 0:
		return idle
	case 1:
		return of[0]
	}
	return b.intern(part{op: o, of: of})
}

func (b *book) truth(t bool) remainder {
	if t {
		return always
	}
	return never
}

func (b *book) intern(p part) remainder {
	key := []byte{byte(p.op), byte(p.question), byte(p.bit)}
	for _, r := range p.of {
		key = binary.LittleEndian.AppendUint32(key, uint32(r))
	}
	if r, ok := b.number[string(key)]; ok {
		return r
	}
	r := remainder(len(b.parts))
	b.parts = append(b.parts, p)
	b.number[string(key)] = r
	return r
}

// row gives the truth of each formula of a row, once nothing is open any more.
func (b *book) row(r remainder) []bool {
	truths := make([]bool, len(b.parts[r].of))
	for i, g := range b.parts[r].of {
		truths[i] = g == always
	}
	return truths
}

// silent gives what r comes to if no more questions are answered.
func (b *book) silent(r remainder) remainder {
	p := b.parts[r]
	switch {
	case r == never || r == always:
		return r
	case p.op == isSaid:
		return b.truth(holdsUnsaid(b.atoms[p.question][p.bit]))
	}
	of := make([]remainder, len(p.of))
	for i, g := range p.of {
		of[i] = b.silent(g)
	}
	return b.join(p.op, of)
}
