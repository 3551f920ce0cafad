package main

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// A Block is one run of a text; its kinds are those of content.Kind.
type Block struct {
	Kind string
	HTML string
}

// kinds are the ::: blocks a body may hold, with the icon of those that are
// lists of marks.
var kinds = []struct{ name, icon string }{
	{"guard", ""}, {"own", ""}, {"belief", ""}, {"say", ""}, {"do", "check"}, {"not", "x"},
}

// addresses are the pages of ours that a text may link to. What follows from
// someone's answers has no address.
var addresses = []string{"/urgent", "/help", "/privacy", "/about"}

var entity = regexp.MustCompile(`&(#\w+|\w+);`)

// A stretch is some lines of a Markdown file.
type stretch struct {
	file  string
	line  int // of its first line
	lines []string
}

// empty reports whether there is nothing but white space.
func (s stretch) empty() bool { return strings.TrimSpace(strings.Join(s.lines, "")) == "" }

// from gives the lines from the i-th on, up to the j-th.
func (s stretch) from(i, j int) stretch { return stretch{s.file, s.line + i, s.lines[i:j]} }

func (s stretch) at(i int) place { return place{s.file, s.line + i} }

// blocks compiles a body: its ::: blocks, and the prose between them.
func (r *report) blocks(s stretch) ([]Block, passages) {
	var blocks []Block
	var said passages
	add := func(kind string, s stretch) {
		if s.empty() {
			return
		}
		m := r.markdown(s)
		blocks = append(blocks, Block{kind, m.body(kind)})
		said = append(said, m.said...)
	}
	start := 0 // of the prose
	for i := 0; i < len(s.lines); i++ {
		if !strings.HasPrefix(s.lines[i], ":::") {
			continue
		}
		end := r.closing(s, i)
		if end < 0 {
			return blocks, said
		}
		add("prose", s.from(start, i))
		add(strings.TrimSpace(s.lines[i][3:]), s.from(i+1, end))
		i, start = end, end+1
	}
	add("prose", s.from(start, len(s.lines)))
	return blocks, said
}

// closing finds the line that closes the ::: block opened at line i. It is
// negative when the block is not as it should be.
func (r *report) closing(s stretch, i int) int {
	kind := strings.TrimSpace(s.lines[i][3:])
	if !slices.ContainsFunc(kinds, func(k struct{ name, icon string }) bool { return k.name == kind }) {
		r.refuse(s.at(i), "unknown block %q: open it with :::do, :::not, :::guard, :::own, :::belief or :::say", ":::"+kind)
		return -1
	}
	for end := i + 1; end < len(s.lines); end++ {
		if !strings.HasPrefix(s.lines[end], ":::") {
			continue
		}
		if strings.TrimSpace(s.lines[end]) != ":::" {
			break
		}
		if s.from(i+1, end).empty() {
			r.refuse(s.at(i), "the block :::%s is empty: fill it in, or take it out", kind)
		}
		return end
	}
	r.refuse(s.at(i), "the block :::%s is not closed: put ::: on a line of its own after it", kind)
	return -1
}

// A markdown is one piece of Markdown being turned into HTML.
type markdown struct {
	*report
	stretch
	src  []byte
	root ast.Node
	said passages
}

func (r *report) markdown(s stretch) *markdown {
	m := &markdown{report: r, stretch: s, src: []byte(strings.Join(s.lines, "\n"))}
	m.root = goldmark.DefaultParser().Parse(text.NewReader(m.src))
	m.marks()
	return m
}

// marks refuses what goldmark would swallow or change without a trace.
func (m *markdown) marks() {
	for i, line := range m.lines {
		for _, bad := range []struct {
			there bool
			say   string
		}{
			{strings.Contains(line, `\`), `a backslash: leave it out`},
			{strings.Contains(line, "\u00a0"), "a no-break space: use an ordinary space"},
			{strings.HasSuffix(line, "  "), "spaces at the end of a line: take them out"},
			{entity.MatchString(line), "an HTML character such as &amp;: write the character itself"},
		} {
			if bad.there {
				m.refuse(m.at(i), "%s", bad.say)
			}
		}
	}
}

// inner gives the HTML of everything.
func (m *markdown) inner() string { return m.body("prose") }

// body gives the HTML of a block of the kind.
func (m *markdown) body(kind string) string {
	for _, k := range kinds {
		if k.name == kind && k.icon != "" {
			return m.list(kind, k.icon)
		}
	}
	return m.children(m.root, m.block)
}

// list gives a block that is one list of marks: things to do, or to leave.
func (m *markdown) list(kind, icon string) string {
	list, ok := m.root.FirstChild().(*ast.List)
	if !ok || list.NextSibling() != nil {
		m.refuse(m.at(0), "the block :::%s must be one list: start each line with “- ”", kind)
		return ""
	}
	var b strings.Builder
	b.WriteString(`<ul class="marks marks--` + kind + `">`)
	m.plainList(list)
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if item.ChildCount() != 1 {
			m.refuse(m.spot(item), "an item of :::%s must be one run of text, without lists or empty lines in it", kind)
			continue
		}
		b.WriteString(`<li><svg class="icon" aria-hidden="true" focusable="false"><use href="#i-` + icon +
			`"></use></svg><span>` + m.mark(item.FirstChild()) + `</span></li>`)
	}
	b.WriteString("</ul>")
	return b.String()
}

// mark gives the text of a mark. Bold words at its start are its title.
func (m *markdown) mark(n ast.Node) string {
	m.hear(n)
	first, ok := n.FirstChild().(*ast.Emphasis)
	if !ok || first.Level != 2 {
		return m.children(n, m.inline)
	}
	title := `<b class="marks__title">` + m.children(first, m.inline) + `</b>`
	n.RemoveChild(n, first)
	return title + m.children(n, m.inline)
}

func (m *markdown) children(n ast.Node, render func(ast.Node) string) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.WriteString(render(c))
	}
	return b.String()
}

