//go:build !wasm

package book

import (
	"cmp"
	"html/template"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/assessment/proof"
)

type question struct {
	ID, Title, Short, Problem string
	Number                    int
	Hint, Why                 template.HTML
	Many                      bool
	Always                    bool
	Helps                     bool // it adds help, whatever the rules make of it
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
	out := question{ID: string(q.ID), Title: w.Title, Short: w.Short, Problem: w.Problem, Hint: b.relinked(string(w.Hint)),
		Why: b.relinked(string(w.Why)), Many: q.Many, Always: len(q.Ask) == 0,
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
	out.Helps = slices.ContainsFunc(b.Flow.Sections, func(s assessment.Section) bool {
		return slices.ContainsFunc(s.When, func(all []assessment.Is) bool {
			return slices.ContainsFunc(all, func(c assessment.Is) bool { return c.Question == q.ID })
		})
	})
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
	Sheets     template.HTML // "" where no complete sheet is decided by it
	Example    string
	A, B       string // the parts of a pair
}

// A ruling is a rule, or many that are one rule told once for each pair of its parts.
type ruling struct {
	rule
	Pairs     []rule
	ToMe      []part
	ByMe      []part
	From, To  int // the numbers of the pairs
	AllSheets template.HTML
}

// A part is one way to tell of harm in one direction.
type part struct {
	Letter string
	Said   template.HTML
}

// manyConditions is how many conditions still read well in one line.
const manyConditions = 3

// pairOf tells rules that are one: any harm to the person, with any harm by them.
var pairOf = regexp.MustCompile(`-to-me-and-.*-by-me$`)

func (b *binder) rulings() []ruling {
	var all []ruling
	total := new(big.Int)
	for i, r := range b.Flow.Rules {
		told := b.rule(i, r)
		if !pairOf.MatchString(string(r.ID)) || len(r.When) < 2 {
			all = append(all, ruling{rule: told})
			continue
		}
		if last := len(all) - 1; last < 0 || all[last].Pairs == nil || all[last].Outcome != told.Outcome {
			all, total = append(all, ruling{rule: rule{Outcome: told.Outcome}, From: i + 1}), new(big.Int)
		}
		group := &all[len(all)-1]
		told.A = letterOf(&group.ToMe, 'a', b.all(r.When[:1]))
		told.B = letterOf(&group.ByMe, 'p', b.all(r.When[1:]))
		group.Pairs, group.To = append(group.Pairs, told), i+1
		if d, ok := b.decisions[r.ID]; ok {
			total.Add(total, d.Sheets)
		}
		group.AllSheets = large(total)
	}
	return all
}

// letterOf gives the letter of a part, and adds a part that was not met before.
func letterOf(parts *[]part, first rune, said template.HTML) string {
	for _, p := range *parts {
		if p.Said == said {
			return p.Letter
		}
	}
	letter := string(first + rune(len(*parts)))
	*parts = append(*parts, part{letter, said})
	return letter
}

func (b *binder) rule(i int, r assessment.Rule) rule {
	out := rule{ID: string(r.ID), Number: i + 1, When: b.all(r.When), Outcome: b.outcomeLink(r.Outcome),
		Constructs: b.catches(r)}
	if r.Outcome == assessment.Covered {
		out.Constructs = "" // it names what was denied: nothing is caught here
	}
	if len(r.When) > manyConditions {
		for _, c := range r.When {
			out.Each = append(out.Each, b.said(c))
		}
	}
	if d, ok := b.decisions[r.ID]; ok {
		out.Sheets, out.Example = large(d.Sheets), b.sheet(d.Example)
	}
	return out
}

// catches names what a rule catches, as long as it can be read in one breath.
func (b *binder) catches(r assessment.Rule) template.HTML {
	const breath = 4
	all := b.constructsOf(r)
	if len(all) > breath {
		return ranges(all)
	}
	var named []template.HTML
	for _, id := range all {
		named = append(named, link(slug(id), id)+template.HTML(" ("+template.HTMLEscapeString(proof.ConstructName(id))+")"))
	}
	return joined(named, "and")
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
		return "every answer is clear"
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
	Place              string // why it stands where it stands
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
	Every            bool   // every way to the outcome shows it
	Top              bool   // it stands above the page's own words on every way there,
	Lifted           string // or on some, and on which
	Withdrawn        bool   // it shows here only after an answer was changed
	When, First      []template.HTML
	Steps            []string
	Kinds            string
	Here             bool // its words stand here
	Body             []block
	Variants         []variant
	Outcomes         template.HTML
	AfterChange      template.HTML // outcomes that show it only then
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
		out := block{Kind: string(x.Kind), HTML: b.relinked(drawings.ReplaceAllString(string(x.HTML), ""))}
		switch x.Kind {
		case content.Guard:
			out.Head = b.Words.Label("guard")
		case content.Own:
			out.Head = b.Words.Label("guard")
			out.Foot = "Shown only to someone who may have done harm: not where harm done to the person was told and none by them."
		case content.Belief:
			out.Head, out.Foot = b.Words.Label("belief"), b.Words.Label("belief-note")
		}
		all = append(all, out)
	}
	return all
}

