package app

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// list asks go about packages: one line each, as the format says.
func list(t *testing.T, browser bool, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = ".." // the module's root
	cmd.Env = os.Environ()
	if browser {
		cmd.Env = append(cmd.Env, "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list %v: %v", args, err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// The program in the browser is made of these, beside the standard library.
// Each further one is paid for by everyone who opens the page.
func TestProgram_LinksNothingElse(t *testing.T) {
	want := []string{
		"github.com/google/uuid",
		"github.com/maxence-charriere/go-app/v10/pkg/app",
		"github.com/maxence-charriere/go-app/v10/pkg/errors",
		"secondlook",
		"secondlook/app",
		"secondlook/app/host",
		"secondlook/assessment",
		"secondlook/assessment/content",
		"secondlook/assessment/hours",
		"secondlook/components",
	}
	got := list(t, true, "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", ".")
	got = slices.DeleteFunc(got, func(p string) bool { return p == "" })
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// No parser, no template and no server stands in the program but what go-app
// itself brings.
func TestProgram_BringsNoParser(t *testing.T) {
	all := list(t, true, "-deps", ".")
	theirs := list(t, true, "-deps", "github.com/maxence-charriere/go-app/v10/pkg/app")
	for _, parser := range []string{"html/template", "text/template", "encoding/xml", "encoding/csv", "go/parser", "regexp", "image/png"} {
		if slices.Contains(all, parser) && !slices.Contains(theirs, parser) {
			t.Errorf("the program links %s", parser)
		}
	}
	if files := list(t, true, "-f", `{{join .GoFiles " "}}:{{join .Imports " "}}`, "./app/host"); files[0] != "host_wasm.go:" {
		t.Errorf("got %s of app/host in the browser, want host_wasm.go alone, importing nothing", files[0])
	}
	heavy := []string{"net", "net/http", "net/url", "os", "os/exec", "reflect", "encoding/json", "regexp", "embed", "log", "math/rand"}
	for _, ours := range []string{"./app", "./assessment", "./assessment/content", "./assessment/hours", "./components"} {
		for _, imported := range strings.Fields(list(t, true, "-f", `{{join .Imports " "}}`, ours)[0]) {
			if slices.Contains(heavy, imported) {
				t.Errorf("%s imports %s", ours, imported)
			}
		}
	}
}

// Who may know whom of ours (design.md §2).
func TestImports_KeepTheRule(t *testing.T) {
	allowed := map[string][]string{
		"secondlook":                    {"secondlook/app", "secondlook/app/host"},
		"secondlook/app":                {"secondlook/assessment", "secondlook/assessment/content", "secondlook/assessment/hours", "secondlook/components"},
		"secondlook/assessment":         {},
		"secondlook/assessment/content": {"secondlook/assessment", "secondlook/assessment/hours"},
		"secondlook/assessment/hours":   {},
		"secondlook/components":         {},
		"secondlook/components/markup":  {},
	}
	for _, browser := range []bool{false, true} {
		for name, ours := range allowed {
			line := list(t, browser, "-f", "{{join .Imports \" \"}}", name)[0]
			for _, imported := range strings.Fields(line) {
				if strings.HasPrefix(imported, "secondlook") && !slices.Contains(ours, imported) {
					t.Errorf("%s imports %s", name, imported)
				}
			}
		}
	}
}

func TestImports_GoAppHasOneName(t *testing.T) {
	for _, folder := range []string{".", "../components"} {
		for _, name := range sourceFiles(t, folder) {
			for line := range strings.Lines(readFile(t, name)) {
				if strings.Contains(line, `go-app/v10/pkg/app"`) && !strings.Contains(line, "goapp ") {
					t.Errorf("%s: go-app is not imported as goapp", name)
				}
			}
		}
	}
}
