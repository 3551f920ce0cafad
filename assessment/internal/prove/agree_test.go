package prove

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"secondlook/assessment"
)

// The machine reads the rules as data. These tests show that Decide, Next and
// Prune, which people meet, do what the machine does.

// TestProof_RandomSheetsAgree never proves a promise; it ties the code to the proofs.
func TestProof_RandomSheetsAgree(t *testing.T) {
	sheets := 10_000_000
	if testing.Short() {
		sheets = 200_000
	}
	f := assessment.Default()
	start := time.Now()
	const workers = 2
	decided := make([]map[assessment.RuleID]int, workers)
	var wg sync.WaitGroup
	for w := range workers {
		seed := rand.Uint64()
		t.Logf("seed %d: %d", w, seed)
		d, err := newDice(f, seed)
		if err != nil {
			t.Fatal(err)
		}
		decided[w] = d.decided
		wg.Go(func() {
			for n := range sheets / workers {
				if says := d.throw(n); says != "" {
					t.Errorf("%s\n%s", says, Journey(f, d.sheet))
					return
				}
			}
		})
	}
	wg.Wait()
	for _, r := range f.Rules {
		if decided[0][r.ID]+decided[1][r.ID] == 0 && !testing.Short() {
			t.Errorf("rule %q decided none of the sheets: throw them another way", r.ID)
		}
	}
	t.Logf("%d sheets in %v", sheets, time.Since(start).Round(time.Millisecond))
}

// Dice throw raw sheets, from mostly clear to wholly random ones.
type dice struct {
	rng     *rand.Rand
	machine *machine
	next    [][][]int32       // after so many questions, from each merged state, by each class of answers
	ends    []assessment.Rule // what each state at the end decides
	clear   []int             // of each question, the clear answer's place
	sheet   assessment.Answers
	decided map[assessment.RuleID]int
}

func newDice(f *assessment.Flow, seed uint64) (*dice, error) {
	m, err := newMachine(f, Raw, false)
	d := &dice{rng: rand.New(rand.NewPCG(seed, 0)), machine: m, sheet: assessment.Answers{}, decided: map[assessment.RuleID]int{}}
	if err != nil {
		return nil, err
	}
	for _, s := range m.steps {
		d.clear = append(d.clear, s.at(clearSheet()[s.question.ID]))
	}
	g := m.explore()
	for k := range m.steps {
		d.next = append(d.next, m.table(g, k))
	}
	for _, s := range g.states[len(m.steps)] {
		d.ends = append(d.ends, m.decide(s.rules))
	}
	return d, nil
}

// table gives the way from each merged state by each class of answers to question k.
func (m *machine) table(g *graph[state], k int) [][]int32 {
	index := map[state]int32{}
	for i, s := range g.states[k+1] {
		index[s] = int32(i)
	}
	var table [][]int32
	for _, s := range g.states[k] {
		row := make([]int32, len(m.steps[k].classes))
		for c := range row {
			row[c] = index[m.answer(s, k, c)]
		}
		table = append(table, row)
	}
	return table
}

// throw makes one sheet and tells where code and machine differ.
func (d *dice) throw(n int) string {
	m := d.machine
	clear(d.sheet)
	s := int32(0)
	wild := []int{5, 15, 30, 60, 100}[d.rng.IntN(5)] // percent of answers that are thrown
	for k := range m.steps {
		st := &m.steps[k]
		at := d.clear[k]
		if d.rng.IntN(100) < wild {
			at = d.rng.IntN(len(st.answers))
		}
		if picks := st.answers[at]; len(picks) > 0 {
			d.sheet[st.question.ID] = picks
		}
		s = d.next[k][s][st.classOf[at]]
	}
	want := d.ends[s]
	got := m.flow.Decide(d.sheet)
	if got.Outcome != want.Outcome || got.Rule != want.ID {
		return fmt.Sprintf("decide says %s by %q, the machine %s by %q", got.Outcome, got.Rule, want.Outcome, want.ID)
	}
	d.decided[got.Rule]++
	if n%256 == 0 {
		return d.page(got)
	}
	return ""
}

