//go:build !wasm

package book

import (
	"fmt"
	"html/template"
	"math/big"
	"slices"
	"strings"

	"secondlook/assessment"
	"secondlook/assessment/proof"
)

// A place is a section on a page.
type place struct {
	outcome assessment.OutcomeID
	section assessment.SectionID
}

// A showing says whether a section can stand on a page.
type showing int

const (
	never       showing = iota // listed, for sheets from elsewhere; no screen leads there
	afterChange                // only where something was said in the same sitting and then changed
	shows
)

// showings finds what complete sheets show on each page, and what stays there when an answer is changed.
func (b *binder) showings(decisions []proof.Decision) (map[place]showing, error) {
	counted, err := proof.Showings(b.Flow)
	if err != nil {
		return nil, err
	}
	all := map[place]showing{}
	b.every = map[place]bool{}
	for _, s := range counted {
		at := place{s.Outcome, s.Section}
		if s.Sheets.Sign() > 0 {
			all[at] = shows
		}
		b.every[at] = s.Sheets.Sign() > 0 && s.Sheets.Cmp(b.sheetsOf(s.Outcome)) == 0
	}
	if err := b.lifts(); err != nil {
		return nil, err
	}
	for _, d := range decisions {
		for _, said := range b.withdrawals() {
			sitting := assessment.Sitting{Answers: d.Example, Said: said, Slip: assessment.Yes}
			res, _ := b.Flow.Settle(sitting, assessment.Dates{})
			for _, id := range res.Kept {
				if at := (place{res.Outcome, id}); all[at] == never {
					all[at] = afterChange
				}
			}
		}
	}
	return all, nil
}

// lifts finds where sections stand above a page's own words because of what was said: it counts them as though nothing
// else showed them.
func (b *binder) lifts() error {
	f := *b.Flow
	f.Sections, f.Outcomes = slices.Clone(f.Sections), slices.Clone(f.Outcomes)
	canLift := map[assessment.SectionID]bool{}
	for i, s := range f.Sections {
		if len(s.First) > 0 {
			canLift[s.ID] = true
			f.Sections[i].When = s.First
		}
	}
	for i, o := range f.Outcomes {
		f.Outcomes[i].Always = slices.DeleteFunc(slices.Clone(o.Always), func(id assessment.SectionID) bool { return canLift[id] })
	}
	counted, err := proof.Showings(&f)
	if err != nil {
		return err
	}
	b.top, b.lifted = map[place]bool{}, map[place]bool{}
	for _, s := range counted {
		if at := (place{s.Outcome, s.Section}); canLift[s.Section] && s.Sheets.Sign() > 0 {
			b.lifted[at] = true
			b.top[at] = s.Sheets.Cmp(b.sheetsOf(s.Outcome)) == 0
		}
	}
	return nil
}

// sheetsOf counts the sheets that come to an outcome.
func (b *binder) sheetsOf(id assessment.OutcomeID) *big.Int {
	all := new(big.Int)
	for _, d := range b.decisions {
		if d.Outcome == id {
			all.Add(all, d.Sheets)
		}
	}
	return all
}

// withdrawals are things that can be said and then changed: each that help is kept for, by itself and beside a danger.
func (b *binder) withdrawals() []assessment.Answers {
	var all []assessment.Answers
	for _, k := range b.Flow.Kept {
		for _, when := range k.When {
			said := assessment.Answers{}
			for _, c := range when {
				if c.Options[0] != assessment.Unanswered {
					said = said.With(c.Question, c.Options[0])
				}
			}
			all = append(all, said, said.With(assessment.RightNow, assessment.TheyMayHurtMe))
		}
	}
	return all
}

// A term is a word that the book uses, and what it means here.
type term struct {
	Name  string
	Means template.HTML
}