// block gives the HTML of a paragraph, a list or a small heading. Anything
// else is refused.
func (m *markdown) block(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Paragraph:
		m.hear(n)
		return "<p>" + m.children(n, m.inline) + "</p>"
	case *ast.TextBlock:
		m.hear(n)
		return m.children(n, m.inline)
	case *ast.List:
		m.plainList(n)
		return "<ul>" + m.children(n, m.block) + "</ul>"
	case *ast.ListItem:
		if only, ok := n.FirstChild().(*ast.Paragraph); ok && n.ChildCount() == 1 {
			m.hear(only)
			return "<li>" + m.children(only, m.inline) + "</li>"
		}
		return "<li>" + m.children(n, m.block) + "</li>"
	case *ast.Heading:
		if n.Level != 3 {
			m.refuse(m.spot(n), "a heading of level %d: only ### stands in a text (and ## in a page)", n.Level)
		}
		m.hear(n)
		return "<h3>" + m.children(n, m.inline) + "</h3>"
	case *ast.HTMLBlock:
		m.refuse(m.spot(n), "raw HTML: write it in words and Markdown")
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		m.refuse(m.spot(n), "code: start the line at its beginning, without spaces or back quotes")
	default:
		m.refuse(m.spot(n), "a %s: only paragraphs, lists, links, bold and ### stand in a text", name(n))
	}
	return ""
}

func (m *markdown) plainList(n *ast.List) {
	if n.IsOrdered() {
		m.refuse(m.spot(n), "a numbered list: start each line with “- ”")
	}
}

// inline gives the HTML of what stands in a line: text, bold and links.
func (m *markdown) inline(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Text:
		return m.text(n)
	case *ast.Emphasis:
		if n.Level != 2 {
			m.refuse(m.spot(n), "single emphasis: use **bold**, or nothing")
		}
		return "<strong>" + m.children(n, m.inline) + "</strong>"
	case *ast.Link:
		return m.link(n)
	case *ast.RawHTML:
		m.refuse(m.spot(n), "raw HTML: write it in words and Markdown")
	case *ast.CodeSpan:
		m.refuse(m.spot(n), "code: take the back quotes out")
	case *ast.Image:
		m.refuse(m.spot(n), "a picture: say it in words")
	case *ast.AutoLink:
		m.refuse(m.spot(n), "a bare address: write [words](address)")
	default:
		m.refuse(m.spot(n), "a %s: only links and bold stand in a line", name(n))
	}
	return ""
}

func (m *markdown) text(n *ast.Text) string {
	t := string(n.Segment.Value(m.src))
	if strings.ContainsAny(t, "*`<>[]") {
		m.refuse(m.spot(n), "a stray mark in %q: close it, or take it out", t)
	}
	if n.SoftLineBreak() {
		t += " "
	}
	return html.EscapeString(t)
}

// link gives a link: a page of ours opens here, any other in its own tab,
// without telling that site where the person came from.
func (m *markdown) link(n *ast.Link) string {
	to := string(n.Destination)
	words := m.children(n, m.inline)
	if strings.TrimSpace(words) == "" || len(n.Title) > 0 {
		m.refuse(m.spot(n), "a link must be [words](address), with words and without a title")
	}
	href := `<a href="` + html.EscapeString(to) + `"`
	if slices.Contains(addresses, to) {
		return href + ` data-page="` + to[1:] + `">` + words + "</a>"
	}
	u, err := url.Parse(to)
	switch {
	case err == nil && u.Scheme == "https" && u.Host != "":
		return href + ` target="_blank" rel="noreferrer">` + words + "</a>"
	case err == nil && slices.Contains([]string{"tel", "sms", "mailto"}, u.Scheme) && u.Opaque != "":
		return href + ">" + words + "</a>"
	}
	m.refuse(m.spot(n), "a link to %q: only https:, tel:, sms:, mailto:, %s", to, strings.Join(addresses, ", "))
	return ""
}

// spot finds the line of a node, or of what stands before it.
func (m *markdown) spot(n ast.Node) place {
	for ; n != nil; n = n.Parent() {
		for before := n; before != nil; before = before.PreviousSibling() {
			if at := offset(before); at >= 0 {
				return m.at(strings.Count(string(m.src[:at]), "\n"))
			}
		}
	}
	return m.at(0)
}

// offset finds where a node, or the first thing in it, begins; negative: unknown.
func offset(n ast.Node) int {
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Start
	case *ast.RawHTML:
		return n.Segments.At(0).Start
	}
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if at := offset(c); at >= 0 {
			return at
		}
	}
	return -1
}

// name tells an editor what kind of Markdown something is.
func name(n ast.Node) string {
	switch n.Kind() {
	case ast.KindBlockquote:
		return "quotation with >"
	case ast.KindLinkReferenceDefinition:
		return "link kept apart from its words"
	case ast.KindThematicBreak:
		return "line of ---"
	default:
		return n.Kind().String()
	}
}
