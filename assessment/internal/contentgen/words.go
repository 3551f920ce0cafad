package main

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"secondlook/assessment"
)

// The types below are those of package content, field for field: that package
// cannot be imported, since it does not build without what we generate.
type (
	// Words are all texts of one language.
	Words struct {
		Lang      string
		Questions []Question
		Outcomes  []Outcome
		Sections  []Section
		Pages     []Page
		Guides    []Guide
		Labels    []Label
		Countries []CountryWords
	}

	// A Question is the text of one screen.
	Question struct {
		ID, Title, Short string
		Hint, Why        string
		Problem          string
		Options          []Option
	}

	// An Option is the text of one answer.
	Option struct{ ID, Label, Note string }

	// An Outcome is the text at the head of a result.
	Outcome struct {
		ID, Title, Care, About string
		Body                   []Block
	}

	// A Section is one piece of a result.
	Section struct {
		ID, Voice, Title string
		Body             []Block
		Rows             []Row
	}

	// A Row is a row of the method, and the sentence that carries it.
	Row struct{ ID, Sentence string }

	// A Page is a text that stands by itself.
	Page struct {
		ID, Title, Lead string
		Sections        []PageSection
	}

	// A Guide is a page to read, with the help that stands beside it.
	Guide struct {
		Page
		Door    string
		Needs   []assessment.Need
		Sources []Source
	}

	// A Source names a page that was read.
	Source struct{ Text, Href string }

	// A PageSection is a heading of a page with what stands under it.
	PageSection struct {
		Title string
		Body  []Block
	}

	// A Label is a short text.
	Label struct{ ID, Text string }

	// CountryWords are what there is to say about one country's numbers.
	CountryWords struct {
		Code, Emergency string
		Lines           []Label
	}
)

// pageIDs are the pages, in the order they are written out.
var pageIDs = []string{"home", "urgent", "help", "privacy", "about", "failed", "noscript", "reloaded", "reading"}

// harmVoice are the outcomes that speak to someone in harm's way.
var harmVoice = []assessment.OutcomeID{
	assessment.DangerNow, assessment.Crisis, assessment.BothHarm, assessment.BeingHarmed,
	assessment.CausingHarm, assessment.Unclear,
}

// How many words a section may have.
const fewest, most = 60, 250

// words reads everything under en/ but what is said about the lines.
func (g *generator) words() Words {
	g.only("en", "words.md", "questions", "outcomes", "sections", "pages", "guides", "lines")
	return Words{
		Lang:      "en-GB",
		Questions: g.questions(),
		Outcomes:  g.outcomes(),
		Sections:  g.sections(),
		Pages:     g.pages(),
		Guides:    g.guides(),
		Labels:    g.labels(),
	}
}

// only refuses files of a folder that have no place in it.
func (g *generator) only(dir string, names ...string) {
	for _, name := range g.list(dir) {
		if !slices.Contains(names, name) {
			g.refuse(place{file: dir + "/" + name}, "nothing here has this name: rename it or take it away")
		}
	}
}

// list names what is in a folder.
func (g *generator) list(dir string) []string {
	found, err := fs.ReadDir(g.files, dir)
	if err != nil {
		g.refuse(place{file: dir}, "the folder is missing: put it back")
	}
	var names []string
	for _, f := range found {
		names = append(names, f.Name())
	}
	return names
}

// read reads a file that may not be missing.
func (g *generator) read(file, what string) (stretch, bool) {
	src, err := fs.ReadFile(g.files, file)
	if err != nil {
		g.refuse(place{file: file}, "the file is missing: write %s", what)
		return stretch{}, false
	}
	if !utf8.Valid(src) {
		g.refuse(place{file: file}, "the file is not UTF-8: save it so")
		return stretch{}, false
	}
	text := strings.ReplaceAll(string(src), "\r\n", "\n")
	return stretch{file, 1, strings.Split(strings.TrimSuffix(text, "\n"), "\n")}, true
}

// open reads a Markdown file: its head, and the body after it.
func (g *generator) open(file, what string) (*fields, stretch, bool) {
	s, ok := g.read(file, what)
	if !ok {
		return nil, s, false
	}
	end := slices.Index(s.lines[min(1, len(s.lines)):], "---") + 1
	if s.lines[0] != "---" || end == 0 {
		g.refuse(s.at(0), "the head is missing: begin with a line of ---, “key: text” lines, and another ---")
		return nil, s, false
	}
	entries, ok := readYAML(file, 2, []byte(strings.Join(s.lines[1:end], "\n")), g.report)
	return &fields{report: g.report, at: s.at(0), entries: entries}, s.from(end+1, len(s.lines)), ok
}

// head gives a text of a head that a person reads.
func (g *generator) head(f *fields, key string, must bool) string {
	get := f.text
	if must {
		get = f.mustText
	}
	text := get(key)
	g.sentence(f.lineOf(key), text)
	return text
}

