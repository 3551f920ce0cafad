//go:build !wasm

package book

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"secondlook/assessment"
)

// link writes a link within the book.
func link(mark, text string) template.HTML {
	return template.HTML(`<a href="#` + template.HTMLEscapeString(mark) + `">` + template.HTMLEscapeString(text) + `</a>`)
}

func joined(parts []template.HTML, last string) template.HTML {
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return parts[0]
	}
	head := make([]string, len(parts)-1)
	for i, p := range parts[:len(parts)-1] {
		head[i] = string(p)
	}
	return template.HTML(strings.Join(head, ", ")) + template.HTML(" "+last+" ") + parts[len(parts)-1]
}

func (b *binder) questionLink(id assessment.QuestionID) template.HTML {
	return link("q-"+string(id), "“"+b.Words.Question(id).Short+"”")
}

func (b *binder) optionLink(q assessment.QuestionID, o assessment.OptionID) template.HTML {
	return link("o-"+string(q)+"-"+string(o), "“"+b.Words.Question(q).Option(o).Label+"”")
}

// outcomeLink names a page twice: as it is called in the rules, since some titles are much alike, and by its title.
func (b *binder) outcomeLink(id assessment.OutcomeID) template.HTML {
	return link("out-"+string(id), plainName(string(id))+": “"+b.Words.Outcome(id).Title+"”")
}

