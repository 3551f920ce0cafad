package app

import "secondlook/assessment"

// A Message says what the person did, or what the browser told us.
type Message interface{ message() }

type (
	// Started: they began the questions.
	Started struct{}
	// Picked: an answer is now picked, or not any more.
	Picked struct {
		Option assessment.OptionID
		On     bool
	}
	// Continued: they pressed Continue.
	Continued struct{}
	// WentBack: they pressed Back, on the page or on the phone.
	WentBack struct{}
	// Changed: they want to change the answer to a question.
	Changed struct{ Question assessment.QuestionID }
	// Finished: they looked over their answers and want their page.
	Finished struct{}
	// Erased: they want every answer gone.
	Erased struct{}
	// Opened: they opened a standing page.
	Opened struct{ Screen Screen }
	// OpenedGuide: they opened something to read.
	OpenedGuide struct{ ID string }
	// ChoseCountry: they said which country they are in.
	ChoseCountry struct{ Code string }
	// Dated: they filled in one of the date cards.
	Dated struct{ Card, Value string }
	// DatesGiven: they want the plan for their day.
	DatesGiven struct{}
	// DatesReopened: they want to change the dates.
	DatesReopened struct{}
	// PlanNamed: a name was made for the plan.
	PlanNamed struct{ Name string }
	// Looked: they followed a link to a control on this page.
	Looked struct{ At string }
	// Printed: they want this page on paper.
	Printed struct{}
)

func (Started) message()       {}
func (Picked) message()        {}
func (Continued) message()     {}
func (WentBack) message()      {}
func (Changed) message()       {}
func (Finished) message()      {}
func (Erased) message()        {}
func (Opened) message()        {}
func (OpenedGuide) message()   {}
func (ChoseCountry) message()  {}
func (Dated) message()         {}
func (DatesGiven) message()    {}
func (DatesReopened) message() {}
func (PlanNamed) message()     {}
func (Looked) message()        {}
func (Printed) message()       {}

// An Effect is something to be done outside the model.
type Effect interface{ effect() }

type (
	// Focus moves the keyboard to an element, and the page to it.
	Focus struct{ ID string }
	// NamePlan asks for a name for the plan.
	NamePlan struct{}
	// Print opens the browser's print dialog.
	Print struct{}
	// ScrollUp shows the page from its top.
	ScrollUp struct{}
)

func (Focus) effect()    {}
func (NamePlan) effect() {}
func (Print) effect()    {}
func (ScrollUp) effect() {}
