package host

import (
	"os/exec"
	"strings"
	"testing"
)

// The review of these sources against their own last commit: whatever stands in the folder, both programs do what their
// questionnaires say, and the two are followed together.
func TestReview_AgainstTheLastCommit(t *testing.T) {
	if err := exec.Command("git", "rev-parse", "--verify", "HEAD").Run(); err != nil {
		t.Skip("these sources have no history here to compare with")
	}
	var out strings.Builder
	if err := reviewAgainst("HEAD", &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# What changed since ", "\n## Situations\n", "\nThe base: 2", "\nThis revision: 2", "\n## Words\n", "\n## Helplines\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("got\n%s\nwant %q", out.String(), want)
		}
	}
	if strings.Contains(out.String(), "decides otherwise") {
		t.Errorf("a program does not do what its questionnaire says:\n%s", out.String())
	}
}
