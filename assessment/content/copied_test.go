package content_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"secondlook/assessment/content"
)

// Where the article and the researchers' findings are, beside the repository.
// They are not in it: neither may be copied into what we publish.
const (
	root        = "../.."
	article     = "../../../shared/article.txt"
	findings    = "../../../shared/resources"
	articleRun  = 8 // words in a row that count as copied from the article
	notesRun    = 6 // and from the notes of the researchers
	biggestFile = 2 << 20
)

// titles are names of the article and of its further reading: to cite is not
// to copy.
var titles = []string{
	"How to get another chance with your ex",
	"How to get over your ex in 30 days",
	"How to be assertive in your next relationship",
	"What to do if your ex wants you back",
}

var word = regexp.MustCompile(`[a-z0-9]+(?:'[a-z]+)?`)

func words(text string) []string {
	return word.FindAllString(strings.ToLower(strings.ReplaceAll(text, "’", "'")), -1)
}

// runs are all stretches of n words of a text.
func runs(text string, n int) map[string]bool {
	found := map[string]bool{}
	w := words(text)
	for i := 0; i+n <= len(w); i++ {
		found[strings.Join(w[i:i+n], " ")] = true
	}
	return found
}

// copied gives the stretches of n words that a text shares with another.
func copied(text string, n int, from map[string]bool) []string {
	var shared []string
	w := words(text)
	for i := 0; i+n <= len(w); i++ {
		if run := strings.Join(w[i:i+n], " "); from[run] {
			shared = append(shared, run)
			i += n - 1
		}
	}
	return shared
}

// articleRuns are the stretches of the article that nothing of ours may hold.
func articleRuns(t *testing.T) map[string]bool {
	t.Helper()
	text := beside(t, article)
	all := runs(text, articleRun)
	for _, title := range titles {
		for run := range runs(title, articleRun) {
			delete(all, run)
		}
	}
	return all
}

