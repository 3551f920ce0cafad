package main

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// longest is how many words a sentence may have before we warn.
const longest = 25

// wary are words worth a second look wherever a person reads them.
var wary = regexp.MustCompile(`(?i)\b(victims?|should have|simply|click here)\b`)

// A passage is the text of one paragraph, item or heading, without its marks.
type passage struct {
	text  string
	file  string
	turns []turn
}

// A turn is where in a passage's text a line of its file begins.
type turn struct{ at, line int }

// passages are the text of a body, in order.
type passages []passage

// hear keeps the text of a block for counting and comparing.
func (m *markdown) hear(n ast.Node) {
	p := passage{file: m.file}
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		t, ok := c.(*ast.Text)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		p.turns = append(p.turns, turn{len(p.text), m.spot(t).line})
		p.text += string(t.Segment.Value(m.src))
		if t.SoftLineBreak() {
			p.text += " "
		}
		return ast.WalkContinue, nil
	})
	m.said = append(m.said, p)
	m.sentences(p)
}

// line finds the line of the file that the i-th byte of the text stands on.
func (p passage) line(i int) place {
	line := 0
	for _, t := range p.turns {
		if t.at <= i {
			line = t.line
		}
	}
	return place{p.file, line}
}

// words counts the words of a body.
func (ps passages) words() int {
	n := 0
	for _, p := range ps {
		n += len(strings.Fields(p.text))
	}
	return n
}

// count says how often a sentence stands in a body, never across two paragraphs.
func (ps passages) count(sentence string) int {
	n := 0
	for _, p := range ps {
		n += strings.Count(strings.Join(strings.Fields(p.text), " "), sentence)
	}
	return n
}

var ending = regexp.MustCompile(`[.!?…]+[”’)]*\s+`)

// sentences warns of long sentences and wary words in a passage.
func (r *report) sentences(p passage) {
	start := 0
	for _, end := range append(ending.FindAllStringIndex(p.text, -1), []int{0, len(p.text)}) {
		sentence := p.text[start:end[1]]
		if n := len(strings.Fields(sentence)); n > longest {
			r.warn(p.line(start), "warning: a sentence of %d words: %q", n, strings.TrimSpace(sentence))
		}
		start = end[1]
	}
	for _, w := range wary.FindAllStringIndex(p.text, -1) {
		r.warn(p.line(w[0]), "warning: the word %q", p.text[w[0]:w[1]])
	}
}

// sentence is sentences, for a text that stands on one line.
func (r *report) sentence(at place, text string) {
	r.sentences(passage{text, at.file, []turn{{0, at.line}}})
}
