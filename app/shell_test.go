package app

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/components/markup"
)

func TestGuess(t *testing.T) {
	tests := []struct{ zone, lang, want string }{
		{"Europe/London", "en-US", "GB"}, // the clock says more than the language
		{"Asia/Calcutta", "", "IN"},      // the older name
		{"Asia/Kolkata", "", "IN"},
		{"America/Argentina/Buenos_Aires", "", "AR"},
		{"Mars/Base", "pt-BR", "BR"},
		{"", "pt-br", "BR"},
		{"", "zh-Hant-TW", "TW"},
		{"", "de-CH-1996", "CH"},
		{"", "en", ""},
		{"", "", ""},
		{"", "GB", ""}, // a language of two letters is no region
		{"", "en-XX", ""},
		{"", "en-EU", ""}, // no country, though we have lines for it
		{"", "en-ZZ", ""},
		{"", "en-001", ""},
		{"", "en-", ""},
		{"", "-", ""},
		{"UTC", "", ""},
		{"Etc/GMT+1", "", ""},
		{"London", "", ""},
		{"Europe", "", ""},
		{"GB Europe/London", "", ""},
		{"Europe/London\nIE Europe/Dublin", "", ""},
		{" ", "", ""},
		{"\n", "xx", ""},
		{"europe/london", "", ""},
	}
	for _, test := range tests {
		if got := guess(test.zone, test.lang); got != test.want {
			t.Errorf("zone %q, language %q: got %q, want %q", test.zone, test.lang, got, test.want)
		}
	}
}

func TestZones_NameCountriesOnceEach(t *testing.T) {
	seen := map[string]bool{}
	lines := strings.Split(strings.Trim(zones, "\n"), "\n")
	for _, line := range lines {
		code, zone, ok := strings.Cut(line, " ")
		if !ok || len(code) != 2 || strings.ToUpper(code) != code || seen[zone] {
			t.Errorf("%q is no country and zone, or stands twice", line)
		}
		seen[zone] = true
		if got := guess(zone, ""); got != code {
			t.Errorf("%s: got %q, want %s", zone, got, code)
		}
	}
	if len(lines) < 400 {
		t.Errorf("got %d zones, want all", len(lines))
	}
}

func TestSpaced(t *testing.T) {
	for number, want := range map[string]string{
		"":              "",
		"116123":        "116123",
		"85258":         "85258",
		"1234567":       "1234567",
		"12345678":      "12345 678",
		"123456789":     "123 456 789",
		"1234567890":    "1234 567 890",
		"07860039967":   "07860 039 967",
		"+4915112345":   "+4915 112 345",
		"+441234567890": "+441 234 567 890",
	} {
		got := spaced(number)
		if got != want {
			t.Errorf("%q: got %q, want %q", number, got, want)
		}
		if strings.ReplaceAll(got, " ", "") != number {
			t.Errorf("%q: got %q, want no digit lost", number, got)
		}
	}
	for _, c := range content.Countries() {
		for _, l := range c.Lines {
			if strings.ReplaceAll(spaced(l.Text), " ", "") != l.Text {
				t.Errorf("%s: got %q, want the digits of %q", l.ID, spaced(l.Text), l.Text)
			}
		}
	}
}

// heard are the acts of controls that are chosen from, not pressed.
var heard = []string{"pick", "select", "date"}

// pressable are the acts that pressed knows, read from its source.
func pressable(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "shell.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var acts []string
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Name.Name != "pressed" {
			continue
		}
		for n := range ast.Preorder(f) {
			if c, ok := n.(*ast.CaseClause); ok {
				for _, e := range c.List {
					act, _ := strconv.Unquote(e.(*ast.BasicLit).Value)
					acts = append(acts, act)
				}
			}
		}
	}
	if len(acts) < 10 {
		t.Fatalf("got %v, want the cases of pressed", acts)
	}
	return acts
}

