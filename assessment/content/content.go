// Package content holds every word a person sees, and every helpline.
//
// The words live in Markdown files under en/, one file a thing, named by its
// ID; the facts about helplines in YAML files under resources/, one a country.
// A generator checks them against the flow and each other, and compiles them
// to Go: the program in the browser holds no parser. See README.md.
package content

import (
	"slices"

	"secondlook/assessment"
)

//go:generate go run ../internal/contentgen .

// HTML is markup that only the generator makes, from checked Markdown.
type HTML string

// A Kind says what a block of a section is.
type Kind string

// The kinds of block. What is ours and what is the author's never look alike.
const (
	Prose  Kind = "prose"
	Guard  Kind = "guard"  // a limit of ours: "Where we draw a line"
	Own    Kind = "own"    // such a limit for someone who may have hurt or frightened their ex
	Belief Kind = "belief" // what the article's author believes
	Say    Kind = "say"    // words to borrow
	Do     Kind = "do"     // things to do
	Not    Kind = "not"    // things to leave
)

// A Block is one run of a section's text.
type Block struct {
	Kind Kind
	HTML HTML
}

// Words are all texts of one language.
type Words struct {
	Lang      string // "en-GB"
	Questions []Question
	Outcomes  []Outcome
	Sections  []Section
	Pages     []Page
	Guides    []Guide
	Labels    []Label
	Countries []CountryWords // what there is to say about the lines, in this language
}

// A Question is the text of one screen of the questionnaire.
type Question struct {
	ID      assessment.QuestionID
	Title   string
	Short   string // its name on the check page
	Hint    HTML
	Why     HTML
	Problem string // how to go on when nothing is picked
	Options []Option
}

// An Option is the text of one answer: a label, and perhaps a quieter note.
type Option struct {
	ID    assessment.OptionID
	Label string
	Note  string
}

// An Outcome is the text at the head of a result.
type Outcome struct {
	ID    assessment.OutcomeID
	Title string
	Care  string // one line of care, and where it must stop today, that
	About string // heading of Body
	Body  []Block
}

// A Voice is a way of wording a section: the same need is spoken of
// differently to someone in harm's way and to someone with a plan.
type Voice string

// The voices. A section without a variant for a voice uses its Plain words.
const (
	Plain  Voice = ""
	Harm   Voice = "harm"
	Covers Voice = "plan"
	No     Voice = "no" // to someone whose ex has said no: nothing goes to the ex but through a lawyer, a court or a service
)

// A Section is one piece of a result.
type Section struct {
	ID    assessment.SectionID
	Voice Voice
	Title string
	Body  []Block
	Rows  []Row
}

// A Row is a row of the method, and the sentence that carries it.
type Row struct{ ID, Sentence string }

// A Page is a text that stands by itself, at an address or in one.
type Page struct {
	ID       string
	Title    string
	Lead     string
	Sections []PageSection
}

// A Guide is something to read that stands by itself: no question need be
// answered for it.
type Guide struct {
	Page
	Door    string            // the text of its link on the start page; empty for most
	Needs   []assessment.Need // the kinds of help whose lines stand beside it
	Sources []Source          // what it rests on
}

// A Source names a page that was read, and where it is.
type Source struct{ Text, Href string }

// Guide finds something to read by its ID.
func (w *Words) Guide(id string) (Guide, bool) {
	for _, g := range w.Guides {
		if g.ID == id {
			return g, true
		}
	}
	return Guide{}, false
}

// A PageSection is a heading of a page with what stands under it. The first
// may have no title.
type PageSection struct {
	Title string
	Body  []Block
}

// A Label is the text of a button or a short line.
type Label struct{ ID, Text string }

// CountryWords are what there is to say about one country's numbers.
type CountryWords struct {
	Code      string
	Emergency string // about the emergency numbers; may be empty
	Lines     []Label
}

// English gives the words in English.
func English() *Words { return &english }

// Question finds the words of a question.
func (w *Words) Question(id assessment.QuestionID) Question {
	for _, q := range w.Questions {
		if q.ID == id {
			return q
		}
	}
	return Question{ID: id}
}

// Option finds the words of an option.
func (q Question) Option(id assessment.OptionID) Option {
	for _, o := range q.Options {
		if o.ID == id {
			return o
		}
	}
	return Option{ID: id}
}

// Outcome finds the words of an outcome.
func (w *Words) Outcome(id assessment.OutcomeID) Outcome {
	for _, o := range w.Outcomes {
		if o.ID == id {
			return o
		}
	}
	return Outcome{ID: id}
}

// Section finds the words of a section in a voice, or in plain words where
// the voice has none of its own.
func (w *Words) Section(id assessment.SectionID, v Voice) Section {
	plain := Section{ID: id}
	for _, s := range w.Sections {
		if s.ID != id {
			continue
		}
		if s.Voice == v {
			return s
		}
		if s.Voice == Plain {
			plain = s
		}
	}
	return plain
}

// VoiceFor gives the voice an outcome speaks in.
func VoiceFor(o assessment.OutcomeID) Voice {
	switch o {
	case assessment.Covered:
		return Covers
	case assessment.ClearNo:
		return No
	case assessment.DangerNow, assessment.Crisis, assessment.BothHarm, assessment.BeingHarmed,
		assessment.CausingHarm, assessment.Unclear:
		return Harm
	default:
		return Plain
	}
}

// Page finds a page by its ID.
func (w *Words) Page(id string) Page {
	for _, p := range w.Pages {
		if p.ID == id {
			return p
		}
	}
	return Page{ID: id}
}

// Label finds the text of a button or short line.
func (w *Words) Label(id string) string { return find(w.Labels, id) }

// Line finds what there is to say about a helpline.
func (w *Words) Line(country, id string) string {
	return find(w.country(country).Lines, id)
}

// Emergency finds what there is to say about a country's emergency numbers.
func (w *Words) Emergency(country string) string { return w.country(country).Emergency }

func (w *Words) country(code string) CountryWords {
	i, ok := slices.BinarySearchFunc(w.Countries, code, func(c CountryWords, code string) int {
		return compare(c.Code, code)
	})
	if !ok {
		return CountryWords{}
	}
	return w.Countries[i]
}

func find(labels []Label, id string) string {
	for _, l := range labels {
		if l.ID == id {
			return l.Text
		}
	}
	return ""
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	default:
		return 0
	}
}
