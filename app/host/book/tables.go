//go:build !wasm

package book

import (
	"cmp"
	"fmt"
	"html/template"
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

// A telling is ways to tell one construct that come to the same page and sections.
type telling struct {
	Said     []template.HTML // any of these
	Outcome  template.HTML
	Sections template.HTML
	key      string
	ways     [][]assessment.Fact
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
				if ofAges(q.ID) && !b.tells(id, q.ID, o.ID) {
					continue // on no screen by itself
				}
				c.Options = append(c.Options, option{Mark: "o-" + string(q.ID) + "-" + string(o.ID), ID: w.Short,
					Label: w.Option(o.ID).Label, Note: w.Option(o.ID).Note})
			}
		}
	}
	for _, t := range b.tellings {
		at(t.Construct).add(b.telling(t))
	}
	for _, c := range byID {
		for i := range c.Tellings {
			c.Tellings[i].Said = b.ways(c.Tellings[i].ways)
		}
	}
	slices.SortFunc(ids, func(x, y string) int { return cmp.Compare(number(x), number(y)) })
	var all []construct
	for _, id := range ids {
		all = append(all, *byID[id])
	}
	return all
}

// ofAges reports whether a question is one of the two that tell something only together.
func ofAges(q assessment.QuestionID) bool { return q == assessment.Ages || q == assessment.AgeGap }

// tells reports whether a way to tell a construct on the screen has an option.
func (b *binder) tells(construct string, q assessment.QuestionID, o assessment.OptionID) bool {
	return slices.ContainsFunc(b.tellings, func(t proof.Telling) bool {
		return t.Construct == construct && slices.ContainsFunc(t.Picks, func(f assessment.Fact) bool {
			return f.Question == q && slices.Contains(f.Options, o)
		})
	})
}

// leads reports whether a construct, told by itself, leads to an outcome.
func (b *binder) leads(construct string, to assessment.OutcomeID) bool {
	return slices.ContainsFunc(b.tellings, func(t proof.Telling) bool { return t.Construct == construct && t.Outcome == to })
}

// onlyWho reports whether a question asks who did what was told before.
func onlyWho(q assessment.Question) bool {
	return slices.Contains([]assessment.QuestionID{assessment.WhoBody, assessment.WhoThreats, assessment.WhoControl, assessment.WhoWatching}, q.ID)
}

func number(construct string) int {
	n, _ := strconv.Atoi(strings.TrimLeft(construct, "CSH")) // what is no number comes first
	return n
}

// telling puts into words what comes of telling a construct in one way.
func (b *binder) telling(t proof.Telling) telling {
	var sections []template.HTML
	for _, id := range t.Sections {
		sections = append(sections, b.sectionLink(id))
	}
	return telling{Outcome: b.outcomeLink(t.Outcome), Sections: joined(sections, "and"), key: fmt.Sprint(t.Outcome, t.Sections),
		ways: [][]assessment.Fact{t.Picks}}
}

// add joins ways of telling that come to the same.
func (c *construct) add(t telling) {
	for i := range c.Tellings {
		if c.Tellings[i].key == t.key {
			c.Tellings[i].ways = append(c.Tellings[i].ways, t.ways...)
			return
		}
	}
	c.Tellings = append(c.Tellings, t)
}

// ways puts ways of telling into words: those that answer the same questions as one, where any answer of theirs goes with
// any other.
func (b *binder) ways(all [][]assessment.Fact) []template.HTML {
	var groups [][]assessment.Is // the options met at each question
	sizes := map[int]int{}
	for _, way := range all {
		at := slices.IndexFunc(groups, func(g []assessment.Is) bool {
			return slices.EqualFunc(g, way, func(c assessment.Is, f assessment.Fact) bool { return c.Question == f.Question })
		})
		if at < 0 {
			at = len(groups)
			groups = append(groups, nil)
			for _, f := range way {
				groups[at] = append(groups[at], assessment.Is{Question: f.Question})
			}
		}
		sizes[at]++
		for i, f := range way {
			for _, o := range f.Options {
				if c := &groups[at][i]; !slices.Contains(c.Options, o) {
					c.Options = append(c.Options, o)
				}
			}
		}
	}
	var said []template.HTML
	var single []assessment.Fact // one answer to one question: told together
	for at, g := range groups {
		if len(g) == 1 && len(g[0].Options) == 1 {
			single = append(single, assessment.Fact{Question: g[0].Question, Options: g[0].Options})
			continue
		}
		product := 1
		for _, c := range g {
			product *= len(c.Options)
		}
		if product == sizes[at] {
			said = append(said, b.ticked(g))
			continue
		}
		for _, way := range all { // not any with any: one by one
			var when []assessment.Is
			for _, f := range way {
				when = append(when, assessment.Is(f))
			}
			if slices.EqualFunc(g, when, func(c, d assessment.Is) bool { return c.Question == d.Question }) {
				said = append(said, b.ticked(when))
			}
		}
	}
	return append(said, b.answered(single, "or")...)
}

// ticked names answers, any of those to one question, and the questions they were given to.
func (b *binder) ticked(when []assessment.Is) template.HTML {
	var parts []template.HTML
	for _, c := range when {
		parts = append(parts, b.answer(c.Question, c.Options, "or"))
	}
	return joined(parts, "and")
}

func (b *binder) answer(q assessment.QuestionID, options []assessment.OptionID, last string) template.HTML {
	var picks []template.HTML
	for _, o := range options {
		picks = append(picks, b.optionLink(q, o))
	}
	return joined(picks, last) + " to " + b.questionLink(q)
}

