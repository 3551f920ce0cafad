package components

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// Icon gives a picture from the page's sprite, hidden from screen readers: the
// word beside it says the same. Name is the Lucide name, "phone".
func Icon(name string, small bool) goapp.UI {
	class := "icon"
	if small {
		class += " icon--s"
	}
	return goapp.Raw(`<svg class="` + class + `" aria-hidden="true" focusable="false"><use href="#i-` + name + `"></use></svg>`)
}
