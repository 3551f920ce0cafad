package components

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// A Button does something on this page.
type Button struct {
	Act   string // what it does, for the page's listener
	Value string // what it does it to
	Text  string
	For   string // said after the text to screen readers: what it is about
	Icon  string
	Quiet bool // not the main thing to do
	Full  bool // as wide as the column
}

// UI draws the button.
func (b Button) UI() goapp.UI {
	class := "button"
	if b.Quiet {
		class += " button--quiet"
	}
	if b.Full {
		class += " button--full"
	} else {
		class += " button--wide"
	}
	button := goapp.Button().Class(class).Type("button").DataSet("act", b.Act)
	if b.Value != "" {
		button = button.DataSet("value", b.Value)
	}
	var body []goapp.UI
	if b.Icon != "" {
		body = append(body, Icon(b.Icon, true))
	}
	body = append(body, goapp.Text(b.Text))
	if b.For != "" {
		body = append(body, Unseen(": "+b.For))
	}
	return button.Body(body...)
}

// TextButton is a button that looks like a link, for the end of a row.
func TextButton(act, value, text, about string) goapp.UI {
	return goapp.Button().Class("textlink").Type("button").DataSet("act", act).DataSet("value", value).Body(
		goapp.Text(text),
		Unseen(": "+about),
	)
}
