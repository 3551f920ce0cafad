package prove

import (
	"math/big"
	"math/bits"
)

// A count is an exact number of sheets, or of pairs of sheets, in 256 bits.
type count [4]uint64

// addTimes adds n times c.
func (t *count) addTimes(c count, n uint64) {
	var over, carry uint64
	for i := range t {
		hi, lo := bits.Mul64(c[i], n)
		lo, c1 := bits.Add64(lo, over, 0)
		over = hi + c1
		t[i], carry = bits.Add64(t[i], lo, carry)
	}
}

func (t count) big() *big.Int {
	n := new(big.Int)
	for i := len(t) - 1; i >= 0; i-- {
		n.Or(n.Lsh(n, 64), new(big.Int).SetUint64(t[i]))
	}
	return n
}

// A visit is a state the walk has come to, after some number of questions.
type visit struct {
	sheets count
	cost   int32 // of the smallest sheet that comes here
	from   int32 // that sheet's visit one question earlier
	move   int32 // and how it answered this question
}

// A graph holds the merged states after each number of questions. Layer 0 is
// the empty sheet.
type graph[S comparable] struct {
	states [][]S
	visits [][]visit
}

// A move answers one question in one of n alike ways, at a cost.
type move[S comparable] struct {
	to         S
	n          uint64
	cost, name int32
}

// explore walks every sheet, question by question. States that are equal have
// the same future, so they are merged: their sheets are added up, and the
// smallest is remembered. Every answer is followed, none is sampled.
func explore[S comparable](start S, questions int, moves func(k int, s S, take func(move[S]))) *graph[S] {
	g := &graph[S]{
		states: [][]S{{start}},
		visits: [][]visit{{{sheets: count{1}, from: -1}}},
	}
	for k := range questions {
		index := map[S]int32{}
		var states []S
		var visits []visit
		for i, s := range g.states[k] {
			here := g.visits[k][i]
			moves(k, s, func(m move[S]) {
				at, seen := index[m.to]
				if !seen {
					at = int32(len(states))
					index[m.to] = at
					states = append(states, m.to)
					visits = append(visits, visit{cost: here.cost + m.cost, from: int32(i), move: m.name})
				}
				v := &visits[at]
				v.sheets.addTimes(here.sheets, m.n)
				if here.cost+m.cost < v.cost {
					v.cost, v.from, v.move = here.cost+m.cost, int32(i), m.name
				}
			})
		}
		g.states = append(g.states, states)
		g.visits = append(g.visits, visits)
	}
	return g
}

// path gives the moves of the smallest sheet that comes to visit i after k questions.
func (g *graph[S]) path(k, i int) []int32 {
	path := make([]int32, k)
	for ; k > 0; k-- {
		v := g.visits[k][i]
		path[k-1] = v.move
		i = int(v.from)
	}
	return path
}
