package app

import (
	"slices"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/assessment"
	"secondlook/components"
)

// typical is how many questions someone answers to whom nothing special applies.
const typical = 14

// asking draws one question.
func (v view) asking() []goapp.UI {
	q, _ := v.flow.Question(v.m.At)
	w := v.words.Question(q.ID)
	choices := components.Choices{
		Name: string(q.ID), Legend: w.Title, Hint: string(w.Hint), Why: string(w.Why),
		WhyText: v.label("why"), Or: v.label("or"), Many: q.Many, Heading: true,
	}
	for _, o := range q.Options {
		ow := w.Option(o.ID)
		choices.Choices = append(choices.Choices, components.Choice{
			Value: string(o.ID), Label: ow.Label, Note: ow.Note, Apart: o.Alone || o.ID == assessment.NotSay,
		})
	}
	for _, p := range v.m.Picked {
		choices.Picked = append(choices.Picked, string(p))
	}
	var problems []goapp.UI
	if v.m.Problem {
		choices.Problem = v.label("choose-one")
		if q.Many {
			choices.Problem = v.label("choose-any")
		}
		problems = append(problems, components.Problems{
			Title: v.label("one-answer"), Text: w.Problem, For: string(q.ID) + "-" + string(q.Options[0].ID),
		}.UI())
	}
	return []goapp.UI{
		goapp.Div().Body(problems...),
		v.progress(q),
		goapp.Div().Body(v.dropped()...),
		goapp.Div().Class("question").Body(
			choices.UI(),
			goapp.Div().Class("actions actions--foot").Body(
				components.Button{Act: "continue", Text: v.label("continue")}.UI(),
				components.Button{Act: "back", Text: v.label("back"), Icon: "arrow-left", Quiet: true}.UI(),
			),
		),
	}
}

// progress says where in the questions this one stands.
func (v view) progress(q assessment.Question) goapp.UI {
	if q.ID == assessment.Slip {
		return components.Progress{Text: v.label("one-more"), Done: typical, Of: typical, Help: v.helpNow()}.UI()
	}
	n := 1
	for _, before := range v.flow.Questions {
		if before.ID == q.ID {
			break
		}
		if len(v.m.Answers[before.ID]) > 0 && v.flow.Asked(before, v.m.Answers) {
			n++
		}
	}
	p := components.Progress{Text: v.labelf("progress", n, max(typical, n)), Done: n - 1, Of: max(typical, n)}
	if v.helpAlways() {
		p.Help = v.helpNow()
	}
	return p.UI()
}

// helpAlways reports whether help stands at the top of the screen: from the
// fifth question on, and at once when thoughts of suicide were named.
func (v view) helpAlways() bool {
	if v.m.Screen != Asking {
		return true
	}
	for _, dark := range []assessment.OptionID{assessment.Passive, assessment.Yes, assessment.NotSay} {
		if v.m.Answers.Has(assessment.Thoughts, dark) {
			return true
		}
	}
	at := slices.IndexFunc(v.flow.Questions, func(q assessment.Question) bool { return q.ID == v.m.At })
	from := slices.IndexFunc(v.flow.Questions, func(q assessment.Question) bool { return q.ID == assessment.HowItEnded })
	return at >= from
}

// dropped says openly which answers a change took away.
func (v view) dropped() []goapp.UI {
	if len(v.m.Dropped) == 0 {
		return nil
	}
	items := make([]goapp.UI, 0, len(v.m.Dropped))
	for _, id := range v.m.Dropped {
		items = append(items, goapp.Li().Text(v.words.Question(id).Short))
	}
	return []goapp.UI{goapp.Div().Class("say prose").ID("dropped").Body(
		goapp.P().Text(v.label("dropped")),
		goapp.Ul().Body(items...),
	)}
}

// review draws the answers to look over before the result.
func (v view) review() []goapp.UI {
	var rows []components.Row
	for _, q := range v.flow.Questions {
		picks := v.m.Answers[q.ID]
		if len(picks) == 0 {
			continue
		}
		w := v.words.Question(q.ID)
		row := components.Row{Name: w.Short, Change: components.TextButton("change", string(q.ID), v.label("change"), w.Short)}
		for _, p := range picks {
			row.Said = append(row.Said, w.Option(p).Label)
		}
		rows = append(rows, row)
	}
	return []goapp.UI{
		goapp.Div().Class("opening").Body(
			goapp.Div().Class("progress__row").Body(small(v.label("last-step")), v.helpNow()),
			goapp.H1().ID(title).TabIndex(-1).Text(v.label("review-title")),
			goapp.P().Text(v.label("review-lead")),
		),
		goapp.Div().Body(v.dropped()...),
		components.Summary(rows),
		goapp.Div().Class("section").Body(
			goapp.Div().Class("actions").Body(
				components.Button{Act: "finish", Text: v.label("show-result"), Full: true}.UI(),
				components.Button{Act: "back", Text: v.label("back"), Icon: "arrow-left", Quiet: true}.UI(),
				components.Button{Act: "erase", Text: v.label("erase"), Icon: "trash-2", Quiet: true}.UI(),
			),
			small(v.label("review-note")),
		),
	}
}
