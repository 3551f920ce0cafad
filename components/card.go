package components

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// An Urgency colours a card's heading; its words say the same.
type Urgency string

// The urgencies.
const (
	Now    Urgency = "now"
	Soon   Urgency = "soon"
	Steady Urgency = "steady"
)

// A Card is a box with a solid heading.
type Card struct {
	Urgency Urgency
	Icon    string
	Title   string
	Body    []goapp.UI
}

// UI draws the card.
func (c Card) UI() goapp.UI {
	return goapp.Section().Class("card card--"+string(c.Urgency)).Body(
		goapp.H2().Class("card__head").Body(Icon(c.Icon, false), goapp.Span().Text(c.Title)),
		goapp.Div().Class("card__body").Body(c.Body...),
	)
}
