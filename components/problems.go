package components

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// Problems says at the top how to go on, with a link to where.
type Problems struct {
	Title string
	Text  string
	For   string // id of the first control
}

// UI draws the box. It takes the focus, so it is read at once.
func (p Problems) UI() goapp.UI {
	return goapp.Div().Class("problems").ID("problems").TabIndex(-1).Body(
		goapp.H2().Class("problems__title").Body(Icon("info", false), goapp.Span().Text(p.Title)),
		goapp.A().Class("go").Href("#"+p.For).DataSet("act", "focus").DataSet("value", p.For).Text(p.Text),
	)
}
