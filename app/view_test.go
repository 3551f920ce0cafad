package app

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/components"
	"secondlook/components/markup"
)

func viewOf(m Model) view {
	return view{flow: assessment.Default(), words: content.English(), m: m}
}

// judged is what the screens of a model must show.
func judged(m Model) (assessment.Result, assessment.Plan) {
	return assessment.Default().Settle(m.sitting(), m.Dates())
}

func readFile(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func parsed(t testing.TB, html string) *markup.Node {
	t.Helper()
	root, err := markup.Parse(html)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// drawn is the screen of a model, read back.
func drawn(t testing.TB, m Model) *markup.Node {
	t.Helper()
	return parsed(t, goapp.HTMLString(viewOf(m).main()))
}

// framed is the same with the bar and the foot.
func framed(t testing.TB, m Model) *markup.Node {
	t.Helper()
	return parsed(t, frame(viewOf(m), "app"))
}

// A spread of countries: with many lines; with none for some need; with none
// at all (AF); with no emergency number either (SL); and not said.
var spread = []string{"GB", "US", "DE", "IN", "JP", "BR", "ZW", "AF", "SL", ""}

// An end is where a journey ends.
type end struct {
	name  string
	model Model
}

// ends are the last models of all journeys, hard cases among them.
func ends(t testing.TB) []end {
	t.Helper()
	var all []end
	files, err := filepath.Glob(journeys)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		p, err := play(assessment.Default(), file, readFile(t, file))
		if err != nil {
			continue // TestJourneys says what is wrong with it
		}
		all = append(all, end{strings.TrimSuffix(filepath.Base(file), ".txt"), p.model})
	}
	if len(all) < 100 {
		t.Fatalf("got %d journeys, want them all", len(all))
	}
	return all
}

// screens are models of every screen in every state it has, and every result
// that a journey ends on.
func screens(t testing.TB) []end {
	t.Helper()
	var all []end
	add := func(name string, m Model) { all = append(all, end{name, m}) }
	for place, m := range everywhere() {
		add(place, m)
		m.Country = "GB"
		add(place+" in GB", m)
		m.Country, m.Offered, m.Reloaded, m.Denied = "", "DE", true, true
		add(place+" offered DE", m)
		m.Country = "SL"
		add(place+" in SL", m)
		if m.Screen.standing() {
			m.Behind = Home
			add(place+" from home", m)
		}
	}
	for _, q := range assessment.Default().Questions {
		m := asking(q.ID)
		add("asking "+string(q.ID), m)
		m.Problem, m.Dropped = true, []assessment.QuestionID{assessment.WhoBody, assessment.Trust}
		add("asking "+string(q.ID)+" again", m)
	}
	m := reviewing(harmedAnswers())
	m.Dropped = []assessment.QuestionID{assessment.TheirWord}
	add("review with dropped ones", m)
	for _, name := range cards {
		m := shown(clearAnswers())
		m.DateFault = name
		add("covered, fault "+name, m)
	}
	return append(all, ends(t)...)
}

func TestScreens_AreSound(t *testing.T) {
	for _, s := range screens(t) {
		root := framed(t, s.model)
		for _, fault := range pageFaults(root) {
			t.Errorf("%s: %s", s.name, fault)
		}
		if main := root.Tagged("main"); len(main) != 1 || main[0].Attrs["data-screen"] != string(s.model.Screen) {
			t.Errorf("%s: got main %v, want one for screen %s", s.name, main, s.model.Screen)
		}
	}
}

// pageFaults are the faults of a whole page.
func pageFaults(root *markup.Node) []string {
	faults := markup.Faults(root, components.HasIcon)
	// What a person has to put right may stand above the heading of the page.
	headings := root.Find(func(n *markup.Node) bool {
		return len(n.Tag) == 2 && n.Tag[0] == 'h' && n.Tag != "hr" && n.Attrs["class"] != "problems__title"
	})
	if ones := root.Tagged("h1"); len(ones) != 1 || headings[0] != ones[0] {
		faults = append(faults, fmt.Sprintf("%d headings of level 1, or one after others", len(ones)))
	} else if ones[0].Attrs["tabindex"] != "-1" || ones[0].Attrs["id"] == "" {
		faults = append(faults, "its heading cannot take the focus")
	}
	for _, bad := range called(ownWords(root)) {
		faults = append(faults, "it says "+bad)
	}
	if words := root.Words(); strings.Contains(words, "%!") || strings.Contains(words, "%s") || strings.Contains(words, "%d") {
		faults = append(faults, "a blank is not filled in")
	}
	return faults
}

// ownWords are the words of a page without the names of helplines: those are
// theirs.
func ownWords(root *markup.Node) string {
	words := root.Words()
	for _, n := range append(root.Classed("resource__name"), root.Classed("lines__name")...) {
		words = strings.ReplaceAll(words, n.Words(), "")
	}
	return words
}

// A drawing is the end of a journey in one country, drawn as a whole page.
type drawing struct {
	name    string
	country string
	model   Model
	res     assessment.Result
	plan    assessment.Plan
	page    *markup.Node
	main    *markup.Node
}

var (
	drawings     []drawing
	drawingsOnce sync.Once
)

// results draws the end of every journey: the first that reaches an outcome in
// every country of the spread, the others in two of them by turns. It is done
// once: the trees are only read.
func results(t testing.TB) []drawing {
	t.Helper()
	drawingsOnce.Do(func() {
		turn := map[assessment.OutcomeID]int{}
		for _, e := range ends(t) {
			res, _ := judged(e.model)
			n := turn[res.Outcome]
			turn[res.Outcome]++
			for i, country := range spread {
				if n > 0 && i%5 != n%5 {
					continue
				}
				d := drawing{name: e.name + " in " + country, country: country, model: e.model}
				d.model.Country = country
				d.res, d.plan = judged(d.model)
				d.page = framed(t, d.model)
				d.main = d.page.Tagged("main")[0]
				drawings = append(drawings, d)
			}
		}
	})
	if len(drawings) == 0 {
		t.Fatal("nothing was drawn")
	}
	return drawings
}

func TestResult_ShowsWhatWasDecided(t *testing.T) {
	f := assessment.Default()
	outcomes := map[assessment.OutcomeID]bool{}
	for _, d := range results(t) {
		outcomes[d.res.Outcome] = true
		for _, wrong := range []error{
			equal(d.main.Attrs["data-outcome"], string(d.res.Outcome)),
			equal(d.main.Attrs["data-step"], string(d.plan.Step)),
			equal(strings.Join(values(d.main, "data-section"), ", "), join(d.res.Sections)),
			equal(strings.Join(values(d.main, "data-resource"), ", "), strings.Join(helplines(f, d.res, d.country), ", ")),
			urgencyIsRight(d.main, d.res),
			becauseIsQuoted(d.page, d.res),
		} {
			if wrong != nil {
				t.Errorf("%s: %v", d.name, wrong)
			}
		}
		for _, fault := range pageFaults(d.page) {
			t.Errorf("%s: %s", d.name, fault)
		}
	}
	if got, want := len(outcomes), len(f.Outcomes); got != want {
		t.Errorf("got %d outcomes drawn, want %d", got, want)
	}
}

// Someone to whom harm was done, and who told of none of their own, reads nothing of what someone who did harm should do.
func TestResult_OwnLimitsAreForWhoMayHaveDoneHarm(t *testing.T) {
	const own = "If you were the one who hurt or frightened your ex"
	shared := []assessment.SectionID{"children", "shared-home", "shared-work", "sort-out", "same-circle"}
	for _, c := range []struct {
		who      assessment.OptionID
		thoughts assessment.OptionID
		now      assessment.OptionID
		want     bool
	}{
		{"they", assessment.No, assessment.None, false},
		{"they-i-defended", assessment.No, assessment.None, false},
		{"they", assessment.Passive, assessment.None, false}, // the page is the one for a crisis
		{"both", assessment.No, assessment.None, true},
		{"me", assessment.No, assessment.None, true},
		{"not-say", assessment.No, assessment.None, true},
		{"they", assessment.No, assessment.IMayHurtSomeone, true},
	} {
		m := Model{Screen: Result, Answers: assessment.Answers{
			assessment.RightNow: {c.now}, assessment.Thoughts: {c.thoughts}, assessment.Ages: {assessment.Both18},
			assessment.HowItEnded: {assessment.TheyLeftLately}, assessment.Body: {assessment.Hit}, assessment.WhoBody: {c.who},
			assessment.Ties: {assessment.Children, assessment.Home, assessment.WorkStudy, assessment.MoneyThings, assessment.Circle},
		}}
		main := framed(t, m).Tagged("main")[0]
		got := 0
		for _, id := range shared {
			for _, part := range main.With("data-section") {
				if part.Attrs["data-section"] == string(id) && strings.Contains(part.Words(), own) {
					got++
				}
			}
		}
		if want := map[bool]int{true: len(shared)}[c.want]; got != want {
			t.Errorf("who %s, thoughts %s, now %s (%s): %d sections speak to someone who did harm, want %d",
				c.who, c.thoughts, c.now, main.Attrs["data-outcome"], got, want)
		}
	}
}

// Where the ex has said no, whatever has to be settled goes through a lawyer, a court or a service: no page for a no tells
// someone to write, or to let a friend carry it, which may break an order. Nor does one where the no was changed away.
func TestResult_AfterANoNothingGoesToTheExDirectly(t *testing.T) {
	shared := []assessment.SectionID{"children", "shared-home", "shared-work", "sort-out"}
	a := assessment.Answers{
		assessment.RightNow: {assessment.None}, assessment.Thoughts: {assessment.No}, assessment.Ages: {assessment.Both18},
		assessment.HowItEnded: {assessment.TheyLeftLately}, assessment.TheirWord: {assessment.Official},
		assessment.Ties: {assessment.Children, assessment.Home, assessment.WorkStudy, assessment.MoneyThings},
	}
	changed := a.With(assessment.TheirWord, assessment.WithSomeone)
	for _, c := range []struct {
		name string
		m    Model
		want assessment.OutcomeID
	}{
		{"a no", Model{Screen: Result, Answers: a}, assessment.ClearNo},
		{"a no that was changed away", Model{Screen: Result, Answers: changed, Said: assessment.Answers{assessment.TheirWord: {assessment.Official}}}, assessment.NotCovered},
	} {
		main := framed(t, c.m).Tagged("main")[0]
		if got := main.Attrs["data-outcome"]; got != string(c.want) {
			t.Fatalf("%s: got %s, want %s", c.name, got, c.want)
		}
		said := map[string]string{}
		for _, part := range main.With("data-section") {
			said[part.Attrs["data-section"]] = part.Words()
		}
		for _, id := range shared {
			for _, bad := range []string{"Put it in writing", "A relative,", "A friend of both", "write about the task", "someone else pass them on"} {
				if strings.Contains(said[string(id)], bad) {
					t.Errorf("%s: %s says %q", c.name, id, bad)
				}
			}
			if text := said[string(id)]; !strings.Contains(text, "pass on") || !strings.Contains(text, "lawyer") && !strings.Contains(text, "A boss or a teacher can") {
				t.Errorf("%s: %s names nobody who may pass things on: %q", c.name, id, text)
			}
		}
	}
}

// values gives the values of an attribute in reading order, each once.
func values(root *markup.Node, attribute string) []string {
	var all []string
	for _, n := range root.With(attribute) {
		if v := n.Attrs[attribute]; !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return all
}

// helplines are the lines that a result should show, without the emergency
// numbers, which are not lines.
func helplines(f *assessment.Flow, res assessment.Result, country string) []string {
	emergency := emergencyID(country)
	return slices.DeleteFunc(Resources(f, res, country), func(id string) bool { return slices.Contains(emergency, id) })
}

// urgencyIsRight reports what is wrong with the coloured cards: one at most
// says now, and only where it is meant; what may be deadly stands in a card.
func urgencyIsRight(root *markup.Node, res assessment.Result) error {
	for id, box := range sectionsOf(root) {
		want := ""
		switch {
		case id == "urgent-numbers" && res.Outcome == assessment.DangerNow, id == "crisis-help" && res.Outcome == assessment.Crisis:
			want = "now"
		case id == "high-danger" || id == "stop-today":
			want = "soon"
		}
		for _, urgency := range []string{"now", "soon"} {
			if got := len(box.Classed("card--"+urgency)) > 0; got != (urgency == want) {
				return fmt.Errorf("section %s: got a card that says %s: %t", id, urgency, got)
			}
		}
	}
	if n := len(root.Classed("card--now")); n > 1 {
		return fmt.Errorf("got %d cards that say now, want one at most", n)
	}
	return nil
}

// becauseIsQuoted reports what is wrong with "because you told us": it stands
// closed, and quotes the person's own options and no others.
func becauseIsQuoted(root *markup.Node, res assessment.Result) error {
	folds := root.Find(func(n *markup.Node) bool { return n.Attrs["id"] == "because" })
	if len(res.Because) == 0 {
		return equal(len(folds), 0)
	}
	if len(folds) != 1 || folds[0].Tag != "details" || folds[0].Has("open") {
		return fmt.Errorf("got %d closed folds for because, want one", len(folds))
	}
	var want, got []string
	for _, fact := range res.Because {
		var said []string
		for _, o := range fact.Options {
			said = append(said, content.English().Question(fact.Question).Option(o).Label)
		}
		want = append(want, strings.Join(said, "; "))
	}
	for _, b := range folds[0].Tagged("b") {
		got = append(got, b.Words())
	}
	return equal(strings.Join(got, " | "), strings.Join(want, " | "))
}

// T14: help stands before anything to read.
func TestResult_HelpComesFirst(t *testing.T) {
	f := assessment.Default()
	for _, d := range results(t) {
		for _, wrong := range helpFirst(f, d.main, d.res, d.country) {
			t.Errorf("%s, %s: %s", d.name, d.res.Outcome, wrong)
		}
	}
}

// helpFirst says in what a result does not put help before words.
func helpFirst(f *assessment.Flow, root *markup.Node, res assessment.Result, country string) []string {
	switch res.Outcome {
	case assessment.DangerNow, assessment.Crisis:
		return numberFirst(root, res, country)
	case assessment.BothHarm, assessment.BeingHarmed, assessment.CausingHarm, assessment.ClearNo, assessment.SeriousBreach, assessment.Unclear:
	default:
		return nil
	}
	lines := root.With("data-resource")
	if len(lines) == 0 {
		return []string{"no helpline at all"}
	}
	var wrong []string
	if len(lines[0].Find(isNumber)) == 0 && len(lines[0].Tagged("a")) == 0 {
		wrong = append(wrong, "the first helpline cannot be reached")
	}
	for n := range root.All() {
		if n == lines[0] {
			break
		}
		if isAdvice(n) {
			wrong = append(wrong, fmt.Sprintf("before the first helpline stands %q", n.Words()))
		}
	}
	return append(wrong, rightLine(f, root, res, country)...)
}

// numberFirst says in what a page for minutes that matter does not begin with
// a number: the country's own, where it has one.
func numberFirst(root *markup.Node, res assessment.Result, country string) []string {
	c, known := content.CountryByCode(country)
	if known && !c.Emergency.Numbers() {
		w := content.English()
		if said := openWords(root); !strings.Contains(said, w.Label("no-emergency")) && !strings.Contains(said, w.Emergency(country)) {
			return []string{"it does not say that there is no number"}
		}
		return nil
	}
	number := root.Find(isNumber)
	if len(number) == 0 {
		return []string{"no number at all"}
	}
	var wrong []string
	if said := wordsBefore(root, number[0]); said != "" {
		wrong = append(wrong, fmt.Sprintf("before the first number stands %q", said))
	}
	if known {
		if got, want := number[0].Attrs["href"], "tel:"+components.Dial(first(c.Emergency)); got != want {
			wrong = append(wrong, fmt.Sprintf("the first number is %s, want %s", got, want))
		}
	}
	if res.Outcome == assessment.Crisis {
		wrong = append(wrong, rightLine(assessment.Default(), root, res, country)...)
	}
	return wrong
}

// openWords are the words that are read without opening anything.
func openWords(root *markup.Node) string {
	var said []string
	for n := range root.All() {
		if n.Text != "" && n.Inside(func(p *markup.Node) bool { return p.Tag == "details" }) == nil {
			said = append(said, n.Text)
		}
	}
	return strings.Join(said, " ")
}

// rightLine reports whether the first section with lines shows the country's
// own for its need, and says so where it does not.
func rightLine(f *assessment.Flow, root *markup.Node, res assessment.Result, country string) []string {
	for _, id := range res.Sections {
		s, _ := f.Section(id)
		if len(s.Needs) == 0 || s.Needs[0] == assessment.NeedEmergency {
			continue
		}
		lines, reach := content.LinesFor(country, s.Needs)
		box := root.Find(func(n *markup.Node) bool { return n.Attrs["data-section"] == string(id) })[0]
		var wrong []string
		if got := values(box, "data-resource"); len(got) == 0 || got[0] != lines[0].ID {
			wrong = append(wrong, fmt.Sprintf("%s begins with %v, want %s", id, got, lines[0].ID))
		}
		say := viewOf(Model{Country: country}).reach(reach)
		if !strings.Contains(box.Words(), say) || (say == "") != (reach == content.OwnLine && country != "") {
			wrong = append(wrong, fmt.Sprintf("%s does not say how far we had to look: %q", id, say))
		}
		return wrong
	}
	return []string{"no section has lines"}
}

func isNumber(n *markup.Node) bool {
	href := n.Attrs["href"]
	return n.Tag == "a" && (strings.HasPrefix(href, "tel:") || strings.HasPrefix(href, "sms:"))
}

// isAdvice reports whether a node is a block of text that stands open. That
// earlier help stays is said above it, and is no advice.
func isAdvice(n *markup.Node) bool {
	if n.Inside(func(p *markup.Node) bool { return p.Attrs["data-section"] == string(assessment.KeptHelp) }) != nil {
		return false
	}
	for _, class := range strings.Fields(n.Attrs["class"]) {
		switch class {
		case "prose", "list", "say", "guard", "belief":
			return n.Inside(func(p *markup.Node) bool { return p.Tag == "details" }) == nil
		}
	}
	return false
}

// wordsBefore gives what is read before a node, without headings and the one
// line of care.
func wordsBefore(root, until *markup.Node) string {
	var said []string
	for n := range root.All() {
		if n == until {
			break
		}
		free := n.Inside(func(p *markup.Node) bool {
			return p.Attrs["class"] == "lead" || len(p.Tag) == 2 && p.Tag[0] == 'h'
		})
		if text := strings.TrimSpace(n.Text); text != "" && free == nil {
			said = append(said, text)
		}
	}
	return strings.Join(said, " ")
}

func TestHelpFirst_SeesWordsBeforeHelp(t *testing.T) {
	f := assessment.Default()
	m := shown(harmedAnswers())
	m.Country = "GB"
	res, _ := f.Settle(m.sitting(), m.Dates())
	html := goapp.HTMLString(viewOf(m).main())
	if wrong := helpFirst(f, parsed(t, html), res, "GB"); len(wrong) > 0 {
		t.Fatalf("got %q, want nothing", wrong)
	}
	for planted, want := range map[string]string{
		`<div class="prose"><p>Talk to them.</p></div>`: "before the first helpline stands",
	} {
		broken := strings.Replace(html, "<article", planted+"<article", 1)
		if wrong := helpFirst(f, parsed(t, broken), res, "GB"); len(wrong) != 1 || !strings.Contains(wrong[0], want) {
			t.Errorf("%s: got %q, want %q", planted, wrong, want)
		}
	}
	if wrong := helpFirst(f, parsed(t, html), res, "US"); len(wrong) != 1 {
		t.Errorf("got %q, want another country's line seen", wrong)
	}
	danger := shown(assessment.Answers{assessment.RightNow: {assessment.TheyMayHurtMe}})
	danger.Country = "GB"
	res, _ = f.Settle(danger.sitting(), danger.Dates())
	html = goapp.HTMLString(viewOf(danger).main())
	broken := strings.Replace(html, "<a ", "<p>First read this.</p><a ", 1)
	if wrong := helpFirst(f, parsed(t, broken), res, "GB"); len(wrong) != 1 || !strings.Contains(wrong[0], "First read this.") {
		t.Errorf("got %q, want the words before the number seen", wrong)
	}
}

func TestFoot_SaysSoWhereNoNumberIsKnown(t *testing.T) {
	say := content.English().Label("no-emergency")
	for country, want := range map[string]bool{"SL": true, "GB": false, "": false} {
		foot := framed(t, Model{Screen: Home, Country: country, Answers: assessment.Answers{}}).Tagged("footer")[0]
		if got := strings.Contains(foot.Words(), say); got != want || len(foot.Find(isNumber)) > 0 == want {
			t.Errorf("country %q: got said %t, want %t, and numbers else", country, got, want)
		}
	}
}

func TestAsking_HelpIsOfferedFromWhereItMatters(t *testing.T) {
	f := assessment.Default()
	from := false
	for _, q := range f.Questions {
		from = from || q.ID == assessment.HowItEnded
		root := drawn(t, asking(q.ID))
		if got := len(root.Find(func(n *markup.Node) bool { return n.Attrs["data-page"] == "urgent" })) > 0; got != from {
			t.Errorf("%s: got help offered %t, want %t", q.ID, got, from)
		}
	}
	for _, dark := range []assessment.OptionID{assessment.Passive, assessment.Yes, assessment.NotSay} {
		m := asking(assessment.Ages)
		m.Answers = m.Answers.With(assessment.Thoughts, dark)
		if len(drawn(t, m).Find(func(n *markup.Node) bool { return n.Attrs["data-page"] == "urgent" })) == 0 {
			t.Errorf("after thoughts %s: got no help, want it on every screen", dark)
		}
	}
}

func TestAsking_ShowsTheQuestionAndItsPicks(t *testing.T) {
	f, w := assessment.Default(), content.English()
	for _, q := range f.Questions {
		m := asking(q.ID, q.Options[0].ID)
		root := drawn(t, m)
		words := w.Question(q.ID)
		if got := root.Tagged("h1")[0].Words(); got != words.Title {
			t.Errorf("%s: got heading %q, want %q", q.ID, got, words.Title)
		}
		var options, checked []string
		for _, input := range root.Tagged("input") {
			options = append(options, input.Attrs["value"])
			if input.Has("checked") {
				checked = append(checked, input.Attrs["value"])
			}
			if got, want := input.Attrs["type"] == "checkbox", q.Many; got != want {
				t.Errorf("%s: got checkbox %t, want %t", q.ID, got, want)
			}
		}
		var want []string
		for _, o := range q.Options {
			want = append(want, string(o.ID))
		}
		if !slices.Equal(options, want) || strings.Join(checked, " ") != want[0] {
			t.Errorf("%s: got %v with %v checked, want %v with the first", q.ID, options, checked, want)
		}
		if strings.Contains(root.Words(), words.Problem) {
			t.Errorf("%s: got a problem before there is one", q.ID)
		}
		m.Picked, m.Problem = nil, true
		if root = drawn(t, m); !strings.Contains(root.Words(), words.Problem) || len(root.Tagged("fieldset")[0].With("aria-describedby")) == 0 {
			t.Errorf("%s: the problem is not said, or not tied to the choices", q.ID)
		}
	}
}

func TestReview_ShowsEveryAnswerWithAWayToChangeIt(t *testing.T) {
	for _, answers := range []assessment.Answers{clearAnswers(), harmedAnswers()} {
		root := drawn(t, reviewing(answers))
		var want []string
		for _, q := range assessment.Default().Questions {
			if len(answers[q.ID]) == 0 {
				continue
			}
			want = append(want, string(q.ID))
			for _, o := range answers[q.ID] {
				if label := content.English().Question(q.ID).Option(o).Label; !strings.Contains(root.Words(), label) {
					t.Errorf("%s: %q is not shown", q.ID, label)
				}
			}
		}
		var got []string
		for _, n := range root.Find(func(n *markup.Node) bool { return n.Attrs["data-act"] == "change" }) {
			got = append(got, n.Attrs["data-value"])
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %v to change, want %v", got, want)
		}
	}
}

func TestUnclear_ListsTheQuestionsLeftOpen(t *testing.T) {
	for _, open := range [][]assessment.QuestionID{
		{assessment.Trust}, {assessment.RightNow, assessment.Ages, assessment.Watching},
	} {
		answers := clearAnswers().Without(assessment.WhyLeft).Without(assessment.SoFar)
		var want []string
		for _, q := range open {
			answers = answers.With(q, assessment.NotSay)
			want = append(want, string(q))
		}
		root := drawn(t, shown(answers))
		if got := root.Tagged("main")[0].Attrs["data-outcome"]; got != string(assessment.Unclear) {
			t.Fatalf("%v: got %s, want unclear", open, got)
		}
		var got []string
		for _, n := range root.Find(func(n *markup.Node) bool { return n.Attrs["data-act"] == "change" }) {
			got = append(got, n.Attrs["data-value"])
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %v to go back to, want %v", got, want)
		}
	}
}

// A new key draws the screen afresh, and the keyboard starts at its top again.
func TestKey_ChangesWithThePlaceAndNotWithAPick(t *testing.T) {
	covered, dated := shown(clearAnswers()), shown(clearAnswers())
	dated.Ended, dated.Dated = "2026-11-08", true
	change := func(m Model, f func(*Model)) Model { f(&m); return m }
	tests := []struct {
		name    string
		a, b    Model
		changes bool
	}{
		{"another screen", asking(assessment.Body), reviewing(clearAnswers()), true},
		{"another question", asking(assessment.Body), asking(assessment.Threats), true},
		{"a problem", asking(assessment.Body), change(asking(assessment.Body), func(m *Model) { m.Problem = true }), true},
		{"a country on a result", covered, change(covered, func(m *Model) { m.Country = "GB" }), true},
		{"a country on help", reading(Help), change(reading(Help), func(m *Model) { m.Country = "GB" }), true},
		{"a country on urgent", reading(Urgent), change(reading(Urgent), func(m *Model) { m.Country = "GB" }), true},
		{"dates given", covered, dated, true},
		{"a date fault", covered, change(covered, func(m *Model) { m.DateFault = "ended" }), true},
		{"another date fault", change(covered, func(m *Model) { m.DateFault = "ended" }), change(covered, func(m *Model) { m.DateFault = "sorry" }), true},
		{"a pick", asking(assessment.Body), asking(assessment.Body, assessment.Hit), false},
		{"two picks", asking(assessment.Body, assessment.Hit), asking(assessment.Body, assessment.Hit, assessment.Kept), false},
		{"a date filled in", covered, change(covered, func(m *Model) { m.Ended, m.Sorry, m.Space = "2026-11-08", "this-week", "no-date" }), false},
		{"a plan named", dated, change(dated, func(m *Model) { m.PlanName = "a-name" }), false},
		{"a country while asking", asking(assessment.Body), change(asking(assessment.Body), func(m *Model) { m.Country = "GB" }), false},
	}
	for _, test := range tests {
		if got := viewOf(test.a).key() != viewOf(test.b).key(); got != test.changes {
			t.Errorf("%s: got change %t, want %t", test.name, got, test.changes)
		}
	}
	keys := map[string]string{}
	for place, m := range everywhere() {
		keys[viewOf(m).key()] = place
	}
	if got, want := len(keys), 8; got != want { // the results share one: between two of them lies a question
		t.Errorf("got %d keys for the places, want %d: %v", got, want, keys)
	}
}