func (b *binder) terms() []term {
	var safety, clear, adds []template.HTML // the last: clear answers that add help
	for _, r := range b.Flow.Rules {
		if r.Outcome != assessment.Covered {
			continue
		}
		for _, c := range r.When {
			safety = append(safety, b.questionLink(c.Question))
			q, _ := b.Flow.Question(c.Question)
			for _, id := range c.Options {
				if o, _ := q.Option(id); len(o.Constructs) > 0 && c.Question != assessment.WhyLeft {
					adds = append(adds, b.answer(c.Question, []assessment.OptionID{id}, "or"))
				}
			}
		}
	}
	seen := map[string]bool{}
	for _, q := range b.Flow.Questions {
		for _, o := range q.Options {
			label := b.Words.Question(q.ID).Option(o.ID).Label
			if b.clear(q, o.ID) && !seen[label] {
				seen[label] = true
				clear = append(clear, b.optionLink(q.ID, o.ID))
			}
		}
	}
	return []term{
		{"Sheet", "One way to fill in the questions, from the first one to the page. Where several answers may be ticked, every choice of them " +
			"makes another sheet: so there are " + large(b.total) + ". A number of sheets is never a number of people. Each sheet counts once, " +
			"whether a thousand people or nobody ever fills it in, and most of them nobody ever will."},
		{"Clear answer", joined(clear, "or") + ": an answer that tells of nothing the plan must wait for. Where the book shows answers, " +
			"these are left out. " + joined(adds, "and") + " is clear too, but it adds help to the page, so it is not left out."},
		{"Safety question", "One that must have a clear answer before the plan opens; the last asks for a cause: " + joined(safety, "and") + ". " +
			b.questionLink(assessment.AgeGap) + " counts with them where it is asked."},
		{"Page, section", "Everyone who answers comes to one page. A page is made of sections, each with a heading of its own; what was told decides which."},
		{"The specification", "The two papers that all this was built from: what the questions must catch, and what the article says. They are not enclosed. " +
			"Most of what they hold stands in this book: the order of the pages and what each is for (in names of promises: §1), what must be caught (§2: C1 to C85), " +
			"when each question is asked (§3), the hard cases (H) and the rows of the article’s method (S). A promise (T) says what must be so of them."},
		{"C, H, S, T, HZ", "What must be caught, hard cases, rows of the method, promises, hazards."},
	}
}

// A screen is one that asks or shows something beside the questions.
type screen struct {
	Title, Lead, Note string
	Asks              []ask
	Buttons           string
}

// An ask is one card of a screen, and what can be chosen on it.
type ask struct{ Title, Choices string }

func (b *binder) quoted(labels ...string) string {
	var all []string
	for _, l := range labels {
		all = append(all, "“"+b.Words.Label(l)+"”")
	}
	return strings.Join(all, ", ")
}

// check is the screen on which answers are looked over before the page.
func (b *binder) check() screen {
	return screen{Title: b.Words.Label("review-title"), Lead: b.Words.Label("review-lead"), Note: b.Words.Label("review-note"),
		Buttons: b.quoted("show-result", "back", "erase", "help-now")}
}

// dates are the three that the plan counts from.
func (b *binder) dates() screen {
	rough := []string{"rough-skip"}
	for _, r := range assessment.Roughs() {
		rough = append(rough, "rough-"+string(r))
	}
	card := func(name string, choices ...string) ask {
		return ask{b.Words.Label("card-" + name), b.quoted(slices.Concat(choices, []string{"card-" + name + "-day"})...)}
	}
	return screen{Title: b.Words.Label("dates-title"), Lead: b.Words.Label("dates-lead"), Note: b.Words.Label("dates-privacy"),
		Asks: []ask{card("ended", rough...), card("sorry", rough...), card("space", "space-none", "space-no-date")}}
}

// early is what somebody finds who stops on the way.
type early struct {
	Leave, Help string
	From, After template.HTML // questions: where help stands from, and after which where it was not denied
}

func (b *binder) early() early {
	return early{b.Words.Label("leave"), b.Words.Label("help-now"), b.questionLink(assessment.HowItEnded), b.questionLink(assessment.Thoughts)}
}

// day writes a date of a script in words.
func day(text string) string {
	d, err := assessment.ParseDate(text)
	if err != nil {
		return text
	}
	year, month, n := d.Calendar()
	return fmt.Sprintf("%d %s %d", n, month, year)
}
