// Package components holds the parts of a page: props in, markup out.
//
// A part is a struct of plain fields with a UI method. Parts hold no state,
// know nothing of the questionnaire, and carry no handlers: what can be
// pressed says so in data-act (and data-value), and one listener at the root
// of the page hears it. So no handler can outlive its question (go-app keeps
// an old one when a new one is made at the same line), and a page looks the
// same whether it was made at build time or in the browser.
package components

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// A Bar is the top of every page: the name, and the way out.
type Bar struct {
	Name      string
	LeaveText string
	LeaveHref string
	SkipText  string
}

// UI draws the bar. The leave link works without any script.
func (b Bar) UI() goapp.UI {
	return goapp.Header().Class("bar").Body(
		goapp.Div().Class("bar__inner").Body(
			goapp.Span().Class("bar__name").Text(b.Name),
			goapp.A().Class("leave").Href(b.LeaveHref).Rel("noreferrer nofollow").DataSet("leave", "yes").Body(
				Icon("log-out", true),
				goapp.Text(b.LeaveText),
			),
		),
	)
}

// Skip is the link past the bar.
func (b Bar) Skip() goapp.UI {
	return goapp.A().Class("skip").Href("#main").DataSet("act", "skip").Text(b.SkipText)
}
