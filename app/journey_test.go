package app

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"secondlook/assessment"
)

// A journey is what one person does, a line each, in a file that anyone can
// read and write. Its first line is what they would say about it:
//
//	# H25. “I am sixteen and he is twenty-one.”    H25: the hard case it shows, if any
//
// What they do:
//
//	start                           press Start
//	pick body = hit, kept           tick exactly these, and Continue; body must be what is asked now
//	tick hit / untick hit           tick or untick only
//	continue                        press Continue
//	back                            press Back
//	change body                     change an answer, from the check page or the result
//	finish                          press See what fits
//	open help / close               open a standing page, and leave it
//	erase                           forget everything
//	country GB                      say where they are
//	today 2026-11-25                what the calendar says
//	ended 2026-11-08, sorry this-week, space no-date, dates     fill in the cards, then Show my day
//
// What they should then see:
//
//	expect screen review            expect question body          expect picked hit, kept
//	expect dropped who-body, trust  expect problem                expect date fault ended
//	expect outcome being-harmed     expect no outcome covered
//	expect urgency soon             expect because ages = me-under-18
//	expect section young-person     expect no section apologise
//	expect step quiet-days          expect day 5                  expect plan over
//	expect opens 2026-11-21         expect no opens
//
// What is on the result can only be expected there: a journey that never gets
// there fails. Other lines that begin with # are for the reader.
const journeys = "testdata/journeys/*.txt"

// firstDay is the day on which a journey begins that names no other.
var firstDay = assessment.Day(2026, 11, 25)

// A player acts out a journey, one line after the other.
type player struct {
	flow  *assessment.Flow
	model Model
	// picked are all options the person went on with, as "body = hit".
	picked map[string]bool
	// told is set once an outcome was expected after the last thing they did.
	told bool
}

var acts = map[string]func(*player, string) error{
	"start":    press(Started{}),
	"continue": press(Continued{}),
	"back":     press(WentBack{}),
	"finish":   press(Finished{}),
	"close":    press(Opened{Home}),
	"dates":    press(DatesGiven{}),
	"pick":     (*player).pick,
	"tick":     func(p *player, list string) error { return p.tick(list, true) },
	"untick":   func(p *player, list string) error { return p.tick(list, false) },
	"change":   (*player).change,
	"erase":    (*player).erase,
	"open":     func(p *player, screen string) error { return p.must(Opened{Screen(screen)}) },
	"country":  func(p *player, code string) error { return p.must(ChoseCountry{code}) },
	"ended":    fillIn("ended"),
	"sorry":    fillIn("sorry"),
	"space":    fillIn("space"),
	"today":    (*player).wakeUp,
	"expect":   (*player).expect,
}

// play acts out a journey and gives the player at its end. The error names the
// file and the line, and ends in what was answered, ready to paste.
func play(f *assessment.Flow, name, script string) (*player, error) {
	p := &player{
		flow:   f,
		model:  Model{Screen: Home, Answers: assessment.Answers{}, Today: firstDay},
		picked: map[string]bool{},
	}
	number := 0
	for line := range strings.Lines(script) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := p.do(line); err != nil {
			return p, fmt.Errorf("%s:%d: %s: %w%s", name, number, line, err, p.soFar())
		}
	}
	if !p.told {
		return p, fmt.Errorf("%s:%d: a journey ends with an outcome that is expected", name, number)
	}
	return p, nil
}

func (p *player) do(line string) error {
	verb, rest, _ := strings.Cut(line, " ")
	act, ok := acts[verb]
	if !ok {
		return fmt.Errorf("no word %q", verb)
	}
	if verb != "expect" {
		p.told = false
	}
	return act(p, strings.TrimSpace(rest))
}

