package components

import (
	"html"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Select gives a native drop-down. The markup is one string, so that choosing
// never rebuilds it and never loses the focus.
func Select(name, label string, options []Choice) goapp.UI {
	var b strings.Builder
	b.WriteString(`<div class="pick"><label class="pick__label" for="` + name + `">` + html.EscapeString(label) +
		`</label><select class="pick__select" name="` + name + `" id="` + name + `" autocomplete="off" data-act="select">`)
	for _, o := range options {
		b.WriteString(`<option value="` + html.EscapeString(o.Value) + `">` + html.EscapeString(o.Label) + `</option>`)
	}
	b.WriteString(`</select></div>`)
	return goapp.Raw(b.String())
}

// DateField asks for a day.
func DateField(name, label, value, max string) goapp.UI {
	input := goapp.Input().Class("pick__select").Type("date").Name(name).ID(name).AutoComplete(false).DataSet("act", "date")
	if value != "" {
		input = input.Value(value)
	}
	if max != "" {
		input = input.Max(max)
	}
	return goapp.Div().Class("pick").Body(
		goapp.Label().Class("pick__label").For(name).Text(label),
		input,
	)
}
