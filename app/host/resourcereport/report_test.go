//go:build !wasm

package resourcereport

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondlook/assessment"
	"secondlook/assessment/content"
)

const root = "../../.."

var day = time.Date(2026, time.November, 25, 0, 0, 0, 0, time.UTC)

// Every country has first help for every thing that can be said; nobody who
// did harm is sent first to a line that is only for people who were harmed;
// and nobody is exposed.
func TestFirstHelp_NoCellIsEmptyOrWrong(t *testing.T) {
	table := firstHelp(content.Countries())
	if err := table.wrong(); err != nil {
		t.Error(err)
	}
	if len(table.Rows) < 240 || len(table.Things) < 13 {
		t.Errorf("got %d rows and %d things, want every country and kind", len(table.Rows), len(table.Things))
	}
	for _, r := range table.Rows {
		if len(r.Cells) != len(table.Things) {
			t.Errorf("%s: got %d cells, want %d", r.Country, len(r.Cells), len(table.Things))
		}
	}
}

// Each sheet says its thing: it ends on the page that fits.
func TestThings_EndWhereTheyShould(t *testing.T) {
	want := map[string]assessment.OutcomeID{
		"in danger from the ex": assessment.DangerNow, "may hurt someone": assessment.DangerNow, "harmed": assessment.BeingHarmed,
		"own behaviour": assessment.CausingHarm, "own behaviour, grave": assessment.CausingHarm, "sexual violence": assessment.BeingHarmed,
		"stalking": assessment.BeingHarmed, "private pictures": assessment.BeingHarmed, "spied on by phone": assessment.BeingHarmed,
		"outing": assessment.BeingHarmed, "cheating": assessment.Cheating, "grief": assessment.NotCovered, "money": assessment.BeingHarmed,
		"money and trust": assessment.SeriousBreach, "suicide": assessment.Crisis, "relationship": assessment.NotCovered,
	}
	for _, th := range things() {
		answers := plainly(th.Answers)
		res, _ := assessment.Default().Settle(assessment.Sitting{Answers: answers}, assessment.Dates{})
		if w, ok := want[th.Name]; ok && res.Outcome != w {
			t.Errorf("%s: got %s, want %s", th.Name, res.Outcome, w)
		}
	}
}

// What is wrong with a table is seen.
func TestTable_PlantedFaultsAreSeen(t *testing.T) {
	harmed := content.Line{ID: "xx-harmed", Name: "Harmed", Shown: "1", Serves: []assessment.Need{assessment.NeedHarmed}}
	both := content.Line{ID: "xx-both", Name: "Both", Shown: "1", Serves: []assessment.Need{assessment.NeedHarmed, assessment.NeedOwnBehaviour}}
	pride := content.Line{ID: "xx-pride", Name: "Pride", Shown: "1", For: content.LGBTQ, Serves: []assessment.Need{assessment.NeedHarmedLGBTQ}}
	for _, test := range []struct {
		name string
		cell cell
		want string
	}{
		{"empty", cell{}, "nothing stands first"},
		{"no way there", cell{Name: "A line", Step: content.OwnLine}, "cannot be reached"},
		{"for the harmed", cell{Name: "A", Number: "1", Step: content.OwnLine, line: harmed, thing: thing{Harmer: true}}, "only for people who were harmed"},
		{"for both", cell{Name: "A", Number: "1", Step: content.OwnLine, line: both, thing: thing{Harmer: true}}, ""},
		{"exposes", cell{Name: "A", Number: "1", Step: content.OwnLine, line: pride, country: "UG"}, "could expose"},
		{"exposes nobody", cell{Name: "A", Number: "1", Step: content.OwnLine, line: pride, country: "GB"}, ""},
		{"own line for outing", cell{Name: "A", Number: "1", Step: content.OwnLine, line: harmed, thing: thing{Section: outing}, country: "UG"}, "could expose"},
	} {
		got := test.cell.wrong()
		if test.want == "" && got != "" || !strings.Contains(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestRun_WritesBothPages(t *testing.T) {
	folder := t.TempDir()
	var out bytes.Buffer
	if err := Run(root, folder, day, &out); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{
		"call-sheet.html": {"Revenge Porn Helpline", "no date", "United Kingdom (GB)"},
		"first-help.html": {"Samaritans", `class="wide"`, "United Kingdom", "(not said)"},
	} {
		page, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(string(page), w) {
				t.Errorf("%s does not hold %q", name, w)
			}
		}
	}
	for _, want := range []string{"  GB United Kingdom", "without a date", "First help, for "} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("got %s\nwant %q in it", out.String(), want)
		}
	}
	if err := Run(t.TempDir(), folder, day, &out); err == nil || !strings.Contains(err.Error(), Folder) {
		t.Errorf("got %v for a folder without facts, want it refused", err)
	}
}

func TestOverdue(t *testing.T) {
	facts := []fact{
		{Code: "GB", ID: "new", Checked: "2026-06-01", Confidence: "high"}, {Code: "GB", ID: "old", Checked: "2026-05-01", Confidence: "high"},
		{Code: "GB", ID: "year", Checked: "2026", Confidence: "high"}, {Code: "GB", ID: "never", Confidence: "high"},
		{Code: "GB", ID: "month", Checked: "2026-07", Confidence: "high"}, {Code: "GB", ID: "unsure", Checked: "2026-05-20", Confidence: "low"},
	}
	var got []string
	for _, f := range overdue(facts, day) {
		got = append(got, f.ID)
	}
	if want := "unsure never year old"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
