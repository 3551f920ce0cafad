package components

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// A Link is a link to a page of ours, tall enough for a thumb.
type Link struct {
	Page  string // "help": its address is /help
	Guide string // of the reading, which of its texts: "safety-plan"
	Icon  string
	Text  string
}

// UI draws the link.
func (l Link) UI() goapp.UI {
	href := "/" + l.Page
	switch {
	case l.Page == "home":
		href = "/"
	case l.Guide != "":
		href += "#" + l.Guide
	}
	a := goapp.A().Class("go").Href(href).DataSet("page", l.Page)
	if l.Guide != "" {
		a = a.DataSet("guide", l.Guide)
	}
	return a.Body(Icon(l.Icon, false), goapp.Text(l.Text))
}