// page compares what else the code makes of the sheet: the page, and what it prunes.
func (d *dice) page(got assessment.Result) string {
	f := d.machine.flow
	if want := pageOf(f, d.sheet, got.Outcome); !slices.Equal(got.Sections, want) {
		return fmt.Sprintf("decide shows %v, the data say %v", got.Sections, want)
	}
	if o, _ := f.Outcome(got.Outcome); got.Urgency != urgencyOf[got.Outcome] || o.Urgency != got.Urgency {
		return fmt.Sprintf("decide says %s is %v", got.Outcome, got.Urgency)
	}
	kept := f.Prune(d.sheet)
	if again := f.Prune(kept); len(again) != len(kept) {
		return "pruning twice is not pruning once"
	}
	for _, q := range f.Questions {
		asked := allOf(q.Ask, func(c assessment.Is) bool { return includes(c, kept[c.Question]) })
		if want := asked && len(d.sheet[q.ID]) > 0; want != (len(kept[q.ID]) > 0) {
			return fmt.Sprintf("question %q: pruned otherwise than the data say", q.ID)
		}
	}
	if err := f.Check(d.sheet); err != nil {
		return fmt.Sprintf("a legal sheet is refused: %v", err)
	}
	return ""
}

// pageOf gives a page's sections in order, as the page proofs see them.
func pageOf(f *assessment.Flow, a assessment.Answers, id assessment.OutcomeID) []assessment.SectionID {
	holds := func(lists [][]assessment.Is) bool {
		return slices.ContainsFunc(lists, func(w []assessment.Is) bool {
			return allOf(w, func(c assessment.Is) bool { return includes(c, a[c.Question]) })
		})
	}
	moving := movingSections(f)
	var bits []bool
	for _, s := range moving {
		bits = append(bits, holds(s.First), holds(s.When))
	}
	o := outcome(f, id)
	var ids []assessment.SectionID
	for _, pl := range places(f, o, moving, bits) {
		if len(pl.section.Steps) == 0 && shows(o, pl.section, holds(pl.section.When)) {
			ids = append(ids, pl.section.ID)
		}
	}
	return ids
}

// TestProof_NextAgrees goes to every merged state of the walk, and sees that
// Next asks there what the machine says.
func TestProof_NextAgrees(t *testing.T) {
	f := assessment.Default()
	m, err := newMachine(f, Walked, false)
	if err != nil {
		t.Fatal(err)
	}
	g := m.explore()
	checked := 0
	for k := range g.states {
		for i, s := range g.states[k] {
			a := m.sheet(g.path(k, i))
			want := assessment.QuestionID("")
			if k < len(m.steps) && !m.decided(s, k) && m.asked(s, k) {
				want = m.steps[k].question.ID
			}
			got, asks := f.Next(a)
			unasked := k < len(m.steps) && want == ""
			if unasked && asks { // the machine passes over this question; Next must not ask it
				asks = got.ID == m.steps[k].question.ID
			}
			if asks != (want != "") || asks && got.ID != want {
				t.Fatalf("got next question %q, want %q\n%s", got.ID, want, Journey(f, a))
			}
			checked++
		}
	}
	t.Logf("Next agrees at %d merged states", checked)
}

