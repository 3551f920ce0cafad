package assessment

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// coveredSheet is a complete sheet that leads to the plan.
func coveredSheet() Answers {
	a := Answers{
		RightNow: {None}, Thoughts: {No}, Ages: {Both18}, HowItEnded: {TheyLeftLately},
		Trust: {None}, TheirWord: {None}, Ties: {None}, WhyLeft: {Sharp}, SoFar: {Apologised}, Felt: {None},
	}
	for _, l := range lists {
		a[l.what] = []OptionID{None}
	}
	return a
}

// told are the options that stand for danger, harm or a no, by the
// specification: written here, not read from the rules.
func told() []Fact {
	facts := []Fact{
		{RightNow, []OptionID{TheyMayHurtMe, OthersInDanger, IMayHurtSomeone, IMayHurtMyself}},
		{Thoughts, []OptionID{Passive, Yes, YesPlan}},
		{Felt, []OptionID{IAfraid, ICareful, ITrapped, TheyAfraid, TheyCareful, TheyTrapped}},
		{TheirWord, []OptionID{ToldStop, ToldFinal, Blocked, Official}},
	}
	for _, l := range lists {
		facts = append(facts, Fact{l.what, l.acts}, Fact{l.who, []OptionID{They, TheyIDefended, Both, Me}})
	}
	return facts
}

func TestSettle_WithdrawnDisclosureKeepsThePlanShut(t *testing.T) {
	f := Default()
	for _, fact := range told() {
		for _, o := range fact.Options {
			s := Sitting{Answers: coveredSheet(), Said: Answers{fact.Question: {o}}}
			if !f.AskSlip(s) {
				t.Errorf("%s=%s withdrawn: whether it was a slip is not asked", fact.Question, o)
			}
			for _, slip := range []OptionID{"", No, NotSay} {
				s.Slip = slip
				res, plan := f.Settle(s, Dates{})
				want := f.Decide(coveredSheet().With(fact.Question, o)).Outcome
				if res.Outcome == Covered || res.Outcome != want || plan.Step != "" {
					t.Errorf("%s=%s withdrawn, slip %q: got %s at %q, want %s and no step", fact.Question, o, slip, res.Outcome, plan.Step, want)
				}
			}
			s.Slip = Yes
			res, _ := f.Settle(s, Dates{})
			if res.Outcome != Covered {
				t.Errorf("%s=%s withdrawn as a slip: got %s, want covered", fact.Question, o, res.Outcome)
			}
			if len(res.Kept) < 2 || !slices.Equal(res.Sections[:len(res.Kept)], res.Kept) || !slices.Contains(res.Kept, KeptHelp) {
				t.Errorf("%s=%s withdrawn as a slip: kept %v of %v, want its help on top", fact.Question, o, res.Kept, res.Sections)
			}
		}
	}
}

func TestSettle_NothingWithdrawnChangesNothing(t *testing.T) {
	f := Default()
	a := coveredSheet()
	for _, said := range []Answers{nil, a, {RightNow: {NotSay}}, {Trust: {ICheated}}, {TheirWord: {WithSomeone}}, {Ages: {TheyUnder18}}, {Ages: {BothUnder18}},
		{Ages: {MeUnder18}, AgeGap: {UpToTwo}}, {HowItEnded: {TheyDied}}} {
		res, _ := f.Settle(Sitting{Answers: a, Said: said}, Dates{})
		if res.Outcome != Covered || len(res.Kept) > 0 {
			t.Errorf("said %v: got %s keeping %v, want covered keeping nothing", said, res.Outcome, res.Kept)
		}
	}
}

