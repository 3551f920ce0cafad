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
			`(?s)^assessment/flow\.go: broken promise T4, .*: the flow decides .* by .*pick thoughts = yes-plan\n.*expect outcome .*` +
				`mend the rule that decides there.*and \d+ more promises: make prove tells them all$`,
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
