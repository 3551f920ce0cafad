package app

import (
	"fmt"
	"slices"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/components"
)

// sun is the picture on the day page: a low sun. It is decoration only.
const sun = `<svg class="art day__art" viewBox="0 0 640 88" preserveAspectRatio="xMaxYMax slice" aria-hidden="true" focusable="false">` +
	`<circle class="art__glow" cx="558" cy="60" r="52"/><circle class="art__lamp" cx="558" cy="60" r="26"/>` +
	`<path class="art__page" d="M0 88V52c80-22 160-22 230-6 50 11 84 16 116 6 50-16 94-16 144-2 58 16 100 12 150-10v48z"/>` +
	`<path class="art__tint" d="M0 88V74c60-10 124-12 190-2 60 9 96 14 130 8 56-10 108-12 160-4 60 10 100 6 160-10v22z"/></svg>`

// covered draws the plan for the day the person is on: today first, then what
// comes, then the work on their own side. It is drawn nowhere else.
func (v view) covered(res assessment.Result, plan assessment.Plan) []goapp.UI {
	body := []goapp.UI{v.day(res, plan)}
	shown := map[string]bool{}
	for _, id := range res.Kept {
		body = append(body, v.supportSection(res, id, true, shown))
	}
	if plan.Step == assessment.AnyDay {
		body = append(body, v.dateCards())
	}
	var today, rest []assessment.SectionID
	for _, id := range res.Sections {
		if slices.Contains(res.Kept, id) {
			continue
		}
		s, _ := v.flow.Section(id)
		if len(s.Steps) > 0 {
			today = append(today, id)
		} else {
			rest = append(rest, id)
		}
	}
	for i, id := range today {
		body = append(body, v.stepSection(id, i == 0)...)
	}
	if plan.Step != assessment.AnyDay {
		body = append(body, v.next(plan))
	}
	var later []goapp.UI
	for _, id := range rest {
		if mayWait(id, plan) {
			w := v.words.Section(id, content.Covers)
			later = append(later, v.marked(id, content.Covers, v.closed(w.Title, w.Body)))
			continue
		}
		body = append(body, v.later(later)...)
		later = nil
		body = append(body, v.supportSection(res, id, true, shown))
		if id == "change-your-side" {
			body = append(body, v.changed())
		}
	}
	if w := v.words.Outcome(res.Outcome); w.About != "" {
		later = append(later, v.closed(w.About, w.Body))
	}
	body = append(body, goapp.Div().Class("section").Body(append(later, v.because(res))...))
	return append(body, small(v.label("credit")), v.tail())
}

// mayWait reports whether a section is for any day: it stands closed, so that today is not lost in a long page. In month six
// moving on is what today is about.
func mayWait(id assessment.SectionID, plan assessment.Plan) bool {
	switch id {
	case "why-this-page", "seeing-it-straight", "why-try", "whose-words":
		return true
	case "moving-on":
		return plan.Step != assessment.MonthSix
	}
	return false
}

func (v view) closed(heading string, words []content.Block) goapp.UI {
	return components.Fold{Title: heading, Body: []goapp.UI{goapp.Div().Class("section").Body(v.blocks(words)...)}}.UI()
}

// later groups what stands closed.
func (v view) later(folds []goapp.UI) []goapp.UI {
	if len(folds) == 0 {
		return nil
	}
	return []goapp.UI{section(v.label("read-later"), folds...)}
}

// day is the head of the plan: the date, where the person is, and what that means.
func (v view) day(res assessment.Result, plan assessment.Plan) goapp.UI {
	w := v.words.Outcome(res.Outcome)
	if plan.Step == assessment.AnyDay {
		return opening(w.Title, "", lead(w.Care))
	}
	heading := v.label("step-" + string(plan.Step))
	if plan.Step == assessment.QuietDays {
		heading = fmt.Sprintf(heading, max(plan.Day, 1))
	}
	box := goapp.Div().Class("day")
	if v.m.PlanName != "" {
		box = box.DataSet("plan", v.m.PlanName)
	}
	return box.Body(
		goapp.Raw(sun),
		goapp.P().Text(v.longDate(v.m.Today)),
		goapp.H1().ID(title).TabIndex(-1).Class("opening__title").Text(heading),
		lead(v.label("lead-"+string(plan.Step))),
		goapp.Div().Body(components.TextButton("dates-open", "", v.label("dates-change"), v.label("dates-about"))),
	)
}

