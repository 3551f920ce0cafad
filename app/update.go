package app

import (
	"slices"

	"secondlook/assessment"
)

// title is the id of every screen's heading: focus goes there, which lets a
// screen reader say where one is.
const title = "title"

// Update gives the model after a message, and what else is to be done. It is
// pure and total: a message that does not fit where the person is changes nothing.
func Update(f *assessment.Flow, m Model, msg Message) (Model, []Effect) {
	if aboutThePlan(msg) && !m.planned(f) {
		return m, nil
	}
	switch msg := msg.(type) {
	case Started:
		return m.start(f)
	case Picked:
		return m.pick(f, msg)
	case Continued:
		return m.proceed(f)
	case WentBack:
		return m.back(f)
	case Changed:
		return m.change(msg.Question)
	case Finished:
		return m.finish(f)
	case Erased:
		return m.erase()
	case Opened:
		return m.open(msg.Screen)
	case OpenedGuide:
		return m.read(msg.ID)
	case ChoseCountry:
		return m.choose(msg.Code)
	case Dated:
		return m.date(msg), nil
	case DatesGiven:
		return m.giveDates()
	case DatesReopened:
		m.Dated, m.DateFault = false, ""
		return m, []Effect{Focus{"dates"}}
	case PlanNamed:
		m.PlanName = msg.Name
		return m, nil
	case Looked:
		return m, []Effect{Focus{msg.At}}
	case Printed:
		return m, []Effect{Print{}}
	default:
		return m, nil
	}
}

// aboutThePlan reports whether a message only fits behind a covered result.
func aboutThePlan(msg Message) bool {
	switch msg.(type) {
	case Dated, DatesGiven, DatesReopened, PlanNamed:
		return true
	default:
		return false
	}
}

// planned reports whether the person is on a covered result: the one place
// where there is a plan, or dates to count it from.
func (m Model) planned(f *assessment.Flow) bool {
	if m.Screen != Result {
		return false
	}
	res, plan := f.Settle(m.sitting(), assessment.Dates{Today: m.Today})
	return res.Outcome == assessment.Covered && !plan.Over
}

// arrive moves to a screen: its top, and its heading.
func (m Model) arrive(s Screen) (Model, []Effect) {
	m.Screen = s
	m.Problem = false
	return m, []Effect{ScrollUp{}, Focus{title}}
}

func (m Model) start(f *assessment.Flow) (Model, []Effect) {
	if m.Screen != Home {
		return m, nil
	}
	m.Reloaded = false
	return m.ask(f)
}

// ask goes to the next open question, to the check page when none is open, or
// straight to help when danger was named.
func (m Model) ask(f *assessment.Flow) (Model, []Effect) {
	if f.Decided(m.Answers) {
		m.Changing = false
		return m.arrive(Result)
	}
	q, open := f.Next(m.Answers)
	if !open {
		m.Changing = false
		return m.arrive(Review)
	}
	return m.at(q.ID).arrive(Asking)
}

func (m Model) at(q assessment.QuestionID) Model {
	m.At = q
	return m.with(m.Answers[q])
}

func (m Model) pick(f *assessment.Flow, msg Picked) (Model, []Effect) {
	q, ok := f.Question(m.At)
	if m.Screen != Asking || !ok {
		return m, nil
	}
	o, ok := q.Option(msg.Option)
	if !ok {
		return m, nil
	}
	switch {
	case !msg.On:
		m = m.with(slices.DeleteFunc(slices.Clone(m.Picked), func(p assessment.OptionID) bool { return p == o.ID }))
	case !q.Many || o.Alone:
		m = m.with([]assessment.OptionID{o.ID})
	default:
		m = m.with(inOrder(q, append(slices.Clone(m.Picked), o.ID)))
	}
	return m, nil
}

// inOrder keeps the picks that can stand together, in the question's order.
func inOrder(q assessment.Question, picks []assessment.OptionID) []assessment.OptionID {
	var out []assessment.OptionID
	for _, o := range q.Options {
		if !o.Alone && slices.Contains(picks, o.ID) {
			out = append(out, o.ID)
		}
	}
	return out
}

func (m Model) proceed(f *assessment.Flow) (Model, []Effect) {
	if m.Screen != Asking {
		return m, nil
	}
	if len(m.Picked) == 0 {
		m.Problem = true
		return m, []Effect{Focus{"problems"}}
	}
	if m.At == assessment.Slip {
		m.Slip = m.Picked[0]
		return m.arrive(Result)
	}
	before := m.Answers
	m.Said, m.Slip = f.Remember(m.Said, m.At, m.Picked), ""
	m.Answers = f.Prune(before.With(m.At, m.Picked...))
	m.Dropped = slices.DeleteFunc(slices.Clone(m.Dropped), func(q assessment.QuestionID) bool { return len(m.Answers[q]) > 0 })
	if lost := dropped(f, before, m.Answers, m.At); len(lost) > 0 {
		m.Dropped = lost
	}
	m.Dated, m.PlanName = false, ""
	return m.ask(f)
}

