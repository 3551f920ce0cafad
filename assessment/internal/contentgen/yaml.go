package main

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// A kind says what was written for a key.
type kind int

const (
	textKind kind = iota
	bareKind      // a number, a yes or no, or nothing, without quotes
	listKind
	mapKind
)

// A value is what stands in a YAML file, with its line.
type value struct {
	line    int
	kind    kind
	text    string
	items   []value
	entries []entry
}

type entry struct {
	key  string
	line int
	value
}

// position is where the parser counts from the head, not from the file.
var position = regexp.MustCompile(` at \[\d+:\d+\]`)

// readYAML reads a YAML map whose first line is line start of its file.
func readYAML(file string, start int, src []byte, r *report) ([]entry, bool) {
	doc, err := parser.ParseBytes(src, 0)
	if err != nil {
		line, message := 1, err.Error()
		var syntax yaml.Error
		if errors.As(err, &syntax) {
			message = position.ReplaceAllString(syntax.GetMessage(), "")
			if t := syntax.GetToken(); t != nil && t.Position != nil {
				line = t.Position.Line
			}
		}
		r.refuse(place{file, line + start - 1}, "cannot be read: %s; a text with a colon in it needs quotes", message)
		return nil, false
	}
	if len(doc.Docs) != 1 || doc.Docs[0].Body == nil {
		r.refuse(place{file, start}, "holds nothing: write “key: text” lines")
		return nil, false
	}
	v, ok := convert(file, start-1, doc.Docs[0].Body, r)
	if ok && v.kind != mapKind {
		r.refuse(place{file, start}, "must be “key: text” lines")
		return nil, false
	}
	return v.entries, ok
}

// convert turns a parsed node into a value. Anchors, tags and merges are
// refused: an editor should find what is shown where it is written.
func convert(file string, shift int, n ast.Node, r *report) (value, bool) {
	v := value{line: n.GetToken().Position.Line + shift}
	switch n := n.(type) {
	case *ast.StringNode:
		v.text = n.Value
	case *ast.LiteralNode:
		v.line = n.Start.Position.Line + shift + 1
		v.text = n.Value.Value
	case *ast.NullNode:
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		v.kind, v.text = bareKind, n.GetToken().Value
	case *ast.SequenceNode:
		return convertList(file, shift, v, n, r)
	case *ast.MappingNode:
		return convertMap(file, shift, v, n.Values, r)
	case *ast.MappingValueNode:
		return convertMap(file, shift, v, []*ast.MappingValueNode{n}, r)
	default:
		r.refuse(place{file, v.line}, "%s is not used here: write plain text, in double quotes", n.Type())
		return v, false
	}
	return v, true
}

func convertList(file string, shift int, v value, n *ast.SequenceNode, r *report) (value, bool) {
	v.kind = listKind
	for _, item := range n.Values {
		c, ok := convert(file, shift, item, r)
		if !ok {
			return v, false
		}
		v.items = append(v.items, c)
	}
	return v, true
}

func convertMap(file string, shift int, v value, pairs []*ast.MappingValueNode, r *report) (value, bool) {
	v.kind = mapKind
	for _, p := range pairs {
		key := p.Key.GetToken()
		c, ok := convert(file, shift, p.Value, r)
		if !ok {
			return v, false
		}
		line := key.Position.Line + shift
		if c.kind == textKind && c.text == "" {
			c.line = line
		}
		v.entries = append(v.entries, entry{key.Value, line, c})
	}
	if len(v.entries) > 0 {
		v.line = v.entries[0].line
	}
	return v, true
}

// fields reads the entries of a map one by one and knows which were read.
type fields struct {
	*report
	at      place  // where the map stands
	noun    string // what its keys are: "option"
	entries []entry
	asked   []string
}

// called gives a key its noun, where it has one.
func (f *fields) called(key string) string {
	return strings.TrimSpace(fmt.Sprintf("%s %q", f.noun, key))
}

// get finds an entry. What it holds may be anything but nothing.
func (f *fields) get(key string) (entry, bool) {
	e, ok := f.find(key)
	if ok && e.kind == textKind && strings.TrimSpace(e.text) == "" {
		f.refuse(f.spot(e.line), "%q is empty: fill it in, or take the line out", key)
		return e, false
	}
	return e, ok
}

// find finds an entry, whatever it holds.
func (f *fields) find(key string) (entry, bool) {
	f.asked = append(f.asked, key)
	i := slices.IndexFunc(f.entries, func(e entry) bool { return e.key == key })
	if i < 0 {
		return entry{}, false
	}
	return f.entries[i], true
}

