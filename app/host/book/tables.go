//go:build !wasm

package book

import (
	"cmp"
	"fmt"
	"html/template"
	"io/fs"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/assessment/proof"
)

type construct struct {
	ID, Mark string
	Name     string // what it is, in a few words
	Options  []option
	Tellings []telling
}

// A telling is ways to tell one construct that come to the same page.
type telling struct {
	Picks    []template.HTML
	Outcome  template.HTML
	Sections template.HTML
	key      string
}

// constructs lists every thing the questions must catch: the options that catch it, and what comes of them on a sheet
// that is otherwise clear.
func (b *binder) constructs() []construct {
	byID := map[string]*construct{}
	var ids []string
	at := func(id string) *construct {
		if byID[id] == nil {
			byID[id] = &construct{ID: id, Mark: slug(id), Name: proof.ConstructName(id)}
			ids = append(ids, id)
		}
		return byID[id]
	}
	for _, q := range b.Flow.Questions {
		w := b.Words.Question(q.ID)
		for _, o := range q.Options {
			for _, id := range o.Constructs {
				c := at(id)
				if onlyWho(q) && id != "C23" && id != "C85" {
					continue // the answers to who did it belong to every act of their list
				}
				c.Options = append(c.Options, option{Mark: "o-" + string(q.ID) + "-" + string(o.ID), ID: w.Short,
					Label: w.Option(o.ID).Label, Note: w.Option(o.ID).Note})
			}
		}
	}
	for _, t := range proof.Tellings(b.Flow) {
		c := at(t.Construct)
		c.add(b.telling(c, t))
	}
	slices.SortFunc(ids, func(x, y string) int { return cmp.Compare(number(x), number(y)) })
	var all []construct
	for _, id := range ids {
		all = append(all, *byID[id])
	}
	return all
}

// onlyWho reports whether a question asks who did what was told before.
func onlyWho(q assessment.Question) bool {
	return slices.Contains([]assessment.QuestionID{assessment.WhoBody, assessment.WhoThreats, assessment.WhoControl, assessment.WhoWatching}, q.ID)
}

func number(construct string) int {
	n, _ := strconv.Atoi(strings.TrimLeft(construct, "CSH")) // what is no number comes first
	return n
}

// telling puts into words what is said beside a construct's own answers, and what comes of it.
func (b *binder) telling(c *construct, t proof.Telling) telling {
	var picks []template.HTML
	for _, f := range t.Picks {
		for _, o := range f.Options {
			own := slices.ContainsFunc(c.Options, func(x option) bool { return x.Mark == "o-"+string(f.Question)+"-"+string(o) })
			if !own {
				picks = append(picks, b.optionLink(f.Question, o))
			}
		}
	}
	var sections []template.HTML
	for _, id := range t.Sections {
		sections = append(sections, b.sectionLink(id))
	}
	said := joined(picks, "with")
	if said == "" {
		said = "by itself"
	}
	return telling{Picks: []template.HTML{said}, Outcome: b.outcomeLink(t.Outcome), Sections: joined(sections, "and"),
		key: fmt.Sprint(t.Outcome, t.Sections)}
}

// add joins ways of telling that come to the same.
func (c *construct) add(t telling) {
	for i := range c.Tellings {
		if c.Tellings[i].key == t.key {
			if !slices.Contains(c.Tellings[i].Picks, t.Picks[0]) {
				c.Tellings[i].Picks = append(c.Tellings[i].Picks, t.Picks[0])
			}
			return
		}
	}
	c.Tellings = append(c.Tellings, t)
}

type hardCase struct {
	ID, Mark string
	Stories  []story
}

type story struct {
	File, Says string
	Answers    string
	Expects    []template.HTML
}

var (
	caseLine = regexp.MustCompile(`^# (?:(H\d+b?)\. )?(.*)`)
	caseID   = regexp.MustCompile(`^H(\d+)(b?)$`)
)

// cases reads the hard cases from the journeys: what the person says, and what must come of it. It also tells how many
// journeys show other people.
func (b *binder) cases() ([]hardCase, int, error) {
	if b.Journeys == nil {
		return nil, 0, nil
	}
	files, err := fs.Glob(b.Journeys, "*.txt")
	if err != nil {
		return nil, 0, err
	}
	byID := map[string]*hardCase{}
	others := 0
	for _, file := range files {
		script, err := fs.ReadFile(b.Journeys, file)
		if err != nil {
			return nil, 0, err
		}
		first, rest, _ := strings.Cut(string(script), "\n")
		match := caseLine.FindStringSubmatch(first)
		if match == nil || match[1] == "" {
			others++
			continue
		}
		c := byID[match[1]]
		if c == nil {
			c = &hardCase{ID: match[1], Mark: caseMark(match[1])}
			byID[match[1]] = c
		}
		c.Stories = append(c.Stories, b.story(file, match[2], rest))
	}
	var all []hardCase
	for _, c := range byID {
		all = append(all, *c)
	}
	slices.SortFunc(all, func(x, y hardCase) int {
		return cmp.Or(cmp.Compare(number(strings.TrimSuffix(x.ID, "b")), number(strings.TrimSuffix(y.ID, "b"))), strings.Compare(x.ID, y.ID))
	})
	return all, others, nil
}

func (b *binder) story(file, says, script string) story {
	out := story{File: strings.TrimSuffix(file, ".txt"), Says: says}
	given := assessment.Answers{}
	for line := range strings.Lines(script) {
		line = strings.TrimSpace(line)
		if picked, ok := strings.CutPrefix(line, "pick "); ok {
			q, options, _ := strings.Cut(picked, " = ")
			given[assessment.QuestionID(q)] = split(options)
		}
		if expected, ok := strings.CutPrefix(line, "expect "); ok {
			out.Expects = append(out.Expects, b.expectation(expected))
		}
	}
	out.Answers = b.sheet(given)
	return out
}

