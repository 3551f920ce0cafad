package prove

import (
	"fmt"
	"math/big"
	"slices"
	"time"

	"secondlook/assessment"
)

func planPromises() []Promise {
	return []Promise{
		{"T23 plan", "no plan after 183 days, no contact before the other's own date, none into a silence", planDays{}},
	}
}

// planDays goes through every answer to so-far on every day of a window: when
// it ended, when the last apology was, and until when they asked for space.
// The plan counts days and knows no calendar, so one today stands for all.
type planDays struct{}

// The days that the window reaches back and ahead. Beyond them the plan only
// repeats itself: its clocks run 7, 10, 168 and 183 days.
const (
	endedBack     = 200
	apologyBack   = 30
	spaceBack     = 3
	spaceAhead    = 15
	longestPlan   = 183
	monthSix      = 168
	quietAtLeast  = 7
	quietAtMost   = 10
	farAheadSpace = 200
)

var (
	contactSteps = []assessment.StepID{assessment.Apologise, assessment.LightContact, assessment.FriendsFirst}
	planSteps    = append([]assessment.StepID{assessment.AnyDay, assessment.TheirTime, assessment.QuietDays,
		assessment.TheirTurn, assessment.MonthSix}, contactSteps...)
)

func (planDays) prove(f *assessment.Flow) (Report, error) {
	r := Report{Unit: "answers and days", Count: new(big.Int), Concerned: new(big.Int)}
	soFar, ok := f.Question(assessment.SoFar)
	if !ok {
		return r, fmt.Errorf("no question %q", assessment.SoFar)
	}
	today := assessment.Day(2026, time.November, 25)
	seen := map[assessment.StepID]bool{}
	n := 0
	for _, picks := range answers(soFar, Raw) {
		day := planDay{f: f, a: clearSheet().With(assessment.SoFar, picks...)}
		day.d.Today = today
		for _, day.d.Ended = range spans(today, endedBack) {
			for _, day.d.Apologised = range spans(today, apologyBack) {
				for _, day.d.SpaceUntil = range spaces(today) {
					n++
					p := assessment.PlanFor(day.a, day.d)
					if says := day.breaks(p); says != "" {
						return r, fmt.Errorf("%s\n%s", says, day)
					}
					if seen[p.Step] {
						continue
					}
					seen[p.Step] = true
					if says := day.pageBreaks(p); says != "" {
						return r, fmt.Errorf("%s\n%s", says, day)
					}
				}
			}
		}
	}
	for _, s := range planSteps {
		if !seen[s] {
			return r, fmt.Errorf("step %q is never reached", s)
		}
	}
	r.reached(n)
	r.Classes = len(seen)
	return r, nil
}

// spans lists what may be known of a day in the past: nothing, each day up to
// n back, and each rough time.
func spans(today assessment.Date, n int) []assessment.Span {
	all := []assessment.Span{{}}
	for back := range n + 1 {
		all = append(all, assessment.On(today.Plus(-back)))
	}
	for _, rough := range assessment.Roughs() {
		span, _ := rough.Ago(today)
		all = append(all, span)
	}
	return all
}

// spaces lists until when they may have asked for space; the first is no date.
func spaces(today assessment.Date) []assessment.Date {
	all := []assessment.Date{{}, today.Plus(farAheadSpace)}
	for ahead := -spaceBack; ahead <= spaceAhead; ahead++ {
		all = append(all, today.Plus(ahead))
	}
	return all
}

// A planDay is one case: the answers, and the days.
type planDay struct {
	f *assessment.Flow
	a assessment.Answers
	d assessment.Dates
}

// String tells the case as a journey would.
func (c planDay) String() string {
	return fmt.Sprintf("pick so-far = %s\n# today %s, ended %s to %s, apologised %s to %s, space until %s",
		list(c.a[assessment.SoFar]), c.d.Today, c.d.Ended.Earliest, c.d.Ended.Latest,
		c.d.Apologised.Earliest, c.d.Apologised.Latest, c.d.SpaceUntil)
}

func (c planDay) said(o assessment.OptionID) bool { return c.a.Has(assessment.SoFar, o) }

// breaks tells what is wrong with a case's plan, or nothing.
func (c planDay) breaks(p assessment.Plan) string {
	contact := slices.Contains(contactSteps, p.Step)
	dated := !c.d.Ended.IsZero()
	ago := c.d.Today.Since(c.d.Ended.Earliest)
	unsaid := c.said(assessment.NotSay) || len(c.a[assessment.SoFar]) == 0
	reached := c.said(assessment.Apologised) || c.said(assessment.SaidNotNow) || c.said(assessment.Chased)
	switch {
	case dated && ago > longestPlan != p.Over, !dated && p.Over:
		return "a plan is over after 183 days, and not before"
	case p.Over:
		if p.Step != "" {
			return "a plan that is over has no step"
		}
		return ""
	case !slices.Contains(planSteps, p.Step):
		return fmt.Sprintf("no step %q", p.Step)
	case !dated && p.Step != assessment.AnyDay:
		return "without a date there is no step but any-day"
	case dated && (ago >= monthSix) != (p.Step == assessment.MonthSix):
		return "month-six is from day 168 on"
	case contact && c.d.SpaceUntil.After(c.d.Today):
		return "no contact before their own date"
	case contact && c.said(assessment.WantsSpace) && c.d.SpaceUntil.IsZero():
		return "no contact while they want space and named no end"
	case p.Step != assessment.MonthSix && !p.Opens.IsZero() && c.d.SpaceUntil.After(p.Opens):
		return "nothing opens before their own date"
	case contact && (c.said(assessment.Silent) || unsaid):
		return "no second message into a silence, nor where it was not said"
	case p.Step == assessment.Apologise && (reached || unsaid || !c.d.Apologised.IsZero()):
		return "one apology, not a second"
	case contact && reached && c.d.Apologised.IsZero():
		return "after calling and writing the silence starts today"
	case contact && !c.d.Apologised.IsZero() && c.d.Today.Since(c.d.Apologised.Latest) < quietAtLeast:
		return "no contact in the seven days after an apology"
	case p.Step == assessment.FriendsFirst && !c.said(assessment.InTouch):
		return "friends only where they are in touch"
	}
	return c.quietBreaks(p)
}

func (c planDay) quietBreaks(p assessment.Plan) string {
	if p.Step != assessment.QuietDays {
		if p.Day != 0 || !p.QuietFrom.IsZero() {
			return "days are counted in the quiet days only"
		}
		return ""
	}
	switch {
	case p.Day < 1 || p.Day > quietAtLeast:
		return "the quiet days are numbered one to seven"
	case p.Opens != p.QuietFrom.Plus(quietAtLeast), p.QuietLatest != p.QuietFrom.Plus(quietAtMost):
		return "the quiet lasts seven to ten days"
	case !p.Opens.After(c.d.Today):
		return "the quiet ends after today"
	}
	return ""
}

// pageBreaks tells what is wrong with the page of a case's plan: a plan that
// is over gives the page for that, and any other only its own step.
func (c planDay) pageBreaks(p assessment.Plan) string {
	res, plan := c.f.Judge(c.a, c.d)
	if p.Over && (res.Outcome != assessment.NotCovered || plan.Step != "") {
		return "expect outcome not-covered"
	}
	if !p.Over && plan != p {
		return "the page has another plan"
	}
	for _, id := range res.Sections {
		if s, _ := c.f.Section(id); len(s.Steps) > 0 && !slices.Contains(s.Steps, p.Step) {
			return fmt.Sprintf("expect no section %s", id)
		}
	}
	return ""
}