// must finds an entry that may not be missing.
func (f *fields) must(key string) (entry, bool) {
	if _, ok := f.find(key); !ok {
		f.refuse(f.at, "%s is missing: add it", f.called(key))
		return entry{}, false
	}
	return f.get(key)
}

// text reads one line of text; it is "" when there is none.
func (f *fields) text(key string) string { return f.plain(f.get(key)) }

// mustText is text, for what may not be missing.
func (f *fields) mustText(key string) string { return f.plain(f.must(key)) }

func (f *fields) plain(e entry, ok bool) string {
	if !ok {
		return ""
	}
	switch e.kind {
	case bareKind:
		f.refuse(f.spot(e.line), "%q must be in double quotes: %q", e.key, e.text)
		return ""
	case listKind, mapKind:
		f.refuse(f.spot(e.line), "%q must be one text, not a list", e.key)
		return ""
	}
	text := oneLine(e.text)
	f.attribute(f.spot(e.line), e.key, text)
	return text
}

// attribute refuses what would break an attribute, or a screen reader's flow.
func (f *fields) attribute(at place, key, text string) {
	for _, bad := range []struct{ mark, say string }{
		{`"`, "a straight double quote: use “ and ”"},
		{`\`, "a backslash: leave it out"},
		{"\u00a0", "a no-break space: use an ordinary space"},
		{"<", "a <: write it in words"},
	} {
		if strings.Contains(text, bad.mark) {
			f.refuse(at, "%q holds %s", key, bad.say)
		}
	}
}

// texts reads a list of texts.
func (f *fields) texts(key string) []string { return f.list(f.get(key)) }

// mustTexts is texts, for what may not be missing.
func (f *fields) mustTexts(key string) []string { return f.list(f.must(key)) }

func (f *fields) list(e entry, ok bool) []string {
	if !ok {
		return nil
	}
	if e.kind != listKind || len(e.items) == 0 {
		f.refuse(f.spot(e.line), "%q must be a list with something in it", e.key)
		return nil
	}
	var texts []string
	for _, item := range e.items {
		if item.kind == textKind && strings.TrimSpace(item.text) == "" {
			f.refuse(f.spot(item.line), "%q holds an empty item: fill it in, or take it out", e.key)
			continue
		}
		texts = append(texts, f.plain(entry{e.key, item.line, item}, true))
	}
	return texts
}

// yes reads a true or false; it is otherwise when there is none.
func (f *fields) yes(key string, otherwise bool) bool {
	e, ok := f.get(key)
	if !ok {
		return otherwise
	}
	if e.text != "true" && e.text != "false" {
		f.refuse(f.spot(e.line), "%q must be true or false", key)
	}
	return e.text == "true"
}

// under reads a map, whose keys have a noun.
func (f *fields) under(key, noun string) *fields {
	e, ok := f.get(key)
	return f.inner(e, ok, noun)
}

// mustUnder is under, for what may not be missing.
func (f *fields) mustUnder(key, noun string) *fields {
	e, ok := f.must(key)
	return f.inner(e, ok, noun)
}

func (f *fields) inner(e entry, ok bool, noun string) *fields {
	m := &fields{report: f.report, at: f.at, noun: noun}
	if !ok {
		return m
	}
	if e.kind != mapKind {
		f.refuse(f.spot(e.line), "%q must hold indented “key: text” lines", e.key)
		return m
	}
	m.at, m.entries = f.spot(e.line), e.entries
	return m
}

// done refuses keys that nobody asked for.
func (f *fields) done() {
	named := fields{noun: cmp.Or(f.noun, "key")}
	for _, e := range f.entries {
		if !slices.Contains(f.asked, e.key) {
			f.refuse(f.spot(e.line), "unknown %s: known here are %s", named.called(e.key), strings.Join(known(f.asked), ", "))
		}
	}
}

// known gives the keys asked for, each once.
func known(asked []string) []string {
	var keys []string
	for _, k := range asked {
		if !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

func (f *fields) spot(line int) place { return place{f.at.file, line} }

// lineOf gives where a key stands.
func (f *fields) lineOf(key string) place {
	for _, e := range f.entries {
		if e.key == key {
			return f.spot(e.line)
		}
	}
	return f.at
}

func oneLine(text string) string { return strings.Join(strings.FieldsFunc(text, isSpace), " ") }

// isSpace leaves no-break spaces alone, so that they are seen and refused.
func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }
