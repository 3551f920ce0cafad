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
	return anyDay(title)
}

// A life is what one invented person answered to what has happened since, and when that was.
type life struct {
	answers    []assessment.OptionID
	when       string // the days, in words
	apologised int    // the day of the last apology, counted from the break-up; -1: none
	space      int    // until which day they asked for space; -1: not
}

func lives() []life {
	of := func(when string, apologised, space int, o ...assessment.OptionID) life {
		return life{o, when, apologised, space}
	}
	return []life{
		of("", -1, -1, assessment.None),
		of("the apology was on day 3", 3, -1, assessment.Apologised),
		of("the apology was on day 3", 3, -1, assessment.Apologised, assessment.InTouch),
		of("the apology was on day 3", 3, -1, assessment.Apologised, assessment.Silent),
		of("the apology was on day 3, and they asked for space until day 30", 3, 30, assessment.Apologised, assessment.WantsSpace),
		of("they named no end", -1, -1, assessment.WantsSpace),
		of("no day was given for it", -1, -1, assessment.Chased),
		of("", -1, -1, assessment.NotSay),
	}
}

// life tells a life in the words of the options that were ticked.
func (b *binder) life(l life) string {
	var labels []string
	for _, o := range l.answers {
		labels = append(labels, "“"+b.Words.Question(assessment.SoFar).Option(o).Label+"”")
	}
	text := "Answered " + strings.Join(labels, " and ")
	if l.when != "" {
		text += "; " + l.when
	}
	return text + "."
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
	a := assessment.Answers{assessment.SoFar: l.answers}
	if l.apologised > n {
		a = a.With(assessment.SoFar, assessment.None) // not yet said
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
		out := example{Said: b.life(l)}
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
				row.Opens = "no day: only their word"
				if !p.Opens.IsZero() {
					row.Opens = fmt.Sprintf("day %d", n+p.Opens.Since(assessment.Day(2026, time.January, 5).Plus(n)))
				}
				sixth := p.MonthSix.Since(assessment.Day(2026, time.January, 5))
				switch {
				case p.Step == assessment.Apologise:
					row.Opens = fmt.Sprintf("no day: the apology opens it; day %d opens the last step in any case", sixth)
				case p.Step == assessment.MonthSix:
					row.Opens = "–"
				case p.Opens.IsZero():
					row.Opens += fmt.Sprintf("; day %d opens the last step in any case", sixth)
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
	apology := life{answers: []assessment.OptionID{assessment.Apologised}, apologised: 0, space: -1}
	since := func(o assessment.OptionID) string {
		return "“" + b.Words.Question(assessment.SoFar).Option(o).Label + "”"
	}
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
		"Without the day of the break-up no step can be told: the page shows only what is right on any day.",
		fmt.Sprintf("After the last apology or asking come at least %d quiet days, and more where they asked for longer; the article says up to %d. They count from that day, and never from a day before the break-up.", least, most),
		fmt.Sprintf("Where an apology, an asking, calls or a message without an answer were told, or the answer was %s, and no day was given, the quiet counts from today: it ends a week from now, however often the page is opened, until a day is given.", since(assessment.NotSay)),
		"Where they asked for space, no step opens before the day they named, nor before the quiet days are over. Where they named no day, only their word opens a step with contact.",
		fmt.Sprintf("After %s no step with contact opens: after the quiet days it is their turn. Nor does one open after %s, which counts as the most cautious of the answers. %s is something else: nothing was asked yet, so the first step is open.",
			since(assessment.Silent), since(assessment.NotSay), since(assessment.None)),
		fmt.Sprintf("Only %s leads past the one light message: not the calendar, but that they write back.", since(assessment.InTouch)),
		fmt.Sprintf("From day %d after the break-up the only step is to let go, whatever else was told. After day %d there is no plan at all.", monthSix, over),
		fmt.Sprintf("A rough time means its far or its near end, whichever asks for more patience: “%s” is %d to %d days. The quiet counts from the near end, the half year from the far one.",
			b.Words.Label("rough-"+string(assessment.TwoEightWeeks)), ended.Since(rough.Latest), ended.Since(rough.Earliest)),
		fmt.Sprintf("Answers are not kept: whoever opens the site again answers everything again. While a plan is open its page offers “%s”: %s", b.Words.Label("changed-button"), b.Words.Label("changed-text")),
	}
}
