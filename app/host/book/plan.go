//go:build !wasm

package book

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"secondlook/assessment"
)

type step struct {
	ID, Title, Lead string
	Sections        template.HTML
}

var order = []assessment.StepID{assessment.AnyDay, assessment.Apologise, assessment.TheirTime, assessment.QuietDays,
	assessment.LightContact, assessment.TheirTurn, assessment.FriendsFirst, assessment.MonthSix}

func (b *binder) steps() []step {
	var all []step
	for _, id := range order {
		out := step{ID: string(id), Title: b.stepTitle(id), Lead: b.Words.Label("lead-" + string(id))}
		var sections []template.HTML
		for _, s := range b.Flow.Sections {
			if slices.Contains(s.Steps, id) {
				sections = append(sections, b.sectionLink(s.ID))
			}
		}
		out.Sections = joined(sections, "and")
		all = append(all, out)
	}
	return all
}

// stepTitle names a step as its page does. The first days without a date have no title of their own.
func (b *binder) stepTitle(id assessment.StepID) string {
	title := b.Words.Label("step-" + string(id))
	if title == "" {
		return "Any day: no date is known yet"
	}
	return strings.ReplaceAll(title, "%d", "…")
}

// A life is what one invented person said, and when.
type life struct {
	said       string
	answers    assessment.Answers
	apologised int // the day of the last apology, counted from the break-up; -1: none
	space      int // until which day they asked for space; -1: not
}

func lives() []life {
	soFar := func(o ...assessment.OptionID) assessment.Answers { return assessment.Answers{assessment.SoFar: o} }
	return []life{
		{"nothing was said or asked since", soFar(assessment.None), -1, -1},
		{"an apology on day 3", soFar(assessment.Apologised), 3, -1},
		{"an apology on day 3, and they write now and then", soFar(assessment.Apologised, assessment.InTouch), 3, -1},
		{"an apology on day 3, and no answer came", soFar(assessment.Apologised, assessment.Silent), 3, -1},
		{"an apology on day 3, and they asked for space until day 30", soFar(assessment.Apologised, assessment.WantsSpace), 3, 30},
		{"they asked for space and named no end", soFar(assessment.WantsSpace), -1, -1},
		{"calls and begging, no day named", soFar(assessment.Chased), -1, -1},
		{"nothing told of what happened since", soFar(assessment.NotSay), -1, -1},
	}
}

type example struct {
	Said string
	Rows []exampleRow
}

type exampleRow struct{ Days, Step, Opens string }

// lastDay is how far the worked examples are followed.
const lastDay = 200

// day gives where a person is so many days after the break-up.
func (l life) day(n int) assessment.Plan {
	ended := assessment.Day(2026, time.January, 5)
	d := assessment.Dates{Today: ended.Plus(n), Ended: assessment.On(ended)}
	if l.apologised >= 0 && n >= l.apologised {
		d.Apologised = assessment.On(ended.Plus(l.apologised))
	}
	a := l.answers
	if l.apologised > n {
		a = assessment.Answers{assessment.SoFar: []assessment.OptionID{assessment.None}} // not yet said
	}
	if l.space >= 0 && n >= l.apologised {
		d.SpaceUntil = ended.Plus(l.space)
	}
	return assessment.PlanFor(a, d)
}

// examples follows invented people day by day, and tells when the step changes.
func (b *binder) examples() []example {
	var all []example
	for _, l := range lives() {
		out := example{Said: l.said}
		for n := 0; n <= lastDay; {
			p := l.day(n)
			end := n
			for end < lastDay && sameStep(l.day(end+1), p) {
				end++
			}
			row := exampleRow{Days: fmt.Sprintf("%d", n), Step: "no plan any more: the page for what is long over"}
			if end > n {
				row.Days = fmt.Sprintf("%d to %d", n, end)
			}
			if end == lastDay {
				row.Days = fmt.Sprintf("from %d on", n)
			}
			if !p.Over {
				row.Step = b.stepTitle(p.Step)
				row.Opens = "nothing by the calendar: only their word"
				if !p.Opens.IsZero() {
					row.Opens = fmt.Sprintf("day %d", n+p.Opens.Since(assessment.Day(2026, time.January, 5).Plus(n)))
				}
				if p.Step == assessment.Apologise || p.Step == assessment.MonthSix {
					row.Opens = "–"
				}
			}
			if moves := l.day(end).Opens.Since(p.Opens); !p.Over && end > n && moves > 0 {
				row.Opens = "always a week ahead: the quiet begins on the day it is named"
			}
			out.Rows = append(out.Rows, row)
			n = end + 1
		}
		all = append(all, out)
	}
	return all
}

func sameStep(a, b assessment.Plan) bool { return a.Step == b.Step && a.Over == b.Over }

// clock tells the plan's clock in plain words, with the numbers that PlanFor itself gives.
func (b *binder) clock() []string {
	ended := assessment.Day(2026, time.January, 5)
	apology := life{answers: assessment.Answers{assessment.SoFar: []assessment.OptionID{assessment.Apologised}}, apologised: 0, space: -1}
	quiet := apology.day(0)
	least, most := quiet.Opens.Since(quiet.QuietFrom), quiet.QuietLatest.Since(quiet.QuietFrom)
	monthSix := quiet.MonthSix.Since(ended)
	over := 0
	for n := range lastDay {
		if apology.day(n).Over {
			over = n - 1
			break
		}
	}
	rough, _ := assessment.TwoEightWeeks.Ago(ended)
	return []string{
		"Without the day of the break-up there is no step: only what is right on any day.",
		fmt.Sprintf("After the last apology or asking come %d quiet days, %d at the most. They count from that day, and never from a day before the break-up.", least, most),
		"Where calls or asking were told and no day was named, the quiet counts from today: it is a week away until a day is given.",
		"Where they asked for space, their own date comes before ours. Where they named none, nothing opens by the calendar.",
		"Where the last message has no answer, or where nothing was told, no step with contact ever opens: it is their turn.",
		fmt.Sprintf("From day %d after the break-up the only step is to let go. After day %d there is no plan at all.", monthSix, over),
		fmt.Sprintf("A rough time means its far or its near end, whichever asks for more patience: “%s” is %d to %d days. The quiet counts from the near end, the half year from the far one.",
			b.Words.Label("rough-"+string(assessment.TwoEightWeeks)), ended.Since(rough.Latest), ended.Since(rough.Earliest)),
		fmt.Sprintf("Answers are not kept: whoever opens the site again answers everything again. While a plan is open its page offers “%s”: %s", b.Words.Label("changed-button"), b.Words.Label("changed-text")),
	}
}
