package fault

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"secondlook/assessment"
)

func TestTell_SaysFileAndLine(t *testing.T) {
	sources := fstest.MapFS{
		"flow.go":     {Data: []byte("const (\n\tAge QuestionID = \"age\"\n\tGone OutcomeID = \"gone\"\n)\n\nsingle(Age, nil)\n{\"grown\", nil, Gone}\n")},
		"sections.go": {Data: []byte("{ID: Gone}\n{ID: \"all\"}\n")},
	}
	tests := []struct{ err, want string }{
		{`question "age": twice`, `assessment/flow.go:6: question "age": twice`},
		{`rule "grown": twice`, `assessment/flow.go:7: rule "grown": twice`},
		{`outcome "gone": twice`, `assessment/sections.go:1: outcome "gone": twice`},
		{`section "all": twice`, `assessment/sections.go:2: section "all": twice`},
		{`rule "made-by-a-loop": twice`, `assessment/flow.go: rule "made-by-a-loop": twice`},
		{`no rules`, `assessment/flow.go: no rules`},
		{"no rules\nrule \"grown\": twice", "assessment/flow.go: no rules\nassessment/flow.go:7: rule \"grown\": twice"},
	}
	for _, tt := range tests {
		if got := Tell(errors.New(tt.err), sources).Error(); got != tt.want {
			t.Errorf("got %s\nwant %s", got, tt.want)
		}
	}
	if err := Tell(nil, sources); err != nil {
		t.Errorf("got %v for no fault", err)
	}
}

// What our own flow holds is found in our own sources, also the rules that loops write.
func TestTell_FindsOurs(t *testing.T) {
	f := assessment.Default()
	sources := os.DirFS("../..")
	var things []string
	for _, q := range append(f.Questions, f.Slip) {
		things = append(things, `question "`+string(q.ID)+`"`)
	}
	for _, o := range f.Outcomes {
		things = append(things, `outcome "`+string(o.ID)+`"`)
	}
	for _, s := range f.Sections {
		things = append(things, `section "`+string(s.ID)+`"`)
	}
	for _, r := range f.Rules {
		things = append(things, `rule "`+string(r.ID)+`"`)
	}
	for _, thing := range things {
		if got := Tell(errors.New(thing), sources).Error(); !strings.Contains(got, ".go:") {
			t.Errorf("got %s, want a line", got)
		}
	}
}