func TestSettle_OtherPagesKeepTheHelpOnTop(t *testing.T) {
	f := Default()
	tests := []struct {
		name  string
		now   Answers
		said  Answers
		want  OutcomeID
		first []SectionID
	}{
		{"harm withdrawn, a no stands", coveredSheet().With(TheirWord, Blocked), Answers{Felt: {IAfraid}}, ClearNo,
			[]SectionID{"urgent-numbers", "about-being-harmed", KeptHelp}},
		{"a no withdrawn, something unsaid", coveredSheet().With(Trust, NotSay), Answers{TheirWord: {ToldStop}}, Unclear,
			[]SectionID{"urgent-numbers", "about-being-harmed", KeptHelp, "about-clear-no"}},
		{"a no withdrawn, they have someone", coveredSheet().With(TheirWord, WithSomeone), Answers{TheirWord: {ToldStop}}, NotCovered,
			[]SectionID{KeptHelp, "about-clear-no"}},
		{"under 18 with an adult withdrawn", coveredSheet(), Answers{Ages: {MeUnder18}, AgeGap: {ThreeOrMore}}, BeingHarmed,
			[]SectionID{"urgent-numbers"}},
		{"an adult with someone under 18 withdrawn", coveredSheet(), Answers{Ages: {TheyUnder18}, AgeGap: {ThreeOrMore}}, CausingHarm,
			[]SectionID{"urgent-numbers"}},
		{"first one did it, then the other", coveredSheet(), Answers{Body: {Hit}, WhoBody: {They, Me}}, BothHarm,
			[]SectionID{"urgent-numbers", "about-being-harmed", KeptHelp}},
	}
	for _, test := range tests {
		res, _ := f.Settle(Sitting{Answers: test.now, Said: test.said, Slip: NotSay}, Dates{})
		if res.Outcome != test.want || !slices.Equal(res.Sections[:len(test.first)], test.first) {
			t.Errorf("%s: got %s %v, want %s %v first", test.name, res.Outcome, res.Sections, test.want, test.first)
		}
	}
}

// What was taken back is not quoted: someone may have come into the room.
func TestSettle_QuotesNothingThatWasTakenBack(t *testing.T) {
	f := Default()
	for _, fact := range told() {
		for _, o := range fact.Options {
			s := Sitting{Answers: coveredSheet(), Said: Answers{fact.Question: {o}}, Slip: No}
			res, _ := f.Settle(s, Dates{})
			for _, b := range res.Because {
				for _, quoted := range b.Options {
					if !s.Answers.Has(b.Question, quoted) {
						t.Errorf("%s=%s taken back: the page quotes %s=%s", fact.Question, o, b.Question, quoted)
					}
				}
			}
		}
	}
	s := Sitting{Answers: coveredSheet().With(Ties, Children), Said: Answers{Ties: {Home}, Felt: {IAfraid}}, Slip: No}
	if got := standing([]Fact{{Ties, []OptionID{Home, Children}}, {Felt, []OptionID{IAfraid}}}, s.Answers); len(got) != 1 || !slices.Equal(got[0].Options, []OptionID{Children}) {
		t.Errorf("got %v, want what is still answered alone", got)
	}
}

// Harm that was told and then changed away still rules out help for two people together.
func TestSettle_NoCouplesHelpAfterHarmWasTold(t *testing.T) {
	f := Default()
	together := coveredSheet().With(HowItEnded, NotOver)
	if res, _ := f.Settle(Sitting{Answers: together}, Dates{}); !slices.ContainsFunc(res.Sections, f.helpsCouples) {
		t.Fatalf("%v holds no help for couples to begin with", res.Sections)
	}
	for _, fact := range told() {
		harm := fact.Question != Thoughts && fact.Question != TheirWord
		for _, o := range fact.Options {
			res, _ := f.Settle(Sitting{Answers: together, Said: Answers{fact.Question: {o}}}, Dates{})
			if couples := slices.ContainsFunc(res.Sections, f.helpsCouples); couples == (harm && o != IMayHurtMyself) {
				t.Errorf("%s=%s taken back: help for couples: %v (%s %v)", fact.Question, o, couples, res.Outcome, res.Sections)
			}
		}
	}
}

// Whatever else stands and whatever else was said: once danger, harm or a no
// was told, only a yes to the slip question can open the plan.
func TestSettle_RandomSittingsNeverOpenThePlanUnasked(t *testing.T) {
	f := Default()
	r := rand.New(rand.NewPCG(1, 2))
	facts := told()
	for range 20_000 {
		now := coveredSheet()
		said := Answers{}
		for range r.IntN(4) + 1 {
			q := f.Questions[r.IntN(len(f.Questions))]
			said = f.Remember(said, q.ID, []OptionID{q.Options[r.IntN(len(q.Options))].ID})
		}
		disclosed := slices.ContainsFunc(facts, func(fact Fact) bool { return is(fact.Question, fact.Options...).Holds(said) })
		res, _ := f.Settle(Sitting{Answers: now, Said: said, Slip: []OptionID{"", No, NotSay}[r.IntN(3)]}, Dates{})
		if disclosed && res.Outcome == Covered {
			t.Fatalf("said %v: got covered without a yes", said)
		}
	}
}
