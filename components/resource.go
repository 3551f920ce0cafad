package components

import (
	"slices"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// A Way is a further way to reach a line.
type Way struct {
	Href, Icon, Text string
	For              string // said to screen readers: whom
	Away             bool   // opens another site
}

// UI draws the way. Another site opens beside this page, so nothing is lost.
func (w Way) UI() goapp.UI {
	a := goapp.A().Class("way").Href(w.Href)
	if w.Away {
		a = a.Target("_blank").Rel("noreferrer noopener")
	}
	return a.Body(
		Icon(w.Icon, true),
		goapp.Span().Body(goapp.Text(w.Text), Unseen(": "+w.For)),
	)
}

// A Detail is a small fact about a line.
type Detail struct{ Icon, Name, Said string }

// A Resource is one place that helps.
type Resource struct {
	ID      string
	Name    string
	Note    string
	Open    string // whether it is open now; empty: not known
	Calls   []Call
	Ways    []Way
	Away    string // said before ways that open another site
	Details []Detail
	Compact bool // the details as one run of words: for all but the first of a list

	Otherwise Fold // what to do when it did not work
}

// UI draws the resource: its number is the biggest thing in it, and comes
// before anything to read.
func (r Resource) UI() goapp.UI {
	body := []goapp.UI{goapp.H3().Class("resource__name").Text(r.Name)}
	for _, c := range r.Calls {
		body = append(body, c.UI())
	}
	if r.Open != "" {
		body = append(body, goapp.P().Class("resource__open").Body(Icon("clock", true), goapp.Span().Text(r.Open)))
	}
	if r.Note != "" {
		body = append(body, goapp.P().Text(r.Note))
	}
	if len(r.Ways) > 0 {
		var ways []goapp.UI
		for _, w := range r.Ways {
			ways = append(ways, w.UI())
		}
		if r.Away != "" && slices.ContainsFunc(r.Ways, func(w Way) bool { return w.Away }) {
			body = append(body, goapp.P().Class("small").Text(r.Away))
		}
		body = append(body, goapp.Div().Class("ways").Body(ways...))
	}
	if len(r.Details) > 0 {
		body = append(body, r.details())
	}
	if r.Otherwise.Title != "" {
		body = append(body, r.Otherwise.UI())
	}
	return goapp.Article().Class("resource").DataSet("resource", r.ID).Body(body...)
}

func (r Resource) details() goapp.UI {
	if r.Compact {
		var said []string
		for _, d := range r.Details {
			said = append(said, d.Name+": "+strings.TrimSuffix(d.Said, ".")+".")
		}
		return goapp.P().Class("small").Text(strings.Join(said, " "))
	}
	var rows []goapp.UI
	for _, d := range r.Details {
		rows = append(rows, goapp.Div().Class("facts__row").Body(
			Icon(d.Icon, true),
			goapp.Dt().Class("facts__name").Text(d.Name),
			goapp.Dd().Class("facts__said").Text(d.Said),
		))
	}
	return goapp.Dl().Class("facts").Body(rows...)
}
