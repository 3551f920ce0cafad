package components

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// A Note is a guard (ours) or a belief (the author's): never to be mixed up.
type Note struct {
	Belief bool
	Title  string
	HTML   string // checked markup
	Foot   string
}

// UI draws the note.
func (n Note) UI() goapp.UI {
	class, icon := "guard", "shield-check"
	if n.Belief {
		class, icon = "belief", "quote"
	}
	body := []goapp.UI{
		goapp.H3().Class(class+"__title").Body(Icon(icon, false), goapp.Text(n.Title)),
		Raw("prose", n.HTML),
	}
	if n.Foot != "" {
		body = append(body, goapp.P().Class("small").Text(n.Foot))
	}
	return goapp.Div().Class(class).Body(body...)
}
