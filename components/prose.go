package components

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// Raw shows markup that was made and checked at build time, inside a div of
// the given class.
func Raw(class, markup string) goapp.UI {
	return goapp.Raw(`<div class="` + class + `">` + markup + `</div>`)
}

// Unseen is said by screen readers and not shown.
func Unseen(text string) goapp.UI { return goapp.Span().Class("unseen").Text(text) }
