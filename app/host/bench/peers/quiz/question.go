package quiz

import (
	"slices"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/app/host/bench/peers/sheet"
)

// A question is one screen. It is a component of its own so that go-app makes new boxes for each: boxes that it uses again
// stay ticked.
type question struct {
	goapp.Compo
	Asked    sheet.Question
	Continue string

	picks []string
}

// CompoID tells one question from another.
func (q *question) CompoID() string { return q.Asked.ID }

// Render draws the options and the button.
func (q *question) Render() goapp.UI {
	kind := "radio"
	if q.Asked.Many {
		kind = "checkbox"
	}
	return goapp.Div().Body(
		goapp.FieldSet().Body(
			goapp.Legend().Text(q.Asked.Title),
			goapp.If(q.Asked.Hint != "", func() goapp.UI { return goapp.Raw(`<div class="hint">` + q.Asked.Hint + `</div>`) }),
			goapp.Range(q.Asked.Options).Slice(func(i int) goapp.UI {
				o := q.Asked.Options[i]
				id := q.Asked.ID + "-" + o.ID
				return goapp.Div().Class("option").Body(
					goapp.Input().Type(kind).Name(q.Asked.ID).ID(id).Value(o.ID).Checked(slices.Contains(q.picks, o.ID)).OnChange(q.onPick),
					goapp.Label().For(id).Body(
						goapp.Text(o.Label),
						goapp.If(o.Note != "", func() goapp.UI { return goapp.Span().Class("note").Text(o.Note) }),
					),
				)
			}),
		),
		goapp.Button().Class("button").DataSet("act", "continue").Text(q.Continue).OnClick(q.onContinue),
	)
}

func (q *question) onPick(ctx goapp.Context, _ goapp.Event) {
	box := ctx.JSSrc()
	q.picks = q.Asked.Pick(q.picks, box.Get("value").String(), box.Get("checked").Bool())
}

func (q *question) onContinue(ctx goapp.Context, _ goapp.Event) {
	if len(q.picks) > 0 {
		ctx.NewActionWithValue(answered, q.picks)
	}
}
