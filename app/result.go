package app

import (
	"slices"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/components"
)

// result draws the page that fits the answers. It is worked out anew each
// time: there is no stored result that could go stale.
func (v view) result(main goapp.HTMLMain) goapp.UI {
	res, plan := v.flow.Settle(v.m.sitting(), v.m.Dates())
	main = main.DataSet("outcome", string(res.Outcome))
	if res.Outcome == assessment.Covered {
		return main.DataSet("step", string(plan.Step)).Body(v.covered(res, plan)...)
	}
	return main.Body(v.support(res, plan)...)
}

// support draws every outcome but covered.
func (v view) support(res assessment.Result, plan assessment.Plan) []goapp.UI {
	w := v.words.Outcome(res.Outcome)
	body := []goapp.UI{opening(w.Title, "", lead(w.Care))}
	shown := map[string]bool{}
	own := v.own(res.Outcome)
	for _, id := range res.Sections {
		body = append(body, v.supportSection(res, id, slices.Contains(own, id) || slices.Contains(res.Kept, id), shown))
	}
	if res.Outcome == assessment.Unclear {
		body = append(body, v.leftOpen()...)
	}
	if w.About != "" {
		body = append(body, section(w.About, v.blocks(w.Body)...))
	}
	if plan.Over {
		body = append(body, goapp.Div().Class("actions").Body(
			components.Button{Act: "dates-open", Text: v.label("dates-change"), Icon: "arrow-left", Quiet: true}.UI()))
	}
	return append(body, v.because(res), v.tail())
}

// own lists the sections that stand before what other needs add.
func (v view) own(outcome assessment.OutcomeID) []assessment.SectionID {
	o, _ := v.flow.Outcome(outcome)
	i := slices.Index(o.Sections, "about-clear-no")
	if outcome == assessment.ClearNo {
		i = slices.Index(o.Sections, "about-breach")
	}
	return o.Sections[:max(i, 0)]
}

func (v view) supportSection(res assessment.Result, id assessment.SectionID, own bool, shown map[string]bool) goapp.UI {
	s, _ := v.flow.Section(id)
	w := v.words.Section(id, voiceOf(res))
	if onlyHarmed(res) {
		w.Body = slices.DeleteFunc(slices.Clone(w.Body), func(b content.Block) bool { return b.Kind == content.Own })
	}
	switch {
	case id == "urgent-numbers":
		return v.urgentNumbers(res, w)
	case id == "crisis-help" && res.Outcome == assessment.Crisis:
		return v.marked(id, voiceOf(res), components.Card{Urgency: components.Now, Icon: "phone", Title: v.label("now-talk"),
			Body: v.sectionLines(res, s, shown, v.blocks(w.Body))}.UI())
	case id == "high-danger" || id == "stop-today":
		return v.marked(id, voiceOf(res), components.Card{Urgency: components.Soon, Icon: "clock", Title: w.Title,
			Body: v.sectionLines(res, s, shown, v.blocks(w.Body))}.UI())
	case res.Urgency == assessment.Now && !own:
		return v.marked(id, voiceOf(res), components.Fold{Title: w.Title,
			Body: v.sectionLines(res, s, shown, v.blocks(w.Body))}.UI())
	default:
		return v.marked(id, voiceOf(res), section(w.Title, v.sectionLines(res, s, shown, v.blocks(w.Body))...))
	}
}

// voiceOf gives the voice a result speaks in. A no that was said and then changed away still counts: what has to be settled
// goes through a lawyer, a court or a service.
func voiceOf(res assessment.Result) content.Voice {
	voice := content.VoiceFor(res.Outcome)
	if voice == content.Plain && slices.Contains(res.Sections, "about-clear-no") {
		return content.No
	}
	return voice
}

// onlyHarmed reports whether harm to the person was told, and none by them. Someone who fought back and blames themselves
// must not read here what someone who did harm should do.
func onlyHarmed(res assessment.Result) bool {
	toMe := res.Outcome == assessment.BeingHarmed || slices.Contains(res.Sections, "about-being-harmed")
	byMe := res.Outcome == assessment.CausingHarm || slices.Contains(res.Sections, "about-own-actions") ||
		slices.Contains(res.Sections, "danger-from-me")
	return toMe && !byMe
}

// marked names a section for tests and for links on this page.
func (v view) marked(id assessment.SectionID, voice content.Voice, ui goapp.UI) goapp.UI {
	return goapp.Div().ID("s-"+string(id)).DataSet("section", string(id)).Body(ui, v.readOn(id, voice))
}

