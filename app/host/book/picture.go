//go:build !wasm

package book

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"secondlook/assessment"
)

// The picture's measures, in units of which 800 are as wide as a printed page.
const (
	wide       = 800
	rowHeight  = 57
	boxHeight  = 42
	boxLeft    = 96
	boxRight   = 400
	pageLeft   = 556
	pageRight  = 796
	arcStep    = 8  // between two arcs at the left
	lineLength = 34 // letters of an outcome's title on one line
)

// A picture of the flow is drawn from it: questions from the top in the order they are asked, at the left what a
// question waits for, at the right the pages, and a curve wherever a rule that leads to a page looks last at a question.
func (b *binder) picture() template.HTML {
	p := &drawing{binder: b}
	rows := len(b.Flow.Questions)
	high := rows*rowHeight + 24
	p.printf(`<svg class="flow" viewBox="0 0 %d %d" role="group" aria-labelledby="flow-title flow-text"><title id="flow-title">The flow</title>`, wide, high)
	p.printf(`<desc id="flow-text">%d questions from top to bottom, %d pages at the right. The same is told in words in the chapters that follow.</desc>`,
		rows, len(b.Flow.Outcomes))
	p.printf(`<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>`)
	p.edges(high)
	for i := range b.Flow.Questions {
		p.waits(i)
	}
	for i, q := range b.Flow.Questions {
		p.box(i, q)
	}
	for i, o := range b.Flow.Outcomes {
		p.page(i, o, high)
	}
	p.printf(`</svg>`)
	return template.HTML(p.text.String())
}

type drawing struct {
	*binder
	text strings.Builder
	arcs int
}

func (p *drawing) printf(format string, args ...any) { fmt.Fprintf(&p.text, format, args...) }

func (p *drawing) middle(row int) int { return 12 + row*rowHeight + boxHeight/2 }

func (p *drawing) pageMiddle(i, high int) int {
	return (high * (2*i + 1)) / (2 * len(p.Flow.Outcomes))
}

func (p *drawing) row(id assessment.QuestionID) int {
	return slices.IndexFunc(p.Flow.Questions, func(q assessment.Question) bool { return q.ID == id })
}

// edges draws a curve from a question to a page where a rule that leads there looks at no later question.
func (p *drawing) edges(high int) {
	drawn := map[[2]int]bool{}
	for _, r := range p.Flow.Rules {
		last := -1
		for _, c := range r.When {
			last = max(last, p.row(c.Question))
		}
		to := slices.IndexFunc(p.Flow.Outcomes, func(o assessment.Outcome) bool { return o.ID == r.Outcome })
		if last < 0 || to < 0 || drawn[[2]int{last, to}] {
			continue
		}
		drawn[[2]int{last, to}] = true
		y, z := p.middle(last), p.pageMiddle(to, high)
		p.printf(`<path class="flow__edge flow__edge--%s" d="M%d %dC%d %d %d %d %d %d"/>`,
			p.tone(p.Flow.Outcomes[to]), boxRight, y, boxRight+70, y, pageLeft-80, z, pageLeft, z)
	}
}

func (p *drawing) tone(o assessment.Outcome) string {
	if o.ID == assessment.Covered {
		return "plan"
	}
	return o.Urgency.String()
}

// base finds the latest question before i that is asked wherever question i is, and what question i needs beside that.
func (p *drawing) base(i int) (int, []assessment.QuestionID) {
	q := p.Flow.Questions[i]
	best, left := -1, q.Ask
	for j, other := range p.Flow.Questions[:i] {
		var more []assessment.Is
		for _, c := range q.Ask {
			if !slices.ContainsFunc(other.Ask, func(d assessment.Is) bool { return d.Question == c.Question && slices.Equal(d.Options, c.Options) }) {
				more = append(more, c)
			}
		}
		if len(q.Ask)-len(more) == len(other.Ask) && len(more) <= len(left) {
			best, left = j, more
		}
	}
	var needs []assessment.QuestionID
	for _, c := range left {
		needs = append(needs, c.Question)
	}
	return best, needs
}

// waits draws at the left what question i waits for.
func (p *drawing) waits(i int) {
	_, needs := p.base(i)
	if len(needs) == 0 {
		return
	}
	from := p.row(needs[0])
	for _, n := range needs {
		from = min(from, p.row(n))
	}
	x := boxLeft - 14 - arcStep*(p.arcs%10)
	p.arcs++
	y, z := p.middle(from), p.middle(i)
	p.printf(`<path class="flow__wait" d="M%d %dH%dV%dH%d" marker-end="url(#tip)"/>`, boxLeft, y+6, x, z-6, boxLeft)
	for _, n := range needs {
		if at := p.row(n); at != from {
			p.printf(`<path class="flow__wait" d="M%d %dH%d"/>`, boxLeft, p.middle(at)+6, x)
		}
	}
}

func (p *drawing) asked(i int) string {
	base, needs := p.base(i)
	switch {
	case len(p.Flow.Questions[i].Ask) == 0:
		return "asked of everyone"
	case len(needs) == 1:
		return fmt.Sprintf("on some answers to “%s”", p.Words.Question(needs[0]).Short)
	case len(needs) > 1:
		return fmt.Sprintf("on some answers to %d questions above", len(needs))
	}
	return fmt.Sprintf("whenever “%s” is", p.Words.Question(p.Flow.Questions[base].ID).Short)
}

func (p *drawing) box(i int, q assessment.Question) {
	y := p.middle(i)
	esc := template.HTMLEscapeString
	p.printf(`<a href="#q-%s"><rect class="flow__box" x="%d" y="%d" width="%d" height="%d" rx="6"/>`,
		esc(string(q.ID)), boxLeft, y-boxHeight/2, boxRight-boxLeft, boxHeight)
	p.printf(`<text class="flow__name" x="%d" y="%d">%d. %s</text>`, boxLeft+10, y-3, i+1, esc(p.Words.Question(q.ID).Short))
	p.printf(`<text class="flow__small" x="%d" y="%d">%s</text></a>`, boxLeft+10, y+13, esc(p.asked(i)))
}

func (p *drawing) page(i int, o assessment.Outcome, high int) {
	y := p.pageMiddle(i, high)
	esc := template.HTMLEscapeString
	lines := wrap("“"+p.Words.Outcome(o.ID).Title+"”", lineLength)
	tall := 26 + 14*len(lines)
	p.printf(`<a href="#out-%s"><rect class="flow__page flow__page--%s" x="%d" y="%d" width="%d" height="%d" rx="6"/>`,
		esc(string(o.ID)), p.tone(o), pageLeft, y-tall/2, pageRight-pageLeft, tall)
	p.printf(`<title>%s</title>`, esc(whom[o.ID]))
	p.printf(`<text class="flow__name" x="%d" y="%d">%d. %s <tspan class="flow__small">· %s</tspan></text>`,
		pageLeft+10, y-tall/2+17, i+1, esc(plainName(string(o.ID))), o.Urgency)
	for n, line := range lines {
		p.printf(`<text class="flow__small" x="%d" y="%d">%s</text>`, pageLeft+10, y-tall/2+32+14*n, esc(line))
	}
	p.printf(`</a>`)
}

// wrap cuts a title into lines.
func wrap(text string, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > most {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}
