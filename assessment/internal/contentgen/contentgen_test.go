package main

import (
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"secondlook/assessment"
	"secondlook/assessment/content"
)

var update = flag.Bool("update", false, "write what the generator says now into testdata/bad")

// ours is the folder that is compiled into the program.
const ours = "../../content"

// today is the day the tests run on.
var today = time.Date(2026, time.November, 25, 0, 0, 0, 0, time.UTC)

// small is a flow that testdata/good words completely.
func small() *assessment.Flow {
	return &assessment.Flow{
		Questions: []assessment.Question{
			{ID: "weather", Options: []assessment.Option{{ID: "wet"}, {ID: "dry"}}},
		},
		Outcomes: []assessment.Outcome{
			{ID: assessment.Crisis, Sections: []assessment.SectionID{"walk", "talk"}},
			{ID: assessment.NotCovered, Sections: []assessment.SectionID{"talk"}},
			{ID: assessment.Covered, Sections: []assessment.SectionID{"step", "talk"}},
		},
		Sections: []assessment.Section{
			{ID: "walk", Method: []string{"S1"}, Needs: []assessment.Need{assessment.NeedCrisis}},
			{ID: "step", Method: []string{"S2"}},
			{ID: "talk"},
		},
	}
}

// folder reads a folder into memory, so that a test can change it.
func folder(t *testing.T, dir string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func generateSmall(files fstest.MapFS) (map[string][]byte, *report, error) {
	r := &report{}
	out, err := generate(source{files, small(), []string{"S1", "S2"}, today}, r)
	return out, r, err
}

func generateOurs(files fstest.MapFS) (map[string][]byte, error) {
	return generate(source{files, assessment.Default(), methodRows(), today}, &report{})
}

func TestGenerate_GoodFolder(t *testing.T) {
	out, r, err := generateSmall(folder(t, "testdata/good"))
	if err != nil {
		t.Fatalf("refused:\n%v", err)
	}
	for _, name := range []string{"content_gen.go", "resources_gen.go"} {
		golden := filepath.Join("testdata", name+".golden")
		if *update {
			if err := os.WriteFile(golden, out[name], 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got := out[name]; string(got) != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
	want := "resources: warning: 2 facts in 2 countries were last checked over 180 days ago: AX 1, GB 1\n"
	if got := r.warned(); got != want {
		t.Errorf("warnings: got %q, want %q", got, want)
	}
}

func TestGenerate_SameTwice(t *testing.T) {
	one, _, _ := generateSmall(folder(t, "testdata/good"))
	two, _, _ := generateSmall(folder(t, "testdata/good"))
	if !maps.EqualFunc(one, two, func(a, b []byte) bool { return string(a) == string(b) }) {
		t.Error("two runs over the same folder differ")
	}
}

// A broken is one file of testdata/bad: edits to the good folder, and all that
// the generator then says.
type broken struct {
	edits []string // as written
	want  []string
}

func readBroken(t *testing.T, path string, files fstest.MapFS) broken {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var b broken
	var file, old string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		key, text, _ := strings.Cut(line, ": ")
		text = strings.NewReplacer(`\\`, `\`, `\n`, "\n").Replace(text)
		if key == "want" {
			b.want = append(b.want, text)
			continue
		}
		b.edits = append(b.edits, line)
		switch key {
		case "gone":
			delete(files, text)
		case "file":
			file = text
		case "old":
			old = text
		case "new":
			change(t, files, file, old, text)
		default:
			t.Fatalf("%s: %q is no edit", path, line)
		}
	}
	return b
}

// change replaces a text that must stand once in a file; an empty one makes the file.
func change(t *testing.T, files fstest.MapFS, file, old, with string) {
	t.Helper()
	if old == "" {
		files[file] = &fstest.MapFile{Data: []byte(with)}
		return
	}
	text := string(files[file].Data)
	if n := strings.Count(text, old); n != 1 {
		t.Fatalf("%s: %q stands there %d times", file, old, n)
	}
	files[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, with, 1))}
}

func TestGenerate_BrokenFolders(t *testing.T) {
	paths, err := filepath.Glob("testdata/bad/*.txt")
	if err != nil || len(paths) < 25 {
		t.Fatalf("got %d broken folders (%v), want 25 at least", len(paths), err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			files := folder(t, "testdata/good")
			b := readBroken(t, path, files)
			_, _, err := generateSmall(files)
			if err == nil {
				t.Fatal("nothing was refused")
			}
			got := strings.Split(err.Error(), "\n")
			if *update {
				writeBroken(t, path, b.edits, got)
				return
			}
			if !slices.Equal(got, b.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(b.want, "\n"))
			}
		})
	}
}

func writeBroken(t *testing.T, path string, edits, want []string) {
	t.Helper()
	text := strings.Join(edits, "\n") + "\n"
	for _, line := range want {
		text += "want: " + strings.ReplaceAll(line, `\`, `\\`) + "\n"
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestGenerate_RowCarriedNowhere(t *testing.T) {
	r := &report{}
	_, err := generate(source{folder(t, "testdata/good"), small(), []string{"S1", "S2", "S3"}, today}, r)
	want := "en/sections: nothing carries row S3 of the method: give it a sentence in a section or page"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestGenerate_RowCarriedByPage(t *testing.T) {
	files := folder(t, "testdata/good")
	change(t, files, "en/pages/home.md", "lead: What is here.",
		"lead: What is here.\nrows:\n  S3: \"Under the heading, with help the sun shines.\"")
	change(t, files, "en/pages/home.md", "[help](/urgent).", "**help** the\nsun shines.")
	if _, err := generate(source{files, small(), []string{"S1", "S2", "S3"}, today}, &report{}); err != nil {
		t.Error(err)
	}
}

func TestGenerate_Warnings(t *testing.T) {
	long := strings.Repeat("very ", 25) + "far."
	for _, c := range []struct{ file, old, with, want string }{
		{"en/sections/walk.md", "You may meet", "Short.\nIt is " + long + "\nYou may meet",
			`en/sections/walk.md:10: warning: a sentence of 28 words: "It is ` + long + `"`},
		{"en/sections/walk.md", "You may meet", "You simply meet", `en/sections/walk.md:9: warning: the word "simply"`},
		{"en/questions/weather.md", "Drizzle counts", "You should have looked", `en/questions/weather.md:6: warning: the word "should have"`},
		{"en/questions/weather.md", "Is it raining", "Victim of rain", `en/questions/weather.md:2: warning: the word "Victim"`},
		{"en/words.md", "ask this", "ask, click here", `en/words.md:6: warning: the word "click here"`},
		{"en/lines/GB.yaml", "By text only", "For victims only", `en/lines/GB.yaml:4: warning: the word "victims"`},
	} {
		files := folder(t, "testdata/good")
		change(t, files, c.file, c.old, c.with)
		_, r, err := generateSmall(files)
		if err != nil {
			t.Errorf("%s: refused: %v", c.want, err)
		}
		if got, _, _ := strings.Cut(r.warned(), "\n"); got != c.want {
			t.Errorf("got %s\nwant %s", got, c.want)
		}
	}
}

func TestGenerate_WindowsLineEnds(t *testing.T) {
	files := folder(t, "testdata/good")
	want, _, _ := generateSmall(files)
	for path, f := range files {
		files[path] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(f.Data), "\n", "\r\n"))}
	}
	got, _, err := generateSmall(files)
	if err != nil || string(got["content_gen.go"]) != string(want["content_gen.go"]) {
		t.Errorf("Windows line ends change what is made, or are refused: %v", err)
	}
}

func TestGenerate_OursIsWhatIsCommitted(t *testing.T) {
	out, err := generateOurs(folder(t, ours))
	if err != nil {
		t.Fatalf("refused:\n%v", err)
	}
	for name, got := range out {
		want, err := os.ReadFile(filepath.Join(ours, name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s is not what the words make: run go generate ./assessment/content", name)
		}
	}
}

func TestGenerate_OneWordChanged(t *testing.T) {
	was, err := generateOurs(folder(t, ours))
	if err != nil {
		t.Fatalf("refused:\n%v", err)
	}
	for _, c := range []struct{ file, old, made string }{
		{"en/questions/body.md", "title: Did ", "content_gen.go"},
		{"en/outcomes/crisis.md", "title: ", "content_gen.go"},
		{"en/sections/moving-on.md", "title: ", "content_gen.go"},
		{"en/pages/home.md", "title: ", "content_gen.go"},
		{"en/words.md", "## leave\n", "content_gen.go"},
		{"en/lines/GB.yaml", `gb-samaritans: "`, "content_gen.go"},
		{"resources/GB.yaml", `- id: gb-samaritans
  name: "`, "resources_gen.go"},
	} {
		files := folder(t, ours)
		change(t, files, c.file, c.old, c.old+"Kindly ")
		now, err := generateOurs(files)
		if err != nil {
			t.Errorf("%s: refused: %v", c.file, err)
			continue
		}
		for name := range was {
			if changed := string(was[name]) != string(now[name]); changed != (name == c.made) {
				t.Errorf("a word of %s: %s changed is %t", c.file, name, changed)
			}
		}
	}
}

func TestGenerate_OneFileGone(t *testing.T) {
	for _, file := range []string{
		"en/questions/body.md", "en/outcomes/crisis.md", "en/sections/moving-on.md", "en/pages/home.md",
		"en/words.md", "en/lines/GB.yaml",
	} {
		files := folder(t, ours)
		delete(files, file)
		_, err := generateOurs(files)
		if err == nil || !strings.HasPrefix(err.Error(), file+": the file is missing") {
			t.Errorf("without %s: got %v", file, err)
		}
	}
	files := folder(t, ours)
	delete(files, "resources/GB.yaml")
	_, err := generateOurs(files)
	if want := "en/lines/GB.yaml: there is no resources/GB.yaml"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("without resources/GB.yaml: got %v, want %s", err, want)
	}
}

func TestVoices_AsContentSpeaks(t *testing.T) {
	for _, o := range assessment.Default().Outcomes {
		got, want := slices.Contains(harmVoice, o.ID), content.VoiceFor(o.ID) == content.Harm
		if got != want {
			t.Errorf("outcome %q: harm is %t here and %t in content", o.ID, got, want)
		}
		for voice, one := range map[content.Voice]assessment.OutcomeID{content.Covers: assessment.Covered, content.No: assessment.ClearNo} {
			if got := content.VoiceFor(o.ID) == voice; got != (o.ID == one) {
				t.Errorf("outcome %q: voice %q is %t in content, and %t here", o.ID, voice, got, !got)
			}
		}
	}
}
