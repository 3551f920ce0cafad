package app

import (
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"iter"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"secondlook/assessment"
	"secondlook/assessment/content"
)

// A use is one place in the source that asks for the text of a label.
type use struct {
	id     string
	at     string // the file and line
	blanks int    // how many blanks are filled in
}

// An ending is the part of a label's name that is only known when the page is drawn.
var endings = map[string][]string{
	`"step-" + string(plan.Step)`:   planSteps(),
	`"lead-" + string(plan.Step)`:   planSteps(),
	`"row-" + string(plan.Step)`:    planSteps(),
	`"rough-" + string(r)`:          roughNames(),
	`"cost-" + l.Cost`:              {"free", "standard", "unknown"},
	`"sure-" + string(sure)`:        {string(content.High), string(content.Medium), string(content.Low)},
	`"reach-" + string(r)`:          {string(content.OtherLine), string(content.Wide), string(content.OnlyCall)},
	`"need-" + string(first.need)`:  {string(assessment.NeedCrisis), string(assessment.NeedHarmed), string(assessment.NeedOwnBehaviour)},
	`"for-" + string(l.For)`:        {string(content.Women), string(content.Men), string(content.Young)},
	`"card-" + name`:                cards,
	`"card-" + name + "-rough"`:     endAll(cards, "-rough"),
	`"card-" + name + "-day"`:       endAll(cards, "-day"),
	`"date-fault-" + v.m.DateFault`: cards,
	`v.afterQuiet()`:                {"after-quiet", "after-quiet-silent"},
}

var cards = []string{"ended", "sorry", "space"}

// planSteps are the steps that have a day: all but "any day".
func planSteps() []string {
	var steps []string
	for _, s := range assessment.Default().Sections {
		for _, step := range s.Steps {
			if !slices.Contains(steps, string(step)) {
				steps = append(steps, string(step))
			}
		}
	}
	return steps
}

func roughNames() []string {
	var names []string
	for _, r := range assessment.Roughs() {
		names = append(names, string(r))
	}
	return names
}

func endAll(names []string, end string) []string {
	var all []string
	for _, n := range names {
		all = append(all, n+end)
	}
	return all
}

// sourceFiles gives the files of a package's folder that the program is built from.
func sourceFiles(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(files, func(name string) bool { return strings.HasSuffix(name, "_test.go") })
}

// calls gives every call of a method with one of the names.
func calls(sources []ast.Node, names ...string) iter.Seq[*ast.CallExpr] {
	return func(yield func(*ast.CallExpr) bool) {
		for _, source := range sources {
			for n := range ast.Preorder(source) {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					continue
				}
				if method, ok := call.Fun.(*ast.SelectorExpr); ok && slices.Contains(names, method.Sel.Name) && !yield(call) {
					return
				}
			}
		}
	}
}

// filledElsewhere are labels whose blanks are filled in apart from where they are asked for.
var filledElsewhere = map[string]int{"step-quiet-days": 1}

// uses reads from the source which labels the pages ask for.
func uses(t *testing.T) []use {
	t.Helper()
	files := token.NewFileSet()
	var sources []ast.Node
	for _, name := range sourceFiles(t, ".") {
		f, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, f)
	}
	var all []use
	unused := map[string]bool{}
	for how := range endings {
		unused[how] = true
	}
	for call := range calls(sources, "label", "labelf") {
		at := files.Position(call.Pos()).String()
		blanks := len(call.Args) - 1
		if literal, ok := call.Args[0].(*ast.BasicLit); ok {
			id, _ := strconv.Unquote(literal.Value)
			all = append(all, use{id, at, blanks})
			continue
		}
		var how strings.Builder
		if err := printer.Fprint(&how, files, call.Args[0]); err != nil {
			t.Fatal(err)
		}
		ends, ok := endings[how.String()]
		if !ok {
			t.Errorf("%s: which labels can %s be? Say so in endings", at, how.String())
		}
		delete(unused, how.String())
		head := ""
		if strings.HasPrefix(how.String(), `"`) {
			head, _, _ = strings.Cut(how.String()[1:], `"`)
		}
		for _, end := range ends {
			all = append(all, use{head + end, at, blanks + filledElsewhere[head+end]})
		}
	}
	for how := range unused {
		t.Errorf("no label is asked for by %s: take it out of endings", how)
	}
	if len(all) < 100 {
		t.Fatalf("got %d uses of labels, want the source to be read", len(all))
	}
	return all
}

var verb = regexp.MustCompile(`%[^%]`)

func TestLabels_AskedForAreThereAndFillTheirBlanks(t *testing.T) {
	w := content.English()
	for _, u := range uses(t) {
		text := w.Label(u.id)
		if text == "" {
			t.Errorf("%s: words.md has no %q", u.at, u.id)
			continue
		}
		if got := len(verb.FindAllString(text, -1)); got != u.blanks {
			t.Errorf("%s: words.md, %s: got %d blanks in %q, want %d", u.at, u.id, got, text, u.blanks)
		}
	}
}

func TestLabels_NoneIsThereForNothing(t *testing.T) {
	asked := map[string]bool{}
	for _, u := range uses(t) {
		asked[u.id] = true
	}
	for _, l := range content.English().Labels {
		if !asked[l.ID] {
			t.Errorf("words.md: no page asks for %q: take it out", l.ID)
		}
	}
}

// unkind are words that §5.1 of the coverage table keeps from every page: a
// label for a person, blame, or a promise.
var unkind = []string{
	"abuser", "abusers", "abusive", "victim", "victims", "perpetrator", "perpetrators", "narcissist", "narcissistic",
	"toxic", "stalker", "stalkers", "rapist", "your fault", "you should have", "you are safe", "it could be worse",
}

// called gives the unkind words in a text. Helplines keep their own names, so
// those are taken out before.
func called(text string) []string {
	said := " " + strings.Join(plainWord.FindAllString(strings.ToLower(text), -1), " ") + " "
	var found []string
	for _, bad := range unkind {
		if strings.Contains(said, " "+bad+" ") {
			found = append(found, bad)
		}
	}
	return found
}

var plainWord = regexp.MustCompile(`[\pL\pN]+`)

func TestCalled_FindsLabelsForPeople(t *testing.T) {
	for text, want := range map[string]string{
		"Your ex is a Narcissist.":            "narcissist",
		"It was not your\nfault, they say":    "your fault",
		"You are safe; it could be worse":     "you are safe, it could be worse",
		"Detoxicated people, victimless acts": "",
		"Someone who hurts or frightens you":  "",
		"“You should have…”":                  "you should have",
		"the stalker’s":                       "stalker",
	} {
		if got := strings.Join(called(text), ", "); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
