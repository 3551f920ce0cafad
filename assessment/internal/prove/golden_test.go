package prove

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondlook/assessment"
)

var update = flag.Bool("update", false, "write the golden files anew")

var goldenPath = filepath.Join("..", "..", "testdata", "decisions.golden")

func TestProof_DecisionsGolden(t *testing.T) {
	got, err := Golden(assessment.Default())
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.MkdirAll(filepath.Dir(goldenPath), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(goldenPath, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(goldenPath)
	if err != nil {
		t.Fatal(err)
	}
	if line, same := sameGolden(got, string(want)); !same {
		t.Errorf("the flow decides otherwise than %s; the first line that differs:\n%s\nif that is meant, run go test ./assessment/internal/prove -update", goldenPath, line)
	}
}

// sameGolden tells the first line in which two goldens differ; none, if they agree.
func sameGolden(got, want string) (line string, same bool) {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i, l := range g {
		if i >= len(w) || l != w[i] {
			return l, false
		}
	}
	if len(w) > len(g) {
		return w[len(g)], false
	}
	return "", len(g) == len(w)
}
