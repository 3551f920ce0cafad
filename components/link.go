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

// A Jump is a link to a part of a page.
type Jump struct {
	Page string // "urgent"; empty: this page
	At   string // the id of the part
	Text string
	Note string // a quieter line under it
	Up   bool   // it lies further up
}

// UI draws the link.
func (j Jump) UI() goapp.UI {
	icon, href := "chevron-down", "#"+j.At
	if j.Up {
		icon = "arrow-left"
	}
	if j.Page != "" {
		href = "/" + j.Page + href
	}
	link := goapp.A().Class("go").Href(href).Body(Icon(icon, false), goapp.Text(j.Text))
	if j.Note == "" {
		return link
	}
	return goapp.Div().Class("jump").Body(link, goapp.P().Class("small").Text(j.Note))
}
