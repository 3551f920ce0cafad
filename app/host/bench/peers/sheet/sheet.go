// Package sheet is what every peer of the benchmark shows: the start page and the questions, as data.
//
// It holds no words. Package ask fills it from the words and rules of Second Look itself, so that nothing is typed twice;
// a program for the browser gets it from the linker (Linked), so that it carries these questions and nothing more of ours.
package sheet

import (
	"encoding/json"
	"slices"

	"secondlook/assessment"
)

// A Sheet is one questionnaire with its start page.
type Sheet struct {
	Name      string
	Start     Start
	Questions []Question // in the order they are asked
	Continue  string     // the button below each question
	End       string     // the heading above the answers, at the end
}

// A Start is the text of the start page.
type Start struct {
	Title, Lead string
	Button      string // leads to the first question
	Note        string // below the button
	Sections    []Section
}

// A Section is one heading of the start page. HTML is trusted: package content made it.
type Section struct{ Title, HTML string }

// A Question is one screen.
type Question struct {
	ID      string
	Title   string
	Hint    string // trusted HTML; may be empty
	Many    bool   // several options may be picked
	Ask     []assessment.Is
	Options []Option
}

// An Option is one answer.
type Option struct {
	ID    string
	Label string
	Note  string // the quieter rest of a long label; may be empty
	Alone bool   // cannot be picked with others
}

// Answers are the IDs of the options picked, by the ID of the question.
type Answers map[string][]string

// linked is the sheet as JSON, put in by the linker: -ldflags "-X secondlook/app/host/bench/peers/sheet.linked=…".
var linked string

// Linked is the sheet this program was linked with; without one it is empty.
func Linked() Sheet {
	var s Sheet
	if json.Unmarshal([]byte(linked), &s) != nil {
		return Sheet{}
	}
	return s
}

// flow is the part of a flow that asks, for the rules of package assessment to walk.
func (s Sheet) flow() *assessment.Flow {
	f := &assessment.Flow{}
	for _, q := range s.Questions {
		f.Questions = append(f.Questions, assessment.Question{ID: assessment.QuestionID(q.ID), Ask: q.Ask})
	}
	return f
}

// Next is the question to ask after these answers. It is false when none is left.
func (s Sheet) Next(a Answers) (Question, bool) {
	given := assessment.Answers{}
	for q, picks := range a {
		for _, o := range picks {
			given[assessment.QuestionID(q)] = append(given[assessment.QuestionID(q)], assessment.OptionID(o))
		}
	}
	next, more := s.flow().Next(given)
	if !more {
		return Question{}, false
	}
	return s.Questions[slices.IndexFunc(s.Questions, func(q Question) bool { return q.ID == string(next.ID) })], true
}

// Said are the labels of the options picked, in the order they were asked.
func (s Sheet) Said(a Answers) []string {
	var said []string
	for _, q := range s.Questions {
		for _, o := range q.Options {
			if slices.Contains(a[q.ID], o.ID) {
				said = append(said, o.Label)
			}
		}
	}
	return said
}

// Pick puts an option among the picks of a question, or takes it away. An option that stands alone undoes the others.
func (q Question) Pick(picks []string, option string, on bool) []string {
	var kept []string
	for _, o := range q.Options {
		was := slices.Contains(picks, o.ID)
		switch {
		case o.ID == option:
			was = on
		case on && (!q.Many || o.Alone || q.alone(option)):
			was = false
		}
		if was {
			kept = append(kept, o.ID)
		}
	}
	return kept
}

func (q Question) alone(option string) bool {
	return slices.ContainsFunc(q.Options, func(o Option) bool { return o.ID == option && o.Alone })
}
