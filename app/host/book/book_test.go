package book

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"

	"secondlook/app/host/safety"
	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/assessment/proof"
)

// ours is what our own book is made from. The promises are proved once for all tests.
var ours = sync.OnceValues(func() (Source, error) {
	s := Source{
		Flow:      assessment.Default(),
		Words:     content.English(),
		Countries: content.Countries(),
		Journeys:  os.DirFS("../../testdata/journeys"),
		Evidence:  safety.Evidence{Sources: "0123456789abcdef"},
	}
	var err error
	if s.Log, err = safety.Load(os.DirFS("../hazards")); err != nil {
		return s, err
	}
	s.Proved, err = proof.Promises(s.Flow)
	return s, err
})

func source(t *testing.T) Source {
	t.Helper()
	s, err := ours()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func write(t *testing.T, s Source) string {
	t.Helper()
	text, err := Bytes(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// ourBook is our own book, written once for all tests.
var ourBook = sync.OnceValues(func() ([]byte, error) {
	s, err := ours()
	if err != nil {
		return nil, err
	}
	return Bytes(s)
})

// whole gives our own book.
func whole(t *testing.T) string {
	t.Helper()
	text, err := ourBook()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var (
	mark     = regexp.MustCompile(` id="([^"]*)"`)
	linkMark = regexp.MustCompile(`href="([^"]*)"`)
)

func marks(t *testing.T, book string) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	for _, m := range mark.FindAllStringSubmatch(book, -1) {
		if all[m[1]] {
			t.Errorf("two places have the mark %q", m[1])
		}
		all[m[1]] = true
	}
	return all
}

func TestBook_EverythingHasItsMark(t *testing.T) {
	s := source(t)
	all := marks(t, whole(t))
	var want []string
	for _, q := range append(s.Flow.Questions, s.Flow.Slip) {
		want = append(want, "q-"+string(q.ID))
		for _, o := range q.Options {
			want = append(want, fmt.Sprintf("o-%s-%s", q.ID, o.ID))
		}
	}
	for _, r := range s.Flow.Rules {
		want = append(want, "r-"+string(r.ID))
	}
	for _, o := range s.Flow.Outcomes {
		want = append(want, "out-"+string(o.ID))
	}
	for _, x := range s.Flow.Sections {
		want = append(want, "s-"+string(x.ID))
		for _, step := range x.Steps {
			want = append(want, "step-"+string(step))
		}
	}
	for n := 1; n <= 85; n++ {
		want = append(want, fmt.Sprintf("c%d", n))
	}
	for n := 1; n <= 53; n++ {
		want = append(want, fmt.Sprintf("h%d", n))
	}
	for n := 1; n <= 56; n++ {
		want = append(want, fmt.Sprintf("m-s%d", n))
	}
	want = append(want, "h13b", "t-t6", "t-t8-clear-no")
	for _, p := range s.Proved {
		want = append(want, "t-"+slug(p.ID))
	}
	for _, m := range want {
		if !all[m] {
			t.Errorf("nothing has the mark %q", m)
		}
	}
}

// A book is one file: a link leads to a place in it, or to another site on purpose.
func TestBook_EveryLinkResolves(t *testing.T) {
	text := whole(t)
	all := marks(t, text)
	for _, l := range linkMark.FindAllStringSubmatch(text, -1) {
		to := html.UnescapeString(l[1])
		inside, ok := strings.CutPrefix(to, "#")
		if ok && !all[inside] || !ok && !strings.HasPrefix(to, "https://") {
			t.Errorf("the link %q leads nowhere", to)
		}
	}
}

func TestRelinked_LeadsIntoTheBook(t *testing.T) {
	b := binder{Source: Source{Words: content.English()}}
	for in, want := range map[string]string{
		`See <a class="x" href="/help">help <b>now</b></a>.`: `See <a href="#page-help">help <b>now</b></a>.`,
		`See <a href="/away">elsewhere</a>.`:                 `See elsewhere.`,
		`<a href="https://example.org/help">out</a>`:         `<a href="https://example.org/help">out</a>`,
	} {
		if got := string(b.relinked(in)); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// One file, and nothing of it comes from elsewhere: it can be sent by post.
func TestBook_StandsAlone(t *testing.T) {
	text := whole(t)
	for _, bad := range []string{"<script", "<link", " src=", "@import", "url(http", "<img", "<use", "ZgotmplZ"} {
		if strings.Contains(text, bad) {
			t.Errorf("the book holds %q", bad)
		}
	}
	for _, good := range []string{`<html lang="en-GB">`, "@media print", "color-scheme: light", `<h2 id="contents">`, "<title>"} {
		if !strings.Contains(text, good) {
			t.Errorf("the book lacks %q", good)
		}
	}
	if again := write(t, source(t)); again != text {
		t.Error("the same sources gave two different books")
	}
}

// Headings go down one step at a time, so that a screen reader can go through them.
func TestBook_HeadingsAreInOrder(t *testing.T) {
	last := 0
	for _, h := range regexp.MustCompile(`<h([1-6])[ >]`).FindAllStringSubmatch(whole(t), -1) {
		level := int(h[1][0] - '0')
		if level > last+1 {
			t.Fatalf("a heading of level %d follows one of level %d", level, last)
		}
		last = level
	}
}

// copied gives a copy of the words in which every text is marked with a number of its own.
func copied(t *testing.T, w *content.Words) (*content.Words, []string) {
	t.Helper()
	text, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	var again content.Words
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatal(err)
	}
	var all []string
	var walk func(v reflect.Value, name string)
	walk = func(v reflect.Value, name string) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name)
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i), name)
			}
		case reflect.String:
			if v.String() == "" || !shown[name] {
				return
			}
			all = append(all, name+": "+v.String())
			v.SetString(fmt.Sprintf("%s⟨%d⟩", v.String(), len(all)-1))
		}
	}
	walk(reflect.ValueOf(&again).Elem(), "")
	return &again, all
}