// urgentNumbers draws the emergency numbers: large where minutes matter, in a
// row where another line comes first, and as one quiet line on calm pages.
func (v view) urgentNumbers(res assessment.Result, w content.Section) goapp.UI {
	o, _ := v.flow.Outcome(res.Outcome)
	switch {
	case res.Outcome == assessment.DangerNow:
		body := append(v.bigNumbers(), v.emergencyWords()...)
		body = append(body, v.unplaced()...)
		return v.marked(w.ID, voiceOf(res), components.Card{Urgency: components.Now, Icon: "triangle-alert", Title: v.label("now-call"),
			Body: append(body, v.numbersFold(v.blocks(w.Body)))}.UI())
	case slices.Contains(o.Open, w.ID) || v.m.Answers.Has(assessment.RightNow, assessment.NotSay):
		body := append([]goapp.UI{v.numbersRow(3)}, v.unplaced()...)
		return v.marked(w.ID, voiceOf(res), goapp.Section().Class("section section--tight").Aria("label", v.label("in-danger")).Body(
			append(body, v.numbersFold(append(v.emergencyWords(), v.blocks(w.Body)...)))...))
	default:
		body := []goapp.UI{
			goapp.P().Text(v.label("in-danger-line")),
			components.Link{Page: "urgent", Icon: "phone", Text: v.label("urgent")}.UI(),
		}
		return v.marked(w.ID, voiceOf(res), goapp.Section().Class("section section--tight").Body(append(body, v.countryPick())...))
	}
}

// unplaced asks where the person is, as long as we do not know.
func (v view) unplaced() []goapp.UI {
	switch {
	case v.m.Country != "":
		return nil
	case v.m.Static:
		return []goapp.UI{v.everyNumber()}
	default:
		return []goapp.UI{v.countryPick()}
	}
}

// numbersFold holds what there is to say about the emergency numbers, and the
// way to another country's.
func (v view) numbersFold(words []goapp.UI) goapp.UI {
	name := v.label("in-danger-more")
	if c, ok := content.CountryByCode(v.m.Country); ok {
		name = v.labelf("in-danger-more-in", v.inText(c))
		words = append(words, v.countryPick())
	}
	return components.Fold{Title: name, Body: []goapp.UI{goapp.Div().Class("section").Body(words...)}}.UI()
}

// bigNumbers draws the emergency numbers as the first thing on the page.
func (v view) bigNumbers() []goapp.UI {
	c, ok := content.CountryByCode(v.m.Country)
	if !ok || !c.Emergency.Numbers() {
		return []goapp.UI{components.Numbers(v.numbers(6))}
	}
	var out []goapp.UI
	for i, n := range v.emergency(c) {
		if i == 0 || c.Emergency.General == "" {
			out = append(out, components.Call{Href: "tel:" + components.Dial(n.Digits),
				Verb: v.labelf("call-where", n.Where), Number: n.Digits, Now: true}.UI())
		}
	}
	if c.Emergency.General != "" && len(v.emergency(c)) > 1 {
		out = append(out, components.Numbers(v.emergency(c)[1:]))
	}
	return out
}

// leftOpen lists the questions that were left unsaid, each with its way back.
// It never says what an answer would lead to.
func (v view) leftOpen() []goapp.UI {
	var rows []components.Row
	for _, q := range v.flow.Questions {
		if v.m.Answers.Has(q.ID, assessment.NotSay) && v.flow.Asked(q, v.m.Answers) {
			w := v.words.Question(q.ID)
			rows = append(rows, components.Row{Name: w.Title, Said: []string{w.Option(assessment.NotSay).Label},
				Change: components.TextButton("change", string(q.ID), v.label("go-back"), w.Short)})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return []goapp.UI{section(v.label("left-open"), goapp.P().Text(v.label("left-open-note")), components.Summary(rows))}
}

// because says which of the person's own answers decided, closed until asked
// for: someone may be looking.
func (v view) because(res assessment.Result) goapp.UI {
	var items []goapp.UI
	for _, fact := range res.Because {
		w := v.words.Question(fact.Question)
		var said []string
		for _, o := range fact.Options {
			said = append(said, w.Option(o).Label)
		}
		items = append(items, goapp.Li().Body(
			goapp.Text(w.Short+": "), goapp.B().Text(strings.Join(said, "; "))))
	}
	if len(items) == 0 {
		return goapp.Div()
	}
	return components.Fold{Title: v.label("because"), ID: "because",
		Body: []goapp.UI{goapp.Div().Class("prose").Body(goapp.Ul().Body(items...))}}.UI()
}

// tail closes every result: change, print, erase.
func (v view) tail() goapp.UI {
	return goapp.Div().Class("section screen-only").Body(
		goapp.Div().Class("actions").Body(
			components.Button{Act: "back", Text: v.label("to-answers"), Icon: "arrow-left", Quiet: true}.UI(),
			components.Button{Act: "print", Text: v.label("print"), Icon: "printer", Quiet: true}.UI(),
			components.Button{Act: "erase", Text: v.label("erase"), Icon: "trash-2", Quiet: true}.UI(),
		),
		small(v.label("print-note")),
		small(v.label("review-note")),
	)
}
