package review

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"secondlook/assessment"
)

// write lays out files in a folder of its own.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// wants fails where a report lacks one of the lines, or holds one that begins with "no: ".
func wants(t *testing.T, report string, lines ...string) {
	t.Helper()
	for _, want := range lines {
		if not, ok := strings.CutPrefix(want, "no: "); ok {
			if strings.Contains(report, not) {
				t.Errorf("got %q in\n%s", not, report)
			}
			continue
		}
		if !strings.Contains("\n"+report, "\n"+want) {
			t.Errorf("got\n%s\nwant a line that begins %q", report, want)
		}
	}
}

func TestSituations_ChangedRule(t *testing.T) {
	after := assessment.Default()
	after.Rules = slices.DeleteFunc(after.Rules, func(r assessment.Rule) bool { return r.ID == "no-was-said" })
	p := &paper{}
	p.situations(assessment.Default(), after)
	wants(t, p.text.String(),
		"Exact: both questionnaires were followed together over all 16,735,748,758,665,537 ways",
		"Another outcome or other first help: ",
		"### clear-no → not-covered: ",
		"! less urgent than before: soon → steady",
		"first help: let-it-stop (crisis) → none",
		"    start\n    pick right-now = none\n    pick thoughts = no\n",
		"- clear-no → not-covered: 185,250 sheets, in 22 ways",
		"    pick their-word = told-stop, with-someone",
		"    expect outcome not-covered",
		"no: Not exact",
	)
}

func TestSituations_PlanOpened(t *testing.T) {
	after := assessment.Default()
	for i, r := range after.Rules {
		if r.ID == "all-clear" {
			after.Rules[i].When = slices.DeleteFunc(slices.Clone(r.When), func(c assessment.Is) bool { return c.Question == assessment.Ages })
		}
		if r.ID == "under-18" || r.ID == "ages-not-said" {
			after.Rules[i].When = []assessment.Is{{Question: assessment.Ages, Options: []assessment.OptionID{assessment.TheyUnder18}}}
		}
	}
	for i, q := range after.Questions {
		if q.ID == assessment.WhyLeft {
			after.Questions[i].Ask = slices.DeleteFunc(slices.Clone(q.Ask), func(c assessment.Is) bool { return c.Question == assessment.Ages })
		}
	}
	p := &paper{}
	p.situations(assessment.Default(), after)
	wants(t, p.text.String(), "! the plan is shown where it was not", "and of the base:\n    start")
}

func TestSituations_FirstHelpMoved(t *testing.T) {
	after := assessment.Default()
	for i := range after.Sections {
		if after.Sections[i].ID == "talk-to-a-specialist" {
			after.Sections[i].Needs = []assessment.Need{assessment.NeedCrisis}
		}
	}
	p := &paper{}
	p.situations(assessment.Default(), after)
	wants(t, p.text.String(), "### being-harmed → being-harmed: ",
		"first help: talk-to-a-specialist (abuse-victim) → talk-to-a-specialist (crisis)", "no: first on the page")
}

func TestSituations_AnotherOrderIsNotExact(t *testing.T) {
	after := assessment.Default()
	after.Questions[1], after.Questions[2] = after.Questions[2], after.Questions[1]
	after.Rules[4].Outcome = assessment.Unclear
	p := &paper{}
	p.situations(assessment.Default(), after)
	wants(t, p.text.String(), `Not exact: the flows ask in another order: question "ages" has moved.`, "### crisis → unclear", "no: Exact")
}

func TestSituations_NewOptionIsNamed(t *testing.T) {
	after := assessment.Default()
	after.Questions[0].Options = append([]assessment.Option{{ID: "someone-asks"}}, after.Questions[0].Options...)
	p := &paper{}
	p.situations(assessment.Default(), after)
	wants(t, p.text.String(), "- option right-now.someone-asks is new.", "  Sheets that pick an option only one of them offers are not among those counted")
}

