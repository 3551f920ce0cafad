package components

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// A Fold is something closed until asked for.
type Fold struct {
	Title string
	ID    string
	Open  bool
	Body  []goapp.UI
}

// UI draws a native details element.
func (f Fold) UI() goapp.UI {
	d := goapp.Details().Class("fold")
	if f.ID != "" {
		d = d.ID(f.ID)
	}
	if f.Open {
		d = d.Open(true)
	}
	return d.Body(
		goapp.Summary().Body(Icon("chevron-down", true), goapp.Span().Text(f.Title)),
		goapp.Div().Class("fold__body").Body(f.Body...),
	)
}
