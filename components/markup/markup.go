// Package markup reads what the parts of a page wrote back into a tree, and
// says what is wrong with it. It serves tests only; the program links none of
// it.
//
// It reads the HTML that we write, not all HTML: every element that is opened
// is closed, and every value of an attribute stands in double quotes.
package markup

import (
	"fmt"
	"html"
	"iter"
	"maps"
	"slices"
	"strings"
)

// A Node is an element, or a run of text, which has no tag.
type Node struct {
	Tag      string
	Attrs    map[string]string // a bare attribute has the value ""
	Text     string
	Children []*Node
	Parent   *Node
}

// void are the elements that hold nothing and are never closed.
var void = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// Parse reads markup. The node it gives has no tag and holds what stands at
// the top.
func Parse(markup string) (*Node, error) {
	root := &Node{}
	at, rest := root, markup
	fault := func(format string, args ...any) error {
		line := 1 + strings.Count(markup[:len(markup)-len(rest)], "\n")
		return fmt.Errorf("line %d: "+format, append([]any{line}, args...)...)
	}
	for rest != "" {
		switch {
		case strings.HasPrefix(rest, "<!--"):
			_, after, ok := strings.Cut(rest, "-->")
			if !ok {
				return nil, fault("a comment is not closed")
			}
			rest = after
		case strings.HasPrefix(rest, "</"):
			name, after, ok := strings.Cut(rest[len("</"):], ">")
			if !ok || name != at.Tag {
				return nil, fault("</%s> closes <%s>", name, at.Tag)
			}
			at, rest = at.Parent, after
		case strings.HasPrefix(rest, "<"):
			n, closed, after, err := open(rest[1:])
			if err != nil {
				return nil, fault("%w", err)
			}
			at.add(n)
			if rest = after; !closed {
				at = n
			}
		default:
			end := strings.IndexByte(rest, '<')
			if end < 0 {
				end = len(rest)
			}
			at.add(&Node{Text: html.UnescapeString(rest[:end])})
			rest = rest[end:]
		}
	}
	if at != root {
		return nil, fmt.Errorf("<%s> is not closed", at.Tag)
	}
	return root, nil
}

// open reads a tag that opens an element, after its "<".
func open(rest string) (n *Node, closed bool, after string, err error) {
	n = &Node{Tag: word(rest), Attrs: map[string]string{}}
	if n.Tag == "" {
		return nil, false, "", fmt.Errorf("a < stands alone before %.20q", rest)
	}
	rest = rest[len(n.Tag):]
	for {
		name, value, after, ok := attribute(rest)
		if !ok {
			break
		}
		if _, twice := n.Attrs[name]; twice {
			return nil, false, "", fmt.Errorf("<%s> has %s twice", n.Tag, name)
		}
		n.Attrs[name], rest = value, after
	}
	rest = strings.TrimLeft(rest, blank)
	if after, ok := strings.CutPrefix(rest, "/>"); ok {
		return n, true, after, nil
	}
	after, ok := strings.CutPrefix(rest, ">")
	if !ok {
		return nil, false, "", fmt.Errorf("<%s> has an attribute that cannot be read, before %.30q", n.Tag, rest)
	}
	return n, slices.Contains(void, n.Tag), after, nil
}

// attribute reads one attribute with the space before it. It is not ok where
// there is none, or none that can be read.
func attribute(rest string) (name, value, after string, ok bool) {
	trimmed := strings.TrimLeft(rest, blank)
	name = word(trimmed)
	if name == "" || len(trimmed) == len(rest) {
		return "", "", rest, false
	}
	after = trimmed[len(name):]
	quoted, has := strings.CutPrefix(after, `="`)
	if !has {
		if strings.HasPrefix(name, "aria-") {
			value = "true" // go-app drops it when it writes; the site's builder puts it back
		}
		return name, value, after, true
	}
	value, after, ok = strings.Cut(quoted, `"`)
	return name, html.UnescapeString(value), after, ok
}

const blank = " \n\t"

// word gives the name of a tag or attribute that a text begins with.
func word(text string) string {
	end := strings.IndexFunc(text, func(r rune) bool {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		return !letter && r != '-' && (r < '0' || r > '9')
	})
	if end < 0 {
		end = len(text)
	}
	return text[:end]
}

// single gives a text with single spaces between its words.
func single(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(blank, r) }), " ")
}

func (n *Node) add(child *Node) {
	child.Parent = n
	n.Children = append(n.Children, child)
}

// All gives the node and everything in it, in the order it is read.
func (n *Node) All() iter.Seq[*Node] {
	return func(yield func(*Node) bool) { n.walk(yield) }
}

func (n *Node) walk(yield func(*Node) bool) bool {
	if !yield(n) {
		return false
	}
	for _, c := range n.Children {
		if !c.walk(yield) {
			return false
		}
	}
	return true
}

// Find gives every node in n for which the test holds, in reading order.
func (n *Node) Find(test func(*Node) bool) []*Node {
	var found []*Node
	for c := range n.All() {
		if test(c) {
			found = append(found, c)
		}
	}
	return found
}

// Tagged gives every element in n with one of the tags.
func (n *Node) Tagged(tags ...string) []*Node {
	return n.Find(func(c *Node) bool { return c.Tag != "" && slices.Contains(tags, c.Tag) })
}

// With gives every element in n that has the attribute.
func (n *Node) With(attribute string) []*Node {
	return n.Find(func(c *Node) bool { return c.Has(attribute) })
}

// Classed gives every element in n with the class.
func (n *Node) Classed(class string) []*Node {
	return n.Find(func(c *Node) bool { return slices.Contains(strings.Fields(c.Attrs["class"]), class) })
}

// Has reports whether an element has an attribute, whatever its value.
func (n *Node) Has(attribute string) bool {
	_, ok := n.Attrs[attribute]
	return ok
}

// Inside gives the nearest element around n, or n itself, for which the test holds.
func (n *Node) Inside(test func(*Node) bool) *Node {
	for ; n != nil; n = n.Parent {
		if test(n) {
			return n
		}
	}
	return nil
}

// Words gives the text in n as it is read, with single spaces.
func (n *Node) Words() string {
	var b strings.Builder
	for c := range n.All() {
		b.WriteString(c.Text)
	}
	return single(b.String())
}

// String writes the tree a node a line, attributes in order, so that two
// trees can be told apart line by line.
func (n *Node) String() string {
	var b strings.Builder
	for _, c := range n.Children {
		c.write(&b, "")
	}
	return b.String()
}

func (n *Node) write(b *strings.Builder, indent string) {
	if n.Tag == "" {
		if text := single(n.Text); text != "" {
			fmt.Fprintf(b, "%s%s\n", indent, text)
		}
		return
	}
	fmt.Fprintf(b, "%s<%s", indent, n.Tag)
	for _, name := range slices.Sorted(maps.Keys(n.Attrs)) {
		fmt.Fprintf(b, " %s", name)
		if value := n.Attrs[name]; value != "" {
			fmt.Fprintf(b, "=%q", value)
		}
	}
	b.WriteString(">\n")
	for _, c := range n.Children {
		c.write(b, indent+"  ")
	}
}
