package prove

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"secondlook/assessment"
)

func TestCompare_AFlowWithItself(t *testing.T) {
	f := assessment.Default()
	c, err := Compare(f, assessment.Default())
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Changes) > 0 || len(c.Before) > 0 || len(c.After) > 0 {
		t.Errorf("got %d changes (%v, %v), want none", len(c.Changes), c.Before, c.After)
	}
	all := new(big.Int)
	decisions, err := Decisions(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range decisions {
		all.Add(all, d.Sheets)
	}
	if c.Sheets.Cmp(all) != 0 {
		t.Errorf("got %v sheets, want %v", c.Sheets, all)
	}
	t.Logf("%v sheets in %d classes", c.Sheets, c.Classes)
}

// edits are changes of a flow, each of a kind that an editor makes.
var edits = map[string]func(*assessment.Flow){
	"rule dropped": func(f *assessment.Flow) {
		f.Rules = slices.DeleteFunc(f.Rules, func(r assessment.Rule) bool { return r.ID == "no-was-said" })
	},
	"rule moved": func(f *assessment.Flow) { f.Rules[4], f.Rules[0] = f.Rules[0], f.Rules[4] },
	"help moved": func(f *assessment.Flow) {
		for i := range f.Sections {
			if f.Sections[i].ID == "talk-to-a-specialist" {
				f.Sections[i].Needs = []assessment.Need{assessment.NeedCrisis}
			}
		}
	},
	"section no longer first": func(f *assessment.Flow) {
		for i := range f.Sections {
			if f.Sections[i].ID == "high-danger" {
				f.Sections[i].When = f.Sections[i].When[:1]
			}
		}
	},
	"question dropped": func(f *assessment.Flow) {
		f.Questions = slices.DeleteFunc(f.Questions, func(q assessment.Question) bool { return q.ID == assessment.Ties })
	},
	"option added": func(f *assessment.Flow) {
		q := &f.Questions[0]
		q.Options = append([]assessment.Option{{ID: "someone-asks"}}, q.Options...)
	},
	"asked more often": func(f *assessment.Flow) {
		for i := range f.Questions {
			if f.Questions[i].ID == assessment.Trust {
				f.Questions[i].Ask = f.Questions[i].Ask[:3]
			}
		}
	},
}

// What Compare says of an edited flow is what deciding both flows shows, on
// each example and on random people; and the random people who see something
// change are about as many as it counts.
func TestCompare_AgreesWithDecide(t *testing.T) {
	const people = 2_000
	for name, edit := range edits {
		t.Run(name, func(t *testing.T) {
			before, after := assessment.Default(), assessment.Default()
			edit(after)
			c, err := Compare(before, after)
			if err != nil {
				t.Fatal(err)
			}
			known := map[[2]Ending]bool{}
			changed := new(big.Int)
			for _, ch := range c.Changes {
				known[[2]Ending{ch.Before, ch.After}] = true
				changed.Add(changed, ch.Sheets)
				if got := (Change{Before: endingOf(before, ch.Example), After: endingOf(after, ch.Example)}); got.Before != ch.Before || got.After != ch.After {
					t.Errorf("got %v to %v, want %v to %v\n%s", got.Before, got.After, ch.Before, ch.After, Journey(before, ch.Example))
				}
			}
			r := rand.New(rand.NewPCG(7, uint64(len(name))))
			seen := 0
			for range people {
				a := inclination(r, before)
				ends := [2]Ending{endingOf(before, a), endingOf(after, a)}
				if ends[0] == ends[1] {
					continue
				}
				seen++
				if !known[ends] {
					t.Fatalf("%v to %v is not among the changes\n%s", ends[0], ends[1], Journey(before, a))
				}
			}
			if len(c.Changes) == 0 && !slices.Contains([]string{"question dropped", "option added", "asked more often"}, name) {
				t.Error("no change is seen")
			}
			t.Logf("%v of %v sheets change, in %d ways, %d classes; of %d random people %d", changed, c.Sheets, len(c.Changes), c.Classes, people, seen)
		})
	}
}

// inclination is how one person answers every question, should it be asked.
func inclination(r *rand.Rand, f *assessment.Flow) assessment.Answers {
	a := assessment.Answers{}
	for _, q := range f.Questions {
		all := answers(q, Walked)
		at := 1 + r.IntN(len(all)-1)
		if _, ok := q.Option(assessment.None); ok && r.IntN(3) > 0 {
			at = slices.IndexFunc(all, func(p []assessment.OptionID) bool { return len(p) == 1 && p[0] == assessment.None })
		}
		a[q.ID] = all[at]
	}
	return a
}

// endingOf has the program itself decide what a person walks into.
func endingOf(f *assessment.Flow, inclined assessment.Answers) Ending {
	a := assessment.Answers{}
	for q, more := f.Next(a); more; q, more = f.Next(a) {
		picks := inclined[q.ID]
		if len(picks) == 0 {
			picks = []assessment.OptionID{assessment.None}
		}
		a = a.With(q.ID, picks...)
	}
	res := f.Decide(a)
	e := Ending{Outcome: res.Outcome}
	for _, id := range res.Sections {
		s, _ := f.Section(id)
		if e.Top == "" {
			e.Top = id
		}
		if e.Help == "" && helpful(s) {
			e.Help, e.Need = id, s.Needs[0]
		}
	}
	return e
}

func TestCompare_RefusesAnotherOrder(t *testing.T) {
	f := assessment.Default()
	f.Questions[0], f.Questions[1] = f.Questions[1], f.Questions[0]
	if _, err := Compare(assessment.Default(), f); err == nil || !strings.Contains(err.Error(), "another order") {
		t.Errorf("got %v", err)
	}
}

func TestCompare_NamesWhatOneHasAlone(t *testing.T) {
	f := assessment.Default()
	edits["question dropped"](f)
	edits["option added"](f)
	c, err := Compare(assessment.Default(), f)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(c.Before, []string{"question ties"}) || !slices.Equal(c.After, []string{"option right-now.someone-asks"}) {
		t.Errorf("got %v and %v", c.Before, c.After)
	}
}

func TestTellings_EveryConstruct(t *testing.T) {
	f := assessment.Default()
	seen := map[string]bool{}
	for _, x := range Tellings(f) {
		seen[x.Construct] = true
		if len(x.Picks) == 0 || x.Outcome == "" {
			t.Errorf("%s: got %v", x.Construct, x)
		}
	}
	if len(seen) != 85 {
		t.Errorf("got %d constructs, want 85", len(seen))
	}
}
