package proof

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"secondlook/assessment"
)

func TestCheck_OurFlow(t *testing.T) {
	if err := Check(assessment.Default(), os.DirFS("..")); err != nil {
		t.Error(err)
	}
}

func section(f *assessment.Flow, id assessment.SectionID) *assessment.Section {
	return &f.Sections[slices.IndexFunc(f.Sections, func(s assessment.Section) bool { return s.ID == id })]
}

func TestCheck_RefusesWhatIsBroken(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(*assessment.Flow)
		want  string
	}{
		"a fault of the shape": {
			func(f *assessment.Flow) { f.Rules[0].Outcome = "lost" },
			`^assessment/flow\.go:\d+: rule "danger-named": no outcome "lost": name one of the flow's$`,
		},
		"a promise": {
			func(f *assessment.Flow) {
				f.Rules = slices.DeleteFunc(f.Rules, func(r assessment.Rule) bool { return r.ID == "suicide-plan" })
			},
			`(?s)^assessment/flow\.go:\d+: broken promise T4, .*: the flow decides .* by .*start\n.*pick thoughts = yes-plan\n.*expect outcome .*` +
				`mend rule ".*and \d+ more promises: make prove tells them all$`,
		},
		"a promise of a section": {
			func(f *assessment.Flow) { section(f, "grief").When = section(f, "heavy-time").When },
			`^assessment/sections\.go:\d+: broken promise T18 grief, [^\n]*(\n[^\n]+)*\nmend when section "grief" shows, or the pages that list it; `,
		},
		"a promise of a question": {
			func(f *assessment.Flow) { f.Questions[2].Ask = nil },
			`assessment/flow\.go:\d+: broken promise §3 asks ages, [^\n]*(\n[^\n]+)*\nmend when question "ages" is asked; `,
		},
		"a promise of the shape": {
			func(f *assessment.Flow) { f.Questions[0].Options[0].Constructs = nil },
			`(?s)^assessment/flow\.go:\d+: broken promise T17 belongs, .*\nmend question "right-now"; `,
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := assessment.Default()
			tt.spoil(f)
			err := Check(f, os.DirFS(".."))
			if err == nil || !regexp.MustCompile(tt.want).MatchString(err.Error()) {
				t.Errorf("got %v\nwant %s", err, tt.want)
			}
		})
	}
}
