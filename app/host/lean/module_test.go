//go:build !wasm

package lean

import (
	"flag"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

var update = flag.Bool("update", false, "write the golden files again")

// home is the folder of our go.mod.
const home = "../../.."

// source is the module that our go.mod pins, in memory.
func (m module) source(t *testing.T) fstest.MapFS {
	t.Helper()
	cache, err := m.cached(home)
	if err != nil {
		t.Fatal(err)
	}
	source := fstest.MapFS{}
	err = fs.WalkDir(os.DirFS(cache), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := os.ReadFile(filepath.Join(cache, name))
		source[name] = &fstest.MapFile{Data: body}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return source
}

func TestEdited_StopsWhereItFindsSomethingElse(t *testing.T) {
	for _, m := range modules {
		t.Run(m.copied, m.stops)
	}
}

func (m module) stops(t *testing.T) {
	source := m.source(t)
	if _, err := m.edited(source); err != nil {
		t.Fatal(err)
	}
	refused := func(t *testing.T, file, body string) {
		t.Helper()
		spoilt := maps.Clone(source)
		spoilt[file] = &fstest.MapFile{Data: []byte(body)}
		_, err := m.edited(spoilt)
		if err == nil || !strings.Contains(err.Error(), file+": expected ") {
			t.Errorf("got %v, want an error that names %s and what was expected", err, file)
		}
	}
	for _, e := range m.edits {
		body := string(source[e.file].Data)
		t.Run(e.file+" to "+e.why, func(t *testing.T) {
			refused(t, e.file, strings.Replace(body, e.old, "", 1))
			refused(t, e.file, strings.Replace(body, e.old, "~"+e.old[1:], 1))
			refused(t, e.file, body+e.old)
			without := maps.Clone(source)
			delete(without, e.file)
			if _, err := m.edited(without); err == nil || !strings.Contains(err.Error(), e.file) {
				t.Errorf("got %v, want an error that names the missing %s", err, e.file)
			}
		})
	}
	for file, body := range m.gone {
		t.Run(file, func(t *testing.T) {
			refused(t, file, body+"// more\n")
		})
	}
	for file := range m.added {
		t.Run(file, func(t *testing.T) {
			if !slices.Contains(m.packages, path.Dir(file)) {
				t.Skip("a folder of that name is not copied")
			}
			refused(t, file, "package app\n")
		})
	}
}

func TestModule_IsACopyWithItsLicence(t *testing.T) {
	for _, m := range modules {
		t.Run(m.copied, m.copies)
	}
}

func (m module) copies(t *testing.T) {
	cache, err := m.cached(home)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), m.copied)
	if err := m.write(cache, out); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"LICENSE", "go.mod", map[string]string{goApp: "pkg/app/html_gen.go", googleUUID: "version4.go"}[m.path]} {
		got, want := read(t, filepath.Join(out, name)), read(t, filepath.Join(cache, name))
		if got != want {
			t.Errorf("%s is not as in the module", name)
		}
	}
	before, err := os.Stat(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(out, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := m.write(cache, out); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(out); err != nil || !os.SameFile(before, after) {
		t.Error("a copy that holds the right files was written again")
	}
	for _, spoil := range []string{m.edits[0].file, path.Join(m.packages[0], "more.go")} {
		if err := os.WriteFile(filepath.Join(out, spoil), []byte("package app\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := m.write(cache, out); err != nil {
			t.Fatal(err)
		}
		if files, err := m.edited(os.DirFS(cache)); err != nil {
			t.Error(err)
		} else if same, err := holds(out, files); err != nil || !same {
			t.Errorf("a spoilt %s was left in the copy: %v", spoil, err)
		}
	}
}

func TestModule_LeavesTheOldCopyWhenAnEditFails(t *testing.T) {
	cache, out := t.TempDir(), t.TempDir()
	for name, body := range map[string]string{"go.mod": "module x\n", "LICENSE": "MIT\n", "pkg/app/http.go": "package app\n"} {
		if err := os.MkdirAll(filepath.Join(cache, filepath.Dir(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(cache, name), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(out, "kept"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	err := modules[0].write(cache, out)
	if err == nil || !strings.Contains(err.Error(), "pkg/app/http.go") || !strings.Contains(err.Error(), "-lean=false") {
		t.Errorf("got %v, want the file that does not match, and the way round", err)
	}
	if _, err := os.Stat(filepath.Join(out, "kept")); err != nil {
		t.Error("the old copy is gone")
	}
}

// The client's packages are pinned: one import can bring a hundred kilobytes back.
func TestPackages_AreThosePinned(t *testing.T) {
	flags, err := Flags(home)
	if err != nil {
		t.Fatal(err)
	}
	packages, err := Packages(home, flags...)
	if err != nil {
		t.Fatal(err)
	}
	const most = 81
	if len(packages) > most {
		t.Errorf("the client is linked from %d packages, at most %d are allowed", len(packages), most)
	}
	slices.Sort(packages)
	got, golden := strings.Join(packages, "\n")+"\n", filepath.Join("testdata", "packages.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want := read(t, golden); got != want {
		pinned := strings.Fields(want)
		for _, p := range packages {
			if !slices.Contains(pinned, p) {
				t.Errorf("new in the client: %s", p)
			}
		}
		for _, p := range pinned {
			if !slices.Contains(packages, p) {
				t.Errorf("not in the client any more: %s", p)
			}
		}
		t.Log("if that is meant: go test ./app/host/lean -run Packages -update")
	}
	for _, needed := range []string{googleUUID, goApp + "/pkg/app"} {
		if !slices.Contains(packages, needed) {
			t.Errorf("the client is linked without %s", needed)
		}
	}
}

// Nothing of ours needs the copy: the plain command builds the client too.
func TestPlainBuild_Works(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the whole client")
	}
	command := exec.Command("go", "build", "-o", filepath.Join(t.TempDir(), "app.wasm"), ".")
	command.Dir = home
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if said, err := command.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	body, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
