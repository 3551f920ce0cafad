//go:build !wasm

package host

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssSpace   = regexp.MustCompile(`\s+`)
	cssTight   = regexp.MustCompile(` ?([{};,>]) ?`)
	cssColon   = regexp.MustCompile(`: `)
	cssZero    = regexp.MustCompile(`([ :,(-])0\.(\d)`)
	cssToken   = regexp.MustCompile(`([{;]|var\()(--[a-z0-9-]+)([:,)])`)
)

// shrinkCSS drops comments and the spaces that mean nothing, and gives custom properties one short name each. Text
// between quotes is left alone.
func shrinkCSS(sheet string) string {
	sheet = cssComment.ReplaceAllString(sheet, "")
	var out strings.Builder
	for i, part := range strings.Split(sheet, `"`) {
		if i%2 == 1 {
			out.WriteString(`"` + part + `"`)
			continue
		}
		part = cssSpace.ReplaceAllString(part, " ")
		part = cssTight.ReplaceAllString(part, "$1")
		part = cssColon.ReplaceAllString(part, ":")
		part = cssZero.ReplaceAllString(part, "$1.$2")
		out.WriteString(strings.ReplaceAll(part, ";}", "}"))
	}
	return shortTokens(strings.TrimSpace(out.String())) + "\n"
}

func shortTokens(sheet string) string {
	short := map[string]string{}
	return cssToken.ReplaceAllStringFunc(sheet, func(found string) string {
		parts := cssToken.FindStringSubmatch(found)
		name, known := short[parts[2]]
		if !known {
			name = "--" + letters(len(short))
			short[parts[2]] = name
		}
		return parts[1] + name + parts[3]
	})
}

// letters counts a, b, ... z, ba, bb, ...
func letters(n int) string {
	if n < 26 {
		return string(rune('a' + n))
	}
	return letters(n/26) + letters(n%26)
}

// shrinkScript writes a script of ours as short as it goes: no comment, no space that means nothing, short names for
// what no other script can see. Nothing newer than our own sources is brought in, for the way out must work in any browser.
func shrinkScript(script string) (string, error) {
	return shortened(script, api.TransformOptions{MinifySyntax: true, Target: api.ES2017})
}

// shrinkBridge does the same to Go's script, but leaves every statement as it is: it is not ours.
func shrinkBridge(script string) (string, error) {
	return shortened(script, api.TransformOptions{})
}

func shortened(script string, how api.TransformOptions) (string, error) {
	how.MinifyWhitespace, how.MinifyIdentifiers, how.Charset = true, true, api.CharsetUTF8
	made := api.Transform(script, how)
	if len(made.Errors) > 0 {
		e := made.Errors[0]
		if e.Location == nil {
			return "", errors.New(e.Text)
		}
		return "", fmt.Errorf("%s: line %d: %s", e.Text, e.Location.Line, e.Location.LineText)
	}
	return string(made.Code), nil
}
