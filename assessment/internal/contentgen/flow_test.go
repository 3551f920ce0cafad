package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"secondlook/assessment"
)

// A fault of the flow is told before any word is looked at, and nothing is written.
func TestCompile_RefusesABrokenFlow(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(*assessment.Flow)
		want  string
	}{
		{"unknown ID", func(f *assessment.Flow) { f.Rules[0].Outcome = "lost" },
			`^assessment/flow\.go:\d+: rule "danger-named": no outcome "lost": name one`},
		{"cycle", func(f *assessment.Flow) {
			f.Questions[0].Ask = []assessment.Is{{Question: assessment.Felt, Options: []assessment.OptionID{assessment.None}}}
		},
			`^assessment/flow\.go:\d+: question "right-now": asked when: question "felt" is not asked before it: ask it earlier`},
		{"unreachable part", func(f *assessment.Flow) { f.Sections = append(f.Sections, assessment.Section{ID: "lone"}) },
			`^assessment/flow\.go: section "lone": no outcome lists it: list it, or take it out`},
		{"shadowed rule", func(f *assessment.Flow) {
			f.Rules[1] = assessment.Rule{ID: "suicide-plan", When: append(f.Rules[0].When, f.Rules[1].When...), Outcome: assessment.DangerNow}
		}, `^assessment/flow\.go:\d+: rule "suicide-plan": never reached, rule "danger-named" holds wherever it does: move it`},
		{"two rules alike", func(f *assessment.Flow) { f.Rules[1].When = f.Rules[0].When },
			`^assessment/flow\.go:\d+: rule "suicide-plan": has the conditions of rule "danger-named": take one out`},
		{"option without words", func(f *assessment.Flow) {
			f.Questions[0].Options = append(f.Questions[0].Options[:3:3], append([]assessment.Option{{ID: "a-new-one"}}, f.Questions[0].Options[3:]...)...)
		}, `(?m)^en/questions/right-now\.md:\d+: option "a-new-one" is missing: add it`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "content")
			if err := os.CopyFS(dir, os.DirFS("../../content")); err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"flow.go", "sections.go"} {
				if err := os.Symlink(absolute(t, "../../"+name), filepath.Join(filepath.Dir(dir), name)); err != nil {
					t.Fatal(err)
				}
			}
			for _, made := range []string{"content_gen.go", "resources_gen.go"} {
				if err := os.Remove(filepath.Join(dir, made)); err != nil {
					t.Fatal(err)
				}
			}
			f := assessment.Default()
			tt.spoil(f)
			err := compile(dir, f)
			if err == nil || !regexp.MustCompile(tt.want).MatchString(err.Error()) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
			if written, _ := filepath.Glob(filepath.Join(dir, "*_gen.go")); len(written) > 0 {
				t.Errorf("wrote %s", strings.Join(written, ", "))
			}
		})
	}
}

func absolute(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return path
}
