// Package app is what a person sees, and what happens when they act.
//
// Data flows one way: a press becomes a Message, Update turns the Model and
// the message into a new Model and a list of Effects, View draws the Model.
// Update and View are pure; Shell, the one component with state, runs them and
// carries out the effects.
package app

import (
	"slices"

	"secondlook/assessment"
)

// A Screen is one of the pages a person can be on.
type Screen string

// The screens. Their names stand in the page for tests and say nothing of
// what was answered.
const (
	Home    Screen = "home"
	Asking  Screen = "asking"
	Review  Screen = "review"
	Result  Screen = "result"
	Urgent  Screen = "urgent"
	Help    Screen = "help"
	Privacy Screen = "privacy"
	About   Screen = "about"
	Reading Screen = "reading"
)

// standing reports whether a screen can be opened from anywhere, without
// losing one's place.
func (s Screen) standing() bool {
	return s == Urgent || s == Help || s == Privacy || s == About || s == Reading
}

// A Model is everything the screen depends on. It lives in memory only.
type Model struct {
	Screen Screen
	Behind Screen // where a standing page was opened from
	Guide  string // what is being read; empty for the list of all
	Listed bool   // the list was seen first, and Back leads there

	At       assessment.QuestionID
	Picked   []assessment.OptionID // picked, not yet continued
	Problem  bool                  // Continue was pressed with nothing picked
	Answers  assessment.Answers
	Said     assessment.Answers      // every answer ever given in this sitting: in memory only
	Slip     assessment.OptionID     // whether something withdrawn was a slip
	Changing bool                    // an answer is being changed from the check page
	Dropped  []assessment.QuestionID // answers that a change made us drop, until the next change

	Country string // two letters; empty until the person chose
	Offered string // what the browser's language and clock suggest

	Today     assessment.Date
	Ended     string // as given: a date, a rough time, or empty
	Sorry     string // the same, for the last apology or asking
	Space     string // a date, "no-date", or empty
	Dated     bool   // the person pressed "Show my day"
	DateFault string // which date could not be read: "ended", "sorry", "space"
	PlanName  string // a UUID that names the plan, not the person

	Reloaded bool // the page was loaded again: what was answered is gone
	Static   bool // made at build time: no program behind it
	Denied   bool // the browser keeps nothing for us
}

// Dates reads the dates of the cards. What cannot be read counts as not said:
// then the plan waits longer.
func (m Model) Dates() assessment.Dates {
	d := assessment.Dates{Today: m.Today}
	if !m.Dated {
		return d
	}
	d.Ended, _ = assessment.ParseSpan(m.Ended, m.Today)
	d.Apologised, _ = assessment.ParseSpan(m.Sorry, m.Today)
	d.SpaceUntil, _ = assessment.ParseDate(m.Space)
	d.SpaceOpen = m.Space == assessment.NoDate
	return d
}

// sitting is all that was said so far.
func (m Model) sitting() assessment.Sitting {
	return assessment.Sitting{Answers: m.Answers, Said: m.Said, Slip: m.Slip}
}

// with returns the model with another set of picks, never sharing a slice.
func (m Model) with(picks []assessment.OptionID) Model {
	m.Picked = slices.Clone(picks)
	return m
}
