//go:build !wasm

package resourcereport

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"secondlook/app"
	"secondlook/assessment"
	"secondlook/assessment/content"
)

// A thing is something that can be said, and the answers that say it and
// nothing else.
type thing struct {
	Name    string
	Answers assessment.Answers
	Section assessment.SectionID // where its help stands; one without lines of its own: the first on the page that has some
	Harmer  bool                 // the person did harm, and was not harmed
}

// plainly are the answers of someone with nothing to say that matters here.
func plainly(but assessment.Answers) assessment.Answers {
	all := assessment.Answers{
		assessment.RightNow: {assessment.None}, assessment.Thoughts: {assessment.No}, assessment.Ages: {assessment.Both18},
		assessment.HowItEnded: {assessment.TheyLeftLately}, assessment.Felt: {assessment.None}, assessment.Body: {assessment.None},
		assessment.Threats: {assessment.None}, assessment.Control: {assessment.None}, assessment.Watching: {assessment.None},
		assessment.Trust: {assessment.None}, assessment.TheirWord: {assessment.None}, assessment.Ties: {assessment.None},
		assessment.WhyLeft: {assessment.TookForGranted}, assessment.SoFar: {assessment.Apologised},
	}
	for q, picks := range but {
		all[q] = picks
	}
	return assessment.Default().Prune(all)
}

// things are the kinds of disclosure, each with its shortest sheet.
func things() []thing {
	is := func(q assessment.QuestionID, o assessment.OptionID) assessment.Answers {
		return assessment.Answers{q: {o}}
	}
	by := func(q assessment.QuestionID, o assessment.OptionID, who assessment.QuestionID, whom assessment.OptionID) assessment.Answers {
		return assessment.Answers{q: {o}, who: {whom}}
	}
	return []thing{
		{Name: "in danger from the ex", Answers: is(assessment.RightNow, assessment.TheyMayHurtMe), Section: "danger-helplines"},
		{Name: "may hurt someone", Answers: is(assessment.RightNow, assessment.IMayHurtSomeone), Section: "danger-helplines", Harmer: true},
		{Name: "harmed", Answers: by(assessment.Body, assessment.Hit, assessment.WhoBody, assessment.They), Section: "talk-to-a-specialist"},
		{Name: "own behaviour", Answers: by(assessment.Body, assessment.Hit, assessment.WhoBody, assessment.Me), Section: "own-actions-today", Harmer: true},
		{Name: "own behaviour, grave", Answers: by(assessment.Body, assessment.NeckWeapon, assessment.WhoBody, assessment.Me), Section: "stop-today", Harmer: true},
		{Name: "sexual violence", Answers: by(assessment.Body, assessment.Sex, assessment.WhoBody, assessment.They), Section: "sexual-harm"},
		{Name: "stalking", Answers: by(assessment.Watching, assessment.TurnedUp, assessment.WhoWatching, assessment.They), Section: "being-followed"},
		{Name: "private pictures", Answers: by(assessment.Watching, assessment.Pictures, assessment.WhoWatching, assessment.They), Section: "image-help"},
		{Name: "spied on by phone", Answers: by(assessment.Watching, assessment.Tracked, assessment.WhoWatching, assessment.They), Section: "tech-safety"},
		{Name: "outing", Answers: by(assessment.Threats, assessment.Tell, assessment.WhoThreats, assessment.They), Section: outing},
		{Name: "cheating", Answers: is(assessment.Trust, assessment.TheyCheated), Section: "cheating-hurt"},
		{Name: "grief", Answers: is(assessment.HowItEnded, assessment.TheyDied), Section: "grief"},
		{Name: "money", Answers: by(assessment.Control, assessment.Money, assessment.WhoControl, assessment.They), Section: "money-help"},
		{Name: "money and trust", Answers: is(assessment.Trust, assessment.Money), Section: "money-help"},
		{Name: "suicide", Answers: is(assessment.Thoughts, assessment.Yes), Section: "crisis-help"},
		{Name: "under 18", Answers: is(assessment.Ages, assessment.BothUnder18), Section: "young-person"},
		{Name: "relationship", Answers: is(assessment.HowItEnded, assessment.NotOver), Section: "still-together"},
	}
}

