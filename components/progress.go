package components

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// A Progress says how far someone is in the questions.
type Progress struct {
	Text     string
	Done, Of int
	Help     goapp.UI // the link to help, or nil
}

// UI draws the sentence and a thin line that screen readers skip.
func (p Progress) UI() goapp.UI {
	row := []goapp.UI{goapp.P().Class("small").Text(p.Text)}
	if p.Help != nil {
		row = append(row, p.Help)
	}
	return goapp.Div().Class("progress").Body(
		goapp.Div().Class("progress__row").Body(row...),
		goapp.Progress().Class("progress__track").Max(p.Of).Value(p.Done).Aria("hidden", "true"),
	)
}
