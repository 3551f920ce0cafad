package components

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// A Link is a link to a page of ours, tall enough for a thumb.
type Link struct {
	Page string // "help": its address is /help
	Icon string
	Text string
}

// UI draws the link.
func (l Link) UI() goapp.UI {
	href := "/" + l.Page
	if l.Page == "home" {
		href = "/"
	}
	return goapp.A().Class("go").Href(href).DataSet("page", l.Page).Body(
		Icon(l.Icon, false),
		goapp.Text(l.Text),
	)
}