// soFar writes the answers as lines of a journey.
func (p *player) soFar() string {
	var b strings.Builder
	for _, q := range p.flow.Questions {
		if picks := p.model.Answers[q.ID]; len(picks) > 0 {
			fmt.Fprintf(&b, "\n\tpick %s = %s", q.ID, join(picks))
		}
	}
	return b.String()
}

// press sends a message that takes no words.
func press(msg Message) func(*player, string) error {
	return func(p *player, rest string) error {
		if rest != "" {
			return fmt.Errorf("nothing may follow, got %q", rest)
		}
		return p.must(msg)
	}
}

// must sends a message, and fails when there was nothing to press.
func (p *player) must(msg Message) error {
	m, effects := Update(p.flow, p.model, msg)
	if len(effects) == 0 && same(m, p.model) {
		return fmt.Errorf("nothing happens on screen %s", p.model.Screen)
	}
	p.model = m
	return nil
}

func (p *player) pick(rest string) error {
	id, list, ok := strings.Cut(rest, " = ")
	if !ok {
		return errors.New("want question = option, option")
	}
	q, ok := p.flow.Question(assessment.QuestionID(id))
	if !ok {
		return fmt.Errorf("no question %q", id)
	}
	if err := p.asked(q.ID); err != nil {
		return err
	}
	for _, o := range p.model.Picked {
		p.model, _ = Update(p.flow, p.model, Picked{o, false})
	}
	if err := p.tick(list, true); err != nil {
		return err
	}
	if got, want := p.model.Picked, split(list); !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
		return fmt.Errorf("these cannot be picked together: only %s is left", join(got))
	}
	for _, o := range p.model.Picked {
		p.picked[pickLine(q.ID, o)] = true
	}
	return p.must(Continued{})
}

func (p *player) tick(list string, on bool) error {
	q, ok := p.flow.Question(p.model.At)
	if !ok || p.model.Screen != Asking {
		return fmt.Errorf("no question is asked on screen %s", p.model.Screen)
	}
	for _, o := range split(list) {
		if _, ok := q.Option(o); !ok {
			return fmt.Errorf("question %q: no option %q", q.ID, o)
		}
		p.model, _ = Update(p.flow, p.model, Picked{o, on})
	}
	return nil
}

func (p *player) change(id string) error {
	if _, ok := p.flow.Question(assessment.QuestionID(id)); !ok {
		return fmt.Errorf("no question %q", id)
	}
	return p.must(Changed{assessment.QuestionID(id)})
}

func (p *player) erase(rest string) error {
	clear(p.picked)
	return press(Erased{})(p, rest)
}

func (p *player) wakeUp(day string) error {
	d, err := assessment.ParseDate(day)
	p.model.Today = d
	return err
}

func fillIn(name string) func(*player, string) error {
	return func(p *player, value string) error {
		if p.model.Screen != Result {
			return fmt.Errorf("no date is asked for on screen %s", p.model.Screen)
		}
		return p.must(Dated{name, value})
	}
}

func (p *player) asked(want assessment.QuestionID) error {
	if p.model.Screen != Asking {
		return fmt.Errorf("got screen %s, want question %s", p.model.Screen, want)
	}
	return equal(p.model.At, want)
}

