// Package quiz is the questionnaire as a go-app component, written as go-app's guide writes one.
package quiz

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/app/host/bench/peers/sheet"
)

// A Quiz is the start page, then a question at a time, then the answers.
type Quiz struct {
	goapp.Compo
	Sheet sheet.Sheet

	begun   bool
	answers sheet.Answers
}

// Route shows the quiz at "/".
func Route(s sheet.Sheet) {
	goapp.Route("/", func() goapp.Composer { return &Quiz{Sheet: s, answers: sheet.Answers{}} })
}

// answered is the action of a question that has been answered, with the options picked.
const answered = "answered"

// OnMount marks the moment the program is in charge, for the benchmark.
func (q *Quiz) OnMount(ctx goapp.Context) {
	ctx.Handle(answered, q.onAnswer)
	goapp.Window().Get("performance").Call("mark", "in-charge")
}

// Render draws where the person is.
func (q *Quiz) Render() goapp.UI {
	main := goapp.Main().ID("main")
	if !q.begun {
		return main.Body(q.start()...)
	}
	if next, more := q.Sheet.Next(q.answers); more {
		return main.Body(&question{Asked: next, Continue: q.Sheet.Continue})
	}
	said := q.Sheet.Said(q.answers)
	return main.Body(
		goapp.H1().Text(q.Sheet.End),
		goapp.Ul().ID("said").Body(goapp.Range(said).Slice(func(i int) goapp.UI { return goapp.Li().Text(said[i]) })),
	)
}

func (q *Quiz) start() []goapp.UI {
	s := q.Sheet.Start
	return []goapp.UI{
		goapp.H1().Text(s.Title),
		goapp.P().Class("lead").Text(s.Lead),
		goapp.Button().Class("button").DataSet("act", "start").Text(s.Button).OnClick(q.onStart),
		goapp.P().Text(s.Note),
		goapp.Range(s.Sections).Slice(func(i int) goapp.UI {
			return goapp.Section().Body(goapp.H2().Text(s.Sections[i].Title), goapp.Raw("<div>"+s.Sections[i].HTML+"</div>"))
		}),
	}
}

func (q *Quiz) onStart(goapp.Context, goapp.Event) { q.begun = true }

func (q *Quiz) onAnswer(_ goapp.Context, a goapp.Action) {
	picks, ok := a.Value.([]string)
	if asked, more := q.Sheet.Next(q.answers); ok && more {
		q.answers[asked.ID] = picks
	}
}