// dropped lists the questions that had an answer and have none any more.
func dropped(f *assessment.Flow, before, after assessment.Answers, but assessment.QuestionID) []assessment.QuestionID {
	var lost []assessment.QuestionID
	for _, q := range f.Questions {
		if len(before[q.ID]) > 0 && len(after[q.ID]) == 0 && q.ID != but {
			lost = append(lost, q.ID)
		}
	}
	return lost
}

func (m Model) back(f *assessment.Flow) (Model, []Effect) {
	switch {
	case m.Screen == Reading && m.Guide != "" && m.Listed:
		m.Guide = ""
		return m.arrive(Reading)
	case m.Screen.standing():
		return m.return_()
	case m.Screen == Asking && (m.Changing || m.At == assessment.Slip):
		m.Changing = false
		return m.arrive(Review)
	case m.Screen == Asking || m.Screen == Review:
		return m.previous(f)
	case m.Screen == Result && f.Decided(m.Answers):
		return m.previous(f)
	case m.Screen == Result:
		return m.arrive(Review)
	default:
		return m, nil
	}
}

// return_ leaves a standing page for where it was opened.
func (m Model) return_() (Model, []Effect) {
	to := m.Behind
	if to == "" {
		to = Home
	}
	m.Behind = ""
	return m.arrive(to)
}

// previous goes to the last question before this place; before the first
// lies the start.
func (m Model) previous(f *assessment.Flow) (Model, []Effect) {
	var last assessment.QuestionID
	for _, q := range f.Questions {
		if m.Screen == Asking && q.ID == m.At {
			break
		}
		if len(m.Answers[q.ID]) > 0 && f.Asked(q, m.Answers) {
			last = q.ID
		}
	}
	if last == "" {
		return m.arrive(Home)
	}
	return m.at(last).arrive(Asking)
}

func (m Model) change(q assessment.QuestionID) (Model, []Effect) {
	if len(m.Answers[q]) == 0 || (m.Screen != Review && m.Screen != Result) {
		return m, nil
	}
	m.Changing = true
	m.Dropped = nil
	return m.at(q).arrive(Asking)
}

func (m Model) finish(f *assessment.Flow) (Model, []Effect) {
	if m.Screen != Review {
		return m, nil
	}
	if _, open := f.Next(m.Answers); open {
		return m.ask(f) // nothing is shown on half an answer
	}
	m.Dropped = nil
	if f.AskSlip(m.sitting()) {
		m.At = assessment.Slip
		return m.with(nil).arrive(Asking)
	}
	return m.arrive(Result)
}

// erase forgets everything but what is not about the person's answers.
func (m Model) erase() (Model, []Effect) {
	return Model{
		Screen: m.Screen, Answers: assessment.Answers{}, Offered: m.Offered, Today: m.Today, Denied: m.Denied,
	}.arrive(Home)
}

func (m Model) open(s Screen) (Model, []Effect) {
	switch {
	case s == Home && m.Screen.standing() && m.Behind != "":
		return m.return_()
	case s == Home:
		return m.arrive(Home)
	case !s.standing() || s == m.Screen:
		return m, nil
	}
	if !m.Screen.standing() {
		m.Behind = m.Screen
	}
	m.Guide, m.Listed = "", s == Reading
	return m.arrive(s)
}

// read opens one thing to read, and remembers where Back leads.
func (m Model) read(id string) (Model, []Effect) {
	if m.Screen != Reading {
		m, _ = m.open(Reading)
		m.Listed = false
	}
	m.Guide = id
	return m.arrive(Reading)
}

// choose takes the country, and keeps the keyboard where it was: the places
// that show its numbers are drawn afresh. A result shows them at its top.
func (m Model) choose(code string) (Model, []Effect) {
	m.Country = code
	switch m.Screen {
	case Result:
		return m, []Effect{ScrollUp{}, Focus{title}}
	case Help, Urgent, Reading:
		return m, []Effect{Focus{"country"}}
	default:
		return m, nil
	}
}

func (m Model) date(msg Dated) Model {
	switch msg.Card {
	case "ended":
		m.Ended = msg.Value
	case "sorry":
		m.Sorry = msg.Value
	case "space":
		m.Space = msg.Value
	}
	return m // a fault stays until Show my day: to take it away now would draw the cards afresh under the fingers
}

// giveDates checks the cards; a date that cannot be is pointed at, and nothing
// is guessed.
func (m Model) giveDates() (Model, []Effect) {
	_, endedErr := assessment.ParseSpan(m.Ended, m.Today)
	_, sorryErr := assessment.ParseSpan(m.Sorry, m.Today)
	_, spaceErr := assessment.ParseDate(m.Space)
	switch {
	case endedErr != nil:
		m.DateFault = "ended"
	case sorryErr != nil:
		m.DateFault = "sorry"
	case spaceErr != nil && m.Space != "" && m.Space != "no-date":
		m.DateFault = "space"
	default:
		m.DateFault = ""
		m.Dated = true
		effects := []Effect{ScrollUp{}, Focus{title}}
		if m.PlanName == "" && m.Ended != "" {
			effects = append(effects, NamePlan{})
		}
		return m, effects
	}
	return m, []Effect{Focus{"dates-problem"}}
}
