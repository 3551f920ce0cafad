// Package assessment decides which guidance fits a person's answers.
//
// It is pure: answers in, result out. It holds no words (the text for every
// ID is in package content), no clock, no storage and no browser. The
// questionnaire itself is data, in flow.go; everything else here walks it.
package assessment

import "slices"

type (
	QuestionID string // what a question finds out: "right-now"
	OptionID   string // what was said: "none"
	RuleID     string // the situation a rule speaks of
	OutcomeID  string // one of the eleven pages: "being-harmed"
	SectionID  string // one piece of a page: "before-cutting-contact"
	StepID     string // where a person is in the plan: "quiet-days"
	Need       string // a kind of help a line gives: "crisis"
)

// A Flow is the whole questionnaire: what is asked, and what the answers lead to.
type Flow struct {
	Version   string
	Questions []Question // in the order they are asked
	Rules     []Rule     // the first that holds decides; the last has no conditions
	Outcomes  []Outcome  // in order of precedence
	Sections  []Section  // in the order they stand on a page
	Slip      Question   // asked before the plan when something was said and then changed
	Kept      []Keep     // the help that stays when what called for it is changed away
}

// A Question is asked on one screen.
type Question struct {
	ID      QuestionID
	Many    bool // several options may be picked
	Ask     []Is // asked only when all hold; none means always
	Options []Option
}

// An Option is one thing a person can say.
type Option struct {
	ID         OptionID
	Alone      bool     // cannot be picked with others: "none of these"
	Constructs []string // what it catches, as numbered in the coverage table: "C16"
}

// Is holds when the answer to Question includes at least one of Options.
// The option Unanswered stands for there being no answer at all.
type Is struct {
	Question QuestionID
	Options  []OptionID
}

// Unanswered, among the options of an Is, holds when the question has no
// answer. It is not an option a person can pick.
const Unanswered OptionID = "unanswered"

// A Rule leads to its outcome when all its conditions hold and no rule before it does.
type Rule struct {
	ID      RuleID
	When    []Is
	Outcome OutcomeID
}

// Urgency says how soon a page asks a person to act.
type Urgency int

const (
	Steady Urgency = iota // when you are ready
	Soon                  // today or in the next days
	Now                   // at once
)

// String gives the urgency as it is written in the flow: "now".
func (u Urgency) String() string {
	switch u {
	case Now:
		return "now"
	case Soon:
		return "soon"
	default:
		return "steady"
	}
}

// An Outcome is one of the pages a person can end on.
type Outcome struct {
	ID       OutcomeID
	Urgency  Urgency
	Sections []SectionID // all it may show, in order
	Open     []SectionID // of those, the ones that stand open above its own words whatever was said
	Always   []SectionID // of those, the ones shown whether or not their conditions hold
}

// A Section is one piece of a page.
type Section struct {
	ID     SectionID
	When   [][]Is   // shown when all of any one of these hold; none: wherever an outcome lists it
	First  [][]Is   // stands above the outcome's own words when all of any one of these hold
	Steps  []StepID // shown only while the plan is at one of these steps; none: always
	Method []string // the rows of the method it retells: "S27"
	Needs  []Need   // the kinds of help it shows lines for, the most fitting first
}

// forCouples reports whether a section offers help to two people together.
func (s Section) forCouples() bool { return slices.Contains(s.Needs, NeedRelationship) }

// Answers holds the options picked for each answered question.
type Answers map[QuestionID][]OptionID

// With returns a copy in which question q is answered by picks.
func (a Answers) With(q QuestionID, picks ...OptionID) Answers {
	b := a.Without(q)
	if len(picks) > 0 {
		b[q] = slices.Clone(picks)
	}
	return b
}

// Without returns a copy in which question q is not answered.
func (a Answers) Without(q QuestionID) Answers {
	b := make(Answers, len(a)+1)
	for id, picks := range a {
		if id != q {
			b[id] = slices.Clone(picks)
		}
	}
	return b
}

// Has reports whether option o was picked for question q.
func (a Answers) Has(q QuestionID, o OptionID) bool { return slices.Contains(a[q], o) }

// A Fact is what a person said to one question.
type Fact struct {
	Question QuestionID
	Options  []OptionID
}

// A Result says which page fits, and what decided it.
type Result struct {
	Outcome  OutcomeID
	Urgency  Urgency
	Rule     RuleID      // the rule that decided
	Sections []SectionID // in the order shown
	Because  []Fact      // the answers that made the deciding rule hold
	Kept     []SectionID // of the sections, those that stay for what was said and then changed
}

// Question finds a question by its ID.
func (f *Flow) Question(id QuestionID) (Question, bool) {
	if id == Slip && f.Slip.ID == Slip {
		return f.Slip, true
	}
	for i := range f.Questions { // by place: copying each on the way costs more than all else
		if f.Questions[i].ID == id {
			return f.Questions[i], true
		}
	}
	return Question{}, false
}

// Outcome finds an outcome by its ID.
func (f *Flow) Outcome(id OutcomeID) (Outcome, bool) {
	for i := range f.Outcomes {
		if f.Outcomes[i].ID == id {
			return f.Outcomes[i], true
		}
	}
	return Outcome{}, false
}

// Section finds a section by its ID.
func (f *Flow) Section(id SectionID) (Section, bool) {
	for i := range f.Sections {
		if f.Sections[i].ID == id {
			return f.Sections[i], true
		}
	}
	return Section{}, false
}

// Option finds an option of the question by its ID.
func (q Question) Option(id OptionID) (Option, bool) {
	for _, o := range q.Options {
		if o.ID == id {
			return o, true
		}
	}
	return Option{}, false
}
