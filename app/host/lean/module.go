//go:build !wasm

package lean

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A module is one that the client has a trimmed copy of.
type module struct {
	path     string
	copied   string   // where the copy is, from the folder of our go.mod
	packages []string // the folders that are taken along
	edits    []edit
	gone     map[string]string // files that are left out, as they are expected to be
	added    map[string]string // files of our own
}

const goApp = "github.com/maxence-charriere/go-app/v10"

var modules = []module{
	{goApp, "build/go-app", []string{"pkg/app", "pkg/errors"}, slices.Concat(edits, wholeEdits), gone, added},
	{googleUUID, "build/uuid", []string{"."}, uuidEdits, nil, uuidAdded},
}

// Where things are, from the folder of our go.mod. All of it is made at build time and never committed.
const (
	clientMod = "build/client.mod"
	clientSum = "build/client.sum"
)

// inlining is off where it costs bytes and the time gained is nothing to a person: in our own screens, rules and words.
var inlining = []string{"-gcflags=secondlook/app/...=-l", "-gcflags=secondlook/assessment/...=-l"}

// Flags makes what the lean client is built from, and gives the flags that go build wants for it.
func Flags(root string) ([]string, error) {
	for _, m := range modules {
		cache, err := m.cached(root)
		if err != nil {
			return nil, err
		}
		if err := m.write(cache, filepath.Join(root, m.copied)); err != nil {
			return nil, err
		}
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return nil, err
	}
	if bytes.Contains(mod, []byte("replace")) {
		return nil, errors.New("go.mod: it has a replace of its own, so the lean client would not be built from what is pinned; build with -lean=false")
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return nil, err
	}
	for _, m := range modules {
		mod = fmt.Appendf(mod, "\nreplace %s => ./%s\n", m.path, m.copied)
	}
	return append([]string{"-modfile=" + clientMod}, inlining...), errors.Join(
		writeChanged(filepath.Join(root, clientMod), mod),
		writeChanged(filepath.Join(root, clientSum), sum),
	)
}

// cached gives the folder of the module cache that holds the module as go.mod pins it.
func (m module) cached(root string) (string, error) {
	command := exec.Command("go", "list", "-mod=mod", "-m", "-json", m.path)
	command.Dir = root
	var said bytes.Buffer
	command.Stderr = &said
	answer, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("go list -m %s: %w: %s", m.path, err, bytes.TrimSpace(said.Bytes()))
	}
	var found struct{ Dir string }
	if err := json.Unmarshal(answer, &found); err != nil {
		return "", fmt.Errorf("go list -m %s: %w", m.path, err)
	}
	if found.Dir == "" {
		return "", fmt.Errorf("%s is not on this machine: run go mod download", m.path)
	}
	return found.Dir, nil
}

// write puts into a folder what a client needs of the module that stands in the module cache, with our edits made. An edit that does not find exactly what it expects stops everything, and the folder stays as it was.
func (m module) write(cacheDir, out string) error {
	files, err := m.edited(os.DirFS(cacheDir))
	if err != nil {
		return fmt.Errorf("%s: %w; look at app/host/decisions/002-lean-client.md, or build with -lean=false", filepath.Base(cacheDir), err)
	}
	same, err := holds(out, files)
	if err != nil || same {
		return err
	}
	fresh, err := fresh(out, files)
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh)
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	err = os.Rename(fresh, out)
	if same, _ := holds(out, files); same {
		return nil // another build was faster
	}
	return err
}

// edited gives the files of the copy, by path.
func (m module) edited(source fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, name := range []string{"go.mod", "LICENSE"} {
		body, err := fs.ReadFile(source, name)
		if err != nil {
			return nil, err
		}
		files[name] = body
	}
	for _, folder := range m.packages {
		names, err := fs.Glob(source, path.Join(folder, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			if files[name], err = fs.ReadFile(source, name); err != nil {
				return nil, err
			}
		}
	}
	for _, e := range m.edits {
		body, found := files[e.file]
		if count := bytes.Count(body, []byte(e.old)); !found || count != 1 {
			return nil, fmt.Errorf("%s: expected %q once, to %s, found it %d times", e.file, e.old, e.why, count)
		}
		files[e.file] = bytes.Replace(body, []byte(e.old), []byte(e.new), 1)
	}
	for name, body := range m.gone {
		if string(files[name]) != body {
			return nil, fmt.Errorf("%s: expected exactly %q, to leave it out", name, body)
		}
		delete(files, name)
	}
	for name, body := range m.added {
		if _, taken := files[name]; taken {
			return nil, fmt.Errorf("%s: expected no such file, to add ours", name)
		}
		files[name] = []byte(body)
	}
	return files, nil
}

// holds says whether a folder holds exactly these files.
func holds(folder string, files map[string][]byte) (bool, error) {
	count := 0
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		short, err := filepath.Rel(folder, name)
		if err != nil {
			return err
		}
		body, err := os.ReadFile(name)
		if want, known := files[filepath.ToSlash(short)]; known && bytes.Equal(body, want) {
			count++
		} else {
			count = -len(files) - 1
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return count == len(files), err
}

// fresh writes the files into a new folder beside another.
func fresh(beside string, files map[string][]byte) (string, error) {
	if err := os.MkdirAll(filepath.Dir(beside), 0o755); err != nil {
		return "", err
	}
	folder, err := os.MkdirTemp(filepath.Dir(beside), ".go-app-*")
	if err != nil {
		return "", err
	}
	for name, body := range files {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, body, 0o644)); err != nil {
			return "", errors.Join(err, os.RemoveAll(folder))
		}
	}
	return folder, nil
}

// writeChanged writes a file unless it holds that already, so that go build finds nothing new.
func writeChanged(name string, body []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, body) {
		return nil
	}
	return os.WriteFile(name, body, 0o644)
}

// Packages lists what the program for the browser is linked from, by import path.
func Packages(root string, flags ...string) ([]string, error) {
	command := exec.Command("go", slices.Concat([]string{"list"}, modOnly(flags), []string{"-deps", "."})...)
	command.Dir = root
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	answer, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go list -deps: %w", err)
	}
	return strings.Fields(string(answer)), nil
}

// modOnly leaves out the flags that go list does not need.
func modOnly(flags []string) []string {
	return slices.DeleteFunc(slices.Clone(flags), func(flag string) bool { return !strings.HasPrefix(flag, "-modfile=") })
}
