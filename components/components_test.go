//go:build !wasm

package components

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/components/markup"
)

var update = flag.Bool("update", false, "write the golden files anew")

// read renders a part and reads it back.
func read(t *testing.T, ui goapp.UI) *markup.Node {
	t.Helper()
	root, err := markup.Parse(goapp.HTMLString(ui))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func TestExamples_LookAsTheyDid(t *testing.T) {
	var names []string
	for _, e := range Examples() {
		names = append(names, e.Name+".golden")
		t.Run(e.Name, func(t *testing.T) {
			got := read(t, e.UI).String()
			file := filepath.Join("testdata", e.Name+".golden")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("%v: go test ./components -update writes it", err)
			}
			if got != string(want) {
				t.Errorf("%s\ngo test ./components -update takes it over", firstChange(got, string(want)))
			}
		})
	}
	files, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !slices.Contains(names, f.Name()) {
			t.Errorf("testdata/%s belongs to no example: delete it", f.Name())
		}
	}
}

// firstChange says where two texts first differ.
func firstChange(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		left, right := "(the end)", "(the end)"
		if i < len(g) {
			left = g[i]
		}
		if i < len(w) {
			right = w[i]
		}
		if left != right {
			return fmt.Sprintf("line %d: got %q, want %q", i+1, left, right)
		}
	}
	return "no change"
}

func TestExamples_AreSound(t *testing.T) {
	for _, e := range Examples() {
		for _, fault := range markup.Faults(read(t, e.UI), HasIcon) {
			t.Errorf("%s: %s", e.Name, fault)
		}
	}
}

func TestExamples_StandOnOnePage(t *testing.T) {
	names, ids := map[string]bool{}, map[string]string{}
	for _, e := range Examples() {
		if names[e.Name] {
			t.Errorf("two examples are named %s", e.Name)
		}
		names[e.Name] = true
		for _, n := range read(t, e.UI).With("id") {
			id := n.Attrs["id"]
			if other, taken := ids[id]; taken && other != e.Name {
				t.Errorf("the id %s is in %s and %s", id, other, e.Name)
			}
			ids[id] = e.Name
		}
	}
}

func TestExamples_ShowEveryPartAndState(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range Examples() {
		for _, n := range read(t, e.UI).With("class") {
			for _, class := range strings.Fields(n.Attrs["class"]) {
				seen[class] = true
			}
		}
	}
	for _, class := range wanted(t) {
		if !seen[class] {
			t.Errorf("no example shows .%s", class)
		}
	}
}

// wanted are the classes that the parts write, read from their source.
func wanted(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var classes []string
	for _, file := range files {
		if file == "examples.go" || strings.HasSuffix(file, "_test.go") {
			continue
		}
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, after := range strings.Split(string(src), `Class("`)[1:] {
			literal, _, _ := strings.Cut(after, `"`)
			for _, class := range strings.Fields(literal) {
				if !strings.HasSuffix(class, "--") {
					classes = append(classes, class)
				}
			}
		}
	}
	if len(classes) < 40 {
		t.Fatalf("got %d classes, want the parts to be read", len(classes))
	}
	return classes
}

func TestChoices_OnlyPickedOnesAreChecked(t *testing.T) {
	root := read(t, Choices{Name: "q", Legend: "Which?", Many: true, Picked: []string{"b", "gone"},
		Choices: []Choice{{Value: "a", Label: "A"}, {Value: "b", Label: "B"}}}.UI())
	for _, input := range root.Tagged("input") {
		if got, want := input.Has("checked"), input.Attrs["value"] == "b"; got != want {
			t.Errorf("%s: got checked %t, want %t", input.Attrs["value"], got, want)
		}
		if got := input.Attrs["type"]; got != "checkbox" {
			t.Errorf("got type %s, want checkbox where several may be picked", got)
		}
		if got := input.Attrs["autocomplete"]; got != "off" {
			t.Errorf("got autocomplete %q, want off: a browser must not remember answers", got)
		}
	}
}

func TestWay_ThatLeadsAwaySaysNotFromWhere(t *testing.T) {
	for _, away := range []bool{true, false} {
		a := read(t, Way{Href: "https://line.example/", Text: "Site", For: "Line", Icon: "phone", Away: away}.UI()).Tagged("a")[0]
		if got := strings.Contains(a.Attrs["rel"], "noreferrer") && a.Attrs["target"] == "_blank"; got != away {
			t.Errorf("away %t: got rel %q, target %q", away, a.Attrs["rel"], a.Attrs["target"])
		}
	}
}

func TestDial(t *testing.T) {
	for shown, want := range map[string]string{
		"":                 "",
		"999":              "999",
		"0808 2000 247":    "08082000247",
		"+44 20 7946 0000": "+442079460000",
		"+44 (0)20-7946":   "+440207946",
		"13 11 14":         "131114",
		"*9696":            "*9696",
		"*16#":             "*16%23",
		"#31#12":           "%2331%2312",
		"12+34":            "1234",
		"1-800-RUNAWAY 5":  "18005",
		"116 123":          "116123",
		"116–117":          "116117",
		"call me":          "",
		"1. 2":             "12",
		"+1.888.724.7240":  "+18887247240",
		"0800/111 0 111":   "08001110111",
		"١٢٣":              "",
		"(0800) 20 20 20":  "0800202020",
		"%23":              "23",
	} {
		if got := Dial(shown); got != want {
			t.Errorf("%q: got %q, want %q", shown, got, want)
		}
	}
}

func TestSprite_HoldsEveryIconOnce(t *testing.T) {
	root, err := markup.Parse(Sprite())
	if err != nil {
		t.Fatal(err)
	}
	symbols := root.Tagged("symbol")
	if len(symbols) != len(icons) || len(symbols) == 0 {
		t.Errorf("got %d pictures, want %d", len(symbols), len(icons))
	}
	for _, s := range symbols {
		if name := strings.TrimPrefix(s.Attrs["id"], "i-"); !HasIcon(name) || len(s.Children) == 0 {
			t.Errorf("%s is not an icon with a path", s.Attrs["id"])
		}
	}
	for _, fault := range markup.Faults(root, HasIcon) {
		t.Error(fault)
	}
	if HasIcon("heart") || HasIcon("") {
		t.Error("got an icon that is not in the sprite")
	}
}
