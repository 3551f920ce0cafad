package book

import (
	"html"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"secondlook/app/host/safety"
	"secondlook/assessment"
	"secondlook/assessment/proof"
)

var tag = regexp.MustCompile(`<[^>]*>`)

// read gives the words of a part of a book, as a reader meets them.
func read(markup string) string {
	return html.UnescapeString(strings.Join(strings.Fields(tag.ReplaceAllString(markup, " ")), " "))
}

// ourBinder is the binder of our own book, bound once for all tests.
var ourBinder = sync.OnceValues(func() (*binder, error) {
	s, err := ours()
	if err != nil {
		return nil, err
	}
	b := &binder{Source: s}
	_, err = b.bind()
	return b, err
})

func bound(t *testing.T) *binder {
	t.Helper()
	b, err := ourBinder()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// chapter gives the part of a book from one mark to the next at the same level.
func chapter(t *testing.T, book, mark, end string) string {
	t.Helper()
	_, after, ok := strings.Cut(book, ` id="`+mark+`"`)
	if !ok {
		t.Fatalf("nothing has the mark %q", mark)
	}
	part, _, _ := strings.Cut(after, end)
	return part
}

// Whom the pages for harm are for is what the rules make of ages: the years between the two decide.
func TestWhom_TellsOfTheYearsBetween(t *testing.T) {
	f := assessment.Default()
	page := func(age, gap assessment.OptionID) assessment.OutcomeID {
		return f.Decide(assessment.Answers{assessment.Ages: {age}, assessment.AgeGap: {gap}}).Outcome
	}
	for age, harm := range map[assessment.OptionID]assessment.OutcomeID{
		assessment.MeUnder18: assessment.BeingHarmed, assessment.TheyUnder18: assessment.CausingHarm} {
		if got := page(age, assessment.ThreeOrMore); got != harm {
			t.Errorf("%s, three or more: got %s, want %s", age, got, harm)
		}
		if got := page(age, assessment.UpToTwo); got != assessment.NotCovered {
			t.Errorf("%s, two or less: got %s, want not covered", age, got)
		}
		if !strings.Contains(whom[harm], "three or more years lie between them") {
			t.Errorf("%s is for %q, which says nothing of the years between", harm, whom[harm])
		}
	}
	if !strings.Contains(whom[assessment.NotCovered], "two years or less lie between them") {
		t.Error("not covered says nothing of those close in age")
	}
	for _, o := range f.Outcomes {
		if standsHere[o.ID] == "" {
			t.Errorf("nobody says why %s stands where it stands", o.ID)
		}
	}
}

func TestBook_PrintsTheStampOfItsSources(t *testing.T) {
	s := source(t)
	s.Evidence = safety.Evidence{Sources: "feedfacefeedface"}
	if head, _, _ := strings.Cut(write(t, s), "<nav"); !strings.Contains(head, "feedfacefeedface") || !strings.Contains(head, "if the stamps are equal") &&
		!strings.Contains(head, "only if, the stamps are equal") {
		t.Error("the book does not say which sources it is of, and what belongs to it")
	}
	s.Evidence = safety.Evidence{}
	if head, _, _ := strings.Cut(write(t, s), "<nav"); strings.Contains(head, "stamp") {
		t.Error("a book without a stamp speaks of one")
	}
}

func TestSameProofs_RefusesOtherSources(t *testing.T) {
	here := []proof.Proved{{Promise: proof.Promise{ID: "T1"}, Report: proof.Report{Count: big.NewInt(7), Concerned: big.NewInt(5)}}}
	there := []safety.Promise{{ID: "T1", Count: big.NewInt(7), Concerned: big.NewInt(5)}}
	if err := sameProofs(here, there); err != nil {
		t.Errorf("the same proofs: %v", err)
	}
	there[0].Count = big.NewInt(8)
	if err := sameProofs(here, there); err == nil {
		t.Error("got nothing, want another count refused")
	}
	if err := sameProofs(here, nil); err == nil {
		t.Error("got nothing, want a missing promise refused")
	}
}

// What a screen fills in stands as dots, and a number nobody could read is written by its size.
func TestBook_HasNoRawTextAndNoEndlessNumber(t *testing.T) {
	text := read(whole(t))
	if at := regexp.MustCompile(`.{20}%[ds].{10}`).FindString(text); at != "" {
		t.Errorf("the book says %q", at)
	}
	if long := regexp.MustCompile(`\d{1,3}(,\d{3}){4,}`).FindString(text); long != "" {
		t.Errorf("nobody can read the number %s", long)
	}
	if bad := regexp.MustCompile(`worded for anyone[^ ].{20}|beside what is clear|one in \d+`).FindString(text); bad != "" {
		t.Errorf("the book says %q", bad)
	}
}

func TestLarge_WritesTheSize(t *testing.T) {
	n, _ := new(big.Int).SetString("55123456789012345678901234", 10)
	for _, tt := range []struct {
		n    *big.Int
		want string
	}{{big.NewInt(532350), "532,350"}, {big.NewInt(1571040000), "1.6 × 10 9"}, {n, "5.5 × 10 25"}} {
		if got := read(string(large(tt.n))); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
	if got := string(large(n)); !strings.Contains(got, `title="55,123,456,789,012,345,678,901,234"`) {
		t.Errorf("the digits are lost: %s", got)
	}
}

// A sheet is explained before the first of them is counted.
func TestBook_ExplainsItsWordsBeforeTheRules(t *testing.T) {
	text := read(whole(t))
	told := strings.Index(text, "A number of sheets is never a number of people")
	if rules := strings.Index(text, "It decides 15 sheets"); told < 0 || rules < told {
		t.Errorf("sheets are explained at %d, and counted at %d", told, rules)
	}
}

// The plan's page lists no help for harm as though a person who told of harm could come to it.
func TestOutcomes_ListOnlyWhatTheyCanShow(t *testing.T) {
	s := source(t)
	book := whole(t)
	b := bound(t)
	for _, o := range s.Flow.Outcomes {
		part := chapter(t, book, "out-"+string(o.ID), "\n</section>\n")
		if i := strings.Index(part, `<section id="out-`); i >= 0 {
			part = part[:i]
		}
		for _, id := range o.Sections {
			heads := strings.Contains(part, `id="s-`+string(id)+`"`) || strings.Contains(part, `<div class="own"><p>`) &&
				regexp.MustCompile(`<div class="own"><p>[^\n]*href="#s-`+string(id)+`"`).MatchString(part)
			if can := b.shown[place{o.ID, id}] != never; heads != can {
				t.Errorf("%s lists %s: %v, want %v", o.ID, id, heads, can)
			}
		}
	}
	for id, want := range map[assessment.SectionID]showing{
		"about-being-harmed": afterChange, "about-own-actions": afterChange, "about-clear-no": afterChange,
		"high-danger": afterChange, "stop-today": afterChange,
		"about-cheating": never, "sexual-harm": never, "young-person": never, "crisis-help": shows, "addiction-help": shows,
	} {
		if got := b.shown[place{assessment.Covered, id}]; got != want {
			t.Errorf("covered, %s: got %d, want %d", id, got, want)
		}
	}
	if !strings.Contains(book, "only after an answer was changed") {
		t.Error("what stays after a change is not marked")
	}
}

// A page lists first what always stands first on it, and calls always what every way there shows.
func TestOutcomes_TellTheOrderAPersonSees(t *testing.T) {
	b := bound(t)
	at := func(id assessment.OutcomeID, mark string) (int, section) {
		for _, o := range b.outcomes() {
			if o.ID != string(id) {
				continue
			}
			for i, s := range o.Sections {
				if s.Here && s.ID == mark || !s.Here && strings.Contains(string(s.Link), `"#s-`+mark+`"`) {
					return i, s
				}
			}
		}
		t.Fatalf("%s does not list %s", id, mark)
		return 0, section{}
	}
	if i, s := at(assessment.Crisis, "crisis-help"); i != 0 || !s.Top || !s.Every || s.Lifted != "" {
		t.Errorf("crisis: help stands at %d, %+v, want it first and always", i, s)
	}
	if _, s := at(assessment.BothHarm, "crisis-help"); s.Top || s.Every || s.Lifted != "first, where thoughts call for it now" {
		t.Errorf("both harm: got %+v, want crisis help first only where it is called for", s)
	}
	if _, s := at(assessment.Covered, "crisis-help"); s.Top || s.Every || s.Lifted != "" {
		t.Errorf("covered: got %+v, want crisis help where its need was told", s)
	}
	if _, s := at(assessment.Cheating, "urgent-numbers"); s.Top || !s.Every || s.Lifted != "first, where danger was left unsaid" {
		t.Errorf("cheating: got %+v, want numbers always, and first where danger was left unsaid", s)
	}
	// What is said to be first is first on the page of every rule's shortest sheet.
	for _, d := range b.decisions {
		res := b.Flow.Decide(d.Example)
		for i, id := range res.Sections {
			if p := (place{d.Outcome, id}); b.top[p] && i > 1 {
				t.Errorf("%s: %s stands at %d on the page", d.Rule, id, i)
			}
		}
	}
}

// What an age tells depends on the years between: no row tells one without the other, and no rule catches what leads elsewhere.
func TestConstructs_TellAgesWithTheYearsBetween(t *testing.T) {
	b := bound(t)
	for _, told := range b.tellings {
		age, gap := false, false
		for _, f := range told.Picks {
			age = age || f.Question == assessment.Ages && (f.Options[0] == assessment.MeUnder18 || f.Options[0] == assessment.TheyUnder18)
			gap = gap || f.Question == assessment.AgeGap
		}
		if age != gap {
			t.Errorf("%s is told by %v, which no screen can give", told.Construct, told.Picks)
		}
	}
	for _, c := range b.constructs() {
		for _, o := range c.Options {
			if c.ID == "C83" && o.Mark == "o-age-gap-three-or-more" {
				t.Errorf("%s is said to be caught by %q", c.ID, o.Label)
			}
		}
	}
	for i, r := range b.Flow.Rules {
		got := read(string(b.rule(i, r).Constructs))
		want := map[assessment.RuleID]string{"ages-to-me": "C57 (", "ages-by-me": "C57 (", "under-18": "C83 (", "years-apart": "C83 ("}[r.ID]
		if want != "" && (!strings.HasPrefix(got, want) || strings.Count(got, "(") != 1) {
			t.Errorf("%s: catches %q, want only %s", r.ID, got, want)
		}
	}
}

func TestConstructs_NameTheAnswer(t *testing.T) {
	b := bound(t)
	byID := map[string]construct{}
	for _, c := range b.constructs() {
		byID[c.ID] = c
		seen := map[string]bool{}
		for _, told := range c.Tellings {
			if len(told.Said) == 0 {
				t.Errorf("%s: a row without the answer that tells it", c.ID)
			}
			for _, said := range told.Said {
				if !strings.Contains(string(said), `href="#o-`) || !strings.Contains(string(said), `href="#q-`) || seen[string(said)] {
					t.Errorf("%s: %q names no answer, no question, or stands twice", c.ID, read(string(said)))
				}
				seen[string(said)] = true
			}
		}
	}
	for id, want := range map[string][]string{
		"C57": {"“I am under 18, they are not” to “Your ages” and “Three or more” to “Years between you” Being harmed", "“They are under 18, I am not” to “Your ages” and “Three or more” to “Years between you” Causing harm"},
		"C82": {"“They have a new partner” to “Their word since” Not covered"},
		"C85": {"“I am not sure, or would rather not say” to “In danger now” , “Your ages” ,"},
		"C22": {"“They did” or “They did, and I hit back or protected myself” to “With hands: who” and “Children, or a baby on the way” to “What you still share” Being harmed"},
	} {
		text := ""
		for _, told := range byID[id].Tellings {
			for _, said := range told.Said {
				text += read(string(said)) + " " + read(string(told.Outcome)) + "\n"
			}
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: got\n%swant %s", id, text, w)
			}
		}
	}
}

// Where not any answer goes with any other, each way is told by itself.
func TestWays_TellsNoWayThatIsNone(t *testing.T) {
	b := &binder{Source: source(t)}
	way := func(act, who assessment.OptionID) []assessment.Fact {
		return []assessment.Fact{{Question: assessment.Body, Options: []assessment.OptionID{act}}, {Question: assessment.WhoBody, Options: []assessment.OptionID{who}}}
	}
	if got := b.ways([][]assessment.Fact{way(assessment.Hit, assessment.They), way(assessment.Kept, assessment.Me)}); len(got) != 2 {
		t.Errorf("got %d ways, want two: %q", len(got), got)
	}
	if got := b.ways([][]assessment.Fact{way(assessment.Hit, assessment.They), way(assessment.Hit, assessment.Me)}); len(got) != 1 {
		t.Errorf("got %d ways, want them as one: %q", len(got), got)
	}
}

// Twenty-six rules are one: any harm to the person with any harm by them.
func TestRulings_TellPairsAsOne(t *testing.T) {
	b := bound(t)
	var pairs []ruling
	told := 0
	for _, r := range b.rulings() {
		told++
		if r.Pairs != nil {
			pairs = append(pairs, r)
			told += len(r.Pairs) - 1
		}
	}
	if told != len(b.Flow.Rules) {
		t.Errorf("got %d rules told, want %d", told, len(b.Flow.Rules))
	}
	if len(pairs) != 1 || pairs[0].From != 10 || pairs[0].To != 35 || len(pairs[0].Pairs) != 26 || len(pairs[0].ToMe) != 5 || len(pairs[0].ByMe) != 6 {
		t.Fatalf("got %+v, want rules 10 to 35 as one, of 5 and 6 parts", pairs)
	}
	letters := map[string]bool{}
	for _, p := range pairs[0].Pairs {
		letters[p.A+p.B] = true
	}
	if len(letters) != 26 {
		t.Errorf("got %d pairs of letters, want 26", len(letters))
	}
}

// No story reads like the script it is made from, and each case says what it is about and why it is decided so.
func TestCases_AreToldInSentences(t *testing.T) {
	b := bound(t)
	cases, _, err := b.cases()
	if err != nil {
		t.Fatal(err)
	}
	var ids []string // of the sort that is no word
	for _, q := range b.Flow.Questions {
		ids = append(ids, string(q.ID))
	}
	for _, s := range b.Flow.Sections {
		ids = append(ids, string(s.ID))
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { return !strings.Contains(id, "-") })
	raw := regexp.MustCompile(`^[^A-Z]|[^.]$|\b(?:` + strings.Join(ids, "|") + `)\b`)
	for _, c := range cases {
		if c.Name == "" || c.Why == "" {
			t.Errorf("%s: nobody says what it is and why", c.ID)
		}
		for _, s := range c.Stories {
			text := ""
			for _, turn := range s.Turns {
				for _, sentence := range slices.Concat(turn.Does, turn.Comes) {
					said := read(string(sentence))
					text += said + "\n"
					if bare := regexp.MustCompile(`“[^”]*”`).ReplaceAllString(said, ""); raw.MatchString(bare) {
						t.Errorf("%s: %q reads like a script", s.File, said)
					}
				}
			}
			if !strings.Contains(text, "The page must be") || !strings.Contains(text, "What decides") {
				t.Errorf("%s does not tell the page, or what decides it", s.File)
			}
		}
	}
	last := cases[len(cases)-1]
	var turns []string
	for _, turn := range last.Stories[1].Turns {
		turns = append(turns, read(string(turn.Comes[0])))
	}
	for i, want := range []string{"Causing harm", "Being harmed", "Unclear", "all that was said before: “I did” and “They did” to “With hands: who”"} {
		if i >= len(turns) || !strings.Contains(turns[i], want) {
			t.Errorf("%s, turn %d: got %q, want %q in it", last.ID, i, turns, want)
		}
	}
}

func TestCases_RefuseALineWithoutASentence(t *testing.T) {
	s := source(t)
	s.Journeys = fstest.MapFS{"h01-x.txt": {Data: []byte("# H1. “Said.”\nstart\nexpect weather fine\n")}}
	if _, err := Bytes(s); err == nil || !strings.Contains(err.Error(), "h01-x.txt: expect weather fine: the book has no sentence") {
		t.Errorf("got %v", err)
	}
}

// What the clock's sentences say of an answer is what its days show.
func TestClock_SaysWhatTheExamplesShow(t *testing.T) {
	b := bound(t)
	byAnswer := map[assessment.OptionID][]assessment.StepID{}
	captions := map[string]bool{}
	for _, l := range lives() {
		if said := b.life(l); captions[said] {
			t.Errorf("two examples are called %q", said)
		} else {
			captions[said] = true
		}
		for n := range lastDay {
			last := l.answers[len(l.answers)-1]
			if step := l.day(n).Step; !slices.Contains(byAnswer[last], step) && n >= l.apologised {
				byAnswer[last] = append(byAnswer[last], step)
			}
		}
	}
	contact := []assessment.StepID{assessment.Apologise, assessment.LightContact, assessment.FriendsFirst}
	for _, o := range []assessment.OptionID{assessment.NotSay, assessment.Silent} {
		for _, step := range byAnswer[o] {
			if slices.Contains(contact, step) {
				t.Errorf("after %s step %s opens, which is contact", o, step)
			}
		}
	}
	if !slices.Contains(byAnswer[assessment.None], assessment.Apologise) {
		t.Errorf("after none of these: got %v, want the first step open", byAnswer[assessment.None])
	}
	clock := strings.Join(b.clock(), "\n")
	for _, want := range []string{"After “They have not answered my last message” no step with contact opens", "Nor does one open after “I am not sure, or would rather not say”", "“None of these” is something else"} {
		if !strings.Contains(clock, want) {
			t.Errorf("the clock does not say %q:\n%s", want, clock)
		}
	}
}

// Rows of the method that a page for everyone tells are told with that page, in words that it has.
func TestMethod_NamesPagesForEveryone(t *testing.T) {
	b := bound(t)
	for _, p := range onPages {
		if !b.pageSays(p) {
			t.Errorf("page %s no longer says %q, which tells %s", p.page, p.sentence, p.row)
		}
	}
	for row, page := range map[string]string{"m-s1": "page-home", "m-s13": "page-about"} {
		if part := chapter(t, whole(t), row, "</section>"); !strings.Contains(part, `href="#`+page+`"`) {
			t.Errorf("%s does not name %s", row, page)
		}
	}
}

func TestBook_TellsWhatNoQuestionShows(t *testing.T) {
	s := source(t)
	book := whole(t)
	for mark, wants := range map[string][]string{
		"dates":         {s.Words.Label("card-ended"), s.Words.Label("card-sorry"), s.Words.Label("card-space"), s.Words.Label("space-no-date")},
		"check":         {s.Words.Label("review-title"), s.Words.Label("review-note")},
		"leaving":       {s.Words.Label("leave"), s.Words.Label("help-now")},
		"scales":        {s.Log.Scales.Severity[3].Name, s.Log.Scales.Severity[3].Means, s.Log.Scales.Risk[2].Means},
		"hz2":           {s.Log.Status(s.Log.Hazards[1])},
		"t-t22":         {"Each hard case"},
		"t-t24":         {"labels a person"},
		"t-t25":         {"dropped, widened or swapped", "one in twelve", "make mutate"},
		"words":         {"“Not this last month, but at some time before” to “Dark thoughts” is clear too", "Most of what they hold"},
		"s-children":    {"Shown only to someone who may have done harm"},
		"t-t26-refused": {"is refused"},
	} {
		part := read(chapter(t, book, mark, "\n</section>"))
		for _, want := range wants {
			if !strings.Contains(part, want) {
				t.Errorf("%s does not say %q", mark, want)
			}
		}
	}
	seen, not := s.Log.SeenRed(s.Evidence)
	_, unknown, _ := strings.Cut(book, `id="unknown"`)
	unknown = read(unknown)
	for _, want := range []string{"No specialist", "No survivor", "No number was rung", "Chromium", "Nobody has accepted a risk", "Nobody has read it in distress", "or worse, is not known", "answers while watched, is not protected"} {
		if at := strings.Index(unknown, want); at < 0 || at > strings.Index(unknown, "A proof says that") {
			t.Errorf("what is not known does not begin with %q", want)
		}
	}
	if want := "Of the " + grouped(big.NewInt(int64(seen+not)).String()) + " controls that the hazards name, " + grouped(big.NewInt(int64(not)).String()) + " were not seen to go red"; !strings.Contains(unknown, want) {
		t.Errorf("what is not known lacks %q", want)
	}
}

// One run writes the book, the hazard log and the safety case, and each says which sources it is of.
func TestWrite_PutsOneStampOnAllThree(t *testing.T) {
	if testing.Short() {
		t.Skip("it proves every promise twice")
	}
	folder := t.TempDir()
	if err := Write("../../..", filepath.Join(folder, "book.html"), io.Discard); err != nil {
		t.Fatal(err)
	}
	stamp := regexp.MustCompile(`sources(?: it was made from is <span class="number"><b>)? ?([0-9a-f]{16})`)
	var stamps []string
	for _, name := range []string{"book.html", "safety/hazard-log.html", "safety/safety-case.html"} {
		text, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if m := stamp.FindSubmatch(text); m != nil {
			stamps = append(stamps, string(m[1]))
		}
	}
	if len(stamps) != 3 || stamps[0] != stamps[1] || stamps[0] != stamps[2] {
		t.Errorf("got the stamps %q, want one on all three", stamps)
	}
}
