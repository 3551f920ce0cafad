package components

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// A Number is one emergency number with where it works.
type Number struct{ Where, Digits string }

// Numbers are emergency numbers side by side. One alone takes the whole row;
// none are no list.
func Numbers(ns []Number) goapp.UI {
	if len(ns) == 0 {
		return goapp.Div()
	}
	class := "numbers"
	if len(ns) == 1 {
		class += " numbers--one"
	}
	var items []goapp.UI
	for _, n := range ns {
		items = append(items, goapp.Li().Body(
			goapp.A().Class("number").Href("tel:"+Dial(n.Digits)).Body(
				goapp.Span().Class("number__where").Text(n.Where),
				goapp.Span().Class("number__digits").Text(n.Digits),
			)))
	}
	return goapp.Ul().Class(class).Body(items...)
}
