//go:build !wasm

package book

import (
	"html/template"
	"regexp"
	"slices"
	"strings"

	"secondlook/assessment"
	"secondlook/assessment/content"
)

type question struct {
	ID, Title, Short, Problem string
	Number                    int
	Hint, Why                 template.HTML
	Many                      bool
	Always                    bool
	Ask                       []template.HTML
	Decides                   template.HTML
	Options                   []option
}

type option struct {
	Mark, ID, Label, Note string
	Alone                 bool
	Constructs            template.HTML
}

func (b *binder) question(q assessment.Question) question {
	w := b.Words.Question(q.ID)
	out := question{ID: string(q.ID), Title: w.Title, Short: w.Short, Problem: w.Problem, Hint: template.HTML(w.Hint),
		Why: template.HTML(w.Why), Many: q.Many, Always: len(q.Ask) == 0,
		Number: 1 + slices.IndexFunc(b.Flow.Questions, func(o assessment.Question) bool { return o.ID == q.ID })}
	for _, c := range q.Ask {
		out.Ask = append(out.Ask, b.said(c))
	}
	var leads []template.HTML
	for _, o := range b.Flow.Outcomes {
		if b.decides(q.ID, o.ID) {
			leads = append(leads, b.outcomeLink(o.ID))
		}
	}
	out.Decides = joined(leads, "and")
	for _, o := range q.Options {
		text := w.Option(o.ID)
		out.Options = append(out.Options, option{"o-" + string(q.ID) + "-" + string(o.ID), string(o.ID), text.Label, text.Note,
			o.Alone, ranges(o.Constructs)})
	}
	return out
}

// decides reports whether a rule that leads to an outcome looks at a question.
func (b *binder) decides(q assessment.QuestionID, o assessment.OutcomeID) bool {
	return slices.ContainsFunc(b.Flow.Rules, func(r assessment.Rule) bool {
		return r.Outcome == o && slices.ContainsFunc(r.When, func(c assessment.Is) bool { return c.Question == q })
	})
}

type rule struct {
	ID         string
	Number     int
	When       template.HTML   // all conditions in one line,
	Each       []template.HTML // or, where they are many, one a line
	Outcome    template.HTML
	Constructs template.HTML
	Sheets     string // "" where no complete sheet is decided by it
	Example    string
}

// manyConditions is how many conditions still read well in one line.
const manyConditions = 3

func (b *binder) rules() []rule {
	var all []rule
	for i, r := range b.Flow.Rules {
		out := rule{ID: string(r.ID), Number: i + 1, When: b.all(r.When), Outcome: b.outcomeLink(r.Outcome),
			Constructs: ranges(b.constructsOf(r.When))}
		if r.Outcome == assessment.Covered {
			out.Constructs = "" // it names what was denied: nothing is caught here
		}
		if len(r.When) > manyConditions {
			for _, c := range r.When {
				out.Each = append(out.Each, b.said(c))
			}
		}
		if d, ok := b.decisions[r.ID]; ok {
			out.Sheets, out.Example = grouped(d.Sheets.String()), b.sheet(d.Example)
		}
		all = append(all, out)
	}
	return all
}

// sheet writes answers in the words of the options, but for the many that are clear.
func (b *binder) sheet(a assessment.Answers) string {
	var said []string
	for _, q := range b.Flow.Questions {
		picks := a[q.ID]
		if len(picks) == 0 || len(picks) == 1 && b.clear(q, picks[0]) {
			continue
		}
		w := b.Words.Question(q.ID)
		var labels []string
		for _, o := range picks {
			labels = append(labels, w.Option(o).Label)
		}
		said = append(said, w.Short+": “"+strings.Join(labels, "”, “")+"”")
	}
	if len(said) == 0 {
		return "nothing but clear answers"
	}
	return strings.Join(said, " · ")
}

// clear reports whether an answer catches nothing, and says what the plan needs. What wore the other down is not meant:
// it is the story itself.
func (b *binder) clear(q assessment.Question, id assessment.OptionID) bool {
	if id == assessment.None {
		return true
	}
	o, _ := q.Option(id)
	return len(o.Constructs) == 0 && q.ID != assessment.WhyLeft && slices.ContainsFunc(b.Flow.Rules, func(r assessment.Rule) bool {
		return r.Outcome == assessment.Covered && slices.ContainsFunc(r.When, func(c assessment.Is) bool {
			return c.Question == q.ID && slices.Contains(c.Options, id)
		})
	})
}

type outcome struct {
	ID, Name, Whom     string
	Title, Care, About string
	Number             int
	Urgency, Voice     string
	Body               []block
	Rules              template.HTML
	Sections           []section
}

type section struct {
	ID, Title, Voice string
	Mark             string // the first telling of a section carries its mark
	Link             template.HTML
	Always           bool
	Open             bool
	When, First      []template.HTML
	Steps            []string
	Kinds            string
	Here             bool // its words stand here
	Body             []block
	Variants         []variant
	Outcomes         template.HTML
}

type variant struct {
	Voice, Title string
	Body         []block
}

type block struct {
	Kind, Head, Foot string
	HTML             template.HTML
}

// drawings are icons from the site's own sheet, which a book does not have.
var drawings = regexp.MustCompile(`<svg .*?</svg>`)

