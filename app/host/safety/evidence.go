//go:build !wasm

package safety

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"math/big"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Evidence is what there is in this build to set against a hazard.
type Evidence struct {
	root     fs.FS
	Sources  string // a fingerprint of every file the build and its tests are made from
	Checked  string // the same without the hazards: what they say changes no check
	Promises []Promise
	Journeys map[string]string // what the person says, by the name of the file
	Tests    map[string]string // the file of each, by package and name
	Red      map[string]string // how each control was seen to go red, on these sources
}

// A Promise is something proved over every sheet, and what the proof went through.
type Promise struct {
	ID, Says  string
	Classes   int
	Count     *big.Int
	Concerned *big.Int
	Unit      string
	BrokenBy  []string // broken flows that it was seen to refuse
	Took      string
}

// Gather collects it from the sources in root. The promises are proved while it waits: nothing is taken from a file
// that somebody may have edited.
func Gather(root string) (Evidence, error) {
	e, err := gatherFiles(os.DirFS(root))
	if err != nil {
		return e, err
	}
	run := check{pkg: "./" + provePackage, pattern: "^(TestProof_Promises|TestProof_BrokenFlows)$"}.run(root)
	if run.failed() {
		return e, fmt.Errorf("a promise is broken, or cannot be proved; run make prove:\n%s", run.tail())
	}
	e.Promises, err = promises(run.said)
	return e, err
}

const provePackage = "assessment/internal/prove"

func gatherFiles(root fs.FS) (Evidence, error) {
	e := Evidence{root: root, Journeys: map[string]string{}, Tests: map[string]string{}, Red: map[string]string{}}
	sum, checked := sha256.New(), sha256.New()
	err := walkSources(root, func(name string, body []byte) error {
		into := io.MultiWriter(sum, checked)
		if path.Dir(name) == Folder {
			into = sum
		}
		fmt.Fprintf(into, "%s %d\n", name, len(body))
		into.Write(body)
		switch {
		case strings.HasSuffix(name, "_test.go"):
			return e.addTests(name, body)
		case path.Dir(name) == journeyFolder && path.Ext(name) == ".txt":
			first, _, _ := strings.Cut(string(body), "\n")
			e.Journeys[strings.TrimSuffix(path.Base(name), ".txt")] = strings.TrimPrefix(first, "# ")
		}
		return nil
	})
	e.Sources, e.Checked = hex.EncodeToString(sum.Sum(nil)[:8]), hex.EncodeToString(checked.Sum(nil)[:8])
	return e, err
}

const journeyFolder = "app/testdata/journeys"

// unread are folders that hold nothing the build is made from.
var unread = []string{"dist", "build", "shots", "node_modules"}

// walkSources reads every file the build and its tests are made from.
func walkSources(root fs.FS, visit func(name string, body []byte) error) error {
	return fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || slices.Contains(unread, entry.Name())):
			return fs.SkipDir
		case entry.IsDir() || !entry.Type().IsRegular():
			return nil
		}
		body, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		return visit(name, body)
	})
}

// addTests notes the test functions of a file.
func (e Evidence) addTests(name string, body []byte) error {
	file, err := parser.ParseFile(token.NewFileSet(), name, body, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv != nil || f.Name.Name == "TestMain" {
			continue
		}
		if strings.HasPrefix(f.Name.Name, "Test") || strings.HasPrefix(f.Name.Name, "Fuzz") {
			e.Tests[path.Join("secondlook", path.Dir(name))+"."+f.Name.Name] = name
		}
	}
	return nil
}

// What the proofs print.
var (
	printed = regexp.MustCompile(`^\s*\w+_test\.go:\d+: ([^:]+): (.+): (\d+) classes, (\d+) (.+), (\d+) concerned \((.+)\)\n?$`)
	refusal = regexp.MustCompile(`_test\.go:\d+: promise ([^,]+), "`)
)

// promises reads what the proofs print.
func promises(said []event) ([]Promise, error) {
	var all []Promise
	brokenBy := map[string][]string{}
	for _, e := range said {
		test, part, _ := strings.Cut(e.Test, "/")
		if m := refusal.FindStringSubmatch(e.Output); m != nil && test == "TestProof_BrokenFlows" {
			brokenBy[m[1]] = append(brokenBy[m[1]], strings.ReplaceAll(part, "_", " "))
		}
		m := printed.FindStringSubmatch(e.Output)
		if m == nil || test != "TestProof_Promises" {
			continue
		}
		p := Promise{ID: m[1], Says: m[2], Unit: m[5], Took: m[7], Count: new(big.Int), Concerned: new(big.Int)}
		p.Classes, _ = strconv.Atoi(m[3]) // digits, as the pattern says
		p.Count.SetString(m[4], 10)
		p.Concerned.SetString(m[6], 10)
		all = append(all, p)
	}
	if len(all) == 0 {
		return nil, errors.New("the proofs print no promise that can be read here: see promises in package safety")
	}
	for i := range all {
		all[i].BrokenBy = brokenBy[all[i].ID]
	}
	return all, nil
}