// plainName reads an ID aloud: "Both harm" of "both-harm".
func plainName(id string) string {
	words := strings.ReplaceAll(id, "-", " ")
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// whom says in a reviewer's words whom each page is for.
var whom = map[assessment.OutcomeID]string{
	assessment.DangerNow: "Someone may be hurt or may die now or in the next days: the person, the ex, a child or anyone else.",
	assessment.Crisis:    "The person thinks of suicide or of hurting themselves, or wishes they were dead.",
	assessment.BothHarm:  "Harm was told in both directions, or nobody said who did it.",
	assessment.BeingHarmed: "The ex harmed, frightened or controlled the person; or the person is under 18, the ex is an adult, " +
		"and three or more years lie between them.",
	assessment.CausingHarm: "The person harmed, frightened or controlled the ex; or the person is an adult, the ex is under 18, " +
		"and three or more years lie between them.",
	assessment.ClearNo:       "The ex said no, blocked them, or had it said by someone else.",
	assessment.SeriousBreach: "Trust was badly broken, with money or a big lie, but with no force, fear or control.",
	assessment.Cheating:      "One of the two was unfaithful, or it was never cleared up.",
	assessment.Unclear:       "Too much was left open to say.",
	assessment.NotCovered: "No harm was told, but it is another story than the article’s. Also where both are under 18, or one is " +
		"and two years or less lie between them.",
	assessment.Covered: "Every safety question has a clear answer, and the cause is one the article speaks of.",
}

// standsHere says why each page stands where it stands in the order of precedence.
var standsHere = map[assessment.OutcomeID]string{
	assessment.DangerNow:     "First, because minutes matter, and the danger may be for someone else too. Its page holds the crisis lines as well.",
	assessment.Crisis:        "Before all but danger now, because a life may be at stake; and the rest of what was told still adds its help.",
	assessment.BothHarm:      "Before harm in one direction, because neither half may hide the other.",
	assessment.BeingHarmed:   "Harm comes before a no: “leave them alone” must not be the first thing said to someone who was hurt. It stands before the next page only because one of the two must come first.",
	assessment.CausingHarm:   "Harm comes before a no: for someone who did harm, “leave them alone” alone is too little.",
	assessment.ClearNo:       "Before broken trust and cheating, because it is about what the ex has a right to today.",
	assessment.SeriousBreach: "Before cheating, because something may need doing soon: a test, a bank, legal advice.",
	assessment.Cheating:      "After all that may need something done, and before the pages for what is open or another story: the article itself says that it does not fit here.",
	assessment.Unclear:       "Before another story, because that page may speak of help for couples, and this is safe only when no safety question that was asked was left unsaid. Only where the ex has died is that not waited for: nothing more is asked then.",
	assessment.NotCovered:    "Only when no safety question that was asked was left unsaid, and nothing of harm or a no was told. Where the ex has died, what was left unsaid is not waited for.",
	assessment.Covered:       "Last. It needs a clear answer to every safety question, and a cause that fits. Whatever nothing else decides goes to “we cannot tell”, never here.",
}

func (b *binder) sectionLink(id assessment.SectionID) template.HTML {
	title := ""
	for _, w := range b.Words.Sections {
		if w.ID == id && title == "" {
			title = anyDay(w.Title)
		}
	}
	return link("s-"+string(id), "“"+title+"”")
}

// anyDay writes a text that the screen fills in with a number or a place as it stands before that.
func anyDay(text string) string {
	return strings.NewReplacer("%d", "…", "%s", "…").Replace(text)
}

// said puts one condition into words: what was answered to a question.
func (b *binder) said(c assessment.Is) template.HTML {
	q, _ := b.Flow.Question(c.Question)
	options := slices.Clone(c.Options)
	unanswered := slices.Contains(options, assessment.Unanswered)
	options = slices.DeleteFunc(options, func(o assessment.OptionID) bool { return o == assessment.Unanswered })
	var others []template.HTML
	for _, o := range q.Options {
		if !slices.Contains(options, o.ID) {
			others = append(others, b.optionLink(q.ID, o.ID))
		}
	}
	to := " to " + b.questionLink(q.ID)
	var words template.HTML
	switch {
	case len(options) == 0:
		return "gave no answer" + to
	case len(others) == 0:
		words = "gave any answer" + to
	case len(options) > 2 && len(others) <= 2:
		words = "gave any answer but " + joined(others, "and") + to
	default:
		var picks []template.HTML
		for _, o := range options {
			picks = append(picks, b.optionLink(q.ID, o))
		}
		words = "said " + joined(picks, "or") + to
	}
	if unanswered {
		words += ", or gave none"
	}
	return words
}

// all puts conditions that must hold together into words.
func (b *binder) all(when []assessment.Is) template.HTML {
	var parts []template.HTML
	for _, c := range when {
		parts = append(parts, b.said(c))
	}
	return joined(parts, "and")
}

// alternatives puts conditions of which any may hold into words, a line each. Those that differ only in what was answered
// to one question are told as one.
func (b *binder) alternatives(lists [][]assessment.Is) []template.HTML {
	var merged [][]assessment.Is
	for _, l := range lists {
		if len(l) == 1 && len(merged) > 0 {
			if last := merged[len(merged)-1]; len(last) == 1 && last[0].Question == l[0].Question {
				both := append(slices.Clone(last[0].Options), l[0].Options...)
				merged[len(merged)-1] = []assessment.Is{{Question: l[0].Question, Options: both}}
				continue
			}
		}
		merged = append(merged, l)
	}
	var lines []template.HTML
	for _, l := range merged {
		lines = append(lines, b.all(l))
	}
	return lines
}

// constructsOf gives the constructs of every option that a rule names. What ages catch depends on the years between: only
// what leads where the rule leads is meant.
func (b *binder) constructsOf(r assessment.Rule) []string {
	var all []string
	for _, c := range r.When {
		q, _ := b.Flow.Question(c.Question)
		for _, id := range c.Options {
			o, _ := q.Option(id)
			for _, name := range o.Constructs {
				if !slices.Contains(all, name) && (!ofAges(c.Question) || b.leads(name, r.Outcome)) {
					all = append(all, name)
				}
			}
		}
	}
	return all
}

// ranges writes constructs in their order, three or more in a row as from and to.
func ranges(constructs []string) template.HTML {
	var numbers []int
	for _, c := range constructs {
		if n, err := strconv.Atoi(strings.TrimPrefix(c, "C")); err == nil {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	one := func(n int) template.HTML { return link(fmt.Sprintf("c%d", n), fmt.Sprintf("C%d", n)) }
	var parts []template.HTML
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		if j-i >= 2 {
			parts = append(parts, one(numbers[i])+" to "+one(numbers[j]))
			i = j + 1
			continue
		}
		parts = append(parts, one(numbers[i]))
		i++
	}
	return joined(parts, "and")
}

// soon says how urgent a page is.
func soon(u assessment.Urgency) string {
	switch u {
	case assessment.Now:
		return "now: something to do at once"
	case assessment.Soon:
		return "soon: today, or in the next days"
	default:
		return "steady: when the person is ready"
	}
}

// kinds of help, as a reviewer would call them.
var kinds = map[assessment.Need]string{
	assessment.NeedEmergency:    "emergency numbers",
	assessment.NeedCrisis:       "crisis lines",
	assessment.NeedHarmed:       "lines for people harmed by a partner",
	assessment.NeedHarmedMen:    "lines for men harmed by a partner",
	assessment.NeedHarmedLGBTQ:  "lines for lesbian, gay, bi, trans and queer people harmed by a partner",
	assessment.NeedOwnBehaviour: "lines for people who worry about what they do",
	assessment.NeedSexual:       "lines about sexual violence",
	assessment.NeedStalking:     "lines about being followed",
	assessment.NeedDigital:      "lines about pictures, phones and accounts",
	assessment.NeedYouth:        "lines for young people",
	assessment.NeedRelationship: "lines about relationships",
}

func kindsOf(needs []assessment.Need) string {
	var all []string
	for _, n := range needs {
		name := kinds[n]
		if name == "" {
			name = string(n)
		}
		all = append(all, name)
	}
	return strings.Join(all, ", then ")
}
