package prove

import (
	"flag"
	"os"
	"path/filepath"
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
	if line, same := SameGolden(got, string(want)); !same {
		t.Errorf("the flow decides otherwise than %s; the first line that differs:\n%s\nif that is meant, run go test ./assessment/internal/prove -update", goldenPath, line)
	}
}