// stepSection draws a section of today's step. Of the first one, what to do
// stands in a card, and what to leave under its own heading.
func (v view) stepSection(id assessment.SectionID, first bool) []goapp.UI {
	w := v.words.Section(id, content.Covers)
	if !first {
		return []goapp.UI{v.marked(id, content.Covers, section(w.Title, v.blocks(w.Body)...))}
	}
	var do, not, other []content.Block
	for _, b := range w.Body {
		switch b.Kind {
		case content.Do:
			do = append(do, b)
		case content.Not:
			not = append(not, b)
		default:
			other = append(other, b)
		}
	}
	var out []goapp.UI
	if len(do) > 0 {
		out = append(out, components.Card{Urgency: components.Steady, Icon: "sun", Title: v.label("today"), Body: v.blocks(do)}.UI())
	}
	if len(not) > 0 {
		out = append(out, section(v.label("not-today"), v.blocks(not)...))
	}
	out = append(out, section(w.Title, v.blocks(other)...))
	return []goapp.UI{goapp.Div().ID("s-"+string(id)).Class("page__group").DataSet("section", string(id)).Body(out...)}
}

// next draws what came and what comes, with dates, in a picture and in words.
func (v view) next(plan assessment.Plan) goapp.UI {
	d := v.m.Dates()
	rows := []components.Date{{When: v.span(d.Ended), What: v.label("it-ended")}}
	if !d.Apologised.IsZero() {
		rows = append(rows, components.Date{When: v.span(d.Apologised), What: v.label("you-asked")})
	}
	rows = append(rows, components.Date{When: v.label("today") + ", " + v.shortDate(v.m.Today), What: v.label("row-" + string(plan.Step)), Today: true})
	switch plan.Step {
	case assessment.QuietDays:
		until := v.shortDate(plan.Opens) + " – " + v.shortDate(plan.QuietLatest)
		rows = append(rows, components.Date{When: until, Strong: v.label("quiet-ends"), What: v.label(v.afterQuiet())})
	case assessment.TheirTime:
		when := v.label("when-they-say")
		if !plan.Opens.IsZero() {
			when = v.labelf("not-before", v.shortDate(plan.Opens))
		}
		rows = append(rows, components.Date{When: when, Strong: v.label("their-time-ends"), What: v.label("after-their-time")})
	case assessment.Apologise:
		rows = append(rows, components.Date{When: v.label("then-quiet-when"), Strong: v.label("then-quiet"), What: v.label("then-quiet-what")})
	}
	if plan.Step != assessment.FriendsFirst && plan.Step != assessment.MonthSix {
		rows = append(rows, components.Date{When: v.label("after-that"), Strong: v.label("friends"), What: v.label("friends-what")})
	}
	if plan.Step != assessment.MonthSix {
		rows = append(rows, components.Date{When: v.labelf("about-date", v.shortDate(plan.MonthSix)), Strong: v.label("month-six"), What: v.label("month-six-what")})
	}
	return section(v.label("comes-next"),
		goapp.Raw(v.timeline(plan)),
		components.Dates(rows),
		small(v.label("dates-note")))
}

// afterQuiet names what follows the quiet: one light text, or nothing more,
// where the last message still stands unanswered.
func (v view) afterQuiet() string {
	a := v.m.Answers
	if a.Has(assessment.SoFar, assessment.Silent) || a.Has(assessment.SoFar, assessment.NotSay) {
		return "after-quiet-silent"
	}
	return "after-quiet"
}

// timeline draws the way from the break-up to month six: not to scale, and the
// list under it says the same.
func (v view) timeline(plan assessment.Plan) string {
	at := map[assessment.StepID]int{
		assessment.Apologise: 10, assessment.TheirTime: 30, assessment.QuietDays: 30 + min(plan.Day, 7)*3,
		assessment.LightContact: 58, assessment.TheirTurn: 58, assessment.FriendsFirst: 76, assessment.MonthSix: 97,
	}[plan.Step]
	var b strings.Builder
	b.WriteString(`<div class="timeline"><svg class="timeline__drawing" aria-hidden="true" focusable="false">` +
		`<line class="timeline__way" stroke-width="2" x1="3%" y1="55%" x2="60%" y2="55%"/>` +
		`<line class="timeline__way" stroke-width="3" stroke-linecap="round" stroke-dasharray="0 9" x1="63%" y1="55%" x2="95%" y2="55%"/>` +
		`<line class="timeline__quiet" stroke-width="8" x1="20%" y1="55%" x2="58%" y2="55%"/>`)
	if at > 20 {
		fmt.Fprintf(&b, `<line class="timeline__done" stroke-width="8" x1="20%%" y1="55%%" x2="%d%%" y2="55%%"/>`, min(at, 58))
	}
	b.WriteString(`<g class="timeline__stop" stroke-width="3"><circle cx="3%" cy="55%" r="6"/><circle cx="20%" cy="55%" r="6"/>` +
		`<circle cx="58%" cy="55%" r="6"/><circle cx="97%" cy="55%" r="6"/></g>`)
	fmt.Fprintf(&b, `<circle class="timeline__today" stroke-width="4" cx="%d%%" cy="55%%" r="13"/>`, at)
	fmt.Fprintf(&b, `<text class="timeline__label" x="0" y="97%%">%s</text>`, v.label("t-ended"))
	anchor, x := "middle", at
	switch {
	case at < 15:
		anchor, x = "start", 0
	case at > 85:
		anchor, x = "end", 100
	}
	fmt.Fprintf(&b, `<text class="timeline__label timeline__label--today" text-anchor="%s" x="%d%%" y="18%%">%s</text>`, anchor, x, v.label("today"))
	fmt.Fprintf(&b, `<text class="timeline__label" text-anchor="middle" x="45%%" y="97%%">%s</text>`, v.label("t-quiet"))
	fmt.Fprintf(&b, `<text class="timeline__label" text-anchor="end" x="100%%" y="97%%">%s</text></svg></div>`, v.label("t-month-six"))
	return b.String()
}

