package assessment

import (
	"fmt"
	"slices"
)

// Dates are what the plan counts from. Only Today is needed.
type Dates struct {
	Today      Date
	Ended      Span // when it ended
	Apologised Span // the last apology, or the last asking
	SpaceUntil Date // until when they asked for space
	SpaceOpen  bool // they asked for space and named no end
}

// ParseDates reads the dates as a person or a script gives them: today as a
// date; ended and apologised as a date or a rough time; space as a date or
// "no-date"; empty strings where nothing was said. What cannot be true, like a
// break-up in the future, is refused by name.
func ParseDates(today, ended, apologised, space string) (Dates, error) {
	var d Dates
	var err error
	if d.Today, err = ParseDate(today); err != nil {
		return Dates{}, fmt.Errorf("today: %w", err)
	}
	if d.Ended, err = ParseSpan(ended, d.Today); err != nil {
		return Dates{}, fmt.Errorf("ended: %w", err)
	}
	if d.Apologised, err = ParseSpan(apologised, d.Today); err != nil {
		return Dates{}, fmt.Errorf("apologised: %w", err)
	}
	d.SpaceOpen = space == NoDate
	if space != "" && !d.SpaceOpen {
		if d.SpaceUntil, err = ParseDate(space); err != nil {
			return Dates{}, fmt.Errorf("space_until: %w", err)
		}
	}
	return d, nil
}

// A Plan says where a covered person is on a given day.
type Plan struct {
	Step  StepID
	Opens Date // when the next step opens; no date where only the other person's word opens it
	// QuietFrom is the day the quiet counts from, and Day the number of that
	// day's turn today, from 1. Both are zero outside the quiet days.
	QuietFrom Date
	Day       int
	// QuietLatest is the last day by which the quiet ends, unless they asked for longer.
	QuietLatest Date
	// MonthSix is the day about six months after the break-up, counted from
	// the earliest day it may have been; no date when that was not said.
	MonthSix Date
	Over     bool // the break-up is too long ago for any plan
}

// PlanFor gives the step for today. Waiting counts from the nearest day that
// fits what was said, the half year from the farthest: in doubt the person
// waits longer, and lets go sooner. No step with contact comes before a date
// the other person named.
func PlanFor(a Answers, d Dates) Plan {
	var p Plan
	if d.Today.IsZero() || d.Ended.IsZero() {
		p.Step = AnyDay
		return p
	}
	p.MonthSix = d.Ended.Earliest.Plus(monthSixOpens)
	if d.Today.Since(d.Ended.Earliest) > longestPlan {
		p.Over = true
		return p
	}
	if !p.MonthSix.After(d.Today) {
		p.Step = MonthSix
		return p
	}

	unsaid := a.Has(SoFar, NotSay) || len(a[SoFar]) == 0
	silent := unsaid || a.Has(SoFar, Silent)
	wantsSpace := a.Has(SoFar, WantsSpace) || !d.SpaceUntil.IsZero() || d.SpaceOpen
	reachedOut := unsaid || silent || a.Has(SoFar, Apologised) || a.Has(SoFar, Chased) ||
		a.Has(SoFar, SaidNotNow) || !d.Apologised.IsZero()

	if wantsSpace && (d.SpaceUntil.IsZero() || d.SpaceUntil.After(d.Today)) {
		p.Step = TheirTime
		p.Opens = d.SpaceUntil
		if p.Opens.IsZero() {
			return p
		}
		if last := p.quiet(d); reachedOut && last.After(p.Opens) {
			p.Opens = last
		}
		return p
	}
	if !reachedOut {
		p.Step = Apologise
		return p
	}
	if ends := p.quiet(d); ends.After(d.Today) {
		p.Step = QuietDays
		p.Opens = ends
		p.QuietFrom = ends.Plus(-quietAtLeast)
		p.QuietLatest = p.QuietFrom.Plus(quietAtMost)
		p.Day = d.Today.Since(p.QuietFrom) + 1
		return p
	}
	p.Opens = p.MonthSix
	switch {
	case silent:
		p.Step = TheirTurn
	case a.Has(SoFar, InTouch):
		p.Step = FriendsFirst
	default:
		p.Step = LightContact
	}
	return p
}

// quiet gives the day the quiet ends: seven days after the nearest day that
// the last apology or asking can have been. Where that was not said it can
// have been today.
func (p Plan) quiet(d Dates) Date {
	from := d.Apologised.Latest
	if from.IsZero() {
		from = d.Today
	}
	if d.Ended.Latest.After(from) {
		from = d.Ended.Latest // sorry said before it ended is not the step that the quiet counts from
	}
	return from.Plus(quietAtLeast)
}

// Judge decides the page, and for a covered person where they are today. A
// break-up too long ago gives the page for that instead of a plan.
func (f *Flow) Judge(a Answers, d Dates) (Result, Plan) {
	res := f.Decide(a)
	if res.Outcome != Covered {
		return res, Plan{}
	}
	p := PlanFor(a, d)
	if p.Over {
		res = f.Decide(a.With(HowItEnded, TheyLeftLongAgo))
		res.Because = nil // the date decided, and it is not among the answers
		return res, Plan{Over: true}
	}
	res.Sections = f.withStep(res, p.Step, a)
	return res, p
}

// withStep puts the sections of the plan's step into their place.
func (f *Flow) withStep(res Result, step StepID, a Answers) []SectionID {
	o, _ := f.Outcome(res.Outcome)
	var ids []SectionID
	for _, id := range o.Sections {
		s, ok := f.Section(id)
		today := ok && slices.Contains(s.Steps, step) && s.shown(o, a)
		if today || slices.Contains(res.Sections, id) {
			ids = append(ids, id)
		}
	}
	return ids
}
