//go:build !wasm

package lean

// An edit is one change to a file of a module: old stands in it once, and becomes new.
type edit struct {
	file, old, new string
	why            string // "expected ... once, to <why>"
}

var edits = []edit{
	// Only a server needs these. They bring net/http, and crypto/tls with it.
	notHere("pkg/app/http.go", "package app\n\nimport (\n\t\"bytes\"\n\t\"context\"\n\t\"crypto/sha1\"\n"),
	notHere("pkg/app/resource.go", "package app\n\nimport (\n\t\"net/http\"\n\t\"strings\"\n)\n"),
	{"pkg/app/resource.go", helpers, "", "take the helpers that the client uses along"},

	// Nothing of ours is encrypted by go-app.
	notHere("pkg/app/crypto.go", "package app\n\nimport (\n\t\"crypto/aes\"\n"),

	// Our routes are plain addresses.
	{"pkg/app/route.go", "import (\n\t\"regexp\"\n\t\"sync\"\n)\n", "import \"sync\"\n", "leave package regexp out"},
	{"pkg/app/route.go", "regexp.MustCompile(pattern)", "noRegexp(pattern)", "leave package regexp out"},
	{"pkg/app/route.go", "\tregexp       *regexp.Regexp\n", "\tregexp       leftOut\n", "leave package regexp out"},

	// go-app reads and writes JSON to store what it is asked to store, and to print its errors.
	noJSON("pkg/app/context.go"),
	noJSON("pkg/app/engine.go"),
	noJSON("pkg/app/notification.go"),
	noJSON("pkg/app/state.go"),
	noJSON("pkg/app/storage.go"),
	noJSON("pkg/app/strings.go"),
	noJSON("pkg/errors/errors.go"),
	{"pkg/errors/errors.go", jsonError, plainError, "print errors without JSON"},

	// An address is taken apart at four places and put together again at five.
	noURL("pkg/app/context.go"),
	noURL("pkg/app/engine.go"),
	noURL("pkg/app/js.go"),
	noURL("pkg/app/js_wasm.go"),
	noURL("pkg/app/page.go"),
	noURL("pkg/app/testing.go"),

	// slices is there anyway, and sort is not.
	{"pkg/app/range.go", "\t\"sort\"\n", "\t\"slices\"\n", "leave package sort out"},
	{"pkg/app/range.go", "sort.Strings(keys)", "slices.Sort(keys)", "leave package sort out"},

	// Before anything is drawn an answer waits for a frame of go-app's own, 8 ms, and then for the browser's.
	{"pkg/app/app.go", "\tengine.Start(120)\n", "\tengine.Start(1000)\n", "draw at once"},

	// The packed client knows no line numbers.
	{"pkg/errors/errors.go", "\t\"path/filepath\"\n", "", "leave package path/filepath out"},
	{"pkg/errors/errors.go", "\t\"runtime\"\n", "", "leave package path/filepath out"},
	{"pkg/errors/errors.go", "\t_, filename, line, _ := runtime.Caller(2)\n\n", "", "leave line numbers out"},
	{"pkg/errors/errors.go", "\t\tLine:    fmt.Sprintf(\"%s:%v\", filepath.Base(filename), line),\n", "", "leave line numbers out"},
}

// notHere keeps a file out of the program for the browser.
func notHere(file, start string) edit {
	return edit{file, start, "//go:build !wasm\n\n" + start, "keep the file out of the client"}
}

// noJSON puts our few lines in the place of encoding/json.
func noJSON(file string) edit {
	return edit{file, "\t\"encoding/json\"\n", "\t\"" + goApp + "/pkg/json\"\n", "leave package encoding/json out"}
}

// noURL puts our few lines in the place of net/url.
func noURL(file string) edit {
	return edit{file, "\t\"net/url\"\n", "\t\"" + goApp + "/pkg/url\"\n", "leave package net/url out"}
}

// gone are the files of go-app that are left out.
var gone = map[string]string{
	"pkg/app/wasm.go": wasmOnly,
}

// added are the files of our own, all of them only for the browser.
var added = map[string]string{
	"pkg/app/client_wasm.go": "package app\n\nimport \"strings\"\n\n" + helpers,
	"pkg/app/left_wasm.go":   leftOut,
	"pkg/app/whole_wasm.go":  wholeMount,
	"pkg/json/json.go":       standIn,
	"pkg/url/url.go":         urlStandIn,
}

// helpers are the functions of resource.go that the client uses.
const helpers = `func clientResourceResolver(resourcesLocation string) func(string) string {
	return func(location string) string {
		if remoteLocation(location) || !webLocation(location) {
			return location
		}
		location = strings.Trim(location, "/")
		return resourcesLocation + "/" + strings.TrimPrefix(location, "web/")
	}
}

func resolveOGResource(domain string, location string) string {
	if remoteLocation(location) {
		return location
	}
	return "https://" + domain + strings.TrimRight("/"+strings.Trim(location, "/"), "/")
}

func remoteLocation(location string) bool {
	return strings.HasPrefix(location, "https://") ||
		strings.HasPrefix(location, "http://")
}

func webLocation(location string) bool {
	return strings.HasPrefix(location, "/web/") ||
		location == "/web" ||
		strings.HasPrefix(location, "web/") ||
		location == "web"
}
`

