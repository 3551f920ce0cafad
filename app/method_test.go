package app

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/components/markup"
)

// A carrier is a section that retells a row of the method.
type carrier struct {
	row, sentence string
	section       assessment.SectionID
	body          []content.Block
}

// carriers are all of them, in every voice.
func carriers() []carrier {
	var all []carrier
	for _, s := range content.English().Sections {
		for _, r := range s.Rows {
			all = append(all, carrier{r.ID, r.Sentence, s.ID, s.Body})
		}
	}
	return all
}

// number is the number of a row: 36 for "S36".
func number(row string) int {
	n, _ := strconv.Atoi(strings.TrimPrefix(row, "S"))
	return n
}

// retoldAsOurs are rows whose guard may be said anywhere, in words of ours.
var retoldAsOurs = []int{6, 23, 36, 40, 51}

// planRows are the sentences that only a person with a plan may read.
func planRows() []carrier {
	return slices.DeleteFunc(carriers(), func(c carrier) bool {
		n := number(c.row)
		return n < 14 || n > 50 || slices.Contains(retoldAsOurs, n)
	})
}

// planLabels are the labels that belong to the plan.
var planLabels = []string{
	"comes-next", "quiet-ends", "after-quiet", "after-quiet-silent", "not-before", "their-time-ends", "after-their-time",
	"then-quiet-what", "friends", "friends-what", "month-six-what", "dates-note", "t-quiet", "dates-title", "dates-lead", "dates-show",
	"card-ended", "card-sorry", "card-space", "changed-title",
}

// plain gives the words of checked markup.
func plain(t testing.TB, html content.HTML) string {
	t.Helper()
	return parsed(t, string(html)).Words()
}

func allOf(t testing.TB, bs []content.Block) string {
	t.Helper()
	var words []string
	for _, b := range bs {
		words = append(words, plain(t, b.HTML))
	}
	return strings.Join(words, " ")
}

// planIn gives what a text holds of the plan.
func planIn(text string) []string {
	var found []string
	for _, c := range planRows() {
		if strings.Contains(text, c.sentence) {
			found = append(found, c.row+": "+c.sentence)
		}
	}
	w := content.English()
	for _, l := range w.Labels {
		step := strings.HasPrefix(l.ID, "step-") || strings.HasPrefix(l.ID, "lead-")
		said, _, _ := strings.Cut(l.Text, "%")
		if (step || slices.Contains(planLabels, l.ID)) && len(said) > 9 && strings.Contains(text, said) {
			found = append(found, "label "+l.ID+": "+said)
		}
	}
	return found
}

func TestPlanIn_FindsThePlan(t *testing.T) {
	if got := len(planRows()); got < 35 {
		t.Errorf("got %d sentences of the plan, want those of S14 to S50", got)
	}
	for _, id := range planLabels {
		if content.English().Label(id) == "" {
			t.Errorf("there is no label %s", id)
		}
	}
	m := shown(clearAnswers())
	if got := planIn(drawn(t, m).Words()); len(got) == 0 {
		t.Error("got nothing on a covered result, want the plan found")
	}
	if got := planIn("Take a breath. Nothing is decided today."); len(got) > 0 {
		t.Errorf("got %q, want nothing", got)
	}
}

// T13: not one sentence of the plan stands in any text but those of the plan.
func TestPlan_StandsInNoOtherText(t *testing.T) {
	f, w := assessment.Default(), content.English()
	check := func(name, text string) {
		t.Helper()
		for _, found := range planIn(text) {
			t.Errorf("%s holds %s", name, found)
		}
	}
	elsewhere := map[assessment.SectionID]bool{assessment.KeptHelp: true}
	for _, o := range f.Outcomes {
		if o.ID == assessment.Covered {
			continue
		}
		for _, id := range o.Sections {
			elsewhere[id] = true
		}
	}
	for _, s := range w.Sections {
		if elsewhere[s.ID] {
			check(fmt.Sprintf("section %s (%s)", s.ID, s.Voice), s.Title+" "+allOf(t, s.Body))
		}
	}
	for _, o := range w.Outcomes {
		if o.ID != assessment.Covered {
			check("outcome "+string(o.ID), o.Title+" "+o.Care+" "+o.About+" "+allOf(t, o.Body))
		}
	}
	for _, p := range w.Pages {
		check("page "+p.ID, p.Title+" "+p.Lead)
		for _, s := range p.Sections {
			check("page "+p.ID, s.Title+" "+allOf(t, s.Body))
		}
	}
	for _, q := range w.Questions {
		check("question "+string(q.ID), strings.Join([]string{q.Title, q.Short, plain(t, q.Hint), plain(t, q.Why), q.Problem}, " "))
		for _, o := range q.Options {
			check("question "+string(q.ID), o.Label+" "+o.Note)
		}
	}
	for _, c := range w.Countries {
		check("lines of "+c.Code, c.Emergency)
		for _, l := range c.Lines {
			check("line "+l.ID, l.Text)
		}
	}
	for _, l := range w.Labels {
		if !slices.Contains(planLabels, l.ID) && !strings.HasPrefix(l.ID, "step-") && !strings.HasPrefix(l.ID, "lead-") && !strings.HasPrefix(l.ID, "row-") {
			check("label "+l.ID, l.Text)
		}
	}
}

