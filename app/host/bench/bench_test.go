package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"secondlook/app/host/bench/events"
	"secondlook/app/host/bench/peers/ask"
	"secondlook/app/host/bench/peers/quiz"
	"secondlook/app/host/bench/peers/sheet"
)

func TestSizes_ReadWhatTheBuildSays(t *testing.T) {
	const report = `dist: 120 files
  first answer, brotli                 12997 of     14000 bytes
  program, brotli                     920321 of    920000 bytes  OVER
`
	got, err := sizes([]byte(report))
	if err != nil || len(got) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	if e := got[1]; e.Name != "program, brotli" || e.Bytes != 920321 || e.Most != 920000 || e.What != events.Size {
		t.Errorf("got %+v", e)
	}
	if _, err := sizes([]byte("dist: 120 files\n")); err == nil {
		t.Error("a build that reports no size is taken for one")
	}
}

func TestSameWords_SeesEachDifference(t *testing.T) {
	plan, err := ask.Journey()
	if err != nil {
		t.Fatal(err)
	}
	c := course{ask.Sheet(), plan}
	read := func() map[int][]string {
		screens := map[int][]string{events.Start: {strings.Join(startTexts(c.sheet.Start), "\n")}}
		for i, step := range plan {
			q := c.sheet.Questions[slices.IndexFunc(c.sheet.Questions, func(q sheet.Question) bool { return q.ID == step.Question })]
			screens[i] = []string{q.Title, q.Hint}
			for _, o := range q.Options {
				screens[i] = append(screens[i], o.Label+" "+o.Note)
			}
		}
		return screens
	}
	if err := sameWords(c, read(), read()); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(map[int][]string){
		"a word of the start page": func(s map[int][]string) { s[events.Start][0] = s[events.Start][0][1:] },
		"an option":                func(s map[int][]string) { s[3][4] += "!" },
		"an option too few":        func(s map[int][]string) { s[5] = s[5][:len(s[5])-1] },
		"a question never read":    func(s map[int][]string) { delete(s, 7) },
		"an answer not kept":       func(s map[int][]string) { s[2] = append(s[2], "lost: No") },
	} {
		changed := maps.Clone(read())
		change(changed)
		if sameWords(c, read(), changed) == nil {
			t.Errorf("%s: no difference is seen", name)
		}
	}
}

// What go-app itself serves is all there, and the program stands where its scripts ask for it.
func TestQuizFiles_AreWhatGoAppServes(t *testing.T) {
	s := ask.Sheet()
	quiz.Route(s)
	files, err := quizFiles(s, []byte("the program"))
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{
		"/": s.Start.Title, "/app.js": "/web/app.wasm", "/wasm_exec.js": "globalThis.Go", "/app-worker.js": "/web/app.wasm", "/web/app.wasm": "the program",
	} {
		if !bytes.Contains(files[address], []byte(want)) {
			t.Errorf("%s lacks %q", address, want)
		}
	}
}

func TestCourse_SaysOneLabelAQuestion(t *testing.T) {
	plan, err := ask.Journey()
	if err != nil {
		t.Fatal(err)
	}
	if said := (course{ask.Sheet(), plan}).said(); len(said) != len(plan) {
		t.Errorf("%d labels for %d questions: %q", len(said), len(plan), said)
	}
}

func TestLog_WritesTheRound(t *testing.T) {
	file := filepath.Join(t.TempDir(), "events.jsonl")
	l, err := create(file)
	if err != nil {
		t.Fatal(err)
	}
	l.in(3)(events.Event{Site: "plain", What: events.Painted, Screen: events.Start})
	if err := l.close(); err != nil {
		t.Fatal(err)
	}
	all := readFile(t, file)
	if len(all) != 1 || all[0].Round != 3 || all[0].Screen != events.Start || all[0].Site != "plain" {
		t.Errorf("got %+v", all)
	}
}

func readFile(t *testing.T, name string) []events.Event {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	all, err := events.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return all
}
