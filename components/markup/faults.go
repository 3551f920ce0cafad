package markup

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Faults says what is wrong with a page or a part of one, for whoever reads
// it by ear, by keyboard or with no script. An icon is known when known says
// so. It gives nothing for a page as it should be.
func Faults(root *Node, known func(icon string) bool) []string {
	c := checker{root: root, known: known, ids: map[string]int{}, labels: map[string]int{}}
	for n := range root.All() {
		if id := n.Attrs["id"]; id != "" {
			c.ids[id]++
		}
		if n.Tag == "label" {
			c.labels[n.Attrs["for"]]++
		}
	}
	for _, id := range slices.Sorted(maps.Keys(c.ids)) {
		if c.ids[id] > 1 {
			c.say("the id %q stands %d times", id, c.ids[id])
		}
	}
	for n := range root.All() {
		if n.Tag == "" {
			continue
		}
		c.attributes(n)
		c.named(n)
		c.placed(n)
		switch n.Tag {
		case "a":
			c.link(n)
		case "input", "select", "textarea":
			c.control(n)
		case "svg":
			c.picture(n)
		case "use":
			c.icon(n)
		}
	}
	c.levels()
	return c.faults
}

type checker struct {
	root   *Node
	known  func(string) bool
	ids    map[string]int
	labels map[string]int
	faults []string
}

func (c *checker) say(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

// attributes looks at what is wrong on any element.
func (c *checker) attributes(n *Node) {
	for _, name := range slices.Sorted(maps.Keys(n.Attrs)) {
		value := n.Attrs[name]
		switch {
		case name == "style" || strings.HasPrefix(name, "on"):
			c.say("<%s> has the attribute %s, which the page's policy forbids", n.Tag, name)
		case value == "false" && name != "focusable":
			c.say("<%s> has %s=\"false\", which a page made at build time reads as true", n.Tag, name)
		case strings.ContainsAny(value, "\"\\<\n"):
			c.say("<%s> has %s=%q: go-app cannot write that", n.Tag, name, value)
		case name == "tabindex" && value != "-1":
			c.say("<%s> has tabindex %s, which changes the order of the keyboard", n.Tag, value)
		case name == "aria-describedby" || name == "aria-labelledby" || name == "for":
			for _, id := range strings.Fields(value) {
				if c.ids[id] == 0 {
					c.say("<%s> has %s=%q, and there is no %q", n.Tag, name, value, id)
				}
			}
		}
	}
	if n.Tag == "button" && n.Attrs["type"] != "button" {
		c.say("the button %q is not of type button", n.Words())
	}
}

// named refuses elements that must say something and do not.
func (c *checker) named(n *Node) {
	switch n.Tag {
	case "h1", "h2", "h3", "h4", "h5", "h6", "a", "button", "label", "legend", "summary", "option", "dt", "dd":
		if n.Words() == "" {
			c.say("<%s> says nothing", n.Tag)
		}
	case "fieldset":
		if len(n.Tagged("legend")) != 1 {
			c.say("a fieldset has %d legends", len(n.Tagged("legend")))
		}
	}
}

// placed refuses elements in the wrong place.
func (c *checker) placed(n *Node) {
	within := func(tags ...string) bool { return n.Parent == nil || slices.Contains(tags, n.Parent.Tag) }
	switch n.Tag {
	case "li":
		if !within("ul", "ol") {
			c.say("<li> stands in <%s>", n.Parent.Tag)
		}
	case "ul", "ol":
		items := 0
		for _, child := range n.Children {
			if child.Tag == "li" {
				items++
			} else if child.Words() != "" || child.Tag != "" {
				c.say("<%s> holds <%s>", n.Tag, child.Tag)
			}
		}
		if items == 0 {
			c.say("<%s> holds nothing", n.Tag)
		}
	case "summary":
		if !within("details") {
			c.say("<summary> stands in <%s>", n.Parent.Tag)
		}
	case "a", "button", "label":
		if around := n.Parent.Inside(func(p *Node) bool { return p.Tag == "a" || p.Tag == "button" || p.Tag == "label" || p.Tag == "summary" }); around != nil {
			c.say("<%s> stands in <%s>", n.Tag, around.Tag)
		}
	}
}

var (
	callHref  = regexp.MustCompile(`^tel:\+?([0-9*]|%23)+$`)
	textHref  = regexp.MustCompile(`^sms:\+?[0-9]+(\?body=[A-Za-z0-9%]+)?$`)
	awayHref  = regexp.MustCompile(`^https://[a-z0-9.-]+\.[a-z]+(/|$)`)
	pageHref  = regexp.MustCompile(`^/[a-z-]*(#[a-z0-9-]+)?$`)
	pieceHref = regexp.MustCompile(`^#[a-z0-9-]+$`)
)

func (c *checker) link(n *Node) {
	href := n.Attrs["href"]
	rel := strings.Fields(n.Attrs["rel"])
	switch {
	case awayHref.MatchString(href):
		if !slices.Contains(rel, "noreferrer") {
			c.say("the link to %s says where it comes from: it needs rel noreferrer", href)
		}
	case pieceHref.MatchString(href):
		if c.ids[href[1:]] == 0 {
			c.say("the link %q leads to %s, which is not here", n.Words(), href)
		}
	case callHref.MatchString(href), textHref.MatchString(href), pageHref.MatchString(href):
	default:
		c.say("the link %q leads to %q, which is no page, number or https address", n.Words(), href)
	}
	if n.Attrs["target"] != "" && (n.Attrs["target"] != "_blank" || !slices.Contains(rel, "noreferrer")) {
		c.say("the link to %s opens %s without rel noreferrer", href, n.Attrs["target"])
	}
}

func (c *checker) control(n *Node) {
	id := n.Attrs["id"]
	if id == "" || c.labels[id] != 1 {
		c.say("the control %q has %d labels", id, c.labels[id])
	}
	if n.Attrs["name"] == "" {
		c.say("the control %q has no name", id)
	}
	if kind := n.Attrs["type"]; (kind == "radio" || kind == "checkbox") &&
		n.Inside(func(p *Node) bool { return p.Tag == "fieldset" }) == nil {
		c.say("the control %q stands in no fieldset", id)
	}
}

func (c *checker) picture(n *Node) {
	if n.Attrs["aria-hidden"] != "true" || n.Attrs["focusable"] != "false" {
		c.say("a picture (%s) is not hidden from screen readers", n.Attrs["class"])
	}
}

func (c *checker) icon(n *Node) {
	name, ok := strings.CutPrefix(n.Attrs["href"], "#i-")
	if !ok || !c.known(name) {
		c.say("there is no icon %q", n.Attrs["href"])
	}
}

// levels refuses a heading that stands more than one step under the last.
func (c *checker) levels() {
	last := 0
	for _, h := range c.root.Tagged("h1", "h2", "h3", "h4", "h5", "h6") {
		level := int(h.Tag[1] - '0')
		if last > 0 && level > last+1 {
			c.say("the heading %q is an h%d after an h%d", h.Words(), level, last)
		}
		last = level
	}
}