func TestPressed_HearsEveryActThatIsDrawnAndNoOther(t *testing.T) {
	known := pressable(t)
	used := map[string]bool{}
	check := func(name string, root *markup.Node) {
		for _, n := range root.With("data-act") {
			act, value := n.Attrs["data-act"], n.Attrs["data-value"]
			used[act] = true
			switch {
			case slices.Contains(heard, act):
				if n.Tag != "input" && n.Tag != "select" {
					t.Errorf("%s: <%s> cannot be chosen from", name, n.Tag)
				}
			case !slices.Contains(known, act) || pressed(act, value) == nil:
				t.Errorf("%s: nobody hears %q on %q", name, act, n.Words())
			case n.Tag != "button" && n.Tag != "a":
				t.Errorf("%s: <%s> cannot be pressed", name, n.Tag)
			}
			if wrong := wrongValue(root, act, value); wrong != "" {
				t.Errorf("%s: %s", name, wrong)
			}
		}
		for _, n := range root.With("data-page") {
			if page := Screen(n.Attrs["data-page"]); page != Home && !page.standing() {
				t.Errorf("%s: %q opens %s, which cannot be opened", name, n.Words(), page)
			}
		}
	}
	for _, s := range screens(t) {
		check(s.name, framed(t, s.model))
	}
	for name, html := range made() {
		check(name, parsed(t, html))
	}
	for _, act := range append(known, heard...) {
		if !used[act] {
			t.Errorf("no screen has %q", act)
		}
	}
}

// wrongValue says what is wrong with what an act is done to, or nothing.
func wrongValue(root *markup.Node, act, value string) string {
	switch act {
	case "change":
		if _, ok := assessment.Default().Question(assessment.QuestionID(value)); !ok {
			return "there is no question " + value
		}
	case "country":
		if _, ok := content.CountryByCode(value); !ok {
			return "there is no country " + value
		}
	case "focus":
		if len(root.Find(func(n *markup.Node) bool { return n.Attrs["id"] == value })) == 0 {
			return "there is no " + value + " to go to"
		}
	default:
		if value != "" {
			return act + " takes no value, got " + value
		}
	}
	return ""
}

func TestPressed_NothingElse(t *testing.T) {
	for _, act := range append([]string{"", "pick", "undefined", "Start"}, heard...) {
		if got := pressed(act, ""); got != nil {
			t.Errorf("%q: got %v, want nothing", act, got)
		}
	}
	if got, want := pressed("change", "ages"), (Changed{assessment.Ages}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := pressed("skip", ""), (Looked{title}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Every effect that moves the keyboard moves it to something that is there.
func TestFocus_GoesToWhatIsOnTheScreen(t *testing.T) {
	for _, test := range fits {
		for place, m := range everywhere() {
			if _, ok := test.msg.(Looked); ok {
				continue
			}
			got, effects := after(m, test.msg)
			root := framed(t, got)
			for _, e := range effects {
				focus, ok := e.(Focus)
				if ok && len(root.Find(func(n *markup.Node) bool { return n.Attrs["id"] == focus.ID })) != 1 {
					t.Errorf("%s, on %s: nothing here is named %s", test.name, place, focus.ID)
				}
			}
		}
	}
}

func TestFilledIn_EachAnswerStandsInOneField(t *testing.T) {
	values := []string{"", "2026-11-25", "2026", "0202-01-01", assessment.NoDate}
	for _, r := range assessment.Roughs() {
		values = append(values, string(r))
	}
	for _, value := range values {
		got := filledIn(Model{Ended: value, Sorry: value, Space: value, Country: "GB"})
		isDate := value != "" && value != assessment.NoDate && !slices.Contains(assessment.Roughs(), assessment.Rough(value))
		for _, name := range []string{"ended", "sorry", "space"} {
			choice, day := value, ""
			if isDate {
				choice, day = "", value
			}
			if got[name] != choice || got[name+"-day"] != day {
				t.Errorf("%s=%q: got %q chosen and %q as the day, want %q and %q", name, value, got[name], got[name+"-day"], choice, day)
			}
		}
		if got["country"] != "GB" {
			t.Errorf("got country %q, want GB", got["country"])
		}
	}
}