// beside reads a file that is kept beside the repository, and skips the test
// where it is not.
func beside(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		t.Skipf("%s is not here: it is kept beside the repository and never in it, so this check runs only there", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// tracked gives the text files of the repository.
func tracked(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("git", "-C", root, "ls-files", "-co", "--exclude-standard", "-z").Output()
	if err != nil {
		t.Skipf("git cannot list the files of the repository (%v), so there is nothing to compare", err)
	}
	return strings.FieldsFunc(string(out), func(r rune) bool { return r == 0 })
}

func TestCopied_NothingFromTheArticle(t *testing.T) {
	forbidden := articleRuns(t)
	read := 0
	for _, name := range tracked(t) {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil || len(data) > biggestFile || !utf8.Valid(data) {
			continue
		}
		read++
		for _, run := range copied(string(data), articleRun, forbidden) {
			t.Errorf("%s holds words of the article: %q; tell it in words of ours", name, run)
		}
	}
	if read < 100 {
		t.Errorf("got %d files to compare, want the whole repository", read)
	}
}

func TestCopied_PlantedCopyIsFound(t *testing.T) {
	forbidden := articleRuns(t)
	w := words(beside(t, article))
	planted := strings.Join(w[200:200+articleRun], " ")
	if got := copied("Our own words, then: "+planted+".", articleRun, forbidden); !slices.Equal(got, []string{planted}) {
		t.Errorf("got %q, want the planted copy", got)
	}
	if got := copied("Our own words, then: "+strings.Join(w[200:200+articleRun-1], " ")+".", articleRun, forbidden); len(got) > 0 {
		t.Errorf("got %q, want one word fewer to pass", got)
	}
	if got := copied("As “"+titles[0]+"” says", articleRun, forbidden); len(got) > 0 {
		t.Errorf("got %q, want the title to pass", got)
	}
}

// A finding is what the researchers wrote down about one line.
type finding struct {
	ID, Country, Phone, Notes, Confidence string
	General, Police, Ambulance            string
	Text                                  any
}

func readFindings(t *testing.T, file string) []finding {
	t.Helper()
	var found []finding
	if err := yaml.Unmarshal([]byte(beside(t, filepath.Join(findings, file))), &found); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return found
}

const numbersFile = "emergency-numbers.yaml"

func findingFiles(t *testing.T) []string {
	t.Helper()
	paths, _ := filepath.Glob(filepath.Join(findings, "*.yaml"))
	if len(paths) == 0 {
		t.Skipf("%s is not here: it is kept beside the repository and never in it, so this check runs only there", findings)
	}
	var names []string
	for _, p := range paths {
		names = append(names, filepath.Base(p))
	}
	return names
}

// notes are the notes of the researchers, by country: sentences of one country
// are alike by chance with notes of another.
func notes(t *testing.T) map[string]map[string]bool {
	t.Helper()
	all := map[string]map[string]bool{}
	for _, file := range findingFiles(t) {
		for _, f := range readFindings(t, file) {
			if all[f.Country] == nil {
				all[f.Country] = map[string]bool{}
			}
			for run := range runs(f.Notes, notesRun) {
				all[f.Country][run] = true
			}
		}
	}
	return all
}

func TestCopied_NothingFromTheNotes(t *testing.T) {
	forbidden := notes(t)
	for _, c := range content.English().Countries {
		said := append([]content.Label{{ID: "emergency", Text: c.Emergency}}, c.Lines...)
		for _, l := range said {
			for _, run := range copied(l.Text, notesRun, forbidden[c.Code]) {
				t.Errorf("en/lines/%s.yaml: %s holds words of our notes: %q; the notes are for us, say it anew", c.Code, l.ID, run)
			}
		}
	}
}

func TestCopied_PlantedNoteIsFound(t *testing.T) {
	forbidden := notes(t)
	for _, f := range readFindings(t, findingFiles(t)[0]) {
		w := words(f.Notes)
		if len(w) < notesRun {
			continue
		}
		if got := copied("For you: "+strings.Join(w[:notesRun], " "), notesRun, forbidden[f.Country]); len(got) != 1 {
			t.Errorf("%s: got %q, want its planted note found", f.ID, got)
		}
		return
	}
	t.Error("no note long enough to plant")
}

func TestFindings_EveryLineIsHere(t *testing.T) {
	read := 0
	for _, file := range findingFiles(t) {
		if file == numbersFile {
			continue
		}
		for _, f := range readFindings(t, file) {
			if f.Confidence != "high" && f.Confidence != "medium" {
				continue
			}
			read++
			if problem := missing(f); problem != "" {
				t.Error(problem)
			}
		}
	}
	if read < 400 {
		t.Errorf("got %d lines to compare, want 400 at least", read)
	}
}

// missing says what is wrong with our entry for a line that was found, or "".
func missing(f finding) string {
	c, ok := content.CountryByCode(f.Country)
	if !ok {
		return f.Country + " has no file in resources"
	}
	i := slices.IndexFunc(c.Lines, func(l content.Line) bool { return l.ID == f.ID })
	if i < 0 {
		return f.ID + " is not in resources/" + f.Country + ".yaml"
	}
	if got := c.Lines[i].Phone; got != f.Phone {
		return f.ID + " has phone " + got + ", found was " + f.Phone
	}
	return ""
}

func TestFindings_MissingLineIsSeen(t *testing.T) {
	for _, c := range []struct {
		f    finding
		want string
	}{
		{finding{ID: "gb-samaritans", Country: "GB", Phone: "116123"}, ""},
		{finding{ID: "gb-samaritans", Country: "GB", Phone: "116124"}, "gb-samaritans has phone 116123, found was 116124"},
		{finding{ID: "gb-nobody", Country: "GB"}, "gb-nobody is not in resources/GB.yaml"},
		{finding{ID: "qq-nobody", Country: "QQ"}, "QQ has no file in resources"},
	} {
		if got := missing(c.f); got != c.want {
			t.Errorf("%s: got %q, want %q", c.f.ID, got, c.want)
		}
	}
}

func TestFindings_EmergencyNumbersAreTheSame(t *testing.T) {
	found := readFindings(t, numbersFile)
	if len(found) < 200 {
		t.Errorf("got %d countries to compare, want 200 at least", len(found))
	}
	for _, f := range found {
		c, ok := content.CountryByCode(f.Country)
		if !ok {
			t.Errorf("%s has no file in resources", f.Country)
			continue
		}
		// What is said after the number is in en/lines, not beside the number.
		text, _ := f.Text.(string)
		text, _, _ = strings.Cut(text, " ")
		got := []string{c.Emergency.General, c.Emergency.Police, c.Emergency.Ambulance, c.Emergency.Text}
		want := []string{f.General, f.Police, f.Ambulance, text}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got general, police, ambulance, text %q, want %q", f.Country, got, want)
		}
	}
}