func (b *binder) blocks(body []content.Block) []block {
	var all []block
	for _, x := range body {
		out := block{Kind: string(x.Kind), HTML: template.HTML(drawings.ReplaceAllString(string(x.HTML), ""))}
		switch x.Kind {
		case content.Guard, content.Own:
			out.Head = b.Words.Label("guard")
		case content.Belief:
			out.Head, out.Foot = b.Words.Label("belief"), b.Words.Label("belief-note")
		}
		all = append(all, out)
	}
	return all
}

var voices = map[content.Voice]string{
	content.Plain:  "worded for anyone",
	content.Harm:   "worded for someone in harm’s way",
	content.Covers: "worded for someone with a plan",
}

func (b *binder) outcomes() []outcome {
	var all []outcome
	told := map[assessment.SectionID]bool{}
	for i, o := range b.Flow.Outcomes {
		w := b.Words.Outcome(o.ID)
		out := outcome{ID: string(o.ID), Name: plainName(string(o.ID)), Whom: whom[o.ID], Title: w.Title, Care: w.Care, About: w.About, Number: i + 1, Urgency: soon(o.Urgency),
			Voice: voices[content.VoiceFor(o.ID)], Body: b.blocks(w.Body)}
		var rules []template.HTML
		for _, r := range b.Flow.Rules {
			if r.Outcome == o.ID {
				rules = append(rules, link("r-"+string(r.ID), string(r.ID)))
			}
		}
		out.Rules = joined(rules, "and")
		for _, id := range o.Sections {
			s := b.section(o, id)
			if !b.shared(id) && !told[id] {
				told[id] = true
				s.Here, s.Mark = true, "s-"+s.ID
			}
			if last := len(out.Sections) - 1; !s.Here && last >= 0 && !out.Sections[last].Here && out.Sections[last].sameShowing(s) {
				out.Sections[last].Link += "; " + s.Link
				continue
			}
			out.Sections = append(out.Sections, s)
		}
		all = append(all, out)
	}
	return all
}

// sameShowing reports whether two sections that are told elsewhere can stand in one line.
func (s section) sameShowing(t section) bool { return s.Open == t.Open && s.Always == t.Always }

// shared reports whether a section stands in the chapter for those that most pages can show, not at one outcome.
func (b *binder) shared(id assessment.SectionID) bool {
	listed := 0
	for _, o := range b.Flow.Outcomes {
		if slices.Contains(o.Sections, id) {
			listed++
		}
	}
	return listed > 3
}

// section tells a section as one outcome shows it.
func (b *binder) section(o assessment.Outcome, id assessment.SectionID) section {
	s, _ := b.Flow.Section(id)
	w := b.Words.Section(id, content.VoiceFor(o.ID))
	out := section{ID: string(id), Title: w.Title, Link: b.sectionLink(id), Kinds: kindsOf(s.Needs), Body: b.blocks(w.Body),
		Always: len(s.When) == 0 || slices.Contains(o.Always, id), Open: slices.Contains(o.Open, id),
		When: b.alternatives(s.When), First: b.alternatives(s.First)}
	for _, step := range s.Steps {
		out.Steps = append(out.Steps, b.Words.Label("step-"+string(step)))
	}
	for _, other := range b.Words.Sections {
		if other.ID == id && other.Voice != w.Voice {
			out.Variants = append(out.Variants, variant{voices[other.Voice], other.Title, b.blocks(other.Body)})
		}
	}
	out.Voice = voices[w.Voice]
	return out
}

// sharedSections are those that most outcomes can show, in the flow's order, in all their wordings.
func (b *binder) sharedSections() []section {
	var all []section
	for _, s := range b.Flow.Sections {
		if !b.shared(s.ID) {
			continue
		}
		out := b.section(assessment.Outcome{}, s.ID)
		out.Mark, out.Here = "s-"+string(s.ID), true
		var where []template.HTML
		for _, o := range b.Flow.Outcomes {
			if slices.Contains(o.Sections, s.ID) {
				where = append(where, link("out-"+string(o.ID), string(o.ID)))
			}
		}
		out.Outcomes = joined(where, "and")
		all = append(all, out)
	}
	return all
}

type keep struct {
	Section template.HTML
	When    []template.HTML
}

func (b *binder) keeps() []keep {
	var all []keep
	for _, k := range b.Flow.Kept {
		all = append(all, keep{b.sectionLink(k.Section), b.alternatives(k.When)})
	}
	return all
}

// A standing page is one that is there without any question.
type standing struct {
	Mark, Title, Lead string
	Sections          []standingSection
}

type standingSection struct {
	Title string
	Body  []block
}

func (b *binder) standing() []standing {
	var all []standing
	add := func(mark string, p content.Page) {
		out := standing{Mark: mark + p.ID, Title: p.Title, Lead: p.Lead}
		for _, s := range p.Sections {
			out.Sections = append(out.Sections, standingSection{s.Title, b.blocks(s.Body)})
		}
		all = append(all, out)
	}
	for _, p := range b.Words.Pages {
		add("page-", p)
	}
	for _, g := range b.Words.Guides {
		add("guide-", g.Page)
	}
	return all
}
