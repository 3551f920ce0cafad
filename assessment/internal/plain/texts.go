package plain

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"

	"secondlook/assessment"
	"secondlook/assessment/content"
)

// A Text is words that are measured together.
type Text struct {
	Name      string // "all questions", "outcome crisis", "page about", "section children.harm"
	Pooled    bool   // counts towards the median
	Sentences []Sentence
}

// A Sentence is one sentence, and where it stands.
type Sentence struct {
	At   string // "question body, hint", "section grief"
	Said string
}

// longText is how many words a page or section has that is measured by itself.
const longText = 100

// Count measures the whole text.
func (t Text) Count() Count { return Measure(t.said()) }

// Prose measures its whole sentences alone, without labels and headings.
func (t Text) Prose() Count { return Measure(Whole(t.said())) }

func (t Text) said() []string {
	var said []string
	for _, s := range t.Sentences {
		said = append(said, s.Said)
	}
	return said
}

func (t *Text) add(at string, passages ...string) {
	for _, p := range passages {
		for _, s := range Sentences(p) {
			t.Sentences = append(t.Sentences, Sentence{at, s})
		}
	}
}

// Texts pools the words: all questions; each outcome with the sections that are its own; then each page and each section
// that is long enough to be measured by itself.
func Texts(f *assessment.Flow, w *content.Words) []Text {
	all := []Text{questions(w)}
	for _, o := range f.Outcomes {
		all = append(all, outcome(f, w, o))
	}
	for _, p := range w.Pages {
		all = append(all, page("page ", p))
	}
	for _, g := range w.Guides {
		all = append(all, page("guide ", g.Page))
	}
	for _, s := range w.Sections {
		t := Text{Name: "section " + sectionName(s)}
		t.add(t.Name, s.Title)
		t.add(t.Name, passages(s.Body)...)
		all = append(all, t)
	}
	return slices.DeleteFunc(all, func(t Text) bool { return t.Count().Words < longText })
}

func page(kind string, p content.Page) Text {
	t := Text{Name: kind + p.ID, Pooled: true}
	t.add(t.Name, p.Title, p.Lead)
	for _, s := range p.Sections {
		t.add(t.Name, s.Title)
		t.add(t.Name, passages(s.Body)...)
	}
	return t
}

func questions(w *content.Words) Text {
	t := Text{Name: "all questions", Pooled: true}
	for _, q := range w.Questions {
		at := fmt.Sprintf("question %s, ", q.ID)
		t.add(at+"title", q.Title)
		t.add(at+"hint", Passages(q.Hint)...)
		t.add(at+"why", Passages(q.Why)...)
		t.add(at+"problem", q.Problem)
		for _, o := range q.Options {
			t.add(fmt.Sprintf("%soption %s", at, o.ID), o.Label)
			t.add(fmt.Sprintf("%snote %s", at, o.ID), o.Note)
		}
	}
	return t
}

// outcome pools an outcome's own words with the sections that no more than two other outcomes list: those that all
// outcomes share would make all of them alike.
func outcome(f *assessment.Flow, w *content.Words, o assessment.Outcome) Text {
	t := Text{Name: "outcome " + string(o.ID), Pooled: true}
	head := w.Outcome(o.ID)
	t.add(t.Name, head.Title, head.Care, head.About)
	t.add(t.Name, passages(head.Body)...)
	for _, id := range o.Sections {
		listed := 0
		for _, other := range f.Outcomes {
			if slices.Contains(other.Sections, id) {
				listed++
			}
		}
		if listed > 3 && !slices.Contains(o.Always, id) {
			continue
		}
		s := w.Section(id, content.VoiceFor(o.ID))
		t.add("section "+sectionName(s), s.Title)
		t.add("section "+sectionName(s), passages(s.Body)...)
	}
	return t
}

func sectionName(s content.Section) string {
	if s.Voice == content.Plain {
		return string(s.ID)
	}
	return string(s.ID) + "." + string(s.Voice)
}

func passages(body []content.Block) []string {
	var all []string
	for _, b := range body {
		all = append(all, Passages(b.HTML)...)
	}
	return all
}

var (
	blockEnd  = regexp.MustCompile(`</(?:p|li|h3)>`)
	boldTitle = regexp.MustCompile(`<b class="marks__title">[^<]*</b>`)
	anyTag    = regexp.MustCompile(`<[^>]*>`)
)

// Passages gives the paragraphs, list items and headings of checked markup, without the markup. A bold title at the head
// of a list item is a passage of its own: it is drawn as one.
func Passages(h content.HTML) []string {
	marked := boldTitle.ReplaceAllStringFunc(string(h), func(title string) string { return title + "</p>" })
	var all []string
	for _, part := range blockEnd.Split(marked, -1) {
		text := strings.Join(strings.Fields(html.UnescapeString(anyTag.ReplaceAllString(part, ""))), " ")
		if text != "" {
			all = append(all, text)
		}
	}
	return all
}
