//go:build !wasm

package host

import (
	"regexp"
	"strings"
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

// shrinkScript drops indentation, empty lines, lines that are only a comment, and spaces beside signs. Every other
// line end stays, so no statement runs into the next; strings, templates and patterns are left alone.
func shrinkScript(script string) string {
	var out strings.Builder
	inTemplate := false
	for line := range strings.Lines(script) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "//") {
			continue
		}
		var tight string
		tight, inTemplate = shrinkLine(line, inTemplate)
		out.WriteString(tight + "\n")
	}
	return out.String()
}

func shrinkLine(line string, inTemplate bool) (string, bool) {
	var out []byte
	quote := byte(0) // what ends the text we are in
	if inTemplate {
		quote = '`'
	}
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case quote != 0 && c == '\\' && i+1 < len(line):
			out = append(out, c, line[i+1])
			i++
			continue
		case quote == ']' && c == ']':
			quote = '/'
		case quote == '/' && c == '[':
			quote = ']'
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
		case c == '\'' || c == '"' || c == '`':
			quote = c
		case c == '/' && (len(out) == 0 || strings.IndexByte("(,=:[!&|?{;", out[len(out)-1]) >= 0):
			quote = '/'
		case c == ' ' && i+1 < len(line) && (!wordly(out[len(out)-1]) || !wordly(line[i+1])) && out[len(out)-1] != line[i+1]:
			continue
		}
		out = append(out, c)
	}
	return string(out), quote == '`'
}

// wordly says whether a character may be part of a name or a number.
func wordly(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c >= 0x80
}