// shown are the fields of the words that the book tells. The rest are IDs, and words that only the screen has.
var shown = map[string]bool{
	"Question.Title": true, "Question.Short": true, "Question.Hint": true, "Question.Why": true, "Question.Problem": true,
	"Option.Label": true, "Option.Note": true,
	"Outcome.Title": true, "Outcome.Care": true, "Outcome.About": true, "Block.HTML": true,
	"Section.Title": true, "Row.Sentence": true,
	"Page.Title": true, "Page.Lead": true, "PageSection.Title": true,
}

// Nothing in the book is copied by hand: change any one word, and the book says the new one.
func TestBook_ChangesWithEveryWord(t *testing.T) {
	s := source(t)
	plain := whole(t)
	var all []string
	s.Words, all = copied(t, s.Words)
	if len(all) < 1000 {
		t.Fatalf("got %d texts, want all of them", len(all))
	}
	text := html.UnescapeString(write(t, s))
	for i, was := range all {
		if !strings.Contains(text, fmt.Sprintf("⟨%d⟩", i)) {
			t.Errorf("a change is not seen of %s", was)
		}
	}
	// And what was there before is gone wherever it stood: every long text of the old book that is a text of the words.
	for i, was := range all {
		field, said, _ := strings.Cut(was, ": ")
		if len(said) < 60 || strings.Contains(said, "<svg") || field == "Row.Sentence" { // a row's sentence stands in its section too
			continue
		}
		bare := strings.Count(text, said)
		marked := strings.Count(text, said+"⟨")
		if bare != marked {
			t.Errorf("text %d stands %d times, and changed %d times: %q", i, bare, marked, said)
		}
	}
	if plain == text {
		t.Error("the book did not change")
	}
}

func TestBook_ChangesWithTheFlow(t *testing.T) {
	for name, edit := range map[string]func(*assessment.Flow){
		"a rule leads elsewhere":          func(f *assessment.Flow) { f.Rules[4].Outcome = assessment.DangerNow },
		"an option catches more":          func(f *assessment.Flow) { f.Questions[0].Options[0].Constructs = []string{"C1"} },
		"a question is asked less":        func(f *assessment.Flow) { f.Questions[2].Ask = f.Questions[2].Ask[:1] },
		"a section stands first":          func(f *assessment.Flow) { f.Sections[6].First = f.Sections[1].First },
		"help of another kind is offered": func(f *assessment.Flow) { f.Sections[2].Needs = []assessment.Need{assessment.NeedYouth} },
		"something else is kept":          func(f *assessment.Flow) { f.Kept = f.Kept[1:] },
	} {
		t.Run(name, func(t *testing.T) {
			s := source(t)
			before := whole(t)
			s.Flow = assessment.Default()
			edit(s.Flow)
			if write(t, s) == before {
				t.Error("the book is the same")
			}
		})
	}
}

// The first page says what the chapters say, and what it names is there.
func TestBook_TheBriefIsWhole(t *testing.T) {
	s := source(t)
	text := whole(t)
	head, _, _ := strings.Cut(text, "<nav")
	for _, id := range chief {
		if !strings.Contains(head, `<a href="#t-`+slug(id)+`">`) {
			t.Errorf("the promise %s is not in brief", id)
		}
	}
	for _, want := range []string{"not people", "more than a month ago do not close the plan", "such as “None of these”", `href="#unknown"`, fmt.Sprintf(`<span class="number">%d</span> promises`, len(s.Proved))} {
		if !strings.Contains(head, want) {
			t.Errorf("the brief lacks %q", want)
		}
	}
	for _, o := range s.Flow.Outcomes {
		if whom[o.ID] == "" {
			t.Errorf("nobody says for whom %s is", o.ID)
		}
	}
	for n := 1; n <= 85; n++ {
		if id := fmt.Sprintf("C%d", n); proof.ConstructName(id) == "" || !strings.Contains(text, "<b>"+html.EscapeString(proof.ConstructName(id))+"</b>") {
			t.Errorf("the book does not say what %s is", id)
		}
	}
}