// prose gives the HTML of Markdown in a head.
func (g *generator) prose(f *fields, e entry, ok bool) string {
	if !ok || f.plain(e, ok) == "" {
		return ""
	}
	return g.markdown(stretch{f.at.file, e.value.line, strings.Split(strings.TrimSpace(e.text), "\n")}).inner()
}

func (g *generator) questions() []Question {
	var files []string
	var questions []Question
	asked := g.flow.Questions
	if g.flow.Slip.ID != "" {
		asked = append(slices.Clone(asked), g.flow.Slip)
	}
	for _, q := range asked {
		name := string(q.ID) + ".md"
		files = append(files, name)
		f, body, ok := g.open("en/questions/"+name, "the words of this question of the flow")
		if !ok {
			continue
		}
		if !body.empty() {
			g.refuse(body.at(0), "a question has no text under its head: use hint or why")
		}
		words := Question{
			ID:      string(q.ID),
			Title:   g.head(f, "title", true),
			Short:   g.head(f, "short", true),
			Problem: g.head(f, "problem", true),
		}
		hint, has := f.get("hint")
		words.Hint = g.prose(f, hint, has)
		why, has := f.must("why")
		words.Why = g.prose(f, why, has)
		words.Options = g.options(q, f.mustUnder("options", "option"), f.under("notes", "option"))
		f.done()
		questions = append(questions, words)
	}
	g.only("en/questions", files...)
	return questions
}

// options pairs the options of the flow with their labels and notes.
func (g *generator) options(q assessment.Question, labels, notes *fields) []Option {
	var options []Option
	var want, got []string
	for _, o := range q.Options {
		id := string(o.ID)
		want = append(want, id)
		options = append(options, Option{id, g.head(labels, id, true), g.head(notes, id, false)})
	}
	for _, e := range labels.entries {
		got = append(got, e.key)
	}
	labels.done()
	notes.done()
	if len(got) == len(want) && !slices.Equal(got, want) {
		for i := range got {
			if got[i] != want[i] && slices.Contains(want, got[i]) {
				g.refuse(labels.lineOf(got[i]), "option %q is out of order: the order is %s", got[i], strings.Join(want, ", "))
				break
			}
		}
	}
	return options
}

func (g *generator) outcomes() []Outcome {
	var files []string
	var outcomes []Outcome
	for _, o := range g.flow.Outcomes {
		name := string(o.ID) + ".md"
		files = append(files, name)
		f, body, ok := g.open("en/outcomes/"+name, "the words of this outcome of the flow")
		if !ok {
			continue
		}
		words := Outcome{
			ID:    string(o.ID),
			Title: g.head(f, "title", true),
			Care:  g.head(f, "care", true),
			About: g.head(f, "about", true),
		}
		f.done()
		words.Body = g.body(f.at, body)
		outcomes = append(outcomes, words)
	}
	g.only("en/outcomes", files...)
	return outcomes
}

// body compiles a body that may not be empty, and keeps what it says.
func (g *generator) body(at place, s stretch) []Block {
	if s.empty() {
		g.refuse(s.at(0), "there is no text under the head: write it")
	}
	blocks, said := g.blocks(s)
	g.said[place{file: at.file}] = append(g.said[place{file: at.file}], said...)
	return blocks
}

func (g *generator) sections() []Section {
	var files []string
	var sections []Section
	there := g.list("en/sections")
	for _, s := range g.flow.Sections {
		for _, voice := range g.voices(s.ID) {
			name := string(s.ID) + suffix(voice) + ".md"
			files = append(files, name)
			if voice != "" && !slices.Contains(there, name) {
				continue
			}
			if words, ok := g.section(s, voice, "en/sections/"+name); ok {
				sections = append(sections, words)
			}
		}
	}
	g.only("en/sections", files...)
	return sections
}

func suffix(voice string) string {
	if voice == "" {
		return ""
	}
	return "." + voice
}

// voices gives the voices a section may be worded in: its plain one, and those
// of the outcomes that list it. What only the plan shows has one voice.
func (g *generator) voices(id assessment.SectionID) []string {
	voices := []string{""}
	var harm, plan, no, other bool
	for _, o := range g.flow.Outcomes {
		if !slices.Contains(o.Sections, id) {
			continue
		}
		harm = harm || slices.Contains(harmVoice, o.ID)
		plan = plan || o.ID == assessment.Covered
		no = no || o.ID == assessment.ClearNo
		other = other || o.ID != assessment.Covered
	}
	if harm {
		voices = append(voices, "harm")
	}
	if plan && other {
		voices = append(voices, "plan")
	}
	if no && other {
		voices = append(voices, "no")
	}
	return voices
}

