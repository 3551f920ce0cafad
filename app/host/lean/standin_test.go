//go:build !wasm

package lean

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// texts are what the stand-in for encoding/json has to write and read like the real one.
var texts = []string{"", "plain", `"quoted" \ back`, "line\nline\ttab", "<b>&amp;</b>", "é ✓ 👩‍👧", "\u2028\u2029", "null", "[1]"}

// lists are JSON in the shapes that go-app reads. The first is how it learns which addresses it leaves to the browser.
var lists = []string{`["tel:","sms:"]`, `[]`, `["a"]`, `["a",1]`, `[1]`, `{}`, `null`, `"text"`, `7`, `[`, `nonsense`, ``}

// useJSON runs in the browser's Go, with the stand-in.
const useJSON = `package main

import (
	"fmt"

	real "encoding/json"

	"` + goApp + `/pkg/json"
)

func main() {
	var texts, lists []string
	if err := real.Unmarshal([]byte(%[1]q), &texts); err != nil {
		panic(err)
	}
	if err := real.Unmarshal([]byte(%[2]q), &lists); err != nil {
		panic(err)
	}
	for _, text := range texts {
		written, err := json.Marshal(text)
		var again, back string
		fmt.Println(err, real.Unmarshal(written, &again), json.Unmarshal(written, &back), again == text, back == text)
	}
	for _, list := range lists {
		var got []string
		err := json.Unmarshal([]byte(list), &got)
		fmt.Printf("%%t %%q\n", err == nil, got)
	}
	for _, other := range []any{1, nil, []string{"a"}, map[string]any{}, struct{ A int }{1}} {
		_, err := json.Marshal(other)
		fmt.Println(err != nil)
	}
	var n int
	fmt.Println(json.Unmarshal([]byte("1"), &n) != nil)
}
`

func TestStandIn_ReadsAndWritesTextsLikeTheRealOne(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node here")
	}
	folder := copyOf(t, modules[0])
	encode := func(v any) string {
		body, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	got := use(t, node, folder, fmt.Sprintf(useJSON, encode(texts), encode(lists)))
	var want strings.Builder
	for range texts {
		want.WriteString("<nil> <nil> <nil> true true\n")
	}
	for _, list := range lists {
		var read []string
		ok := json.Unmarshal([]byte(list), &read) == nil && list != "null"
		if !ok {
			read = nil
		}
		fmt.Fprintf(&want, "%t %q\n", ok, read)
	}
	want.WriteString(strings.Repeat("true\n", 6))
	if got != want.String() {
		t.Errorf("got:\n%s\nwant:\n%s", got, want.String())
	}
}

// addresses are those that a page of ours can meet.
var addresses = []string{"http://127.0.0.1:8000/", "http://127.0.0.1:8000", "https://example.org/help?from=x&y=1#one", "https://example.org/reading#being-followed",
	"/", "/urgent", "/urgent?a=b", "/reading#x", "#dates", "", "?q=1", "help", "tel:999", "tel:+441234", "sms:85258?body=hi", "mailto:a@example.org", "HTTPS://example.org/",
	"https://example.org/a:b", "/a:b", "https://example.org/x/", "//example.org/x", "bad\naddress", "\x7f", "mailto:a@b.c#d"}

// useURL takes every address apart, moves it to another host as go-app does, and puts it together again.
const useURL = `package main

import (
	"fmt"

	real "net/url"

	"` + goApp + `/pkg/url"
)

func main() {
	for _, text := range %#v {
		want, wrong := real.Parse(text)
		got, err := url.Parse(text)
		if (err != nil) != (wrong != nil) {
			fmt.Printf("%%q: %%v, and not %%v\n", text, err, wrong)
		}
		if err != nil || wrong != nil {
			continue
		}
		for range 2 {
			a := []string{got.String(), got.Scheme, got.Opaque, got.Host, got.Hostname(), got.Path, got.RawQuery, got.Fragment}
			b := []string{want.String(), want.Scheme, want.Opaque, want.Host, want.Hostname(), want.Path, want.RawQuery, want.Fragment}
			if fmt.Sprint(a) != fmt.Sprint(b) {
				fmt.Printf("%%q: %%q, and not %%q\n", text, a, b)
			}
			got.Scheme, got.Host, want.Scheme, want.Host = "https", "other.example:99", "https", "other.example:99"
		}
	}
	fmt.Println("done")
}
`

func TestStandIn_TakesAddressesApartLikeTheRealOne(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node here")
	}
	if got := use(t, node, copyOf(t, modules[0]), fmt.Sprintf(useURL, addresses)); got != "done\n" {
		t.Errorf("got:\n%s", got)
	}
}

// copyOf writes a module's copy into a folder of the test.
func copyOf(t *testing.T, m module) string {
	t.Helper()
	cache, err := m.cached(home)
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "copy")
	if err := m.write(cache, folder); err != nil {
		t.Fatal(err)
	}
	return folder
}

// use runs a program inside a copy, as Go for the browser does, and gives what it says.
func use(t *testing.T, node, folder, source string) string {
	t.Helper()
	if err := os.Mkdir(filepath.Join(folder, "use"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "use", "main.go"), []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-o", "use.wasm", "./use")
	build.Dir = folder
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	got, err := exec.Command(node, nodeScript(t), filepath.Join(folder, "use.wasm")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, got)
	}
	return string(got)
}

// useUUID names a thousand plans, with the browser's random numbers and then without.
const useUUID = `package main

import (
	"fmt"
	"syscall/js"

	"github.com/google/uuid"
)

func main() {
	seen := map[string]bool{}
	var ones [16]byte
	for i := 0; i < 1000; i++ {
		id, err := uuid.NewRandom()
		if err != nil || id.Version() != 4 || id.Variant() != uuid.RFC4122 || id.String() != uuid.MustParse(id.String()).String() {
			panic(fmt.Sprint(id, err))
		}
		seen[id.String()] = true
		for i, b := range id {
			ones[i] |= b
		}
	}
	fmt.Println(len(seen), ones[0], ones[6], ones[15])
	js.Global().Get("Object").Call("defineProperty", js.Global(), "crypto", map[string]interface{}{"value": js.Null()})
	id, err := uuid.NewRandom()
	fmt.Println(id == uuid.Nil, err)
}
`

func TestUUID_IsAsRandomAsTheBrowser(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node here")
	}
	want := "1000 255 79 255\ntrue this browser gives no random numbers\n"
	if got := use(t, node, copyOf(t, modules[1]), useUUID); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// leftOutOf are go-app's functions that do not work in the lean client, some of them without a word.
var leftOutOf = map[string]string{
	"RouteWithRegexp": "regular expressions", "Encrypt": "encryption", "Decrypt": "encryption", "PersistWithEncryption": "encryption",
	"Persist": "JSON", "Broadcast": "JSON", "WithBroadcast": "JSON", "ObserveState": "stored JSON", "GetState": "stored JSON",
	"Notifications": "JSON",
}

func TestOwnCode_UsesNothingThatIsLeftOut(t *testing.T) {
	for _, folder := range []string{"app", "components", "assessment"} {
		err := filepath.WalkDir(filepath.Join(home, folder), func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && (entry.Name() == "host" || entry.Name() == "testdata" || entry.Name() == "internal"):
				return fs.SkipDir
			case entry.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
				return nil
			}
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, name, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if use, ok := n.(*ast.SelectorExpr); ok && leftOutOf[use.Sel.Name] != "" {
					t.Errorf("%s: %s needs %s, which the lean client leaves out", files.Position(use.Pos()), use.Sel.Name, leftOutOf[use.Sel.Name])
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}
