//go:build !wasm

package review

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"

	"secondlook/assessment"
	"secondlook/assessment/proof"
)

// people is how many random people are sent through both programs.
const people = 2000

// flows tells what the change of the questionnaire does to people.
func (p *paper) flows(tree string, now Now) {
	p.line("\n## Situations")
	after, err := parseFlow(now.Flow)
	if err != nil {
		p.line("This revision's questionnaire cannot be read: %v", err)
		return
	}
	text, err := command(tree, "go", "run", ".", "flow")
	if err != nil {
		p.line("The base cannot print its questionnaire, so situations are not compared. It said: %v", err)
		return
	}
	before, err := parseFlow(text)
	if err != nil {
		p.line("The base's questionnaire cannot be read, so situations are not compared: %v", err)
		return
	}
	p.situations(before, after)
	p.promises(after)
	p.programs(before, after, func(in io.Reader) ([]byte, error) {
		return commandWith(in, tree, "go", "run", ".", "decide")
	}, func(in io.Reader) ([]byte, error) {
		var out bytes.Buffer
		err := now.Decide(in, &out)
		return out.Bytes(), err
	})
	p.line("\n## The questionnaire as written")
	lines := differ(before, after)
	if len(lines) == 0 {
		p.line("No question, rule, outcome or section is written otherwise.")
	}
	for _, line := range lines {
		p.line("%s", line)
	}
}