// outing is the section whose help must expose nobody.
const outing assessment.SectionID = "outing"

// A cell is what stands first in a country for a thing, and how far we looked.
type cell struct {
	Name, Number string
	Step         content.Reach
	line         content.Line
	thing        thing
	country      string
}

// A row is a country.
type row struct {
	Code, Country string
	Cells         []cell
}

// A table is all of them.
type table struct {
	Things []thing
	Rows   []row
}

// firstHelp works out the table from the pages themselves.
func firstHelp(countries []content.Country) table {
	t := table{Things: things()}
	for _, c := range append(slices.Clone(countries), content.Country{Name: "(not said)"}) {
		if c.Code == content.Europe || c.Code == content.Everywhere {
			continue
		}
		r := row{Code: c.Code, Country: c.Name}
		for _, th := range t.Things {
			r.Cells = append(r.Cells, first(c, th))
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

// first gives what stands first for a thing in a country.
func first(c content.Country, th thing) cell {
	f := assessment.Default()
	out := cell{thing: th, country: c.Code}
	res, _ := f.Settle(assessment.Sitting{Answers: plainly(th.Answers)}, assessment.Dates{})
	if !slices.Contains(res.Sections, th.Section) {
		return out // its page does not show it: an empty cell, which is refused
	}
	ids := append([]assessment.SectionID{th.Section}, res.Sections...)
	for _, id := range ids {
		s, _ := f.Section(id)
		if len(s.Needs) == 0 || s.Needs[0] == assessment.NeedEmergency {
			continue
		}
		lines, reach := app.LinesOn(res, s, c.Code, nil)
		out.Step = reach
		if len(lines) > 0 {
			out.line = lines[0]
			out.Name, out.Number = lines[0].Name, wayTo(lines[0])
			return out
		}
		break
	}
	for _, n := range []string{c.Emergency.General, c.Emergency.Police, c.Emergency.Ambulance} {
		if n != "" {
			out.Step, out.Name, out.Number = content.OnlyCall, "Emergency number", n
			break
		}
	}
	return out
}

// wayTo gives the first way to reach a line.
func wayTo(l content.Line) string {
	for _, way := range []string{l.Shown, l.Text, l.WhatsApp, l.Chat, l.Web} {
		if way != "" {
			return way
		}
	}
	return ""
}

// steps counts how far we had to look.
func (t table) steps() string {
	var said []string
	for _, step := range []content.Reach{content.OwnLine, content.OtherLine, content.Wide, content.OnlyCall} {
		n := 0
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				if c.Step == step {
					n++
				}
			}
		}
		said = append(said, fmt.Sprintf("%s %d", step, n))
	}
	return strings.Join(said, ", ")
}

// wrong says what may not be: a cell without help, one that leads to nobody,
// a line only for people who were harmed before someone who did harm, and a
// line that could expose someone.
func (t table) wrong() error {
	var all error
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if wrong := c.wrong(); wrong != "" {
				all = errors.Join(all, fmt.Errorf("%s, %s: %s", r.Country, c.thing.Name, wrong))
			}
		}
	}
	return all
}

func (c cell) wrong() string {
	country, _ := content.CountryByCode(c.country)
	switch {
	case c.Name == "" || c.Step == "":
		return "nothing stands first"
	case c.Number == "":
		return c.Name + " cannot be reached"
	case c.thing.Harmer && c.line.ID != "" && onlyForHarmed(c.line):
		return c.line.ID + " is only for people who were harmed, and stands first for someone who did harm"
	case country.Punishes && (c.line.For == content.LGBTQ || c.thing.Section == outing && c.Step != content.Wide):
		return c.line.ID + " could expose someone"
	}
	return ""
}

// onlyForHarmed reports whether a line serves nobody but people who were harmed.
func onlyForHarmed(l content.Line) bool {
	open := []assessment.Need{assessment.NeedOwnBehaviour, assessment.NeedCrisis, assessment.NeedRelationship, assessment.NeedYouth, assessment.NeedEmergency}
	return !slices.ContainsFunc(l.Serves, func(n assessment.Need) bool { return slices.Contains(open, n) })
}
