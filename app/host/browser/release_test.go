//go:build browser

package browser_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A release is a built site: its folder, its files, and what its worker keeps.
type release struct {
	folder  string
	files   map[string][]byte // by path in the folder
	version string
	kept    []keptFile
}

type keptFile struct {
	URL, SHA256 string
}

var (
	workerFiles   = regexp.MustCompile(`\{"/[^{}]*\}`)
	workerVersion = regexp.MustCompile(`"[0-9a-f]{16}"`)
	hashedName    = regexp.MustCompile(`^(.*)\.[0-9a-f]{16}(\.[a-z0-9]+)$`)
)

func readRelease(folder string) (release, error) {
	r := release{folder: folder, files: map[string][]byte{}}
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		short, err := filepath.Rel(folder, name)
		r.files[filepath.ToSlash(short)] = body
		return err
	})
	if err != nil {
		return r, err
	}
	list, version := workerFiles.Find(r.files["worker.js"]), workerVersion.Find(r.files["worker.js"])
	if list == nil || version == nil {
		return r, errors.New("worker.js holds no list of files, or no version")
	}
	r.version = strings.Trim(string(version), `"`)
	hashes := map[string]string{}
	err = json.Unmarshal(list, &hashes)
	for _, url := range slices.Sorted(maps.Keys(hashes)) {
		r.kept = append(r.kept, keptFile{url, hashes[url]})
	}
	return r, err
}

// find gives the address of the one hash-named file with this plain name.
func (r release) find(t testing.TB, plain string) string {
	t.Helper()
	for name := range r.files {
		if parts := hashedName.FindStringSubmatch(name); parts != nil && parts[1]+parts[2] == plain {
			return "/" + name
		}
	}
	t.Fatalf("the site has no %s", plain)
	return ""
}

func (r release) wasm(t testing.TB) string { t.Helper(); return r.find(t, "web/app.wasm") }

// next makes another release from this one, as the build would from changed sources: files change, so do the names
// that carry their hash, whatever mentions them, and the worker's list.
func (r release) next(t testing.TB, change map[string]func([]byte) []byte) release {
	t.Helper()
	files := maps.Clone(r.files)
	maps.DeleteFunc(files, func(name string, _ []byte) bool { return path.Ext(name) == ".br" || path.Ext(name) == ".gz" })
	for name, edit := range change {
		body := edit(bytes.Clone(files[name]))
		if bytes.Equal(body, files[name]) {
			t.Fatalf("the change to %s changes nothing", name)
		}
		files[name] = body
		parts := hashedName.FindStringSubmatch(name)
		if parts == nil {
			continue
		}
		sum := sha256.Sum256(body)
		renamed := parts[1] + "." + hex.EncodeToString(sum[:8]) + parts[2]
		files[renamed] = body
		delete(files, name)
		for other, text := range files {
			if path.Ext(other) == ".html" || path.Ext(other) == ".webmanifest" {
				files[other] = bytes.ReplaceAll(text, []byte("/"+name), []byte("/"+renamed))
			}
		}
	}
	list := map[string]string{}
	version := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		address := "/" + strings.TrimSuffix(name, ".html")
		if address == "/index" {
			address = "/"
		}
		wanted := slices.ContainsFunc(r.kept, func(k keptFile) bool { return k.URL == address }) || r.files[name] == nil
		if !wanted {
			continue
		}
		sum := sha256.Sum256(files[name])
		version.Write(sum[:])
		list[address] = base64.StdEncoding.EncodeToString(sum[:])
	}
	encoded, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	worker := workerFiles.ReplaceAllLiteral(files["worker.js"], encoded)
	files["worker.js"] = workerVersion.ReplaceAllLiteral(worker,
		[]byte(`"`+hex.EncodeToString(version.Sum(nil)[:8])+`"`))

	folder := t.TempDir()
	for name, body := range files {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, body, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	made, err := readRelease(folder)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// grown is a program that does the same and has another hash: one more section that nobody reads.
func grown(body []byte) []byte { return append(body, 0, 5, 4, 'n', 'e', 'x', 't') }

// pages lists the addresses of the site's pages, the missing one and the plain one included.
func (r release) pages() []string {
	var pages []string
	for name := range r.files {
		if before, is := strings.CutSuffix(name, ".html"); is {
			if before == "index" {
				before = ""
			}
			pages = append(pages, "/"+before)
		}
	}
	slices.Sort(pages)
	return pages
}