// grouped sets a number in groups of three.
func grouped(n *big.Int) string {
	digits := n.String()
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// promises says which promises this revision breaks. A build refuses it then; here a reviewer sees why.
func (p *paper) promises(f *assessment.Flow) {
	p.line("\n## Promises")
	broken := proof.Broken(f)
	if len(broken) == 0 {
		p.line("Every one is kept, over every sheet.")
		return
	}
	for _, b := range broken {
		p.marked++
		p.line("! broken: %s: %s", b.ID, b.Says)
	}
	p.line("make prove prints the shortest sheet that breaks each.")
}

// situations compares two flows over all sheets, or, where nobody walks through both at once, by examples.
func (p *paper) situations(before, after *assessment.Flow) {
	c, err := proof.Compare(before, after)
	if err != nil {
		p.byExamples(before, after, err)
		return
	}
	changed := new(big.Int)
	for _, ch := range c.Changes {
		changed.Add(changed, ch.Sheets)
	}
	p.line("Exact: both questionnaires were followed together over all %s ways to answer them (%d classes).", grouped(c.Sheets), c.Classes)
	for _, only := range c.Before {
		p.line("- %s is no longer there.", only)
	}
	for _, only := range c.After {
		p.line("- %s is new.", only)
	}
	if hidden := len(options(c.Before)) + len(options(c.After)); hidden > 0 {
		p.line("  Sheets that pick an option only one of them offers are not among those counted: look at where it leads in make book.")
	}
	p.line("Another outcome or other first help: %s of them, in %d ways.", grouped(changed), len(c.Changes))
	p.summary(c.Changes)
	for _, ch := range c.Changes {
		p.change(before, after, ch)
	}
}

// summary adds up the ways that lead from one outcome to another.
func (p *paper) summary(changes []proof.Change) {
	for i := 0; i < len(changes); {
		first := changes[i]
		total := new(big.Int)
		j := i
		for ; j < len(changes) && changes[j].Before.Outcome == first.Before.Outcome && changes[j].After.Outcome == first.After.Outcome; j++ {
			total.Add(total, changes[j].Sheets)
		}
		p.line("- %s → %s: %s sheets, in %d ways", first.Before.Outcome, first.After.Outcome, grouped(total), j-i)
		i = j
	}
}

func options(named []string) []string {
	return slices.DeleteFunc(slices.Clone(named), func(n string) bool { return !strings.HasPrefix(n, "option ") })
}

// change tells one way in which the flows differ, with the shortest sheet as a journey.
func (p *paper) change(before, after *assessment.Flow, ch proof.Change) {
	count := ""
	if ch.Sheets != nil {
		count = fmt.Sprintf(": %s sheets", grouped(ch.Sheets))
	}
	p.line("\n### %s → %s%s", ch.Before.Outcome, ch.After.Outcome, count)
	if urgency(after, ch.After.Outcome) < urgency(before, ch.Before.Outcome) {
		p.marked++
		p.line("! less urgent than before: %s → %s", urgency(before, ch.Before.Outcome), urgency(after, ch.After.Outcome))
	}
	if ch.After.Outcome == assessment.Covered && ch.Before.Outcome != assessment.Covered {
		p.marked++
		p.line("! the plan is shown where it was not")
	}
	if ch.Before.Top != ch.After.Top {
		p.line("first on the page: %s → %s", orNone(ch.Before.Top), orNone(ch.After.Top))
	}
	if ch.Before.Help != ch.After.Help || ch.Before.Need != ch.After.Need {
		p.line("first help: %s → %s", help(ch.Before), help(ch.After))
	}
	p.line("the shortest of them, as a journey of today:")
	walked := walk(after, ch.Example)
	p.line("    start\n%s    finish\n    expect outcome %s", indent(proof.Journey(after, walked)), ch.After.Outcome)
	if was := walk(before, ch.Example); !same(was, walked) {
		p.line("and of the base:\n    start\n%s    finish\n    expect outcome %s", indent(proof.Journey(before, was)), ch.Before.Outcome)
	}
}

func indent(journey string) string {
	var b strings.Builder
	for line := range strings.Lines(journey) {
		b.WriteString("    " + line)
	}
	return b.String()
}

func orNone[S ~string](s S) string {
	if s == "" {
		return "none"
	}
	return string(s)
}

func help(e proof.Ending) string {
	if e.Help == "" {
		return "none"
	}
	return fmt.Sprintf("%s (%s)", e.Help, e.Need)
}

func urgency(f *assessment.Flow, id assessment.OutcomeID) assessment.Urgency {
	o, _ := f.Outcome(id)
	return o.Urgency
}

// walk has one person, whose answer to every question is known, go through a flow.
func walk(f *assessment.Flow, inclined assessment.Answers) assessment.Answers {
	a := assessment.Answers{}
	for q, more := f.Next(a); more; q, more = f.Next(a) {
		var picks []assessment.OptionID
		for _, o := range inclined[q.ID] {
			if _, ok := q.Option(o); ok {
				picks = append(picks, o)
			}
		}
		if len(picks) == 0 {
			picks = []assessment.OptionID{assessment.NotSay}
		}
		a = a.With(q.ID, picks...)
	}
	return a
}

func same(a, b assessment.Answers) bool { return fmt.Sprint(a) == fmt.Sprint(b) }

// ending is what Compare looks at, worked out for one sheet.
func ending(f *assessment.Flow, a assessment.Answers) proof.Ending {
	res := f.Decide(a)
	e := proof.Ending{Outcome: res.Outcome}
	for i, id := range res.Sections {
		s, _ := f.Section(id)
		if i == 0 {
			e.Top = id
		}
		if e.Help == "" && len(s.Needs) > 0 && s.Needs[0] != assessment.NeedEmergency {
			e.Help, e.Need = id, s.Needs[0]
		}
	}
	return e
}

// inclinations are people who answer in every way that decides in one of the flows, and random ones.
func inclinations(before, after *assessment.Flow) []assessment.Answers {
	var all []assessment.Answers
	for _, f := range []*assessment.Flow{before, after} {
		decisions, err := proof.Decisions(f)
		if err != nil {
			continue
		}
		for _, d := range decisions {
			all = append(all, d.Example)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range people {
		a := assessment.Answers{}
		for _, f := range []*assessment.Flow{before, after} {
			for _, q := range f.Questions {
				if len(a[q.ID]) == 0 {
					a[q.ID] = pick(r, q)
				}
			}
		}
		all = append(all, a)
	}
	return all
}

// pick answers a question as a random person might: mostly "none of these", so that walks go far.
func pick(r *rand.Rand, q assessment.Question) []assessment.OptionID {
	if _, ok := q.Option(assessment.None); ok && r.IntN(10) < 7 {
		return []assessment.OptionID{assessment.None}
	}
	first := q.Options[r.IntN(len(q.Options))]
	picks := []assessment.OptionID{first.ID}
	if !q.Many || first.Alone {
		return picks
	}
	for _, o := range q.Options {
		if !o.Alone && o.ID != first.ID && r.IntN(4) == 0 {
			picks = append(picks, o.ID)
		}
	}
	return picks
}

// byExamples compares flows that cannot be followed together.
func (p *paper) byExamples(before, after *assessment.Flow, why error) {
	inclined := inclinations(before, after)
	p.line("Not exact: %v. Compared by examples instead: the shortest sheet of every rule of both, and random people, %d in all. What they do not show may still have changed.", why, len(inclined))
	var changes []proof.Change
	counts := map[string]int{}
	for _, a := range inclined {
		ch := proof.Change{Before: ending(before, walk(before, a)), After: ending(after, walk(after, a)), Example: a}
		if ch.Before == ch.After {
			continue
		}
		key := fmt.Sprint(ch.Before, ch.After)
		if counts[key]++; counts[key] == 1 {
			changes = append(changes, ch)
		}
	}
	p.line("Another outcome or other first help, in %d ways.", len(changes))
	for _, ch := range changes {
		p.change(before, after, ch)
		p.line("%d of the examples", counts[fmt.Sprint(ch.Before, ch.After)])
	}
}

// programs asks the programs of both revisions, and says whether they do what their questionnaires say.
func (p *paper) programs(before, after *assessment.Flow, base, now func(io.Reader) ([]byte, error)) {
	p.line("\n## Do the programs do what their questionnaires say?")
	inclined := inclinations(before, after)
	p.program("The base", before, inclined, base)
	p.program("This revision", after, inclined, now)
}

func (p *paper) program(name string, f *assessment.Flow, inclined []assessment.Answers, decide func(io.Reader) ([]byte, error)) {
	var in bytes.Buffer
	var sheets []assessment.Answers
	enc := json.NewEncoder(&in)
	for _, a := range inclined {
		sheet := walk(f, a)
		sheets = append(sheets, sheet)
		if err := enc.Encode(map[string]any{"id": "", "answers": sheet, "country": "", "today": "2026-11-25"}); err != nil {
			p.line("%s was not asked: %v", name, err)
			return
		}
	}
	said, err := decide(&in)
	if err != nil {
		p.line("%s was not asked: %v", name, err)
		return
	}
	lines := bytes.Split(bytes.TrimSpace(said), []byte("\n"))
	agree := 0
	var first string
	for i, line := range lines {
		var v struct {
			Outcome  assessment.OutcomeID   `json:"outcome"`
			Sections []assessment.SectionID `json:"sections"`
		}
		if i >= len(sheets) || json.Unmarshal(line, &v) != nil {
			continue
		}
		want := f.Decide(sheets[i])
		if v.Outcome == want.Outcome && (len(v.Sections) == 0 || len(want.Sections) == 0 || v.Sections[0] == want.Sections[0]) {
			agree++
			continue
		}
		if first == "" {
			first = fmt.Sprintf("    start\n%s    finish\n    expect outcome %s", indent(proof.Journey(f, sheets[i])), v.Outcome)
		}
	}
	p.line("%s: %d of %d complete sheets agree (the shortest of every rule of both, and %d random ones).", name, agree, len(sheets), people)
	if first != "" {
		p.marked++
		p.line("! it decides otherwise here:\n%s", first)
	}
}
