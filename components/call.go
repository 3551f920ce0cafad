package components

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Call is a block that dials, or writes a text: the number is the biggest
// thing in it.
type Call struct {
	Href   string
	Verb   string // "Call"
	For    string // said to screen readers: whom
	Number string
	Now    bool
	Text   bool // a text, not a call
}

// UI draws the block.
func (c Call) UI() goapp.UI {
	class, icon := "call", "phone"
	if c.Now {
		class += " call--now"
	}
	if c.Text {
		icon = "message-circle"
	}
	verb := []goapp.UI{goapp.Text(c.Verb)}
	if c.For != "" {
		verb = append(verb, Unseen(" "+c.For))
	}
	return goapp.A().Class(class).Href(c.Href).Body(
		Icon(icon, false),
		goapp.Span().Class("call__text").Body(
			goapp.Span().Class("call__verb").Body(verb...),
			goapp.Span().Class("call__number").Text(c.Number),
		),
	)
}

// Dial gives the digits of a number as shown, ready for a tel: link.
func Dial(shown string) string {
	var b strings.Builder
	for i, r := range shown {
		switch {
		case r >= '0' && r <= '9', r == '*', r == '#', r == '+' && i == 0:
			b.WriteRune(r)
		}
	}
	return strings.ReplaceAll(b.String(), "#", "%23")
}
