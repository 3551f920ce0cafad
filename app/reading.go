package app

import (
	"slices"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/components"
)

// readMore names what can be read on from a section of a result. Nothing of
// the plan is among it.
var readMore = map[assessment.SectionID][]string{
	"crisis-help":            {"getting-through-tonight"},
	"talk-to-a-specialist":   {"calling-a-helpline"},
	"before-cutting-contact": {"safety-plan", "what-to-pack-and-keep"},
	"about-being-harmed":     {"safety-plan"},
	"about-own-actions":      {"stopping-my-own-harm"},
	"own-actions-today":      {"stopping-my-own-harm"},
	"stop-today":             {"stopping-my-own-harm"},
	"if-stopping-is-hard":    {"calling-a-helpline"},
	"cheating-hurt":          {"grief-after-betrayal"},
	"sexual-harm":            {"after-sexual-violence"},
	"image-help":             {"private-pictures"},
	"tech-safety":            {"phones-and-accounts"},
	"being-followed":         {"being-followed", "keep-evidence"},
	"young-person":           {"under-18"},
}

// readMoreInHarm is the same for what two people still share, where it was
// unsafe between them.
var readMoreInHarm = map[assessment.SectionID][]string{
	"children":    {"children-and-shared-homes"},
	"shared-home": {"children-and-shared-homes"},
	"shared-work": {"contact-that-must-go-on"},
	"sort-out":    {"contact-that-must-go-on"},
}

// readOn links a section to what can be read about it.
func (v view) readOn(id assessment.SectionID, voice content.Voice) goapp.UI {
	ids := readMore[id]
	if voice == content.Harm {
		ids = append(ids, readMoreInHarm[id]...)
	}
	var links []goapp.UI
	for _, guide := range ids {
		if g, ok := v.words.Guide(guide); ok {
			links = append(links, v.guideLink(g, g.Title))
		}
	}
	return goapp.Div().Class("reads").Body(links...)
}

func (v view) guideLink(g content.Guide, text string) goapp.UI {
	return components.Link{Page: string(Reading), Guide: g.ID, Icon: "book-open", Text: text}.UI()
}

// doors are ways in for people who do not come for the questions.
func (v view) doors() goapp.UI {
	var links []goapp.UI
	for _, g := range v.words.Guides {
		if g.Door != "" {
			links = append(links, v.guideLink(g, g.Door))
		}
	}
	links = append(links, components.Link{Page: string(Reading), Icon: "book-open", Text: v.label("reading-all")}.UI())
	return section(v.label("doors"), goapp.Div().Class("reads").Body(links...))
}

// reading draws one text, or the list of all. Made at build time it holds
// every text, folded, and works with no script.
func (v view) reading() []goapp.UI {
	if g, ok := v.words.Guide(v.m.Guide); ok {
		return v.guide(g)
	}
	p := v.words.Page(string(Reading))
	body := append([]goapp.UI{opening(p.Title, "", lead(p.Lead), v.backHere())}, v.pageSections(p)...)
	var list []goapp.UI
	for _, g := range v.words.Guides {
		if !v.m.Static {
			list = append(list, v.guideLink(g, g.Title))
			continue
		}
		// The address of a text points inside its fold, which the browser then opens.
		body, people := v.guideBody(g, 3), v.plain[g.ID]
		if g.Door != "" { // whoever came for this wants a person before a text
			body, people = people, body
		}
		inside := slices.Concat([]goapp.UI{goapp.P().ID(g.ID).Text(g.Lead)}, body, people)
		list = append(list, components.Fold{Title: g.Title, Body: []goapp.UI{goapp.Div().Class("section").Body(inside...)}}.UI())
	}
	return append(body, section(v.label("reading-list"), goapp.Div().Class("reads").Body(list...)))
}

// guide draws one text, which prints on a page of its own.
func (v view) guide(g content.Guide) []goapp.UI {
	body := []goapp.UI{opening(g.Title, "", lead(g.Lead), v.backHere())}
	people := goapp.Div()
	if len(g.Needs) > 0 {
		people = goapp.Div().Class("screen-only").Body(section(v.label("reading-lines"),
			append([]goapp.UI{v.countryPick()}, v.lines(g.Needs, map[string]bool{}, nil)...)...))
	}
	if g.Door != "" { // whoever came for this wants a person before a text
		body = append(body, people)
		body = append(body, v.guideBody(g, 2)...)
	} else {
		body = append(body, v.guideBody(g, 2)...)
		body = append(body, people)
	}
	return append(body, goapp.Div().Class("section screen-only").Body(
		components.Button{Act: "print", Text: v.label("print"), Icon: "printer", Quiet: true, Full: true}.UI(),
		small(v.label("print-note")),
	))
}

// guideBody draws the text itself, with headings of the given level, and what
// it rests on.
func (v view) guideBody(g content.Guide, level int) []goapp.UI {
	var out []goapp.UI
	for _, s := range g.Sections {
		var head []goapp.UI
		switch {
		case s.Title == "":
		case level == 2:
			head = append(head, goapp.H2().Text(s.Title))
		default:
			head = append(head, goapp.H3().Text(s.Title))
		}
		out = append(out, goapp.Section().Class("section").Body(append(head, v.blocks(s.Body)...)...))
	}
	var sources []goapp.UI
	for _, s := range g.Sources {
		if !strings.HasPrefix(s.Href, "https:") {
			sources = append(sources, goapp.Li().Text(s.Text)) // named, but nobody is sent there unprotected
			continue
		}
		sources = append(sources, goapp.Li().Body(
			goapp.A().Href(s.Href).Target("_blank").Rel("noreferrer noopener").Text(s.Text)))
	}
	return append(out, components.Fold{Title: v.label("reading-sources"), Body: []goapp.UI{
		small(v.label("reading-sources-note")), goapp.Ul().Class("small").Body(sources...)}}.UI())
}