// A test that the book names is there.
func TestBook_NamesTestsThatExist(t *testing.T) {
	for _, h := range heldByTests {
		for _, name := range h.Tests {
			dot := strings.LastIndex(name, ".")
			files, err := filepath.Glob(filepath.Join("../../..", filepath.FromSlash(name[:dot]), "*_test.go"))
			found := false
			for _, f := range files {
				source, readErr := os.ReadFile(f)
				err = errors.Join(err, readErr)
				found = found || strings.Contains(string(source), "\nfunc "+name[dot+1:]+"(")
			}
			if err != nil || !found {
				t.Errorf("there is no test %s: %v", name, err)
			}
		}
	}
}

func TestInWords_ReadsControlsAloud(t *testing.T) {
	for in, want := range map[string]string{
		"test:secondlook/app.TestPages_NoneHoldsThePlan": "test “pages: none holds the plan”",
		"test:x.TestPlan_IsDrawnOnlyOnACoveredResult":    "test “plan: is drawn only on a covered result”",
		"journey:h05-we-both-hit":                        "journey “h05 we both hit”",
		"promise:T26 T2":                                 "promise T26 T2",
		"build:plan-on-its-own-page":                     "build “plan on its own page”",
	} {
		if got := inWords(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// A book without a hazard log, or without journeys, is still a book.
func TestBook_WithoutHazardsAndJourneys(t *testing.T) {
	s := source(t)
	s.Log, s.Journeys = safety.Log{}, nil
	if text := write(t, s); !strings.Contains(text, "This build has no hazard log.") {
		t.Error("the book does not say that there is no hazard log")
	}
}

func TestPhrases_SayWhatConditionsSay(t *testing.T) {
	b := binder{Source: Source{Flow: assessment.Default(), Words: content.English()}}
	bare := regexp.MustCompile(`<[^>]*>`)
	is := func(q assessment.QuestionID, o ...assessment.OptionID) assessment.Is {
		return assessment.Is{Question: q, Options: o}
	}
	tests := []struct {
		when []assessment.Is
		want string
	}{
		{[]assessment.Is{is(assessment.Ages, assessment.Both18)}, "said “Both 18 or over” to “Your ages”"},
		{[]assessment.Is{is(assessment.WhoBody, assessment.Both, assessment.NotSay)},
			"said “Both of us” or “I am not sure, or would rather not say” to “With hands: who”"},
		{[]assessment.Is{is(assessment.HowItEnded, assessment.TheyLeftLately, assessment.TheyLeftLongAgo, assessment.ILeft, assessment.BothAgreed,
			assessment.NotOver, assessment.NeverTogether, assessment.NotSay)}, "gave any answer but “They have died” to “How it ended”"},
		{[]assessment.Is{is(assessment.WhoBody, assessment.Unanswered)}, "gave no answer to “With hands: who”"},
		{[]assessment.Is{is(assessment.Ages, assessment.MeUnder18), is(assessment.AgeGap, assessment.ThreeOrMore, assessment.Unanswered)},
			"said “I am under 18, they are not” to “Your ages” and said “Three or more” to “Years between you”, or gave none"},
	}
	for _, tt := range tests {
		if got := html.UnescapeString(bare.ReplaceAllString(string(b.all(tt.when)), "")); got != tt.want {
			t.Errorf("got %s\nwant %s", got, tt.want)
		}
	}
}

func TestRanges_JoinNeighbours(t *testing.T) {
	bare := regexp.MustCompile(`<[^>]*>`)
	for in, want := range map[string]string{
		"C7": "C7", "C7 C8": "C7 and C8", "C9 C8 C7": "C7 to C9", "C1 C16 C17 C18 C22": "C1, C16 to C18 and C22", "": "",
	} {
		if got := bare.ReplaceAllString(string(ranges(strings.Fields(in))), ""); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func TestExamples_FollowTheClock(t *testing.T) {
	b := binder{Source: Source{Flow: assessment.Default(), Words: content.English()}}
	for _, e := range b.examples() {
		if last := e.Rows[len(e.Rows)-1]; last.Days != "from 184 on" || e.Rows[0].Opens == "–" || !strings.HasPrefix(last.Step, "no plan any more") {
			t.Errorf("%s: ends with %v", e.Said, last)
		}
	}
	apology := b.examples()[1]
	var got []string
	for _, r := range apology.Rows {
		got = append(got, r.Days)
	}
	if want := "0 to 2, 3 to 9, 10 to 167, 168 to 183, from 184 on"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
}