func (g *generator) section(s assessment.Section, voice, file string) (Section, bool) {
	f, body, ok := g.open(file, "the words of this section of the flow")
	if !ok {
		return Section{}, false
	}
	words := Section{ID: string(s.ID), Voice: voice, Title: g.head(f, "title", true)}
	if len(s.Method) > 0 {
		words.Rows = g.method(f, s.Method, string(s.ID))
	}
	f.done()
	words.Body = g.body(f.at, body)
	if n := g.said[place{file: file}].words(); n < fewest || n > most {
		g.refuse(f.at, "the section has %d words: it needs %d to %d", n, fewest, most)
	}
	return words, true
}

// guides reads what stands by itself, in the order that pages/reading.md names.
func (g *generator) guides() []Guide {
	var files []string
	var guides []Guide
	for _, id := range g.reading {
		files = append(files, id+".md")
		f, body, ok := g.open("en/guides/"+id+".md", "the words of this guide, or take it out of guides in pages/reading.md")
		if !ok {
			continue
		}
		guide := Guide{Page: Page{ID: id, Title: g.head(f, "title", true), Lead: g.head(f, "lead", true)}, Door: g.head(f, "door", false)}
		for _, need := range f.texts("needs") {
			guide.Needs = append(guide.Needs, assessment.Need(need))
		}
		for _, text := range f.mustTexts("sources") {
			at := strings.LastIndex(text, ", http")
			if at < 0 {
				g.refuse(f.lineOf("sources"), "the source %q has no address: end it with a comma and https://…", text)
				continue
			}
			guide.Sources = append(guide.Sources, Source{text[:at], text[at+2:]})
		}
		f.done()
		guide.Sections = g.pageSections(f.at, body)
		guides = append(guides, guide)
	}
	g.only("en/guides", files...)
	return guides
}

func (g *generator) pages() []Page {
	var files []string
	var pages []Page
	for _, id := range pageIDs {
		files = append(files, id+".md")
		f, body, ok := g.open("en/pages/"+id+".md", "the words of this page")
		if !ok {
			continue
		}
		page := Page{ID: id, Title: g.head(f, "title", true), Lead: g.head(f, "lead", false)}
		f.asked = append(f.asked, "rows")
		if slices.ContainsFunc(f.entries, func(e entry) bool { return e.key == "rows" }) {
			g.method(f, nil, id)
		}
		if id == "reading" {
			g.reading = f.mustTexts("guides")
		}
		f.done()
		page.Sections = g.pageSections(f.at, body)
		pages = append(pages, page)
	}
	g.only("en/pages", files...)
	return pages
}

// pageSections cuts a page at its ## headings.
func (g *generator) pageSections(at place, body stretch) []PageSection {
	var sections []PageSection
	start, title := 0, ""
	cut := func(end int) {
		s := body.from(start, end)
		if title == "" && s.empty() {
			return
		}
		sections = append(sections, PageSection{title, g.body(at, s)})
	}
	for i, line := range body.lines {
		words, ok := strings.CutPrefix(line, "## ")
		if !ok {
			continue
		}
		cut(i)
		head := &fields{report: g.report, at: body.at(i)}
		start, title = i+1, head.plain(entry{key: "##", line: body.at(i).line, value: value{text: words}}, true)
		g.sentence(body.at(i), title)
		if title == "" {
			g.refuse(body.at(i), "a heading without words: write them")
		}
	}
	cut(len(body.lines))
	return sections
}

var labelID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// labels reads words.md: an ID as a heading, and its text under it.
func (g *generator) labels() []Label {
	s, ok := g.read("en/words.md", "the texts of buttons and short lines")
	if !ok {
		return nil
	}
	var labels []Label
	var at place
	flush := func() {
		if n := len(labels); n > 0 && labels[n-1].Text == "" {
			g.refuse(at, "%q is empty: write its text under it", labels[n-1].ID)
		}
	}
	for i, line := range s.lines {
		id, heading := strings.CutPrefix(line, "## ")
		line = oneLine(line)
		switch {
		case heading:
			flush()
			at = s.at(i)
			g.labelID(at, id, labels)
			labels = append(labels, Label{ID: id})
		case line != "" && len(labels) == 0:
			g.refuse(s.at(i), "a text without a name: begin with “## name”")
		case line != "":
			g.labelText(s.at(i), line)
			labels[len(labels)-1].Text = strings.TrimSpace(labels[len(labels)-1].Text + " " + line)
		}
	}
	flush()
	return labels
}

func (g *generator) labelID(at place, id string, labels []Label) {
	if !labelID.MatchString(id) {
		g.refuse(at, "the name %q: use lower-case words with hyphens", id)
	}
	if slices.ContainsFunc(labels, func(l Label) bool { return l.ID == id }) {
		g.refuse(at, "%q stands here twice: take one away", id)
	}
}

func (g *generator) labelText(at place, text string) {
	(&fields{report: g.report, at: at}).attribute(at, "text", text)
	if strings.ContainsAny(text, "*`[]#") {
		g.refuse(at, "a mark in %q: a label is plain text", text)
	}
	g.sentence(at, text)
}
