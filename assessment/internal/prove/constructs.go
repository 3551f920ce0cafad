package prove

import (
	"fmt"
	"maps"
	"math/big"
	"slices"

	"secondlook/assessment"
)

func constructPromises() []Promise {
	return []Promise{
		{"T17 forces", "each of C1 to C85, by itself, takes the plan away or adds its help; only C71 does neither, and sets the plan’s step (T23 plan)", eachConstruct{}},
		{"T17 belongs", "every answer that leads anywhere belongs to one of C1 to C85, and no other answer leads anywhere", onShape(belongs)},
	}
}

// eachConstruct sets one construct at a time on a sheet that is otherwise
// clear, and by itself; and looks at the same sheet without it.
type eachConstruct struct{}

func (eachConstruct) prove(f *assessment.Flow) (Report, error) {
	r := Report{Unit: "constructs with each answer to who did it", Count: new(big.Int), Concerned: new(big.Int)}
	for _, c := range constructs() {
		for _, e := range c.examples() {
			if err := e.check(f); err != nil {
				return r, fmt.Errorf("construct %s, %s.%s: %w", c.id, c.pick.question, c.pick.option, err)
			}
			r.reached(1)
		}
	}
	return r, nil
}

// clearSheet is the plan's page with nothing beside it.
func clearSheet() assessment.Answers {
	a := assessment.Answers{"thoughts": words("no"), "ages": words("both-18"), "how-it-ended": words("they-left-lately"),
		"why-left": words("not-committed")}
	for _, q := range []assessment.QuestionID{"right-now", "felt", "body", "threats", "control", "watching", "trust",
		"their-word", "ties", "so-far"} {
		a[q] = words("none")
	}
	return a
}

// An example is a construct told in one way, and what must come of it.
type example struct {
	bare    assessment.Answers // nothing but the construct
	with    assessment.Answers // the construct on a sheet otherwise clear
	without assessment.Answers // the same sheet without its option
	outcome assessment.OutcomeID
	shows   []assessment.SectionID // sections on the page with it, and not without it
	hides   []assessment.SectionID // sections not on the page though the option was picked
}

// examples gives the ways to tell a construct: where it asks who did it, one
// for each answer to that.
func (c construct) examples() []example {
	base := c.example()
	if c.section != "" {
		base.shows = []assessment.SectionID{c.section}
	}
	switch c.forces {
	case "-":
		base.outcome = assessment.Covered
		base.bare = nil // by itself nothing is decided
		return []example{base}
	case "H", "H!":
		return c.byWho()
	}
	base.outcome = outcomeOf[c.forces]
	for _, b := range behaviours {
		if b.who == c.pick.question { // who did it says nothing without what it was
			base.bare[b.list] = b.acts[:1]
			base.with[b.list], base.without[b.list] = b.acts[:1], b.acts[:1]
			delete(base.without, b.who)
		}
	}
	return []example{base}
}

// example sets the construct's own picks, and nothing about who.
func (c construct) example() example {
	e := example{bare: assessment.Answers{}, with: clearSheet(), without: clearSheet()}
	if c.with.question != "" {
		e.bare = e.bare.With(c.with.question, c.with.option)
		e.with = e.with.With(c.with.question, c.with.option)
		if c.with.question != "ties" { // what C22 adds is shared with its own condition
			e.without = e.without.With(c.with.question, c.with.option)
		}
	}
	e.bare = e.bare.With(c.pick.question, c.pick.option)
	e.with = e.with.With(c.pick.question, c.pick.option)
	return e
}

func (c construct) byWho() []example {
	var all []example
	for _, w := range whoAny {
		e := c.example()
		e.outcome = directed(w)
		for _, b := range behaviours {
			if b.list == c.pick.question {
				e.bare, e.with = e.bare.With(b.who, w), e.with.With(b.who, w)
			}
		}
		// Help in a crisis, and what children need, do not depend on who.
		anyWho := c.section == "crisis-help" || c.with.question == "ties"
		switch {
		case c.section != "" && (anyWho || w != assessment.Me):
			e.shows = append(e.shows, c.section)
		case c.section != "":
			e.hides = append(e.hides, c.section)
		}
		if c.forces == "H!" {
			e.signs(w)
		}
		all = append(all, e)
	}
	return all
}

// signs adds what a sign of high danger shows, by who did it.
func (e *example) signs(who assessment.OptionID) {
	for section, by := range map[assessment.SectionID][]assessment.OptionID{
		"high-danger": whoNotOnlyMe, "stop-today": whoNotOnlyYou} {
		if slices.Contains(by, who) {
			e.shows = append(e.shows, section)
		} else {
			e.hides = append(e.hides, section)
		}
	}
}

func directed(who assessment.OptionID) assessment.OutcomeID {
	switch who {
	case assessment.They, assessment.TheyIDefended:
		return assessment.BeingHarmed
	case assessment.Me:
		return assessment.CausingHarm
	}
	return assessment.BothHarm
}