// TestProof_EverySheetOfASmallFlow walks a small flow sheet by sheet through
// the real code, and finds the machine's counts and decisions.
func TestProof_EverySheetOfASmallFlow(t *testing.T) {
	f := smallFlow()
	for _, sheets := range []Sheets{Raw, Pruned, Complete, Walked} {
		rules, outcomes := map[assessment.RuleID]int64{}, map[assessment.OutcomeID]int64{}
		everySheet(f, sheets, 0, assessment.Answers{}, func(a assessment.Answers) {
			got := f.Decide(a)
			rules[got.Rule]++
			outcomes[got.Outcome]++
		})
		byRule := counts(t, f, sheets, false, func(r assessment.Rule) assessment.RuleID { return r.ID })
		if !maps.Equal(byRule, rules) {
			t.Errorf("%s sheets by rule: got %v, want %v", sheets, byRule, rules)
		}
		byOutcome := counts(t, f, sheets, true, func(r assessment.Rule) assessment.OutcomeID { return r.Outcome })
		if !maps.Equal(byOutcome, outcomes) {
			t.Errorf("%s sheets by outcome: got %v, want %v", sheets, byOutcome, outcomes)
		}
	}
}

// counts gives the machine's sheets by what the deciding rule is filed under.
func counts[K comparable](t *testing.T, f *assessment.Flow, sheets Sheets, byOutcome bool, file func(assessment.Rule) K) map[K]int64 {
	m, err := newMachine(f, sheets, byOutcome)
	if err != nil {
		t.Fatal(err)
	}
	g := m.explore()
	got := map[K]int64{}
	for i, s := range g.states[len(m.steps)] {
		if m.belongs(s) {
			got[file(m.decide(s.rules))] += g.visits[len(m.steps)][i].sheets.big().Int64()
		}
	}
	return got
}

// TestProof_EveryPairOfASmallFlow does the same for pairs of sheets: taking
// back an answer (T10), and adding a forcing option and going on (T9).
func TestProof_EveryPairOfASmallFlow(t *testing.T) {
	f := smallFlow()
	type pair struct{ a, b assessment.OutcomeID }
	takeBack := func(_ assessment.Question, picks []assessment.OptionID) [][]assessment.OptionID {
		return [][]assessment.OptionID{nil, {assessment.NotSay}}
	}
	tests := []struct {
		name  string
		pairs onPairs
	}{
		{"taken back", onPairs{sheets: Pruned, change: takeBack}},
		{"taken back and pruned", onPairs{sheets: Pruned, change: takeBack, prunes: true}},
		{"added and gone on", onPairs{sheets: Complete, change: addForcing, prunes: true, goesOn: true}},
	}
	for _, tt := range tests {
		want, total := map[pair]bool{}, int64(0)
		everySheet(f, tt.pairs.sheets, 0, assessment.Answers{}, func(a assessment.Answers) {
			for _, q := range f.Questions {
				if len(a[q.ID]) == 0 {
					continue
				}
				for _, picks := range tt.pairs.change(q, a[q.ID]) {
					second(f, tt.pairs, a, a.With(q.ID, picks...), q.ID, func(b assessment.Answers) {
						want[pair{f.Decide(a).Outcome, f.Decide(b).Outcome}] = true
						total++
					})
				}
			}
		})
		got := map[pair]bool{}
		tt.pairs.premise = All()
		tt.pairs.breaks = func(a, b assessment.OutcomeID) bool { got[pair{a, b}] = true; return false }
		r, err := tt.pairs.prove(f)
		if err != nil {
			t.Fatal(err)
		}
		if r.Count.Int64() != total || !maps.Equal(got, want) {
			t.Errorf("%s: got %v pairs, want %d; got %v, want %v", tt.name, r.Count, total, got, want)
		}
		t.Logf("%s: all %d pairs of a small flow agree", tt.name, total)
	}
}

// second gives every second sheet that comes of a once the answer to
// question changed is set as in b.
func second(f *assessment.Flow, p onPairs, a, b assessment.Answers, changed assessment.QuestionID, visit func(assessment.Answers)) {
	if !p.prunes {
		visit(b)
		return
	}
	place := slices.IndexFunc(f.Questions, func(q assessment.Question) bool { return q.ID == changed })
	var from func(k int, kept assessment.Answers)
	from = func(k int, kept assessment.Answers) {
		if k == len(f.Questions) {
			visit(kept)
			return
		}
		q := f.Questions[k]
		asked := f.Asked(q, kept)
		switch {
		case !asked:
			from(k+1, kept)
		case len(b[q.ID]) > 0 || k <= place || !p.goesOn: // what was open before the change is not newly asked
			from(k+1, kept.With(q.ID, b[q.ID]...))
		default:
			for _, picks := range answers(q, Raw) {
				from(k+1, kept.With(q.ID, picks...))
			}
		}
	}
	from(0, assessment.Answers{})
}

