package components

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// A Date is one line of a list of dates.
type Date struct {
	When, What string
	Strong     string
	Today      bool
}

// Dates lists what came and what comes.
func Dates(ds []Date) goapp.UI {
	var out []goapp.UI
	for _, d := range ds {
		li := goapp.Li().Class("steps__row")
		if d.Today {
			li = goapp.Li().Class("steps__row steps__row--today").Aria("current", "date")
		}
		what := []goapp.UI{}
		if d.Strong != "" {
			what = append(what, goapp.B().Text(d.Strong+" "))
		}
		what = append(what, goapp.Text(d.What))
		out = append(out, li.Body(
			goapp.Span().Class("steps__date").Text(d.When),
			goapp.Span().Body(what...),
		))
	}
	return goapp.Ol().Class("steps").Body(out...)
}