// answered tells facts. The same answer to several questions is told once.
func (b *binder) answered(facts []assessment.Fact, last string) []template.HTML {
	var said []template.HTML
	label := func(f assessment.Fact) string {
		if len(f.Options) != 1 {
			return ""
		}
		return b.Words.Question(f.Question).Option(f.Options[0]).Label
	}
	for i := 0; i < len(facts); {
		alike := []template.HTML{b.questionLink(facts[i].Question)}
		j := i + 1
		for ; j < len(facts) && label(facts[i]) != "" && label(facts[j]) == label(facts[i]); j++ {
			alike = append(alike, b.questionLink(facts[j].Question))
		}
		if len(alike) == 1 {
			said = append(said, b.answer(facts[i].Question, facts[i].Options, "and"))
		} else {
			said = append(said, b.optionLink(facts[i].Question, facts[i].Options[0])+" to "+joined(alike, last))
		}
		i = j
	}
	return said
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
	for _, p := range onPages {
		if byID[p.row] != nil && b.pageSays(p) {
			byID[p.row].Carriers = append([]carrier{{Sentence: p.sentence, Section: link("page-"+p.page, "“"+b.Words.Page(p.page).Title+"”")}},
				byID[p.row].Carriers...)
		}
	}
	var all []methodRow
	for _, r := range byID {
		all = append(all, *r)
	}
	slices.SortFunc(all, func(x, y methodRow) int { return cmp.Compare(number(x.ID), number(y.ID)) })
	return all
}

// onPages are rows that a page for everyone tells too, outside of any section. The words are the page's own: a row that the
// page no longer tells in them is left out, and a test says so.
var onPages = []struct{ row, page, sentence string }{
	{"S1", "home", "Why it ended decides whether any of the advice here applies."},
	{"S2", "home", "There, the ex truly loved someone, was badly let down by them, and left."},
	{"S4", "about", "It does not fit where one of the two cheated."},
	{"S5", "about", "It does not fit where trust was broken in serious ways."},
	{"S13", "about", "The author writes from their own life, from several break-ups that healed."},
}

func (b *binder) pageSays(p struct{ row, page, sentence string }) bool {
	for _, s := range b.Words.Page(p.page).Sections {
		for _, x := range s.Body {
			if strings.Contains(string(x.HTML), p.sentence) {
				return true
			}
		}
	}
	return false
}

func (b *binder) carrier(w content.Section, sentence string) carrier {
	s, _ := b.Flow.Section(w.ID)
	out := carrier{Sentence: sentence, Section: b.sectionLink(w.ID), Voice: voices[w.Voice]}
	var where []template.HTML
	for _, o := range b.Flow.Outcomes {
		if b.shown[place{o.ID, w.ID}] == shows && b.Words.Section(w.ID, content.VoiceFor(o.ID)).Voice == w.Voice {
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
	Kind            string // of sheets, as it is explained
	AboutEverything bool
}

// NearlyAll reports whether the two numbers read alike and are not.
func (p promise) NearlyAll() bool {
	digits := regexp.MustCompile(`title="[^"]*"`)
	return !p.AboutEverything && digits.ReplaceAllString(string(p.Count), "") == digits.ReplaceAllString(string(p.Concerned), "")
}

// KindMark is where the kind of sheets is explained.
func (p promise) KindMark() string { return slug(p.Kind) }

func (b *binder) promises() []promise {
	var all []promise
	for _, p := range b.Proved {
		unit := p.Unit
		kind := ""
		if p.Unit == "sheets" || p.Unit == "pairs" {
			kind = p.Sheets.String()
			unit = kind + " " + p.Unit
		}
		if p.Unit == "pairs" {
			kind = "pairs"
		}
		all = append(all, promise{ID: p.ID, Mark: "t-" + slug(p.ID), Says: p.Says, Classes: grouped(strconv.Itoa(p.Classes)),
			Count: large(p.Count), Concerned: large(p.Concerned), Unit: unit, Kind: kind,
			AboutEverything: p.Count.Cmp(p.Concerned) == 0})
	}
	return all
}

// large writes a number so that its size can be read: to two digits where it is long. All its digits stand in its title.
func large(n *big.Int) template.HTML {
	const readable = 9
	digits := n.String()
	if len(digits) <= readable {
		return template.HTML(`<span class="number">` + grouped(digits) + `</span>`)
	}
	size, power, _ := strings.Cut(new(big.Float).SetInt(n).Text('e', 1), "e+")
	power = strings.TrimLeft(power, "0") // "09"
	return template.HTML(fmt.Sprintf(`<span class="number" title="%s">%s × 10<sup>%s</sup></span>`, grouped(digits), size, power))
}

// A sheetKind says which answer sheets a promise is about.
type sheetKind struct{ Name, Means string }

// Mark is where a kind of sheets is explained.
func (k sheetKind) Mark() string { return "kind-" + slug(k.Name) }

var sheetKinds = []sheetKind{
	{"walked", "the questions are asked one by one, each is answered, up to the page: what a person can do on the screen"},
	{"complete", "everything that is asked is answered, and nothing else"},
	{"pruned", "only what is asked is answered, perhaps not all of it: somebody who stops on the way"},
	{"raw", "any allowed answer to any set of questions, asked or not: also sheets from elsewhere"},
	{"illegal and legal", "anything at all: answers that exclude each other, and words that nobody offered"},
	{"old", "what somebody who stops on the way leaves, read by a newer questionnaire: also words that it no longer offers"},
	{"pairs", "two sheets that differ in one way, held side by side"},
}