// smallFlow is ours, with seven questions and fewer options in the long ones.
func smallFlow() *assessment.Flow {
	f := clone(assessment.Default())
	keep := map[assessment.QuestionID][]assessment.OptionID{
		"right-now": words("they-may-hurt-me none not-say"), "thoughts": nil, "how-it-ended": nil,
		"felt": words("i-afraid they-afraid none not-say"), "body": words("hit neck-weapon none not-say"), "who-body": nil,
		"their-word": words("told-stop hard-time none not-say"),
	}
	f.Questions = slices.DeleteFunc(f.Questions, func(q assessment.Question) bool { _, ok := keep[q.ID]; return !ok })
	for i, q := range f.Questions {
		f.Questions[i].Options = slices.DeleteFunc(q.Options, func(o assessment.Option) bool {
			return keep[q.ID] != nil && !slices.Contains(keep[q.ID], o.ID)
		})
		f.Questions[i].Ask = onlyOn(keep, q.Ask)
	}
	for i, r := range f.Rules {
		f.Rules[i].When = onlyOn(keep, r.When)
	}
	f.Rules = slices.DeleteFunc(f.Rules, func(r assessment.Rule) bool { return len(r.When) == 0 && r.ID != "otherwise" })
	return f
}

func onlyOn(keep map[assessment.QuestionID][]assessment.OptionID, when []assessment.Is) []assessment.Is {
	return slices.DeleteFunc(slices.Clone(when), func(c assessment.Is) bool { _, ok := keep[c.Question]; return !ok })
}

// everySheet visits every sheet of the kind, from question k on, by the real code.
func everySheet(f *assessment.Flow, sheets Sheets, k int, a assessment.Answers, visit func(assessment.Answers)) {
	if k == len(f.Questions) {
		_, more := f.Next(a)
		if sheets != Complete || !more {
			visit(a)
		}
		return
	}
	q := f.Questions[k]
	asked := sheets == Raw || f.Asked(q, a)
	if sheets == Walked {
		next, more := f.Next(a)
		asked = more && next.ID == q.ID
	}
	if !asked || sheets != Walked {
		everySheet(f, sheets, k+1, a, visit)
	}
	if !asked {
		return
	}
	for _, picks := range answers(q, sheets)[1:] {
		everySheet(f, sheets, k+1, a.With(q.ID, picks...), visit)
	}
}

// TestProof_CheckRefusesIllegal sets every set of picks on every question.
func TestProof_CheckRefusesIllegal(t *testing.T) {
	f := assessment.Default()
	checked := 0
	for _, q := range f.Questions {
		legal := answers(q, Raw)
		for _, picks := range answers(q, Illegal)[1:] {
			want := slices.ContainsFunc(legal, func(l []assessment.OptionID) bool { return slices.Equal(l, picks) })
			if err := f.Check(assessment.Answers{q.ID: picks}); (err == nil) != want {
				t.Errorf("question %q: picks %v: got error %v, want legal %v", q.ID, picks, err, want)
			}
			checked++
		}
	}
	for _, a := range []assessment.Answers{
		{"no-such-question": words("none")}, {"felt": nil}, {"felt": {}}, {"felt": words("i-afraid i-afraid")}} {
		if err := f.Check(a); err == nil {
			t.Errorf("%v: got no error", a)
		}
	}
	t.Logf("Check tells legal from illegal on all %d sets of picks", checked)
}
