package app

import (
	"fmt"
	"slices"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/components"
)

// opens are the questions that can be answered before the program is here. A
// person takes seconds for each, which hides the download.
const opens = 3

// A Place is one screen of the opening: what is shown, and where each answer
// leads. Go works all of it out from the flow when the site is built; the
// script in the page only looks it up.
type Place struct {
	ID       string
	Question assessment.QuestionID // empty where help is shown
	Many     bool
	Alone    []assessment.OptionID          // options that stand by themselves
	Next     map[assessment.OptionID]string // the place each option leads to; none: past the edge
	// Only says, of a help page that several answers share, which sections show
	// after which of the options alone.
	Only    map[assessment.SectionID][]assessment.OptionID
	HTML    string // the screen
	Problem string // the same, when nothing was picked
}

// Opening lists the places of the opening, the first question first.
func Opening() []Place {
	o := walk{flow: assessment.Default()}
	o.place(assessment.Answers{}, opens)
	slices.Reverse(o.places) // a place is made after all that can follow it
	return o.places
}

// A walk makes the places by walking the flow.
type walk struct {
	flow   *assessment.Flow
	places []Place
	alike  []string // of each place, what it shows: markup cannot be compared, its attributes come in any order
}

// place makes the screen that these answers lead to, with all that can follow
// it, and gives its ID. Screens that are alike in all are one.
func (o *walk) place(a assessment.Answers, deep int) string {
	m := Model{Screen: Result, Answers: a, Static: true}
	var p Place
	if q, open := o.flow.Next(a); open {
		m.Screen, m.At = Asking, q.ID
		p.Question, p.Many = q.ID, q.Many
		p.Next = map[assessment.OptionID]string{}
		for _, option := range q.Options {
			if option.Alone {
				p.Alone = append(p.Alone, option.ID)
			}
		}
		if deep > 1 {
			o.follow(p, a, q, deep)
		}
		problem := m
		problem.Problem = true
		p.Problem = onPaper(problem)
	}
	res := o.flow.Decide(a)
	key := fmt.Sprint(m.Screen, m.At, p.Next, view{flow: o.flow, m: m}.helpAlways())
	if m.Screen == Result {
		key = fmt.Sprint(res.Outcome, res.Sections, res.Because)
	}
	if i := slices.Index(o.alike, key); i >= 0 {
		return o.places[i].ID
	}
	p.HTML = onPaper(m)
	p.ID = fmt.Sprintf("o%d", len(o.places)+1)
	o.places, o.alike = append(o.places, p), append(o.alike, key)
	return p.ID
}

// follow fills in where the options of a question lead. Those that name danger
// can be picked together, and share one page.
func (o *walk) follow(p Place, a assessment.Answers, q assessment.Question, deep int) {
	var danger []assessment.OptionID
	for _, option := range q.Options {
		if q.Many && o.flow.Decided(a.With(q.ID, option.ID)) {
			danger = append(danger, option.ID)
			continue
		}
		p.Next[option.ID] = o.place(a.With(q.ID, option.ID), deep-1)
	}
	if len(danger) == 0 {
		return
	}
	id := o.place(a.With(q.ID, danger...), deep-1)
	for _, option := range danger {
		p.Next[option] = id
	}
	at := slices.IndexFunc(o.places, func(p Place) bool { return p.ID == id })
	only := map[assessment.SectionID][]assessment.OptionID{}
	all := o.flow.Decide(a.With(q.ID, danger...)).Sections
	for _, s := range all {
		for _, option := range danger {
			if slices.Contains(o.flow.Decide(a.With(q.ID, option)).Sections, s) {
				only[s] = append(only[s], option)
			}
		}
		if len(only[s]) == len(danger) {
			delete(only, s)
		}
	}
	o.places[at].Only = only
}

func onPaper(m Model) string {
	v := view{flow: assessment.Default(), words: content.English(), m: m}
	return goapp.HTMLString(v.main())
}

// OpeningNumbers lists every country's emergency numbers, one country a line:
// its name, then its numbers, apart by tabs.
func OpeningNumbers() string {
	var b strings.Builder
	for _, c := range content.Countries() {
		if !c.Emergency.Numbers() || c.Code == content.Europe || c.Code == content.Everywhere {
			continue
		}
		b.WriteString(c.Name)
		for _, n := range static(Urgent).emergency(c) {
			b.WriteString("\t" + n.Digits)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// everyNumber is the place where the opening's script sets every country's
// emergency numbers; the program has the choice of a country instead.
func (v view) everyNumber() goapp.UI {
	return components.Fold{Title: v.label("every-number"), Body: []goapp.UI{
		goapp.Ul().Class("lines").DataSet("numbers", "all")}}.UI()
}

// Replay goes on from what was answered before the program was here. It is
// given as the opening's script tells it: the answered questions, then what is
// picked and not continued, then a mark if Continue waits:
// "right-now=none thoughts=no|ages=both-18|go". What does not fit is left out,
// and never guessed at.
func Replay(f *assessment.Flow, m Model, told string) (Model, bool) {
	parts := strings.Split(told, "|")
	if len(parts) != 3 {
		return m, false
	}
	m, _ = Update(f, m, Started{})
	for _, given := range strings.Fields(parts[0]) {
		var fits bool
		if m, fits = pickedAt(f, m, given); !fits {
			return m, true
		}
		m, _ = Update(f, m, Continued{})
	}
	m, fits := pickedAt(f, m, parts[1])
	if fits && parts[2] != "" {
		m, _ = Update(f, m, Continued{})
	}
	return m, true
}

// pickedAt picks what was given, if it is what is asked now.
func pickedAt(f *assessment.Flow, m Model, given string) (Model, bool) {
	q, options, ok := strings.Cut(given, "=")
	if !ok || assessment.QuestionID(q) != m.At || m.Screen != Asking {
		return m, false
	}
	for _, o := range strings.Split(options, ",") {
		m, _ = Update(f, m, Picked{assessment.OptionID(o), true})
	}
	return m, len(m.Picked) > 0
}