// wasmOnly is what a client had in the place of static.go. It names Handler, which is not there any more.
const wasmOnly = `//go:build wasm
// +build wasm

package app

import (
	"runtime"

	"github.com/maxence-charriere/go-app/v10/pkg/errors"
)

func GenerateStaticWebsite(dir string, h *Handler, pages ...string) error {
	panic(errors.New("unsupported instruction").
		WithTag("architecture", runtime.GOARCH))
}

func wasmExecJS() string {
	return ""
}
`

// leftOut says so when something is used that the client does not have.
const leftOut = `package app

import "github.com/maxence-charriere/go-app/v10/pkg/errors"

var errLeftOut = errors.New("encryption is left out of this client")

func encrypt(string, []byte) ([]byte, error) { return nil, errLeftOut }
func decrypt(string, []byte) ([]byte, error) { return nil, errLeftOut }

// leftOut stands for a regular expression.
type leftOut struct{}

func noRegexp(pattern string) leftOut {
	panic("the route " + pattern + ": regular expressions are left out of this client")
}

func (leftOut) MatchString(string) bool { return false }
`

// standIn lets the browser read and write the JSON of a text, so that a text can be stored, and read a list of texts: go-app
// takes the addresses that it leaves to the browser (tel:, sms:) from one, and says nothing when it cannot read it. Without it
// no number dials. It refuses anything else.
const standIn = `// Package json stands in for encoding/json, which this client has no other use for.
package json

import (
	"errors"
	"syscall/js"
)

var errText = errors.New("JSON of anything but a text, or a list of texts, is left out of this client")

type RawMessage []byte

func Marshal(v any) ([]byte, error) {
	text, ok := v.(string)
	if !ok {
		return nil, errText
	}
	return []byte(js.Global().Get("JSON").Call("stringify", text).String()), nil
}

func MarshalIndent(v any, _, _ string) ([]byte, error) { return Marshal(v) }

func Unmarshal(data []byte, v any) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("this is not JSON")
		}
	}()
	switch to := v.(type) {
	case *string:
		read := parse(data)
		if read.Type() != js.TypeString {
			return errText
		}
		*to = read.String()
	case *[]string:
		read := parse(data)
		if !js.Global().Get("Array").Call("isArray", read).Bool() {
			return errText
		}
		var texts []string
		for i := range read.Length() {
			if read.Index(i).Type() != js.TypeString {
				return errText
			}
			texts = append(texts, read.Index(i).String())
		}
		*to = texts
	default:
		return errText
	}
	return nil
}

func parse(data []byte) js.Value { return js.Global().Get("JSON").Call("parse", string(data)) }
`

// urlStandIn takes addresses apart and puts them together as net/url does, for those that a page of ours can meet: its own,
// in full or from the root, and tel:, sms: and mailto:. It leaves escapes as they are: none of our addresses has one.
const urlStandIn = `// Package url stands in for net/url.
package url

import (
	"errors"
	"strings"
)

type URL struct{ Scheme, Opaque, Host, Path, RawQuery, Fragment string }

func Parse(text string) (*URL, error) {
	for i := 0; i < len(text); i++ {
		if text[i] < ' ' || text[i] == 0x7f {
			return nil, errors.New("this is not an address")
		}
	}
	u := &URL{}
	text, u.Fragment, _ = strings.Cut(text, "#")
	if scheme, rest, found := strings.Cut(text, ":"); found && named(scheme) {
		u.Scheme, text = strings.ToLower(scheme), rest
	}
	text, u.RawQuery, _ = strings.Cut(text, "?")
	if rest, found := strings.CutPrefix(text, "//"); found {
		end := strings.IndexByte(rest, '/')
		if end < 0 {
			end = len(rest)
		}
		u.Host, u.Path = rest[:end], rest[end:]
	} else if u.Scheme != "" && !strings.HasPrefix(text, "/") {
		u.Opaque = text
	} else {
		u.Path = text
	}
	return u, nil
}

// named says whether a text can be a scheme.
func named(scheme string) bool {
	for i := 0; i < len(scheme); i++ {
		c := scheme[i] | 0x20
		if letter := c >= 'a' && c <= 'z'; !letter && (i == 0 || !strings.ContainsRune("0123456789+-.", rune(scheme[i]))) {
			return false
		}
	}
	return scheme != ""
}

func (u *URL) String() string {
	text := ""
	if u.Scheme != "" {
		text = u.Scheme + ":"
	}
	switch {
	case u.Opaque != "":
		text += u.Opaque
	case u.Host != "" && u.Path != "" && u.Path[0] != '/':
		text += "//" + u.Host + "/" + u.Path
	case u.Host != "":
		text += "//" + u.Host + u.Path
	default:
		text += u.Path
	}
	if u.RawQuery != "" {
		text += "?" + u.RawQuery
	}
	if u.Fragment != "" {
		text += "#" + u.Fragment
	}
	return text
}

func (u *URL) Hostname() string {
	host, _, _ := strings.Cut(u.Host, ":")
	return host
}
`

// jsonError is how go-app prints an error, and plainError how the client does: what happened, with what, and why.
const (
	jsonError = `	s, err := Encoder(e)
	if err != nil {
		return fmt.Sprintf(` + "`" + `{"message": "encoding error failed: %s"}` + "`" + `, err)
	}
	return string(s)
`
	plainError = `	text := e.Message
	for k, v := range e.Tags {
		text += fmt.Sprintf("; %s: %v", k, v)
	}
	if e.WrappedErr != nil {
		text += ": " + e.WrappedErr.Error()
	}
	return text
`
)
