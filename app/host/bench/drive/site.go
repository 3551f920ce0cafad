//go:build !wasm

// Package drive takes a real Chromium through a site under a fixed slow profile, and writes down everything that happens.
package drive

// A Site is one thing that is measured.
type Site struct {
	Name    string // "plain": as it stands in the events
	Look    Look
	Offline bool // it works without a network after a visit
	// Start serves it on this machine. It gives the address, and what ends it: then every connection is refused.
	Start func() (address string, stop func(), err error)
}

// A Look says where things stand in a site's pages, as CSS selectors.
type Look struct {
	Main    string `json:"main"`    // all there is to read
	Heading string `json:"heading"` // of the start page
	Start   string `json:"start"`   // the button that leads to the first question
	Title   string `json:"title"`   // of a question
	Hint    string `json:"hint"`
	Options string `json:"options"` // the labels of all options
	Input   string `json:"input"`   // the box of option {o} of question {q}
	Next    string `json:"next"`    // the button below a question
	End     string `json:"end"`     // the answers, as they are told at the end
	Charge  Charge `json:"charge"`
}

// A Charge is the sign by which a site's program is known to be in charge.
type Charge string

// The signs.
const (
	Mark     Charge = "mark"     // it makes a performance mark named in-charge
	Ready    Charge = "ready"    // it calls secondlookReady
	Document Charge = "document" // it has no program: the document has been read
)

// Ours is where things stand in Second Look.
var Ours = Look{
	Main: "#main", Heading: "#main h1", Start: `#main [data-act="start"]`,
	Title: "#main legend", Hint: "#main .hint", Options: "#main .option label", Input: `#main input[name="{q}"][value="{o}"]`,
	Next: `#main [data-act="continue"]`, End: "#main .summary__said", Charge: Ready,
}

// Plain is where things stand in the plain pages, and Quiz in both go-app peers.
var (
	Plain = Look{
		Main: "#main", Heading: "#main h1", Start: `[data-act="start"]`,
		Title: "legend", Hint: ".hint", Options: ".option label", Input: `.option input[name="{q}"][value="{o}"]`,
		Next: `[data-act="continue"]`, End: "#said li", Charge: Document,
	}
	Quiz = Plain.with(Mark)
)

// Survey is where things stand in SurveyJS.
var Survey = Look{
	Main: "#survey", Heading: "#survey h1", Start: ".sd-navigation__start-btn",
	Title: ".sd-question__title", Hint: ".sd-question__description", Options: ".sd-item", Input: `[data-name="{q}"] input[value="{o}"]`,
	Next: ".sd-navigation__next-btn, .sd-navigation__complete-btn", End: "#said li", Charge: Mark,
}

func (l Look) with(c Charge) Look {
	l.Charge = c
	return l
}