// siteLink is a link to a page of the site, as the words have it.
var siteLink = regexp.MustCompile(`(?s)<a\b[^>]*\bhref="/([^"]*)"[^>]*>(.*?)</a>`)

// relinked leads links to the site's pages to where the book tells them. A book is one file: what it does not tell is no link.
func (b *binder) relinked(words string) template.HTML {
	return template.HTML(siteLink.ReplaceAllStringFunc(words, func(a string) string {
		m := siteLink.FindStringSubmatch(a)
		for _, p := range b.Words.Pages {
			if p.ID == m[1] {
				return `<a href="#page-` + p.ID + `">` + m[2] + `</a>`
			}
		}
		return m[2]
	}))
}

// voices tell which wording is meant where there are several. The plain one goes without saying.
var voices = map[content.Voice]string{
	content.Harm:   "worded for someone in harm’s way",
	content.Covers: "worded for someone with a plan",
	content.No:     "worded for someone whose ex has said no",
}

func (b *binder) outcomes() []outcome {
	var all []outcome
	told := map[assessment.SectionID]bool{}
	for i, o := range b.Flow.Outcomes {
		w := b.Words.Outcome(o.ID)
		out := outcome{ID: string(o.ID), Name: plainName(string(o.ID)), Whom: whom[o.ID], Title: w.Title, Care: w.Care, About: w.About, Number: i + 1, Urgency: soon(o.Urgency),
			Voice: voices[content.VoiceFor(o.ID)], Place: standsHere[o.ID], Body: b.blocks(w.Body)}
		var rules []template.HTML
		for _, r := range b.Flow.Rules {
			if r.Outcome == o.ID {
				rules = append(rules, link("r-"+string(r.ID), string(r.ID)))
			}
		}
		out.Rules = joined(rules, "and")
		for _, id := range b.asSeen(o) {
			can := b.shown[place{o.ID, id}]
			if can == never {
				continue
			}
			s := b.section(o, id)
			s.Withdrawn = can == afterChange
			s.Every, s.Top = b.every[place{o.ID, id}] || s.Always, b.top[place{o.ID, id}] || s.Open
			if b.lifted[place{o.ID, id}] && !s.Top {
				s.Lifted = cmp.Or(liftedWhere[id], "first, where it is called for now")
			}
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
func (s section) sameShowing(t section) bool {
	return s.Top == t.Top && s.Every == t.Every && s.Lifted == t.Lifted && s.Withdrawn == t.Withdrawn
}

// asSeen gives the sections of an outcome in the order a person sees them: those that always stand above its own words in
// the flow's order, then the rest in its own.
func (b *binder) asSeen(o assessment.Outcome) []assessment.SectionID {
	var first []assessment.SectionID
	for _, s := range b.Flow.Sections {
		if slices.Contains(o.Sections, s.ID) && (slices.Contains(o.Open, s.ID) || b.top[place{o.ID, s.ID}]) {
			first = append(first, s.ID)
		}
	}
	return append(first, slices.DeleteFunc(slices.Clone(o.Sections), func(id assessment.SectionID) bool {
		return slices.Contains(first, id)
	})...)
}

// liftedWhere says what brings a section above a page's own words.
var liftedWhere = map[assessment.SectionID]string{
	"urgent-numbers": "first, where danger was left unsaid",
	"crisis-help":    "first, where thoughts call for it now",
}

// shared reports whether a section stands in the chapter for those that most pages can show, not at one outcome.
func (b *binder) shared(id assessment.SectionID) bool {
	can := 0
	for _, o := range b.Flow.Outcomes {
		if b.shown[place{o.ID, id}] == shows {
			can++
		}
	}
	return can > 3
}

// section tells a section as one outcome shows it.
func (b *binder) section(o assessment.Outcome, id assessment.SectionID) section {
	s, _ := b.Flow.Section(id)
	w := b.Words.Section(id, content.VoiceFor(o.ID))
	out := section{ID: string(id), Title: anyDay(w.Title), Link: b.sectionLink(id), Kinds: kindsOf(s.Needs), Body: b.blocks(w.Body),
		Always: len(s.When) == 0 || slices.Contains(o.Always, id), Open: slices.Contains(o.Open, id),
		When: b.alternatives(s.When), First: b.alternatives(s.First)}
	for _, step := range s.Steps {
		out.Steps = append(out.Steps, b.stepTitle(step))
	}
	for _, other := range b.Words.Sections {
		if other.ID == id && other.Voice != w.Voice {
			out.Variants = append(out.Variants, variant{cmp.Or(voices[other.Voice], "worded for anyone else"), other.Title, b.blocks(other.Body)})
		}
	}
	if out.Voice = voices[w.Voice]; out.Voice == "" && len(out.Variants) > 0 {
		out.Voice = "worded for anyone else"
	}
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
		var where, changed []template.HTML
		for _, o := range b.Flow.Outcomes {
			to := link("out-"+string(o.ID), plainName(string(o.ID)))
			switch b.shown[place{o.ID, s.ID}] {
			case shows:
				where = append(where, to)
			case afterChange:
				changed = append(changed, to)
			}
		}
		out.Outcomes, out.AfterChange = joined(where, "and"), joined(changed, "and")
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