// changed asks whether a no, a fear or a dark thought has come since.
func (v view) changed() goapp.UI {
	return goapp.Div().Class("screen-only").Body(section(v.label("changed-title"),
		goapp.P().Text(v.label("changed-text")),
		goapp.Div().Class("actions").Body(
			components.Button{Act: "back", Text: v.label("changed-button"), Quiet: true}.UI(),
		),
		components.Link{Page: "urgent", Icon: "life-buoy", Text: v.label("help-now")}.UI(),
		v.ends(),
	))
}

// ends lists what would close the plan, as the rules have it.
func (v view) ends() goapp.UI {
	var items []goapp.UI
	for _, fact := range v.flow.Ends(v.m.Answers) {
		switch fact.Question {
		case assessment.Ages, assessment.HowItEnded, assessment.WhyLeft:
			continue // these were so, or were not: they do not come true later
		}
		w := v.words.Question(fact.Question)
		var said []goapp.UI
		for _, o := range fact.Options {
			said = append(said, goapp.Li().Text(w.Option(o).Label))
		}
		items = append(items, goapp.Li().Body(goapp.B().Text(w.Title), goapp.Ul().Body(said...)))
	}
	return components.Fold{Title: v.label("ends"), ID: "ends",
		Body: []goapp.UI{goapp.Div().Class("prose").Body(goapp.P().Text(v.label("ends-lead")), goapp.Ul().Body(items...))}}.UI()
}

// dateCards asks what the plan counts from: three short cards, each optional.
func (v view) dateCards() goapp.UI {
	var problem []goapp.UI
	if v.m.DateFault != "" {
		problem = append(problem, components.Problems{
			Title: v.label("date-fault"), Text: v.label("date-fault-" + v.m.DateFault), For: v.m.DateFault + "-day",
		}.UI())
	}
	return goapp.Section().Class("section").ID("dates").TabIndex(-1).Body(
		goapp.H2().Text(v.label("dates-title")),
		goapp.P().Text(v.label("dates-lead")),
		goapp.Div().ID("dates-problem").TabIndex(-1).Body(problem...),
		v.dateCard("ended", roughs(v, "")),
		v.dateCard("sorry", roughs(v, "")),
		v.dateCard("space", []components.Choice{{Value: "", Label: v.label("space-none")}, {Value: "no-date", Label: v.label("space-no-date")}}),
		components.Button{Act: "dates", Text: v.label("dates-show"), Full: true}.UI(),
		small(v.label("dates-privacy")),
	)
}

func (v view) dateCard(name string, options []components.Choice) goapp.UI {
	latest := v.m.Today.String()
	if name == "space" {
		latest = ""
	}
	return goapp.FieldSet().Class("asked").Body(
		goapp.Legend().Class("asked__title").Text(v.label("card-"+name)),
		components.Select(name, v.label("card-"+name+"-rough"), options),
		components.DateField(name+"-day", v.label("card-"+name+"-day"), "", latest),
	)
}

func roughs(v view, none string) []components.Choice {
	out := []components.Choice{{Value: none, Label: v.label("rough-skip")}}
	for _, r := range assessment.Roughs() {
		out = append(out, components.Choice{Value: string(r), Label: v.label("rough-" + string(r))})
	}
	return out
}

// longDate writes a day in words: "Wednesday 18 November".
func (v view) longDate(d assessment.Date) string {
	_, month, day := d.Calendar()
	return fmt.Sprintf("%s %d %s", d.Weekday(), day, month)
}

// shortDate writes a day short: "18 Nov".
func (v view) shortDate(d assessment.Date) string {
	if d.IsZero() {
		return ""
	}
	_, month, day := d.Calendar()
	return fmt.Sprintf("%d %s", day, month.String()[:3])
}

// span writes a day, or the days it may have been.
func (v view) span(s assessment.Span) string {
	if s.Earliest == s.Latest {
		return v.shortDate(s.Latest)
	}
	return v.shortDate(s.Earliest) + " – " + v.shortDate(s.Latest)
}
