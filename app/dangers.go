package app

import (
	"slices"
	"strconv"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/components"
)

// dangerQuestions are the questions that stand as plain links too, so that
// someone without the program still gets to what fits.
var dangerQuestions = []assessment.QuestionID{assessment.RightNow, assessment.Thoughts}

// A danger is what one answer to them can name, and where on the urgent page
// it is told what to do first.
//
// Its place has a number for a name. The part of an address behind # reaches
// no server, but it does stay in the history: it must not say what was picked.
type danger struct {
	place   string
	section assessment.SectionID // what to do first
	said    assessment.Answers   // the first answer that names it
}

// dangers lists them, in the order of the questions, each once.
func (v view) dangers() []danger {
	var all []danger
	for _, id := range dangerQuestions {
		q, _ := v.flow.Question(id)
		for _, o := range q.Options {
			s := v.doFirst(id, o.ID)
			if s == "" || slices.ContainsFunc(all, func(d danger) bool { return d.section == s }) {
				continue
			}
			all = append(all, danger{
				place: "part-" + strconv.Itoa(len(all)+1), section: s, said: assessment.Answers{id: {o.ID}}})
		}
	}
	return all
}

// doFirst gives the section that an answer alone brings up, or none. Of
// several it is the one that speaks of the fewest other answers.
func (v view) doFirst(q assessment.QuestionID, o assessment.OptionID) assessment.SectionID {
	var found assessment.SectionID
	fewest := 0
	for _, s := range v.flow.Sections {
		ways, named := slices.Concat(s.When, s.First), false
		for _, all := range ways {
			named = named || len(all) == 1 && all[0].Question == q && slices.Contains(all[0].Options, o)
		}
		if named && (found == "" || len(ways) < fewest) {
			found, fewest = s.ID, len(ways)
		}
	}
	return found
}

// dangerLinks draws the danger questions as plain links. They lead to the
// urgent page, or further down it for the page "".
func (v view) dangerLinks(page string) []goapp.UI {
	places := map[assessment.SectionID]string{}
	for _, d := range v.dangers() {
		places[d.section] = d.place
	}
	var out []goapp.UI
	for _, id := range dangerQuestions {
		q, _ := v.flow.Question(id)
		w := v.words.Question(id)
		var links []goapp.UI
		for _, o := range q.Options {
			if place := places[v.doFirst(id, o.ID)]; place != "" {
				option := w.Option(o.ID)
				links = append(links, components.Jump{Page: page, At: place, Text: option.Label, Note: option.Note}.UI())
			}
		}
		out = append(out, section(w.Title, goapp.Div().Class("reads").Body(links...)))
	}
	return append(out, small(v.label("parts-note")))
}

// dangersTold draws what to do first about each danger, with the numbers.
func (v view) dangersTold() []goapp.UI {
	var out []goapp.UI
	for _, d := range v.dangers() {
		w := v.words.Section(d.section, content.Plain)
		numbers := []goapp.UI{components.Numbers(v.numbers(len(wellKnown)))}
		res := v.flow.Decide(d.said)
		people := v.peopleFor(res, d.section)
		body := slices.Concat(numbers, v.blocks(w.Body), people)
		if res.Outcome != assessment.DangerNow && len(people) > 0 { // someone to talk to comes before the police
			body = slices.Concat(people, v.blocks(w.Body), numbers)
		}
		out = append(out, goapp.Section().Class("section").Body(slices.Concat(
			[]goapp.UI{goapp.H2().ID(d.place).TabIndex(-1).Text(w.Title)}, body, []goapp.UI{goapp.Div().Class("reads").Body(
				components.Link{Page: string(Help), Icon: "life-buoy", Text: v.label("all-help")}.UI(),
				components.Jump{At: "parts", Up: true, Text: v.label("parts-back")}.UI(),
			)})...))
	}
	return out
}

// peopleFor draws the lines for a danger, one short row each: as nobody can
// say where they are, those of the well-known countries.
func (v view) peopleFor(res assessment.Result, id assessment.SectionID) []goapp.UI {
	if res.Outcome == assessment.DangerNow {
		id = "danger-helplines"
	}
	s, _ := v.flow.Section(id)
	return v.people(func(code string) ([]content.Line, content.Reach) {
		if len(s.Needs) == 0 || s.Needs[0] == assessment.NeedEmergency {
			return nil, ""
		}
		return LinesOn(res, s, code, nil)
	})
}

// people draws the first lines that a look-up finds in each well-known country.
func (v view) people(look func(code string) ([]content.Line, content.Reach)) []goapp.UI {
	var rows []goapp.UI
	for _, code := range wellKnown {
		c, _ := content.CountryByCode(code)
		lines, reach := look(code)
		if reach != content.OwnLine {
			continue
		}
		for _, l := range firstOf(lines) {
			rows = append(rows, v.rowIn(c, l))
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return []goapp.UI{goapp.H3().Text(v.words.Section("danger-helplines", content.Plain).Title), goapp.Ul().Class("lines").Body(rows...)}
}

// firstOf gives the first of some lines, and where that one works in a part of
// the country alone or cannot be rung, those after it, up to one for everywhere.
func firstOf(lines []content.Line) []content.Line {
	var out []content.Line
	for _, l := range lines {
		if l.For == content.LGBTQ { // nobody said where they are
			continue
		}
		out = append(out, l)
		if l.Region == "" && l.Phone+l.Text != "" || len(out) == 4 {
			break
		}
	}
	return out
}

// rowIn is shortLine, under the name of a country and with whom the line is for.
func (v view) rowIn(c content.Country, l content.Line) goapp.UI {
	where := c.Name
	if c.Code == content.Europe {
		where = v.label("europe")
	}
	if l.Region != "" {
		where += ", " + l.Region
	}
	if l.For != content.Everyone {
		where += ". " + v.label("for-"+string(l.For))
	}
	return v.row(l, small(where))
}

// peopleOf draws who helps with what a text speaks of, where nobody can say
// which country they are in.
func (v view) peopleOf(g content.Guide) []goapp.UI {
	return append(v.people(func(code string) ([]content.Line, content.Reach) {
		if len(g.Needs) == 0 {
			return nil, ""
		}
		return content.LinesFor(code, g.Needs)
	}), components.Link{Page: string(Help), Icon: "life-buoy", Text: v.label("all-help")}.UI())
}