func split(list string) []assessment.OptionID {
	var ids []assessment.OptionID
	for id := range strings.SplitSeq(list, ", ") {
		ids = append(ids, assessment.OptionID(id))
	}
	return ids
}

// expectation puts what a journey expects into words.
func (b *binder) expectation(text string) template.HTML {
	what, value, _ := strings.Cut(text, " ")
	switch {
	case what == "outcome":
		return "the page " + b.outcomeLink(assessment.OutcomeID(value))
	case what == "section":
		return "on it " + b.sectionLink(assessment.SectionID(value))
	case strings.HasPrefix(text, "no section "):
		return "not on it " + b.sectionLink(assessment.SectionID(strings.TrimPrefix(text, "no section ")))
	case what == "step":
		return "the step " + link("step-"+value, "“"+b.stepTitle(assessment.StepID(value))+"”")
	case what == "because":
		q, options, _ := strings.Cut(value, " = ")
		var picks []template.HTML
		for _, o := range split(options) {
			picks = append(picks, b.optionLink(assessment.QuestionID(q), o))
		}
		return "because of " + joined(picks, "and")
	}
	return template.HTML(template.HTMLEscapeString(text))
}

// caseMark is where a hard case stands: "h5" for H5, and for the "h05" that its journeys are named by.
func caseMark(id string) string {
	return "h" + strings.TrimLeft(strings.ToLower(id), "h0")
}

type methodRow struct {
	ID, Mark string
	Carriers []carrier
}

type carrier struct {
	Sentence string
	Section  template.HTML
	Voice    string
	Where    template.HTML
	Steps    string
	Guards   []block
}

// method lists the rows of the article's method: the sentence that carries each, where it is shown, and our guard
// beside it.
func (b *binder) method() []methodRow {
	byID := map[string]*methodRow{}
	for _, w := range b.Words.Sections {
		for _, r := range w.Rows {
			if byID[r.ID] == nil {
				byID[r.ID] = &methodRow{ID: r.ID, Mark: "m-" + slug(r.ID)}
			}
			byID[r.ID].Carriers = append(byID[r.ID].Carriers, b.carrier(w, r.Sentence))
		}
	}
	var all []methodRow
	for _, r := range byID {
		all = append(all, *r)
	}
	slices.SortFunc(all, func(x, y methodRow) int { return cmp.Compare(number(x.ID), number(y.ID)) })
	return all
}

func (b *binder) carrier(w content.Section, sentence string) carrier {
	s, _ := b.Flow.Section(w.ID)
	out := carrier{Sentence: sentence, Section: b.sectionLink(w.ID), Voice: voices[w.Voice]}
	var where []template.HTML
	for _, o := range b.Flow.Outcomes {
		if slices.Contains(o.Sections, w.ID) && b.Words.Section(w.ID, content.VoiceFor(o.ID)).Voice == w.Voice {
			where = append(where, b.outcomeLink(o.ID))
		}
	}
	out.Where = joined(where, "and")
	var steps []string
	for _, id := range s.Steps {
		steps = append(steps, b.stepTitle(id))
	}
	out.Steps = strings.Join(steps, ", ")
	for _, x := range w.Body {
		if x.Kind == content.Guard {
			out.Guards = append(out.Guards, b.blocks([]content.Block{x})...)
		}
	}
	return out
}

type promise struct {
	ID, Mark, Says  string
	Classes         string
	Count           template.HTML
	Concerned       template.HTML
	Unit            string
	Kind            string
	AboutEverything bool
}

func (b *binder) promises() []promise {
	var all []promise
	for _, p := range b.Proved {
		unit := p.Unit
		kind := ""
		if p.Unit == "sheets" || p.Unit == "pairs" {
			kind = p.Sheets.String()
			unit = kind + " " + p.Unit
		}
		all = append(all, promise{ID: p.ID, Mark: "t-" + slug(p.ID), Says: p.Says, Classes: grouped(strconv.Itoa(p.Classes)),
			Count: large(p.Count), Concerned: large(p.Concerned), Unit: unit, Kind: kind,
			AboutEverything: p.Count.Cmp(p.Concerned) == 0})
	}
	return all
}

// large writes a number so that it can be cut at its commas, with its size in words where nobody could read it off.
func large(n *big.Int) template.HTML {
	text := grouped(n.String())
	cut := template.HTML(`<span class="number">` + strings.ReplaceAll(text, ",", ",<wbr>") + `</span>`)
	if zeros := len(n.String()) - 1; zeros >= 15 {
		return cut + template.HTML(fmt.Sprintf(" (a number of %d digits)", zeros+1))
	}
	return cut
}

// A sheetKind says which answer sheets a promise is about.
type sheetKind struct{ Name, Means string }

var sheetKinds = []sheetKind{
	{"walked", "the questions are asked one by one, each is answered, up to the page: what a person can do on the screen"},
	{"complete", "everything that is asked is answered, and nothing else"},
	{"pruned", "only what is asked is answered, perhaps not all of it: somebody who stops on the way"},
	{"raw", "any allowed answer to any set of questions, asked or not: also sheets from elsewhere"},
	{"illegal and legal", "anything at all: answers that exclude each other, and words that nobody offered"},
	{"old", "what somebody who stops on the way leaves, read by a newer questionnaire: also words that it no longer offers"},
	{"pairs", "two sheets that differ in one way, held side by side"},
}