func (e example) check(f *assessment.Flow) error {
	if err := offered(f, e.with); err != nil {
		return err
	}
	got, sections := read(f, e.with)
	otherwise, otherSections := read(f, e.without)
	expect := func(what string, to any) error {
		return fmt.Errorf("the flow decides %s\n%sexpect %s %s", got, Journey(f, e.with), what, to)
	}
	if got != e.outcome {
		return expect("outcome", e.outcome)
	}
	for _, s := range e.shows {
		if !slices.Contains(sections, s) {
			return expect("section", s)
		}
		if slices.Contains(otherSections, s) {
			return fmt.Errorf("section %s is there without it too\n%s", s, Journey(f, e.without))
		}
	}
	for _, s := range e.hides {
		if slices.Contains(sections, s) {
			return expect("no section", s)
		}
	}
	if e.bare == nil { // it leads nowhere, it only adds
		return nil
	}
	if otherwise == e.outcome {
		return fmt.Errorf("the flow decides %s without it too\n%s", otherwise, Journey(f, e.without))
	}
	if alone, _ := read(f, e.bare); alone != e.outcome {
		return fmt.Errorf("by itself the flow decides %s\n%sexpect outcome %s", alone, Journey(f, e.bare), e.outcome)
	}
	return nil
}

// offered refuses sheets with picks that the flow does not offer.
func offered(f *assessment.Flow, a assessment.Answers) error {
	for _, id := range slices.Sorted(maps.Keys(a)) {
		q, ok := f.Question(id)
		if !ok {
			return fmt.Errorf("no question %q", id)
		}
		for _, o := range a[id] {
			if _, ok := q.Option(o); !ok {
				return fmt.Errorf("question %q: no option %q", id, o)
			}
		}
	}
	return nil
}

// read gives a sheet's outcome and sections, straight from the flow's data.
// Sections of the plan's steps are left out.
func read(f *assessment.Flow, a assessment.Answers) (assessment.OutcomeID, []assessment.SectionID) {
	holds := func(c assessment.Is) bool { return includes(c, a[c.Question]) }
	id := assessment.Unclear
	for _, r := range f.Rules {
		if allOf(r.When, holds) {
			id = r.Outcome
			break
		}
	}
	o := outcome(f, id)
	var sections []assessment.SectionID
	for _, s := range f.Sections {
		when := slices.ContainsFunc(s.When, func(w []assessment.Is) bool { return allOf(w, holds) })
		if len(s.Steps) == 0 && shows(o, s, when) {
			sections = append(sections, s.ID)
		}
	}
	return id, sections
}

// belongs holds the constructs of every option in the flow against the table,
// and shows that an option outside the table leaves the plan as it is.
func belongs(f *assessment.Flow) (places int, err error) {
	want := tableByPick()
	for _, q := range f.Questions {
		for _, o := range q.Options {
			places++
			p := pick{q.ID, o.ID}
			if err := sameConstructs(p, o.Constructs, want[p]); err != nil {
				return places, err
			}
			if len(want[p]) > 0 && !onlyAdds(p) {
				continue
			}
			a := clearSheet().With(q.ID, o.ID)
			if got, _ := read(f, a); got != assessment.Covered {
				return places, fmt.Errorf("the flow decides %s\n%sexpect outcome covered", got, Journey(f, a))
			}
		}
	}
	return places, nil
}

// tableByPick gives the constructs of every pick: those of its lines, and for
// the answers to who did it those of the whole list.
func tableByPick() map[pick][]string {
	want := map[pick][]string{}
	add := func(p pick, id string) {
		if !slices.Contains(want[p], id) {
			want[p] = append(want[p], id)
		}
	}
	for _, c := range constructs() {
		add(c.pick, c.id)
		if c.with.question != "" {
			add(c.with, c.id)
		}
		for _, b := range behaviours {
			for _, w := range whoAny {
				if b.list == c.pick.question && c.forces != "UN" {
					add(pick{b.who, w}, c.id)
				}
			}
		}
	}
	return want
}

// sameConstructs allows one construct beyond the table: C85 on any not-say.
func sameConstructs(p pick, got, want []string) error {
	for _, c := range want {
		if !slices.Contains(got, c) {
			return fmt.Errorf("question %q: option %q does not belong to %s", p.question, p.option, c)
		}
	}
	for _, c := range got {
		if !slices.Contains(want, c) && !(c == "C85" && p.option == assessment.NotSay) {
			return fmt.Errorf("question %q: option %q belongs to %s, which the table does not say", p.question, p.option, c)
		}
	}
	return nil
}

// onlyAdds reports whether a pick of the table decides nothing by itself.
func onlyAdds(p pick) bool {
	if p == (pick{"ties", "children"}) { // only beside an act
		return true
	}
	return slices.ContainsFunc(constructs(), func(c construct) bool { return c.pick == p && c.forces == "-" })
}