// Promise finds a promise by its name.
func (e Evidence) Promise(id string) (Promise, bool) {
	i := slices.IndexFunc(e.Promises, func(p Promise) bool { return p.ID == id })
	if i < 0 {
		return Promise{}, false
	}
	return e.Promises[i], true
}

// missing says why a control is none of this build, or nothing.
func (e Evidence) missing(control string) string {
	kind, name, _ := strings.Cut(control, ":")
	switch kind {
	case "promise":
		if _, ok := e.Promise(name); !ok {
			return "there is no such promise; make prove lists them"
		}
	case "journey":
		if _, ok := e.Journeys[name]; !ok {
			return "there is no such file in " + journeyFolder
		}
	case "test":
		if _, ok := e.Tests[name]; !ok {
			return "there is no such test"
		}
	case "build":
		return e.missingStop(name)
	default:
		return "want promise:, journey:, test: or build:"
	}
	return ""
}

func (e Evidence) missingStop(name string) string {
	s, ok := stops[name]
	if !ok {
		return "there is no such stop; see builds.go"
	}
	body, err := fs.ReadFile(e.root, s.file)
	if err != nil || !bytes.Contains(body, []byte(s.text)) {
		return fmt.Sprintf("%s no longer says %q", s.file, s.text)
	}
	if _, ok := e.Tests[s.by]; !ok {
		return "its test is gone: " + s.by
	}
	return ""
}

// editable says why a removal cannot be made, or nothing.
func (e Evidence) editable(r Removal) string {
	body, err := fs.ReadFile(e.root, r.File.Said)
	if err != nil {
		return "there is no file " + r.File.Said
	}
	if n := strings.Count(string(body), r.Old.Said); n != 1 {
		return fmt.Sprintf("%q stands %d times in %s, want once", r.Old.Said, n, r.File.Said)
	}
	return ""
}

// An event is one line of what a test run says.
type event struct{ Action, Test, Output string }

// A testRun is what came of one go test.
type testRun struct {
	said []event
	err  error
	raw  []byte // what was no event: compiler and go command
}

// A check is a test that stands for a control.
type check struct {
	pkg, pattern string
	name         string   // as go test calls it
	flags        []string // for go test
}

// run runs the check in the sources in root.
func (c check) run(root string, env ...string) testRun {
	// A result that go test remembers would not have seen a script or a page that was edited: none of them is Go.
	args := append([]string{"test", "-json", "-count=1", "-timeout", "20m", "-run", c.pattern}, c.flags...)
	command := exec.Command("go", append(args, c.pkg)...)
	command.Dir = root
	command.Env = append(os.Environ(), env...)
	var errOut bytes.Buffer
	command.Stderr = &errOut
	out, err := command.Output()
	r := testRun{err: err, raw: errOut.Bytes()}
	for line := range bytes.Lines(out) {
		var e event
		if json.Unmarshal(line, &e) != nil {
			r.raw = append(r.raw, line...)
			continue
		}
		r.said = append(r.said, e)
	}
	return r
}

func (r testRun) failed() bool { return r.err != nil }

// came gives what came of a test: "pass", "fail", "skip", or nothing when it never ran.
func (r testRun) came(test string) string {
	for _, e := range r.said {
		if e.Test == test && (e.Action == "pass" || e.Action == "fail" || e.Action == "skip") {
			return e.Action
		}
	}
	return ""
}

// tail gives the end of what was said, for someone who has to find out why.
func (r testRun) tail() string {
	var b strings.Builder
	for _, e := range r.said {
		b.WriteString(e.Output)
	}
	b.Write(r.raw)
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	return strings.Join(lines[max(0, len(lines)-20):], "\n")
}

// readRed reads what earlier runs of the removals saw, if it was on these very sources.
func readRed(file, sources string) ([]Sighting, error) {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	if !lines.Scan() || lines.Text() != sources {
		return nil, lines.Err() // of other sources: it says nothing about these
	}
	var seen []Sighting
	for lines.Scan() {
		if part := strings.SplitN(lines.Text(), "\t", 3); len(part) == 3 {
			seen = append(seen, Sighting{Control: part[0], Edit: part[1], How: part[2], Red: true})
		}
	}
	return seen, lines.Err()
}

// writeRed begins the file afresh, with what is still true.
func writeRed(file, sources string, seen []Sighting) error {
	if err := os.WriteFile(file, []byte(sources+"\n"), 0o644); err != nil {
		return err
	}
	for _, s := range seen {
		if err := addRed(file, s); err != nil {
			return err
		}
	}
	return nil
}

func addRed(file string, s Sighting) (err error) {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = fmt.Fprintf(f, "%s\t%s\t%s\n", s.Control, s.Edit, s.How)
	return err
}