// Expectations about the person's place, and about their result.
var (
	places = map[string]func(*player, string) error{
		"screen":     func(p *player, s string) error { return equal(string(p.model.Screen), s) },
		"question":   func(p *player, q string) error { return p.asked(assessment.QuestionID(q)) },
		"picked":     func(p *player, list string) error { return equal(join(p.model.Picked), list) },
		"dropped":    func(p *player, list string) error { return equal(join(p.model.Dropped), list) },
		"country":    func(p *player, code string) error { return equal(p.model.Country, code) },
		"problem":    func(p *player, _ string) error { return equal(p.model.Problem, true) },
		"date fault": func(p *player, name string) error { return equal(p.model.DateFault, name) },
	}
	findings = map[string]func(assessment.Result, assessment.Plan, string) error{
		"outcome": func(r assessment.Result, _ assessment.Plan, s string) error {
			if slices.Contains(strings.Split(s, ", "), string(r.Outcome)) { // one of several, as a broken promise prints it
				return nil
			}
			return equal(string(r.Outcome), s)
		},
		"no outcome": func(r assessment.Result, _ assessment.Plan, s string) error {
			return notAmong(strings.Split(s, ", "), string(r.Outcome))
		},
		"urgency": func(r assessment.Result, _ assessment.Plan, s string) error { return equal(r.Urgency.String(), s) },
		"because": func(r assessment.Result, _ assessment.Plan, s string) error { return among(said(r.Because), s) },
		"section": func(r assessment.Result, _ assessment.Plan, s string) error { return among(r.Sections, s) },
		"no section": func(r assessment.Result, _ assessment.Plan, s string) error {
			return notAmong(r.Sections, s)
		},
		"step":     func(_ assessment.Result, p assessment.Plan, s string) error { return equal(string(p.Step), s) },
		"opens":    func(_ assessment.Result, p assessment.Plan, s string) error { return equal(p.Opens.String(), s) },
		"no opens": func(_ assessment.Result, p assessment.Plan, _ string) error { return equal(p.Opens.String(), "") },
		"day":      func(_ assessment.Result, p assessment.Plan, s string) error { return equal(strconv.Itoa(p.Day), s) },
		"plan over": func(_ assessment.Result, p assessment.Plan, _ string) error {
			return equal(p.Over, true)
		},
	}
)

func (p *player) expect(rest string) error {
	if check, value, ok := longestName(places, rest); ok {
		return check(p, value)
	}
	check, value, ok := longestName(findings, rest)
	if !ok {
		return errors.New("no such thing to expect")
	}
	if strings.HasSuffix(strings.TrimSuffix(rest, value), "section ") {
		if _, ok := p.flow.Section(assessment.SectionID(value)); !ok {
			return fmt.Errorf("no section %q", value)
		}
	}
	if p.model.Screen != Result {
		return fmt.Errorf("got screen %s, want the result", p.model.Screen)
	}
	if strings.HasPrefix(rest, "outcome ") {
		p.told = true
	}
	res, plan := p.result()
	return check(res, plan, value)
}

func (p *player) result() (assessment.Result, assessment.Plan) {
	return p.flow.Settle(p.model.sitting(), p.model.Dates())
}

// longestName looks up the longest name that rest begins with, and gives what follows it.
func longestName[F any](named map[string]F, rest string) (F, string, bool) {
	names := slices.SortedFunc(maps.Keys(named), func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	for _, name := range names {
		if value, ok := strings.CutPrefix(rest+" ", name+" "); ok {
			return named[name], strings.TrimSpace(value), true
		}
	}
	var none F
	return none, "", false
}

// same reports whether two models are alike in everything.
func same(a, b Model) bool { return reflect.DeepEqual(a, b) }

func equal[T comparable](got, want T) error {
	if got != want {
		return fmt.Errorf("got %v, want %v", got, want)
	}
	return nil
}

func among[T ~string](got []T, want string) error {
	if !slices.Contains(got, T(want)) {
		return fmt.Errorf("got %s, want %s among them", join(got), want)
	}
	return nil
}

func notAmong[T ~string](got []T, want string) error {
	if slices.Contains(got, T(want)) {
		return fmt.Errorf("got %s, want no %s", join(got), want)
	}
	return nil
}

// said writes facts as a journey does: "ages = me-under-18".
func said(facts []assessment.Fact) []string {
	var s []string
	for _, fact := range facts {
		s = append(s, pickLine(fact.Question, fact.Options...))
	}
	return s
}

func pickLine(q assessment.QuestionID, options ...assessment.OptionID) string {
	return string(q) + " = " + join(options)
}

func join[T ~string](ids []T) string {
	var s []string
	for _, id := range ids {
		s = append(s, string(id))
	}
	return strings.Join(s, ", ")
}

func split(list string) []assessment.OptionID {
	var ids []assessment.OptionID
	for id := range strings.SplitSeq(list, ", ") {
		ids = append(ids, assessment.OptionID(id))
	}
	return ids
}

// An episode is a journey in its file.
type episode struct{ file, script string }

var hardCase = regexp.MustCompile(`^# (H\d+b?)\. `)

// hard gives the number of the hard case a journey shows, or nothing.
func (e episode) hard() string {
	if match := hardCase.FindStringSubmatch(e.script); match != nil {
		return match[1]
	}
	return ""
}

func episodes(t *testing.T) []episode {
	t.Helper()
	files, err := filepath.Glob(journeys)
	if err != nil {
		t.Fatal(err)
	}
	var all []episode
	for _, file := range files {
		script, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, episode{file, string(script)})
	}
	return all
}

