//go:build !wasm

package lean

// A screen is made afresh for every answer. go-app makes it with one call into the browser for every element, every text and every
// attribute: on a phone, a third of the time that the answer takes. The copy makes it from one piece of markup, and asks for an
// element of it only when it is to be changed.
var wholeEdits = []edit{
	{"pkg/app/node.go", "\tjsElement, _ := Window().createElement(v.Tag(), v.XMLNamespace())\n",
		"\tif whole, ok := m.mountWhole(ctx, depth, v); ok {\n\t\treturn whole, nil\n\t}\n\n" +
			"\tjsElement, _ := Window().createElement(v.Tag(), v.XMLNamespace())\n", "make screens in one go"},
	{"pkg/app/html.go", "\treturn e.jsElement\n", "\te.jsElement = now(e.jsElement)\n\treturn e.jsElement\n", "ask for an element when it is needed"},
	{"pkg/app/raw.go", "\treturn r.jsElement\n", "\tr.jsElement = now(r.jsElement)\n\treturn r.jsElement\n", "ask for an element when it is needed"},
	{"pkg/app/text.go", "\treturn t.jsvalue\n", "\tt.jsvalue = now(t.jsvalue)\n\treturn t.jsvalue\n", "ask for a text when it is needed"},

	// A text that has not been asked for is known by its place, so what stands before it goes last.
	{"pkg/app/node.go", "for i := sharedLen; i < len(children); i++ {", "for i := len(children) - 1; i >= sharedLen; i-- {", "take away from the end"},
}

const wholeMount = `package app

import (
	"html"
	"strconv"
	"strings"
)

// mountWhole makes an element and all that is in it from one piece of markup: a browser reads that far quicker than it carries out a
// call for every element, text and attribute. It refuses what markup does not say, and what a browser reads differently; then
// nothing is changed.
func (m nodeManager) mountWhole(ctx Context, depth uint, v HTML) (HTML, bool) {
	var w whole
	if !w.write(ctx, v) {
		return nil, false
	}
	wrapper, _ := Window().createElement("div", "")
	wrapper.setInnerHTML(w.markup.String())
	w.found = wrapper.Call("querySelectorAll", "*")
	if w.found.Get("length").Int() != w.count {
		return nil, false
	}
	w.count = 0
	return w.adopt(depth, v).(HTML), true
}

// whole is markup, and what a browser made of it.
type whole struct {
	markup strings.Builder
	count  int   // the elements in it so far
	found  Value // all elements, in order
}

func (w *whole) write(ctx Context, v UI) bool {
	switch v := v.(type) {
	case *text:
		w.markup.WriteString(html.EscapeString(v.value))
		return v.value != "" && !v.Mounted()

	case *raw:
		w.markup.WriteString(v.value)
		w.count += elements(v.value)
		return !v.Mounted()

	case HTML:
		return w.writeElement(ctx, v)

	default:
		return false
	}
}

func (w *whole) writeElement(ctx Context, v HTML) bool {
	switch v.Tag() {
	case "select", "textarea", "template", "script", "style", "pre", "table":
		return false
	}
	if v.Mounted() || v.XMLNamespace() != "" || len(v.events()) != 0 {
		return false
	}
	w.count++
	w.markup.WriteString("<" + v.Tag())
	for name, value := range v.attrs() {
		w.writeAttribute(ctx, name, value)
	}
	w.markup.WriteString(">")
	if v.SelfClosing() {
		return true
	}
	afterText := false
	for _, child := range v.body() {
		_, isText := child.(*text)
		if isText && afterText || !w.write(ctx, child) {
			return false
		}
		afterText = isText
	}
	w.markup.WriteString("</" + v.Tag() + ">")
	return true
}

func (w *whole) writeAttribute(ctx Context, name, value string) {
	switch name {
	case "async", "autofocus", "autoplay", "checked", "default", "defer", "disabled", "hidden", "ismap", "loop", "multiple",
		"muted", "open", "readonly", "required", "reversed", "selected":
		if on, _ := strconv.ParseBool(value); on {
			w.markup.WriteString(" " + name)
		}
	default:
		value = resolveAttributeURLValue(name, value, ctx.ResolveStaticResource)
		w.markup.WriteString(" " + name + "=\"" + html.EscapeString(value) + "\"")
	}
}

// adopt gives each element its place in the page, in the order in which they were written.
func (w *whole) adopt(depth uint, v UI) UI {
	switch v := v.(type) {
	case *raw:
		v.jsElement = w.next(elements(v.value))
	case HTML:
		v = v.setJSElement(w.next(1)).setDepth(depth).(HTML)
		children := v.body()
		for i, child := range children {
			if text, ok := child.(*text); ok {
				text.jsvalue = &later{in: v, at: i}
			} else {
				child = w.adopt(depth+1, child)
			}
			children[i] = child.setParent(v)
		}
		return v
	}
	return v
}

// next is the element that comes next, with those inside it. It is asked for when it is needed: most never are.
func (w *whole) next(elements int) Value {
	w.count += elements
	return &later{of: w.found, at: w.count - elements}
}

// elements counts the elements in markup.
func elements(markup string) int {
	count := 0
	for i := 1; i < len(markup); i++ {
		if letter := markup[i] | 0x20; markup[i-1] == '<' && letter >= 'a' && letter <= 'z' {
			count++
		}
	}
	return count
}

// later is a value that is not asked for before it is needed.
type later struct {
	Value
	of Value // of these, or
	in UI    // of what this element holds, the one at this place
	at int
}

func (l *later) get() Value {
	if l.Value == nil {
		if l.in != nil {
			l.of = l.in.JSValue().Get("childNodes")
		}
		l.Value = l.of.Index(l.at)
		l.of, l.in = nil, nil
	}
	return l.Value
}

// now is a value that can be used.
func now(v Value) Value {
	if l, ok := v.(*later); ok {
		return l.get()
	}
	return v
}
`