// The plan is drawn behind a covered result and nowhere else, and nothing
// outside one leads to it.
func TestPlan_IsDrawnOnlyOnACoveredResult(t *testing.T) {
	f := assessment.Default()
	for _, s := range screens(t) {
		root := framed(t, s.model)
		res, plan := judged(s.model)
		covered := s.model.Screen == Result && res.Outcome == assessment.Covered
		found := planIn(root.Words())
		if (len(found) > 0) != covered {
			t.Errorf("%s, on %s: got the plan %q, want it %t", s.name, s.model.Screen, found, covered)
		}
		for _, n := range root.With("data-act") {
			act := n.Attrs["data-act"]
			// Who mistyped a date, so that the plan is over, can open the cards again.
			again := act == "dates-open" && plan.Over && f.Decide(s.model.Answers).Outcome == assessment.Covered
			if (strings.HasPrefix(act, "date") || act == "select" && n.Attrs["name"] != "country") && !covered && !again {
				t.Errorf("%s, on %s: %q leads to the plan", s.name, s.model.Screen, n.Words())
			}
		}
		for _, n := range root.With("data-plan") {
			if !covered {
				t.Errorf("%s: %s names a plan", s.name, n.Attrs["data-plan"])
			}
		}
	}
}

func TestPlan_NamesItselfOnlyByItsName(t *testing.T) {
	m := shown(clearAnswers())
	m.Ended, m.Dated, m.PlanName = "2026-11-08", true, "a-name"
	if got := strings.Join(values(drawn(t, m), "data-plan"), " "); got != "a-name" {
		t.Errorf("got plan %q, want a-name", got)
	}
}

// everyDay are covered people on every kind of day: each reason, each thing
// done so far, and dates from yesterday to half a year ago.
func everyDay() []end {
	var all []end
	f := assessment.Default()
	why, _ := f.Question(assessment.WhyLeft)
	var reasons []assessment.OptionID
	for _, o := range why.Options {
		if !o.Alone {
			reasons = append(reasons, o.ID)
		}
	}
	sofar, _ := f.Question(assessment.SoFar)
	for _, o := range sofar.Options {
		for _, ago := range []int{1, 40, 170} {
			m := shown(clearAnswers().With(assessment.SoFar, o.ID).With(assessment.WhyLeft, reasons...).With(assessment.Ties, assessment.FarApart))
			m.Ended, m.Dated = firstDay.Plus(-ago).String(), true
			m.Sorry = m.Ended
			all = append(all, end{fmt.Sprintf("%s, %d days ago", o.ID, ago), m})
		}
	}
	return all
}

// sectionsOf gives what is drawn of each section of a page.
func sectionsOf(root *markup.Node) map[assessment.SectionID]*markup.Node {
	all := map[assessment.SectionID]*markup.Node{}
	for _, n := range root.With("data-section") {
		all[assessment.SectionID(n.Attrs["data-section"])] = n
	}
	return all
}

// Every row of the method can be read by someone, and where the method asks
// for a guard it stands in the same section, as ours.
func TestMethod_EveryRowIsFoundWithItsGuard(t *testing.T) {
	guarded := []int{6, 13, 18, 23, 26, 30, 36, 40, 42, 45, 47, 50, 55}
	rows := map[int]bool{}
	var pages []map[assessment.SectionID]*markup.Node
	for _, e := range append(everyDay(), ends(t)...) {
		pages = append(pages, sectionsOf(drawn(t, e.model)))
	}
	for _, c := range carriers() {
		rows[number(c.row)] = true
		where := slices.IndexFunc(pages, func(p map[assessment.SectionID]*markup.Node) bool {
			return p[c.section] != nil && strings.Contains(p[c.section].Words(), c.sentence)
		})
		if where < 0 {
			t.Errorf("%s: nobody reads in %s: %s", c.row, c.section, c.sentence)
			continue
		}
		if !slices.Contains(guarded, number(c.row)) {
			continue
		}
		if !slices.ContainsFunc(c.body, func(b content.Block) bool { return b.Kind == content.Guard }) {
			t.Errorf("%s: %s has no guard", c.row, c.section)
		}
		if len(pages[where][c.section].Classed("guard")) == 0 {
			t.Errorf("%s: %s is drawn without its guard", c.row, c.section)
		}
	}
	for n := 1; n <= 56; n++ {
		if !rows[n] {
			t.Errorf("no section carries S%d", n)
		}
	}
}