// decider answers sheets as go run . decide does, by a flow.
func decider(f *assessment.Flow) func(io.Reader) ([]byte, error) {
	return func(in io.Reader) ([]byte, error) {
		var out bytes.Buffer
		dec, enc := json.NewDecoder(in), json.NewEncoder(&out)
		for dec.More() {
			var sheet struct {
				Answers assessment.Answers `json:"answers"`
			}
			if err := dec.Decode(&sheet); err != nil {
				return nil, err
			}
			res := f.Decide(sheet.Answers)
			if err := enc.Encode(map[string]any{"outcome": res.Outcome, "sections": res.Sections}); err != nil {
				return nil, err
			}
		}
		return out.Bytes(), nil
	}
}

func TestPrograms_DoWhatTheySay(t *testing.T) {
	f := assessment.Default()
	other := assessment.Default()
	other.Rules[0].Outcome = assessment.Crisis
	p := &paper{}
	p.programs(f, f, decider(f), decider(other))
	wants(t, p.text.String(), "! it decides otherwise here:", "    expect outcome crisis")
	p = &paper{}
	p.programs(f, f, decider(f), func(io.Reader) ([]byte, error) { return nil, fmt.Errorf("no such command") })
	wants(t, p.text.String(), "This revision was not asked: no such command", "no: !")
}

func TestParseFlow_RefusesWhatIsNone(t *testing.T) {
	for _, text := range []string{"", "{}", `{"questions":[{"id":"a"}]}`, "hello"} {
		if _, err := parseFlow([]byte(text)); err == nil {
			t.Errorf("%q is taken for a questionnaire", text)
		}
	}
}

