//go:build !wasm

package safety

import (
	"encoding/csv"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

const root = "../../.."

// fewest is how many hazards the log must hold.
const fewest = 44

// gathered is all evidence of these sources. The promises are proved once for all tests.
var gathered = sync.OnceValues(func() (Evidence, error) { return Gather(root) })

func ours(t *testing.T) (Log, Evidence) {
	t.Helper()
	l, err := Load(os.DirFS(filepath.Join(root, filepath.FromSlash(Folder))))
	if err != nil {
		t.Fatal(err)
	}
	e, err := gathered()
	if err != nil {
		t.Fatal(err)
	}
	return l, e
}

func TestHazards_HoldAgainstThisBuild(t *testing.T) {
	l, e := ours(t)
	refused, warned := l.Check(e, time.Now())
	for _, f := range refused {
		t.Error(f)
	}
	for _, f := range warned {
		t.Log("warning:", f)
	}
	if got := len(l.Hazards); got < fewest {
		t.Errorf("got %d hazards, want %d at least", got, fewest)
	}
	for i, h := range l.Hazards {
		if got, want := h.Number(), i+1; got != want {
			t.Errorf("%s: got number %d, want %d: none is left out", h.File, got, want)
		}
	}
}

// A quick few of what make hazards-red does for all.
func TestHazards_AFewGoRed(t *testing.T) {
	if testing.Short() {
		t.Skip("builds package assessment again and again")
	}
	l, e := ours(t)
	if refused, _ := l.Check(e, time.Now()); len(refused) > 0 {
		t.Skip("see TestHazards_HoldAgainstThisBuild")
	}
	few := []string{
		"test:secondlook/assessment.TestSettle_WithdrawnDisclosureKeepsThePlanShut",
		"promise:T8 cheating",
		"promise:T99", // in no hazard: nothing comes of it
	}
	seen, err := takeAway(l, root, func(control, _ string) bool { return slices.Contains(few, control) })
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(seen), 2; got != want {
		t.Errorf("got %d sightings, want %d: %v", got, want, seen)
	}
}

func takeAway(l Log, root string, wanted func(control, edit string) bool) (seen []Sighting, err error) {
	err = l.TakeAway(root, wanted, func(s Sighting) error {
		seen = append(seen, s)
		return nil
	})
	return seen, err
}

// house is a small module to break things in.
func house(t *testing.T) (folder string, files map[string]string) {
	t.Helper()
	if testing.Short() {
		t.Skip("builds a small module")
	}
	files = map[string]string{
		"go.mod":         "module secondlook\n\ngo 1.26\n",
		"x/x.go":         "package x\n\n// Open says whether the door is open.\nfunc Open() bool { return false }\n\n// Colour is no matter.\nconst Colour = 1\n",
		"x/x_test.go":    "package x\n\nimport \"testing\"\n\nfunc TestOpen(t *testing.T) {\n\tif Open() {\n\t\tt.Error(\"open\")\n\t}\n}\n\nfunc TestSad(t *testing.T) { t.Error(\"sad\") }\n\nfunc TestFar(t *testing.T) { t.Skip(\"not here\") }\n",
		"dist/x_test.go": "not Go at all",
	}
	folder = t.TempDir()
	for name, body := range files {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder, files
}

func TestTakeAway_SeesWhatStaysGreen(t *testing.T) {
	folder, files := house(t)
	const skipped = "skipped"
	for _, test := range []struct{ control, old, with, want string }{
		{"test:secondlook/x.TestOpen", "return false", "return true", ""},
		{"test:secondlook/x.TestOpen", "Colour = 1", "Colour = 2", "it stayed green"},
		{"test:secondlook/x.TestOpen", "return false", "return", "it did not run"},
		{"test:secondlook/x.TestOpen", "return maybe", "return", "stands 0 times"},
		{"test:secondlook/x.TestSad", "return false", "return true", "not green to begin with"},
		{"test:secondlook/x.TestFar", "return false", "return true", skipped},
	} {
		l := Log{Hazards: []Hazard{{Removals: []Removal{{Text{1, test.control}, Text{1, "x/x.go"}, Text{1, test.old}, Text{1, test.with}}}}}}
		seen, err := takeAway(l, folder, func(string, string) bool { return true })
		if test.want == skipped {
			if len(seen) != 1 || seen[0].Red || !seen[0].Skipped || err != nil {
				t.Errorf("a check that cannot run here: got %v, %v", seen, err)
			}
			continue
		}
		if len(seen) != 1 || seen[0].Red != (test.want == "") || !strings.Contains(errorText(err), test.want) {
			t.Errorf("%s to %s: got %v, %v, want %q", test.old, test.with, seen, err, test.want)
		}
	}
	if body, _ := os.ReadFile(filepath.Join(folder, "x/x.go")); string(body) != files["x/x.go"] {
		t.Error("the sources themselves were edited")
	}
}

func TestResume_GoesOnWhereItWasOnTheSameSources(t *testing.T) {
	folder, _ := house(t)
	removal := func(old, with string) Removal {
		return Removal{Text{1, "test:secondlook/x.TestOpen"}, Text{1, "x/x.go"}, Text{1, old}, Text{1, with}}
	}
	door, colour := removal("return false", "return true"), removal("Colour = 1", "Colour = 2")
	for _, run := range []struct {
		removals []Removal
		sources  string
		says     string
	}{
		{[]Removal{door}, "one", "1 removals: 1 went red (0 of them in an earlier run), 0 did not, 0 could not be tried here"},
		{[]Removal{door, colour}, "one", "2 removals: 1 went red (1 of them in an earlier run), 1 did not, 0 could not be tried here"},
		{[]Removal{removal("return false", "return !false")}, "one", "1 removals: 1 went red (0 of them in an earlier run), 0 did not, 0 could not be tried here"},
		{[]Removal{door, colour}, "two", "2 removals: 1 went red (0 of them in an earlier run), 1 did not, 0 could not be tried here"},
	} {
		var said strings.Builder
		err := Log{Hazards: []Hazard{{Removals: run.removals}}}.resume(folder, filepath.Join(folder, "build"), run.sources, regexp.MustCompile("TestOpen"), &said)
		if (err != nil) != strings.Contains(said.String(), "NOT RED") || !strings.Contains(said.String(), run.says) {
			t.Errorf("sources %s: %v\n%s\nwant %q", run.sources, err, said.String(), run.says)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// good is a hazard with nothing wrong in it.
const good = `---
id: HZ1
title: The door is open
cause: A bolt is missing.
effect: It opens by itself.
harm: Someone walks in.
before: {severity: 4, likelihood: 4}
after: {severity: 4, likelihood: 1}
controls:
  - promise:T1
  - journey:home
  - test:secondlook/x.TestOpen
removal:
  - control: test:secondlook/x.TestOpen
    file: x/x.go
    old: "return false"
    new: "return true"
residual: A window may be open.
owner: Safety lead
review: 2027-01-01
---
The door is shut.
Nobody has tried the window.
`

// small is the evidence for it.
func small() Evidence {
	return Evidence{
		root:     fstest.MapFS{"x/x.go": {Data: []byte("func Open() bool { return false }\n// twice twice\n")}},
		Promises: []Promise{{ID: "T1", Count: new(big.Int), Concerned: new(big.Int), BrokenBy: []string{"a rule swapped"}}, {ID: "T2", Count: new(big.Int), Concerned: new(big.Int)}},
		Journeys: map[string]string{"home": "“I went home.”"},
		Tests:    map[string]string{"secondlook/x.TestOpen": "x/x_test.go", "secondlook/x.TestShut": "x/x_test.go"},
	}
}

func readme(t *testing.T) []byte {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(root, Folder, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestCheck_AGoodHazardHolds(t *testing.T) {
	l, err := Load(fstest.MapFS{"README.md": {Data: readme(t)}, "door.md": {Data: []byte(strings.ReplaceAll(good, "\n", "\r\n"))}})
	if err != nil {
		t.Fatal(err)
	}
	refused, warned := l.Check(small(), time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC))
	if len(refused)+len(warned) > 0 {
		t.Errorf("got %v and %v, want nothing", refused, warned)
	}
	h := l.Hazards[0]
	if h.Title.Said != "The door is open" || l.Scales.Of(h.Before) != 4 || l.Scales.Of(h.After) != 2 || h.Name() != "door" {
		t.Errorf("got %+v", h)
	}
}

func TestCheck_RefusesBrokenHazards(t *testing.T) {
	for _, test := range []struct{ old, with, want string }{
		{"controls:\n  - promise:T1\n  - journey:home\n  - test:secondlook/x.TestOpen\n", "", "door.md:1: no control: nothing stands against this hazard"},
		{"promise:T1", "promise:T99", "door.md:10: control promise:T99: there is no such promise"},
		{"journey:home", "journey:away", "door.md:11: control journey:away: there is no such file"},
		{"  - test:secondlook/x.TestOpen", "  - test:secondlook/x.TestGone", "door.md:12: control test:secondlook/x.TestGone: there is no such test"},
		{"journey:home", "build:nothing", "door.md:11: control build:nothing: there is no such stop"},
		{"journey:home", "build:way-out", `door.md:11: control build:way-out: app/host/face.go no longer says "there is no way out"`},
		{"journey:home", "hope:home", "door.md:11: control hope:home: want promise:, journey:, test: or build:"},
		{"journey:home", "promise:T1", "door.md:11: control promise:T1: twice"},
		{"journey:home", "promise:T2", "door.md:11: control promise:T2: no removal says what to take away"},
		{"journey:home", "test:secondlook/x.TestShut", "door.md:11: control test:secondlook/x.TestShut: no removal says what to take away"},
		{"title: The door is open\n", "", "title is missing"},
		{"harm: Someone walks in.", "harm: ''", "door.md:6: harm is missing"},
		{"owner: Safety lead\n", "", "owner is missing"},
		{"id: HZ1", "id: door", `door.md:2: id "door": want HZ and a number`},
		{"before: {severity: 4, likelihood: 4}", "before: {severity: 6, likelihood: 4}", "door.md:7: before: severity is 6, want 1 to 5"},
		{"after: {severity: 4, likelihood: 1}", "after: {severity: 4}", "door.md:8: after: likelihood is 0, want 1 to 5"},
		{"after: {severity: 4, likelihood: 1}", "after: {severity: 5, likelihood: 5}", "door.md:8: after the controls the risk is higher than before"},
		{"likelihood: 1", "chance: 1", "door.md:8: cannot be read: unknown field"},
		{"owner: Safety lead", "boss: Safety lead", "door.md:19: cannot be read: unknown field"},
		{"title: The door is open", "title: The: door", "door.md:3: cannot be read"},
		{"review: 2027-01-01", "review: soon", `door.md:20: review "soon": want a day`},
		{"  - control: test:secondlook/x.TestOpen", "  - control: promise:T9", `door.md:14: removal of "promise:T9", which is no control of this hazard`},
		{"file: x/x.go", "file: y.go", "door.md:16: removal of test:secondlook/x.TestOpen: there is no file y.go"},
		{`old: "return false"`, `old: "twice"`, `door.md:16: removal of test:secondlook/x.TestOpen: "twice" stands 2 times in x/x.go, want once`},
		{`new: "return true"`, `new: "return false"`, "door.md:16: removal of test:secondlook/x.TestOpen: changes nothing"},
		{"Nobody has tried the window.\n", "", "door.md:22: 1 sentences, want 2 to 5"},
		{"Someone walks in.", "The user is a victim.", `door.md:6: the word "user"`},
		{"---\nid", "id", "door.md:1: want a head between two lines of ---"},
	} {
		if strings.Count(good, test.old) == 0 {
			t.Fatalf("%q is not in the good one", test.old)
		}
		broken := strings.Replace(good, test.old, test.with, 1)
		l, err := Load(fstest.MapFS{"README.md": {Data: readme(t)}, "door.md": {Data: []byte(broken)}})
		if err == nil {
			refused, warned := l.Check(small(), time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC))
			err = append(refused, warned...).err()
			if stale := strings.Contains(test.old, "x/x.go") || strings.Contains(test.with, "twice"); stale != (len(refused) == 0) {
				t.Errorf("%q to %q: refused %v, warned %v", test.old, test.with, refused, warned)
			}
		}
		if got := errorText(err); !strings.Contains(got, test.want) {
			t.Errorf("%q to %q: got\n%s\nwant\n%s", test.old, test.with, got, test.want)
		}
	}
}

func TestCheck_RefusesTwoOfOneID(t *testing.T) {
	l, err := Load(fstest.MapFS{"README.md": {Data: readme(t)}, "door.md": {Data: []byte(good)}, "gate.md": {Data: []byte(good)}})
	if err != nil {
		t.Fatal(err)
	}
	refused, _ := l.Check(small(), time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC))
	if got, want := errorText(refused.err()), "app/host/hazards/gate.md:2: id HZ1 is that of door.md"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCheck_WarnsOfAReviewThatIsPast(t *testing.T) {
	l, err := Load(fstest.MapFS{"README.md": {Data: readme(t)}, "door.md": {Data: []byte(good)}})
	if err != nil {
		t.Fatal(err)
	}
	refused, warned := l.Check(small(), time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC))
	if len(refused) > 0 || len(warned) != 1 || warned[0].String() != "app/host/hazards/door.md:20: the review of 2027-01-01 is past" {
		t.Errorf("got %v and %v", refused, warned)
	}
}

func TestScales_RefuseBrokenTables(t *testing.T) {
	whole := string(readme(t))
	for _, test := range []struct{ old, with, want string }{
		{"\n## Severity\n", "\n## Badness\n", `no part "Severity"`},
		{"| 3 | Medium |", "| 4 | Medium |", "Likelihood: row 3"},
		{"| Low | 1 | 2 | 2 | 3 | 4 |", "| Low | 1 | 2 | 2 | 3 | 9 |", `"9" is not a risk`},
		{"| Low | 1 | 2 | 2 | 3 | 4 |", "| Low | 1 | 2 | 2 | 1 | 4 |", "comes to less than a milder case"},
		{"| Low | 1 | 2 | 2 | 3 | 4 |\n", "", "Risk: 6 rows"},
	} {
		if _, err := readScales(strings.Replace(whole, test.old, test.with, 1)); !strings.Contains(errorText(err), test.want) {
			t.Errorf("%q to %q: got %v, want %q", test.old, test.with, err, test.want)
		}
	}
}

func TestPromises_AreReadFromWhatIsPrinted(t *testing.T) {
	got, err := promises([]event{
		{"output", "TestProof_Promises/T8_clear-no", "    prove_test.go:19: T8 clear-no: a no: said: 75 classes, 5531827808992521 raw sheets, 657324322490880 concerned (3ms)\n"},
		{"output", "TestProof_BrokenFlows/a_rule_swapped", "    broken_test.go:234: promise T8 clear-no, \"a no\": the flow decides\n"},
		{"output", "TestOther", "    prove_test.go:19: T9: no: 1 classes, 1 raw sheets, 1 concerned (3ms)\n"},
	})
	if err != nil || len(got) != 1 {
		t.Fatalf("got %v, %v", got, err)
	}
	p := got[0]
	if p.ID != "T8 clear-no" || p.Says != "a no: said" || p.Classes != 75 || p.Count.String() != "5531827808992521" || p.Unit != "raw sheets" ||
		p.Concerned.String() != "657324322490880" || !slices.Equal(p.BrokenBy, []string{"a rule swapped"}) {
		t.Errorf("got %+v", p)
	}
	if _, err := promises(nil); err == nil {
		t.Error("no promise at all is no error")
	}
}

func TestStops_AreAllThere(t *testing.T) {
	_, e := ours(t)
	for name := range stops {
		if why := e.missing("build:" + name); why != "" {
			t.Errorf("build:%s: %s", name, why)
		}
	}
}

func TestPapers_HoldEveryHazardAndCount(t *testing.T) {
	l, e := ours(t)
	if refused, _ := l.Check(e, time.Now()); len(refused) > 0 {
		t.Skip("see TestHazards_HoldAgainstThisBuild")
	}
	all, err := papers(l, e, time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	body := map[string]string{}
	for _, p := range all {
		body[p.name] = string(p.body)
	}
	rows, err := csv.NewReader(strings.NewReader(body["hazard-log.csv"])).ReadAll()
	if err != nil || len(rows) != len(l.Hazards)+1 || !slices.Equal(rows[0], columns) {
		t.Errorf("hazard-log.csv: %d rows (%v), want a head and %d", len(rows), err, len(l.Hazards))
	}
	ids := regexp.MustCompile(` id="([^"]+)"`)
	for _, name := range []string{"hazard-log.html", "safety-case.html"} {
		for _, id := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(body[name], -1) {
			if !strings.Contains(body[name], ` id="`+id[1]+`"`) {
				t.Errorf("%s: a link to #%s, which is nowhere", name, id[1])
			}
		}
		seen := map[string]bool{}
		for _, id := range ids.FindAllStringSubmatch(body[name], -1) {
			if seen[id[1]] {
				t.Errorf("%s: id %s twice", name, id[1])
			}
			seen[id[1]] = true
		}
		for _, bad := range []string{"<no value>", "ZgotmplZ", "<script", ` style="`, "http://", "https://"} {
			if strings.Contains(body[name], bad) {
				t.Errorf("%s holds %q", name, bad)
			}
		}
	}
	for _, h := range l.Hazards {
		if !strings.Contains(body["hazard-log.html"], `id="`+h.ID.Said+`"`) {
			t.Errorf("hazard-log.html: no %s", h.ID.Said)
		}
	}
	for _, want := range []string{"No study has tested", "No number was rung", "Safari, Firefox", "Intended purpose", "For the organisation that deploys it"} {
		if !strings.Contains(body["safety-case.html"], want) {
			t.Errorf("safety-case.html does not say %q", want)
		}
	}
	for _, p := range e.Promises {
		if !strings.Contains(body["safety-case.html"], "<code>"+p.ID+"</code>") {
			t.Errorf("safety-case.html: no promise %s", p.ID)
		}
	}
}

func TestSplit_TellsApartHowEachWasShown(t *testing.T) {
	e := small()
	e.Promises = append(e.Promises, Promise{ID: "T3"})
	e.Red = map[string]string{"promise:T2": "a rule", "journey:home": "a pick", "test:secondlook/x.TestOpen": "a line"}
	var controls []Text
	for _, c := range []string{"promise:T1", "promise:T2", "promise:T3", "journey:home", "test:secondlook/x.TestOpen",
		"test:secondlook/x.TestShut", "build:way-out", "promise:T1"} {
		controls = append(controls, Text{Said: c})
	}
	s := sheet{Log: Log{Hazards: []Hazard{{Controls: controls}}}, Evidence: e}
	if got, want := s.Split(), (Split{Handed: 1, Planted: 1, Tests: 1, Promises: 1, Journeys: 1, Not: 2}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestEvidence_UnknownIsAFault(t *testing.T) {
	s := sheet{Evidence: small(), cited: map[string]bool{}}
	if _, err := s.page("x", `{{(ev "promise:T99").Says}}`); err == nil {
		t.Error("a page that names no promise of ours was written")
	}
}

func TestRed_IsOfTheseSourcesOnly(t *testing.T) {
	file := filepath.Join(t.TempDir(), redFile)
	if seen, err := readRed(file, "one"); err != nil || len(seen) > 0 {
		t.Errorf("no file: got %v, %v", seen, err)
	}
	if err := writeRed(file, "one", []Sighting{{Control: "promise:T1", Edit: "e1", How: "a rule"}}); err != nil {
		t.Fatal(err)
	}
	if err := addRed(file, Sighting{Control: "promise:T2", Edit: "e2", How: "another"}); err != nil {
		t.Fatal(err)
	}
	seen, err := readRed(file, "one")
	if want := []Sighting{{Control: "promise:T1", Edit: "e1", How: "a rule", Red: true}, {Control: "promise:T2", Edit: "e2", How: "another", Red: true}}; err != nil || !slices.Equal(seen, want) {
		t.Errorf("got %v, %v, want %v", seen, err, want)
	}
	if seen, err = readRed(file, "two"); err != nil || len(seen) > 0 {
		t.Errorf("of other sources: got %v, %v, want nothing", seen, err)
	}
}

// What a hazard says changes no check, so it leaves standing what was seen.
func TestGather_TellsHazardsFromWhatIsChecked(t *testing.T) {
	of := func(hazard, source string) Evidence {
		t.Helper()
		e, err := gatherFiles(fstest.MapFS{Folder + "/door.md": {Data: []byte(hazard)}, "x/x.txt": {Data: []byte(source)}})
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	one, words, source := of("a", "b"), of("A", "b"), of("a", "B")
	if one.Sources == words.Sources || one.Checked != words.Checked {
		t.Error("a word of a hazard: want another fingerprint of the sources, and the same of what is checked")
	}
	if one.Sources == source.Sources || one.Checked == source.Checked {
		t.Error("another source: want both fingerprints to change")
	}
}

func TestWalkSources_LeavesOutWhatIsBuilt(t *testing.T) {
	tree := fstest.MapFS{"a.go": {}, "dist/b.go": {}, "build/c.go": {}, ".git/d": {}, "x/node_modules/e.js": {}, "x/f.go": {}}
	var got []string
	if err := walkSources(tree, func(name string, _ []byte) error { got = append(got, name); return nil }); err != nil {
		t.Fatal(err)
	}
	if want := []string{"a.go", "x/f.go"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSentence(t *testing.T) {
	for in, want := range map[string]string{
		"secondlook/app.TestUpdate_EraseForgetsEverything":                      "update: erase forgets everything",
		"secondlook/app.TestPlan_IsDrawnOnlyOnACoveredResult":                   "plan: is drawn only on a covered result",
		"secondlook/app.TestHelp_HoldsEveryCountryWithoutAScript":               "help: holds every country without a script",
		"secondlook/app/host/browser.TestDial_FailsWithoutInternalURLs":         "dial: fails without internal URLs",
		"secondlook/app/host/build.TestShrinkCSS_KeepsMeaning":                  "shrink CSS: keeps meaning",
		"secondlook/app.TestReview_ShowsEveryAnswerWithAWayToChangeIt":          "review: shows every answer with a way to change it",
		"secondlook/assessment/internal/prove.TestProof_EverySheetOfASmallFlow": "proof: every sheet of a small flow",
	} {
		if got := Sentence(in); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}
