//go:build !wasm

package host

import (
	"regexp"
	"slices"
	"strings"
)

var indentation = regexp.MustCompile(`\n\s*`)

// tidy puts the attributes of every tag in order, since go-app writes them in a different one each time, gives a bare
// aria attribute the "true" that go-app drops, and takes the indentation away. Nothing else changes.
func tidy(markup string) string {
	var out strings.Builder
	for {
		open := strings.IndexByte(markup, '<')
		if open < 0 || open+1 >= len(markup) {
			out.WriteString(indentation.ReplaceAllString(markup, "\n"))
			return out.String()
		}
		out.WriteString(indentation.ReplaceAllString(markup[:open], "\n"))
		markup = markup[open:]
		end := tagEnd(markup)
		if c := markup[1]; c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			out.WriteString(tidyTag(markup[:end]))
		} else {
			out.WriteString(markup[:end])
		}
		markup = markup[end:]
	}
}

// tagEnd is the length of the tag or comment that markup begins with.
func tagEnd(markup string) int {
	if strings.HasPrefix(markup, "<!--") {
		if end := strings.Index(markup, "-->"); end >= 0 {
			return end + len("-->")
		}
		return len(markup)
	}
	quoted := false
	for i := range len(markup) {
		switch {
		case markup[i] == '"':
			quoted = !quoted
		case markup[i] == '>' && !quoted:
			return i + 1
		}
	}
	return len(markup)
}

func tidyTag(tag string) string {
	inner := strings.TrimSuffix(strings.TrimPrefix(tag, "<"), ">")
	closing := ""
	if strings.HasSuffix(inner, "/") {
		inner, closing = strings.TrimSuffix(inner, "/"), "/"
	}
	words := splitOutsideQuotes(inner)
	attributes := words[1:]
	for i, attribute := range attributes {
		if strings.HasPrefix(attribute, "aria-") && !strings.Contains(attribute, "=") {
			attributes[i] = attribute + `="true"`
		}
	}
	slices.Sort(attributes)
	return "<" + strings.Join(words, " ") + closing + ">"
}

func splitOutsideQuotes(text string) []string {
	quoted := false
	return strings.FieldsFunc(text, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return !quoted && (r == ' ' || r == '\n' || r == '\t')
	})
}

var (
	classes = regexp.MustCompile(` class="[^"]*"`)
	between = regexp.MustCompile(`>\s+<`)
)

// bare is markup for a page without a style sheet: no classes, and as few line ends as words allow.
func bare(markup string) string {
	return between.ReplaceAllString(classes.ReplaceAllString(tidy(markup), ""), "> <")
}