// A person is someone whose journey shows no hard case, at its end: one of the
// many that Second Look is for.
type person struct {
	file string
	*player
}

func people(t *testing.T, f *assessment.Flow) []person {
	t.Helper()
	var all []person
	for _, e := range episodes(t) {
		if e.hard() != "" {
			continue
		}
		p, err := play(f, e.file, e.script)
		if err != nil {
			t.Fatalf("%s does not play: see TestJourneys", e.file)
		}
		all = append(all, person{e.file, p})
	}
	return all
}

func TestJourneys(t *testing.T) {
	f := assessment.Default()
	for _, e := range episodes(t) {
		t.Run(strings.TrimSuffix(filepath.Base(e.file), ".txt"), func(t *testing.T) {
			if _, err := play(f, e.file, e.script); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestJourneys_OpenInThePersonsWords(t *testing.T) {
	for _, e := range episodes(t) {
		first, _, _ := strings.Cut(e.script, "\n")
		words := strings.TrimPrefix(hardCase.ReplaceAllString(first, "# "), "# ")
		if !strings.HasPrefix(words, "“") || !strings.HasSuffix(words, "”") || len(words) < 30 {
			t.Errorf("%s:1: got %q, want what the person says, in “quotes”", e.file, first)
		}
	}
}

func TestJourneys_PeopleDiffer(t *testing.T) {
	const atLeast = 60
	f := assessment.Default()
	first := map[string]string{} // which file ended there first
	for _, p := range people(t, f) {
		res, _ := p.result()
		end := string(res.Outcome) + ": " + join(slices.Sorted(slices.Values(res.Sections)))
		if other, taken := first[end]; taken {
			t.Errorf("%s ends where %s does:\n\t%s", p.file, other, end)
			continue
		}
		first[end] = p.file
	}
	if got := len(first); got < atLeast {
		t.Errorf("got %d people who differ, want at least %d", got, atLeast)
	}
	t.Logf("%d people, no two with the same outcome and sections; %d journeys in all", len(first), len(episodes(t)))
}

func TestJourneys_EveryOptionIsPicked(t *testing.T) {
	f := assessment.Default()
	picked := map[string]bool{}
	for _, p := range people(t, f) {
		maps.Copy(picked, p.picked)
	}
	for _, q := range f.Questions {
		for _, o := range q.Options {
			if !picked[pickLine(q.ID, o.ID)] {
				t.Errorf("nobody picks %s", pickLine(q.ID, o.ID))
			}
		}
	}
}

func TestJourneys_EveryOutcomeAndStepIsReached(t *testing.T) {
	f := assessment.Default()
	reached := map[string]bool{}
	for _, p := range people(t, f) {
		res, plan := p.result()
		reached[string(res.Outcome)], reached[string(plan.Step)] = true, true
		if plan.Over {
			reached["over"] = true
		}
		for _, id := range res.Sections {
			reached[string(id)] = true
		}
	}
	var want []string
	for _, o := range f.Outcomes {
		want = append(want, string(o.ID))
	}
	for _, s := range f.Sections {
		want = append(want, string(s.ID))
	}
	for _, step := range []assessment.StepID{
		assessment.AnyDay, assessment.Apologise, assessment.TheirTime, assessment.QuietDays,
		assessment.LightContact, assessment.TheirTurn, assessment.FriendsFirst, assessment.MonthSix, "over",
	} {
		want = append(want, string(step))
	}
	for _, id := range want {
		if !reached[id] {
			t.Errorf("nobody reaches %s", id)
		}
	}
}

func TestJourneys_EveryHardCase(t *testing.T) {
	shown := map[string]bool{}
	for _, e := range episodes(t) {
		shown[e.hard()] = true
	}
	want := []string{"H13b"}
	for n := 1; n <= 53; n++ {
		want = append(want, "H"+strconv.Itoa(n))
	}
	for _, h := range want {
		if !shown[h] {
			t.Errorf("no journey shows %s", h)
		}
	}
}

func TestJourneys_BrokenOnesAreRefused(t *testing.T) {
	const danger = "start\npick right-now = they-may-hurt-me\n"
	tests := []struct{ script, want string }{
		{"start\n\ndance", `broken.txt:3: dance: no word "dance"`},
		{"start now", `broken.txt:1: start now: nothing may follow, got "now"`},
		{"start\nstart", "broken.txt:2: start: nothing happens on screen asking"},
		{"continue", "broken.txt:1: continue: nothing happens on screen home"},
		{"start\npick right-now", "broken.txt:2: pick right-now: want question = option, option"},
		{"start\npick weather = none", `broken.txt:2: pick weather = none: no question "weather"`},
		{"start\npick right-now = rain", `broken.txt:2: pick right-now = rain: question "right-now": no option "rain"`},
		{"start\npick right-now = none, i-may-hurt-someone", "these cannot be picked together: only i-may-hurt-someone is left"},
		{"start\npick thoughts = no", "broken.txt:2: pick thoughts = no: got right-now, want thoughts"},
		{"start\npick right-now = none\npick ages = both-18", "got thoughts, want ages\n\tpick right-now = none"},
		{"pick right-now = none", "got screen home, want question right-now"},
		{"tick none", "no question is asked on screen home"},
		{"start\ntick rain", `question "right-now": no option "rain"`},
		{danger + "change weather", `no question "weather"`},
		{"ended 2026-11-08", "no date is asked for on screen home"},
		{"today tomorrow", `date "tomorrow": want year-month-day`},
		{"expect rain", "expect rain: no such thing to expect"},
		{"expect screen asking", "got home, want asking"},
		{"expect outcome covered", "got screen home, want the result"},
		{danger + "expect outcome covered", "got danger-now, want covered"},
		{danger + "expect urgency soon", "got now, want soon"},
		{danger + "expect section rainbow", `no section "rainbow"`},
		{danger + "expect no section rainbow", `no section "rainbow"`},
		{danger + "expect section grief", "got urgent-numbers, danger-to-me, danger-helplines, want grief among them"},
		{danger + "expect no section danger-to-me", "want no danger-to-me"},
		{danger + "expect because right-now = none", "got right-now = they-may-hurt-me, want right-now = none among them"},
		{danger + "expect step apologise", "got , want apologise"},
		{danger + "expect plan over", "got false, want true"},
		{danger + "expect dropped felt", "got , want felt"},
		{danger + "expect urgency now", "broken.txt:3: a journey ends with an outcome that is expected"},
		{danger + "expect outcome danger-now\nback", "broken.txt:4: a journey ends with an outcome that is expected"},
		{"", "broken.txt:0: a journey ends with an outcome that is expected"},
	}
	f := assessment.Default()
	for _, test := range tests {
		_, err := play(f, "broken.txt", test.script)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: got error %v, want %q", test.script, err, test.want)
		}
	}
}