func TestDiffer_NamesWhatIsWrittenOtherwise(t *testing.T) {
	after := assessment.Default()
	after.Rules[4].Outcome = assessment.Unclear
	after.Sections = append(slices.DeleteFunc(after.Sections, func(s assessment.Section) bool { return s.ID == "grief" }), assessment.Section{ID: "new"})
	after.Questions[0].Options[1].Alone = true
	o := &after.Outcomes[1]
	o.Sections = slices.Clone(o.Sections)
	o.Sections[0], o.Sections[1] = o.Sections[1], o.Sections[0]
	after.Kept = after.Kept[1:]
	got := differ(assessment.Default(), after)
	want := []string{
		"~ question right-now", "    - option others-in-danger (alone: false) C4", "    + option others-in-danger (alone: true) C4",
		"~ rule dark-thoughts", "    - leads to crisis", "    + leads to unclear",
		"~ outcome crisis", "    in another order: now; section high-danger; section urgent-numbers",
		"- section grief",
		"~ the help that is kept", "    - crisis-help after right-now = i-may-hurt-myself, others-in-danger",
		"+ section new",
	}
	for i := range got { // the rest of a page is not what this is about
		if strings.HasPrefix(got[i], "    in another order: ") {
			got[i], _, _ = strings.Cut(got[i], "; section stop-today")
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestPromises_SaysWhichAreBroken(t *testing.T) {
	f := assessment.Default()
	p := &paper{}
	p.promises(f)
	wants(t, p.text.String(), "Every one is kept, over every sheet.", "no: broken")
	f.Rules = slices.DeleteFunc(f.Rules, func(r assessment.Rule) bool { return r.ID == "no-was-said" })
	p = &paper{}
	p.promises(f)
	wants(t, p.text.String(), "! broken: T8 clear-no: ", "! broken: withdrawn: ", "make prove prints", "no: Every one is kept")
}

func TestWords_WhatIsGoneAndNew(t *testing.T) {
	before := write(t, map[string]string{
		"en/questions/body.md": "---\ntitle: Did it happen?\noptions:\n  hit: Hit\nnotes:\n  hit: Even once\n---\n",
		"en/sections/grief.md": "---\ntitle: Grief\nrows:\n  S1: \"It takes long, and that is fine.\"\n---\nIt takes long, and that is fine.\nCall someone.\n\n:::not\n- **No calls** Write to nobody.\n:::\n",
		"en/words.md":          "## start\nStart\n\n## stop\nStop\n",
		"en/lines/GB.yaml":     "gb-one: \"For anyone.\"\n",
		"en/pages/old.md":      "---\ntitle: Old\n---\nAll of it.\n",
	})
	after := write(t, map[string]string{
		"en/questions/body.md": "---\ntitle: Did this happen?\noptions:\n  hit: Hit\n  bite: Bite\nnotes:\n  hit: Even once\n---\n",
		"en/sections/grief.md": "---\ntitle: Grief\nrows:\n  S1: \"It takes time, and that is fine.\"\n---\nIt takes time, and that is fine.\nCall someone.\n\n:::not\n- **No calls** Write to somebody.\n:::\n",
		"en/words.md":          "## start\nBegin\n\n## stop\nStop\n",
		"en/lines/GB.yaml":     "gb-one: \"For anyone. Not at night.\"\n",
	})
	p := &paper{}
	if err := p.words(before, after); err != nil {
		t.Fatal(err)
	}
	wants(t, p.text.String(),
		"en/questions/body.md\n  - title: Did it happen?\n  + title: Did this happen?\n  + options.bite: Bite\n",
		"en/sections/grief.md\n  - text: It takes long, and that is fine.\n! - text (not): Write to nobody.\n  + text: It takes time, and that is fine.\n  + text (not): Write to somebody.\n",
		"en/words.md\n  - start: Start\n  + start: Begin\n",
		"en/lines/GB.yaml\n! + gb-one: Not at night.\n",
		"en/pages/old.md\n  - title: Old\n  - text: All of it.\n",
		"no: Even once", "no: Call someone", "no: rows", "no: No calls",
	)
	if p.marked != 2 {
		t.Errorf("got %d marked, want 2", p.marked)
	}
	p = &paper{}
	if err := p.words(after, after); err != nil {
		t.Fatal(err)
	}
	wants(t, p.text.String(), "No word changed.")
}

func TestHelplines_MarksNumbers(t *testing.T) {
	before := write(t, map[string]string{
		"GB.yaml":         "emergency:\n  general: \"999\"\nlines:\n- id: gb-one\n  phone: \"116123\"\n  hours: \"24/7\"\n  checked: \"2026\"\n- id: gb-two\n  phone: \"1\"\n",
		"exceptions.yaml": "gb-one: because\n",
	})
	after := write(t, map[string]string{
		"GB.yaml": "emergency:\n  general: \"112\"\nlines:\n- id: gb-one\n  phone: \"116124\"\n  hours: unknown\n  checked: \"2027\"\n- id: gb-three\n  text: \"85258\"\n",
	})
	p := &paper{}
	if err := p.helplines(before, after); err != nil {
		t.Fatal(err)
	}
	wants(t, p.text.String(),
		`! GB emergency, general: "999" → "112"`, `! GB gb-one, phone: "116123" → "116124"`, `  GB gb-one, hours: "24/7" → "unknown"`,
		"! - GB gb-two is gone: phone 1", "! + GB gb-three is new: text 85258", "no: checked")
	p = &paper{}
	if err := p.helplines(after, after); err != nil {
		t.Fatal(err)
	}
	wants(t, p.text.String(), "No number and no line changed.")
}

func TestRun_RefusesWhatIsNoRevision(t *testing.T) {
	for _, base := range []string{"", "--help", "no-such-revision"} {
		var out bytes.Buffer
		err := Run("../../..", base, Now{}, &out)
		if err == nil || !strings.HasPrefix(err.Error(), "review: ") || !strings.HasSuffix(err.Error(), "make review BASE=main") || out.Len() > 0 {
			t.Errorf("%q: got %v", base, err)
		}
	}
}
