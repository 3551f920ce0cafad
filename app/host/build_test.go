//go:build !wasm

package host

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"image/color"
	"image/png"
	"io"
	"io/fs"
	"maps"
	"math"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"secondlook/app"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// smallProgram is the shortest file that passes for a program: a header and one empty section.
var smallProgram = []byte("\x00asm\x01\x00\x00\x00\x00\x02\x01x")

const webFolder = "../../web"

// smallSite builds the site with its real pages and scripts, and a program that is only a stand-in.
func smallSite(t *testing.T) map[string][]byte {
	t.Helper()
	files, err := assemble(os.DirFS(webFolder), smallProgram, appFace())
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// smallFace is the least that makes a site.
func smallFace() face {
	way := `<a data-leave="yes" href="https://weather.example/">Leave</a>`
	return face{
		opening: []app.Place{{ID: "o1", Question: "right-now", HTML: "<main></main>"}}, every: "A\t1\n",
		pages: []page{
			{path: "/", program: true, root: `<div id="app">` + way + `</div>`},
			{path: "/urgent", root: `<div id="app">` + way + `</div>`},
		},
		failed:  `<div hidden id="failed"><h1 tabindex="-1">Sorry</h1>` + way + `<a data-restart="yes" href="/">Again</a><a data-clean="yes" href="/">Clean</a></div>`,
		live:    `<p id="announce"></p>`,
		missing: `<div id="app">` + way + `</div>`,
		cover:   `<div id="app">Nothing</div>`,
		away:    "https://weather.example/",
		numbers: `<ul><li><a href="tel:112">112</a></li></ul>`,
	}
}

func TestCheckProgram_RefusesWhatNoBrowserStarts(t *testing.T) {
	for _, test := range []struct {
		name, program, want string
	}{
		{"whole", string(smallProgram), ""},
		{"missing", "", "missing"},
		{"a log-in page", "<!doctype html><title>Log in</title>", "not WebAssembly"},
		{"another version", "\x00asm\x02\x00\x00\x00", "not WebAssembly"},
		{"only a header", "\x00asm\x01\x00\x00\x00", "cut short"},
		{"cut in a section", string(smallProgram[:len(smallProgram)-1]), "cut short in section 1"},
		{"cut in a size", "\x00asm\x01\x00\x00\x00\x00\x82", "cut short in section 1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := checkProgram([]byte(test.program))
			if got := errorText(err); test.want == "" && err != nil || !strings.Contains(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestAssemble_RefusesBrokenSources(t *testing.T) {
	for _, test := range []struct {
		name  string
		spoil func(web fstest.MapFS, f *face, program *[]byte)
		want  string
	}{
		{"program cut", func(_ fstest.MapFS, _ *face, p *[]byte) { *p = (*p)[:9] }, "cut short"},
		{"program missing", func(_ fstest.MapFS, _ *face, p *[]byte) { *p = nil }, "missing"},
		{"script missing", func(web fstest.MapFS, _ *face, _ *[]byte) { delete(web, "leave.js") }, "web/leave.js"},
		{"script empty", func(web fstest.MapFS, _ *face, _ *[]byte) { web["app.js"].Data = nil }, "web/app.js: the file is empty"},
		{"script with an unknown place", func(web fstest.MapFS, _ *face, _ *[]byte) { web["app.js"].Data = []byte("{{NOBODY}}") }, "{{NOBODY}}"},
		{"style sheet missing", func(web fstest.MapFS, _ *face, _ *[]byte) { delete(web, "css/parts.css") }, "web/css/parts.css"},
		{"font renamed", func(web fstest.MapFS, _ *face, _ *[]byte) {
			web["fonts/other.woff2"] = web["fonts/hyperlegible-next-latin.woff2"]
			delete(web, "fonts/hyperlegible-next-latin.woff2")
		}, "there is no /web/fonts/hyperlegible-next-latin.woff2"},
		{"file of a strange kind", func(web fstest.MapFS, _ *face, _ *[]byte) {
			web["icons/odd.exe"] = &fstest.MapFile{Data: []byte("x")}
		}, "odd.exe"},
		{"no way out", func(_ fstest.MapFS, f *face, _ *[]byte) { f.pages[1].root = "<div></div>" }, "page /urgent: there is no way out"},
		{"way out to elsewhere", func(_ fstest.MapFS, f *face, _ *[]byte) { f.away = "https://other.example/" }, "does not lead to"},
		{"no start again", func(_ fstest.MapFS, f *face, _ *[]byte) {
			f.failed = strings.ReplaceAll(f.failed, "data-restart", "data-x")
		}, "data-restart"},
		{"no live region", func(_ fstest.MapFS, f *face, _ *[]byte) { f.live = "" }, "live region"},
		{"numbers that end the script", func(_ fstest.MapFS, f *face, _ *[]byte) { f.numbers = "${x}" }, "last page"},
		{"two pages of one name", func(_ fstest.MapFS, f *face, _ *[]byte) { f.pages[1].path = "/404" }, "404.html: two pages"},
	} {
		t.Run(test.name, func(t *testing.T) {
			web, f, program := copyOf(t, webFolder), smallFace(), slices.Clone(smallProgram)
			test.spoil(web, &f, &program)
			_, err := assemble(web, program, f)
			if got := errorText(err); !strings.Contains(got, test.want) || err == nil {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestAssemble_TwiceGivesEqualBytes(t *testing.T) {
	first, err := complete(smallSite(t), press{})
	if err != nil {
		t.Fatal(err)
	}
	second, err := complete(smallSite(t), press{memory: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := slices.Sorted(maps.Keys(second)), slices.Sorted(maps.Keys(first)); !slices.Equal(got, want) {
		t.Fatalf("got files %v, want %v", got, want)
	}
	for name, body := range first {
		if !bytes.Equal(body, second[name]) {
			t.Errorf("%s differs between two builds", name)
		}
	}
}

func TestComplete_EveryServedFileHasItsSmallCopies(t *testing.T) {
	files, err := complete(smallSite(t), press{})
	if err != nil {
		t.Fatal(err)
	}
	for name := range files {
		if _, known := kindOf(name); known && (len(files[name+".br"]) == 0 || len(files[name+".gz"]) == 0) {
			t.Errorf("%s has no .br or no .gz beside it", name)
		}
	}
	for _, name := range []string{"index.html", "urgent.html", "help.html", "privacy.html", "about.html", "404.html", "away.html",
		"worker.js", "manifest.webmanifest", "robots.txt", "_headers", "nginx.conf", "Caddyfile"} {
		if len(files[name]) == 0 {
			t.Errorf("%s is missing", name)
		}
	}
}

var (
	headStart = regexp.MustCompile(`<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)
	bodyStart = regexp.MustCompile(`<body>\s*<div [^>]*>`)
	loads     = regexp.MustCompile(`<(?:script|link|img|iframe|source|video|audio|embed|object)\b[^>]*?\s(?:src|href|data)="([^"]*)"`)
	bareAria  = regexp.MustCompile(`<[^>]*\saria-[a-z]+[\s>]`)
	titles    = regexp.MustCompile(`<title>([^<]*)</title>`)
	handlers  = regexp.MustCompile(`<[^>]*\s(?:on[a-z]+|style)="`)
)

func TestPages_KeepTheirPromises(t *testing.T) {
	files := smallSite(t)
	for name, body := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			text := string(body)
			if !utf8Early(body) {
				t.Error("the character set is not said in the first 1,024 bytes")
			}
			got := headStart.FindStringSubmatch(text)
			if got == nil || html.UnescapeString(got[1]) != strings.Replace(policy, "frame-ancestors 'none'; ", "", 1) {
				t.Errorf("first in head: got %v, want our policy", got)
			}
			if !bodyStart.MatchString(text) || !strings.Contains(bodyStart.FindString(text), `id="app"`) {
				t.Errorf("first in body: got %q, want the root element", bodyStart.FindString(text))
			}
			for _, bad := range []string{`checked="false"`, `hidden="false"`, `disabled="false"`, "<form", "<iframe", "http-equiv=\"refresh", "og:", "preconnect", "dns-prefetch", "{{"} {
				if strings.Contains(text, bad) {
					t.Errorf("the page holds %q", bad)
				}
			}
			if found := bareAria.FindString(text); found != "" {
				t.Errorf("an aria attribute without a value: %s", found)
			}
			if found := handlers.FindString(text); found != "" {
				t.Errorf("our policy would block this: %s", found)
			}
			for _, load := range loads.FindAllStringSubmatch(text, -1) {
				if !strings.HasPrefix(load[1], "/") || strings.HasPrefix(load[1], "//") {
					t.Errorf("loads %s from elsewhere", load[1])
				}
				if _, found := files[strings.TrimPrefix(load[1], "/")]; !found {
					t.Errorf("loads %s, which does not exist", load[1])
				}
			}
			if program := strings.Contains(text, ".wasm"); program != (name == "index.html") {
				t.Errorf("loads the program: got %v", program)
			}
			if listed := !strings.Contains(text, `content="noindex"`); listed != (name == "index.html") {
				t.Errorf("may be listed: got %v", listed)
			}
			title := titles.FindStringSubmatch(text)[1]
			if name == "away.html" {
				for _, bad := range []string{"Second Look", "<script", `rel="manifest"`, "data-leave", "tab-48"} {
					if strings.Contains(text, bad) {
						t.Errorf("the neutral page holds %q", bad)
					}
				}
				return
			}
			if title != "Second Look" {
				t.Errorf("title: got %q", title)
			}
			if !strings.Contains(text, `href="tel:`) && !strings.Contains(text, `href="/urgent"`) {
				t.Error("neither a number nor the way to one")
			}
			first := strings.Index(text, "<script")
			if start := strings.TrimPrefix(text[first:], "<script defer"); !strings.HasPrefix(strings.TrimPrefix(start, "<script"), ` src="/web/leave.`) {
				t.Errorf("the first script is not the way out: %.60s", text[first:])
			}
		})
	}
}

func TestStartPage_HidesTheFailedBlockBehindTheRoot(t *testing.T) {
	text := string(smallSite(t)["index.html"])
	root, failed, live := strings.Index(text, `id="app"`), strings.Index(text, `id="failed"`), strings.Index(text, `id="announce"`)
	if root < 0 || failed < root || live < failed {
		t.Errorf("order in body: root at %d, failed block at %d, live region at %d", root, failed, live)
	}
}

// A kept file is one the worker keeps on the device.
type kept struct{ URL, SHA256 string }

// listed reads the list of files back out of a built worker.
func listed(t *testing.T, worker []byte) (list []kept) {
	t.Helper()
	found := regexp.MustCompile(`\{"/[^{}]*\}`).Find(worker)
	hashes := map[string]string{}
	if err := json.Unmarshal(found, &hashes); err != nil {
		t.Fatalf("the worker holds no list: %v", err)
	}
	for _, url := range slices.Sorted(maps.Keys(hashes)) {
		list = append(list, kept{url, hashes[url]})
	}
	return list
}

func TestWorker_ListsEveryFileWithItsHash(t *testing.T) {
	files := smallSite(t)
	want := map[string]bool{}
	for name := range files {
		if kind, known := kindOf(name); known && kind.Ending != "txt" && name != "worker.js" {
			want[addressOf(name)] = true
		}
	}
	for _, file := range listed(t, files["worker.js"]) {
		name := strings.TrimPrefix(file.URL, "/")
		if path.Ext(name) == "" {
			name = fileOf(file.URL)
		}
		sum := sha256.Sum256(files[name])
		if got := base64.StdEncoding.EncodeToString(sum[:]); got != file.SHA256 {
			t.Errorf("%s: got hash %s, want %s", file.URL, file.SHA256, got)
		}
		delete(want, file.URL)
	}
	if len(want) > 0 {
		t.Errorf("not kept offline: %v", slices.Sorted(maps.Keys(want)))
	}
}

func TestWorker_ChangesWithAnyFile(t *testing.T) {
	before, err := assemble(copyOf(t, webFolder), smallProgram, smallFace())
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		change func(web fstest.MapFS, f *face, program *[]byte)
	}{
		{"program alone", func(_ fstest.MapFS, _ *face, p *[]byte) { *p = append(slices.Clone(*p), 0, 2, 1, 'y') }},
		{"a word on a page", func(_ fstest.MapFS, f *face, _ *[]byte) { f.pages[1].root += "new" }},
		{"a colour", func(web fstest.MapFS, _ *face, _ *[]byte) {
			web["css/parts.css"].Data = append(web["css/parts.css"].Data, ".x{color:red}"...)
		}},
		{"a number on the last page", func(_ fstest.MapFS, f *face, _ *[]byte) { f.numbers += "113" }},
	} {
		t.Run(test.name, func(t *testing.T) {
			web, f, program := copyOf(t, webFolder), smallFace(), slices.Clone(smallProgram)
			test.change(web, &f, &program)
			after, err := assemble(web, program, f)
			if err != nil {
				t.Fatal(err)
			}
			version := regexp.MustCompile(`"[0-9a-f]{16}"`)
			old, young := version.Find(before["worker.js"]), version.Find(after["worker.js"])
			if old == nil || young == nil || bytes.Equal(old, young) {
				t.Errorf("version: got %q after %q", young, old)
			}
		})
	}
}

func TestKillSwitch_DeletesEverythingAndReloadsNobody(t *testing.T) {
	body, err := os.ReadFile(filepath.Join(webFolder, "kill/worker.js"))
	if err != nil {
		t.Fatal(err)
	}
	code, err := shrinkScript(string(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"self.skipWaiting()", "caches.delete(", "self.registration.unregister()", `"install"`, `"activate"`} {
		if !strings.Contains(code, want) {
			t.Errorf("the kill switch lacks %s", want)
		}
	}
	for _, bad := range []string{"navigate(", `"fetch"`, "clients", "reload"} {
		if strings.Contains(code, bad) {
			t.Errorf("the kill switch holds %s", bad)
		}
	}
}

func TestScripts_AreSilentAndKeepNothing(t *testing.T) {
	for name, body := range smallSite(t) {
		if path.Ext(name) != ".js" || strings.Contains(name, "wasm_exec") {
			continue
		}
		for _, bad := range []string{"console.", "innerHTML", "eval(", "document.cookie", "localStorage.setItem", "indexedDB",
			"sendBeacon", "XMLHttpRequest", "importScripts", "pushState", "openWindow", "http://", "{{"} {
			if bytes.Contains(body, []byte(bad)) {
				t.Errorf("%s holds %s", name, bad)
			}
		}
	}
	worker := string(smallSite(t)["worker.js"])
	for _, bad := range []string{"self.skipWaiting", "clients.claim", `"push"`, `"sync"`} {
		if strings.Contains(worker, bad) {
			t.Errorf("worker.js holds %s", bad)
		}
	}
}

func TestBridge_IsTheOneOfThisGo(t *testing.T) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skip("there is no go command here")
	}
	want, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := bridge()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("go-app's wasm_exec.js is not the one of this Go: programs built here may not run with it")
	}
}

func TestIcons_AreOpaqueAndAsLargeAsTheManifestSays(t *testing.T) {
	files := smallSite(t)
	var manifest struct {
		ID, Name, Lang, Display string
		StartURL                string `json:"start_url"`
		Background              string `json:"background_color"`
		Icons                   []struct{ Src, Sizes, Type, Purpose string }
	}
	if err := json.Unmarshal(files["manifest.webmanifest"], &manifest); err != nil {
		t.Fatal(err)
	}
	if manifest.ID != "/" || manifest.StartURL != "/" || manifest.Name != "Second Look" || manifest.Display != "standalone" {
		t.Errorf("manifest: got %+v", manifest)
	}
	if !bytes.Contains(files["index.html"], []byte(`content="`+manifest.Background+`"`)) {
		t.Errorf("the manifest's colour %s is not the page's", manifest.Background)
	}
	sizes := map[string]string{"tab-48": "48x48", "plain-48": "48x48", "apple-touch-180": "180x180"}
	for _, icon := range manifest.Icons {
		sizes[strings.Split(path.Base(icon.Src), ".")[0]] = icon.Sizes
	}
	seen := 0
	for name, body := range files {
		if path.Ext(name) != ".png" {
			continue
		}
		seen++
		drawn, err := png.Decode(bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		side := drawn.Bounds().Dx()
		if want := sizes[strings.Split(path.Base(name), ".")[0]]; want != fmt.Sprintf("%dx%d", side, side) {
			t.Errorf("%s: got %d dots a side, want %s", name, side, want)
		}
		for y := range side {
			for x := range side {
				r, g, b, a := drawn.At(x, y).RGBA()
				if a != 0xffff {
					t.Fatalf("%s: %d,%d can be seen through", name, x, y)
				}
				lit := color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 0xff}
				far := math.Hypot(float64(x)-float64(side)/2, float64(y)-float64(side)/2) > 0.4*float64(side)
				if strings.Contains(name, "maskable") && far && (lit == lamp || lit == wall) {
					t.Fatalf("%s: %d,%d would be cut off by a round mask", name, x, y)
				}
			}
		}
	}
	if seen != len(pictures)+1 {
		t.Errorf("got %d icons, want %d", seen, len(pictures)+1)
	}
}

func TestShrinkCSS_KeepsMeaning(t *testing.T) {
	for _, test := range []struct{ sheet, want string }{
		{"/* a */ .a > .b , .c {\n  margin: 0 0.5rem ;\n}\n", ".a>.b,.c{margin:0 .5rem}\n"},
		{`.a::before { content: "  { } > "; }`, `.a::before{content:"  { } > "}` + "\n"},
		{"@media (min-width: 40rem) and (min-height: 1em) { .a { b: calc(1px + 0.5rem - 10.5px) } }", "@media (min-width:40rem) and (min-height:1em){.a{b:calc(1px + .5rem - 10.5px)}}\n"},
		{":root { --page: #fff; --line: var(--page); } .card--now { c: var(--line, red) }", ":root{--a:#fff;--b:var(--a)}.card--now{c:var(--b,red)}\n"},
	} {
		if got := shrinkCSS(test.sheet); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

func TestShrinkScript_IsShorterAndNoNewer(t *testing.T) {
	for _, test := range []struct{ script, want string }{
		{"// words\n(() => {\n  const long = 'it is  // not a comment';\n  window.seen = (other) => long + other;\n})();\n",
			"(()=>{const n=\"it is  // not a comment\";window.seen=o=>n+o})();\n"},
		{"f(`<p>\n  two\n</p>`);", "f(`<p>\n  two\n</p>`);\n"},
		{"x = y && y.z;", "x=y&&y.z;\n"},                     // not y?.z
		{"try { f() } catch (e) {}", "try{f()}catch(c){}\n"}, // not catch{}
	} {
		if got, err := shrinkScript(test.script); err != nil || got != test.want {
			t.Errorf("got %q and %v, want %q", got, err, test.want)
		}
	}
	if got, err := shrinkScript("ok();\nlet = {{NOBODY}};"); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("a broken script: got %q and %v", got, err)
	}
}

// A table of other questions must not be used with the screens of these.
func TestOpening_TheTableFitsTheScreens(t *testing.T) {
	files := smallSite(t)
	mark := regexp.MustCompile(`<template data-fits="([^"]{20})" id="o[0-9]+">`).FindSubmatch(files["index.html"])
	if mark == nil {
		t.Fatal("the screens say not what they fit")
	}
	for name, body := range files {
		if strings.HasPrefix(name, "web/opening.") && !bytes.Contains(body, mark[1]) {
			t.Errorf("%s does not fit %s", name, mark[1])
		}
	}
	places := app.Opening()
	before := fits(places)
	places[0].Next = nil
	if before == fits(places) || before == "" {
		t.Errorf("another table has the same mark %s", before)
	}
}

func TestTidy_OrdersAttributesOnly(t *testing.T) {
	for _, test := range []struct{ markup, want string }{
		{`<a href="/x>y" class="b c" data-z="1">1 < 2</a>`, `<a class="b c" data-z="1" href="/x>y">1 < 2</a>`},
		{`<svg viewBox="0 0 1 1" aria-hidden><path d="M0 1"/></svg>`, `<svg aria-hidden="true" viewBox="0 0 1 1"><path d="M0 1"/></svg>`},
		{"<p>one\n    <b>two</b>\n</p>", "<p>one\n<b>two</b>\n</p>"},
		{"<!-- a > b --><br><input disabled>", "<!-- a > b --><br><input disabled>"},
		{"no markup", "no markup"},
	} {
		if got := tidy(test.markup); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

func TestReport_NamesTheOverrunBudget(t *testing.T) {
	err := report(io.Discard, "dist", map[string][]byte{"web/style.0.css": make([]byte, 20_001)})
	if got := errorText(err); !strings.Contains(got, "style sheets take 20001 bytes") {
		t.Errorf("got %q", got)
	}
}

func TestReplaceFolder_RefusesSomeoneElsesFolder(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "letter.txt"), []byte("dear"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := replaceFolder(folder, smallSite(t)); err == nil {
		t.Fatal("a folder with a letter in it was replaced")
	}
	if _, err := os.Stat(filepath.Join(folder, "letter.txt")); err != nil {
		t.Error(err)
	}
}

func TestReplaceFolder_LeavesNothingOfTheLastBuild(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "dist")
	for _, extra := range []string{"web/old.js", "web/new.js"} {
		if err := replaceFolder(folder, map[string][]byte{"worker.js": {1}, extra: {2}}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "web/old.js")); err == nil {
		t.Error("a file of the last build is still there")
	}
}

func TestRun_SaysWhatItTakes(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{nil, "nothing was asked for"},
		{[]string{"bild"}, `"bild"`},
		{[]string{"build", "-fast"}, "not defined: -fast"},
		{[]string{"serve", "dist"}, `serve takes no "dist"`},
		{[]string{"serve", "-dir", "no-such-folder"}, "run make build first"},
	} {
		if got := errorText(run(test.args, io.Discard)); !strings.Contains(got, test.want) {
			t.Errorf("%v: got %q, want %q", test.args, got, test.want)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func utf8Early(page []byte) bool {
	at := bytes.Index(page, []byte(`<meta charset="utf-8">`))
	return at >= 0 && at < 1000
}

// copyOf is a folder in memory, to break things in.
func copyOf(t *testing.T, folder string) fstest.MapFS {
	t.Helper()
	copied := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := os.ReadFile(filepath.Join(folder, name))
		copied[name] = &fstest.MapFile{Data: body}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return copied
}
