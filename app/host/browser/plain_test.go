//go:build browser

package browser_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"html"
	"io"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/chromedp/cdproto/emulation"

	"secondlook/app"
	"secondlook/assessment"
	"secondlook/assessment/content"
)

var (
	telLink = regexp.MustCompile(`^tel:\+?([0-9*]|%23){2,15}$`)
	smsLink = regexp.MustCompile(`^sms:\+?[0-9]{2,15}(\?body=[A-Za-z0-9%]+)?$`)
)

type link struct{ Href, Text, Target, Rel string }

// Every page with scripts off: numbers, the way out, and every link that helps.
func TestPlain_EveryPageWorksWithScriptsOff(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	dial, write, away, internal := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, page := range built.pages() {
		p.open(s.at(page))
		if page == "/away" { // looks like nothing, and does not say whose it is
			continue
		}
		p.helpStands()
		if look[bool](p, `!!window.secondlookReady || Array.from(document.scripts).length === 0`) {
			t.Fatal("scripts are not off")
		}
		if page == "/" && !look[bool](p, `!!document.querySelector('noscript .say') && document.querySelector('noscript .say').checkVisibility()`) {
			t.Error("the start page does not say that the questions need scripts")
		}
		for _, l := range look[[]link](p, `Array.from(document.querySelectorAll('a')).map((a) => ({ Href: a.getAttribute('href') || '', Text: a.textContent.trim(), Target: a.target, Rel: a.rel }))`) {
			switch {
			case l.Text == "":
				t.Errorf("%s: a link to %s has no words", page, l.Href)
			case strings.HasPrefix(l.Href, "tel:"):
				dial[l.Href] = true
				if !telLink.MatchString(l.Href) {
					t.Errorf("%s: %q does not dial", page, l.Href)
				}
			case strings.HasPrefix(l.Href, "sms:"):
				write[l.Href] = true
				if !smsLink.MatchString(l.Href) {
					t.Errorf("%s: %q does not write", page, l.Href)
				}
			case l.Href == app.LeaveTo:
				if !strings.Contains(l.Rel, "noreferrer") || l.Target != "" {
					t.Errorf("%s: the way out is %+v", page, l)
				}
			case strings.HasPrefix(l.Href, "#"):
				if !look[bool](p, `!!document.getElementById(`+quote(l.Href[1:])+`)`) {
					t.Errorf("%s: %s leads nowhere", page, l.Href)
				}
			case strings.HasPrefix(l.Href, "/"):
				internal[l.Href] = true
			default:
				away[l.Href] = true
				to, err := url.Parse(l.Href)
				if err != nil || to.Scheme != "https" || !strings.Contains(to.Host, ".") || strings.ContainsAny(l.Href, " <>\"") {
					t.Errorf("%s: %q is no address (%v)", page, l.Href, err)
				}
				if !strings.Contains(l.Rel, "noreferrer") || l.Target != "_blank" {
					t.Errorf("%s: the link to another site is %+v", page, l)
				}
			}
		}
	}
	if len(dial) < 100 || len(write) < 5 || len(away) < 50 || len(internal) < 4 {
		t.Errorf("found %d links that dial, %d that write, %d to other sites, %d to our own", len(dial), len(write), len(away), len(internal))
	}
	for address := range internal {
		to, _ := url.Parse(address)
		p.open(s.at(address))
		if status, _, err := s.get(to.Path); err != nil || status != 200 {
			t.Errorf("%s: %d %v", address, status, err)
		}
		if !look[bool](p, `!!document.querySelector('#main[data-screen]')`) {
			t.Errorf("%s leads to no screen of ours", address)
		}
		if to.Fragment != "" && !look[bool](p, `!!document.getElementById(`+quote(to.Fragment)+`) && document.getElementById(`+quote(to.Fragment)+`).checkVisibility()`) {
			t.Errorf("%s does not show what it points to", address)
		}
	}

	// Followed by a finger, from the start page.
	for _, page := range []string{"/urgent", "/help", "/privacy", "/about"} {
		p.open(s.at("/"))
		p.mouse(`.foot a[href="` + page + `"]`)
		p.until(`location.pathname === '` + page + `' && document.querySelector('#main[data-screen="` + page[1:] + `"]')`)
	}
	p.mouse(`a.leave`)
	p.gone()
	fmt.Printf("scripts off: %d pages; %d links dial, %d write, %d lead to other sites, %d to our own\n", len(built.pages()), len(dial), len(write), len(away), len(internal))
}

func TestPlain_EveryCountryUnfolds(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	p.open(s.at("/help"))
	shown := map[string][]string{}
	for _, one := range look[[]struct {
		ID    string
		Links []string
	}](p, `Array.from(document.querySelectorAll('details.fold')).map((fold) => {
		const before = fold.querySelector('.fold__body').checkVisibility();
		fold.querySelector('summary').click();
		const seen = Array.from(fold.querySelectorAll('a')).filter((a) => a.checkVisibility());
		const text = fold.innerText.length;
		fold.querySelector('summary').click();
		return { ID: before || text < 40 || fold.open ? '' : fold.id, Links: seen.map((a) => a.getAttribute('href')) }; })`) {
		shown[one.ID] = one.Links
	}
	n := 0
	for _, c := range content.Countries() {
		if c.Code == content.Europe || c.Code == content.Everywhere {
			continue
		}
		n++
		links, there := shown[strings.ToLower(c.Code)]
		if !there {
			t.Errorf("%s does not unfold", c.Name)
			continue
		}
		for _, number := range []string{c.Emergency.General, c.Emergency.Police, c.Emergency.Ambulance} {
			if number != "" && !slices.ContainsFunc(links, func(l string) bool { return strings.HasPrefix(l, "tel:") && strings.HasSuffix(l, digits(number)) }) {
				t.Errorf("%s unfolds without its number %s: %v", c.Name, number, links)
			}
		}
		for _, line := range c.Lines {
			if line.Phone != "" && !slices.ContainsFunc(links, func(l string) bool { return strings.HasPrefix(l, "tel:") }) {
				t.Errorf("%s unfolds without %s", c.Name, line.Name)
			}
		}
	}
	if n < 230 {
		t.Errorf("only %d countries", n)
	}
	// And one of them by a finger.
	p.mouse(`details#gb summary`)
	p.until(`document.querySelector('details#gb').open && document.querySelector('details#gb a[href="tel:999"]').checkVisibility()`)
}

func digits(number string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, number)
}

// A sentence of the plan: the row of the method it carries, and the section it stands in.
type planSentence struct {
	row, words string
	section    assessment.SectionID
}

// planSentences lists the sentences of S14 to S50 from sections that only a covered result ever shows.
func planSentences(t *testing.T) []planSentence {
	t.Helper()
	flow := assessment.Default()
	elsewhere := map[assessment.SectionID]bool{}
	for _, o := range flow.Outcomes {
		if o.ID != assessment.Covered {
			for _, id := range o.Sections {
				elsewhere[id] = true
			}
		}
	}
	var all []planSentence
	rows := map[string]bool{}
	for _, s := range content.English().Sections {
		def, known := flow.Section(s.ID)
		if !known || elsewhere[s.ID] && len(def.Steps) == 0 {
			continue
		}
		for _, row := range s.Rows {
			if row.ID >= "S14" && row.ID <= "S50" && len(row.ID) == 3 {
				all = append(all, planSentence{row.ID, words(string(row.Sentence)), s.ID})
				rows[row.ID] = true
			}
		}
	}
	for n := 14; n <= 50; n++ {
		if id := fmt.Sprintf("S%d", n); !rows[id] && n != 40 { // S40 points to help, which others get too
			t.Errorf("no sentence of %s is the plan's alone", id)
		}
	}
	return all
}

var markup = regexp.MustCompile(`<[^>]*>`)

// words are a text without its markup and its line ends.
func words(text string) string {
	return strings.Join(strings.Fields(html.UnescapeString(markup.ReplaceAllString(text, " "))), " ")
}

// No step of the plan stands in any file that can be read without the program.
func TestPlain_NoStepOfThePlanIsInAnyFile(t *testing.T) {
	t.Parallel()
	sentences := planSentences(t)
	searched := map[string]int{}
	for name, body := range built.files {
		kind := strings.TrimSuffix(strings.TrimSuffix(name, ".br"), ".gz")
		var from io.Reader = bytes.NewReader(body)
		switch path.Ext(name) {
		case ".br":
			from = brotli.NewReader(from)
		case ".gz":
			unzipped, err := gzip.NewReader(from)
			if err != nil {
				t.Fatal(name, err)
			}
			from = unzipped
		}
		whole, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(name, err)
		}
		raw, text := strings.Join(strings.Fields(string(whole)), " "), ""
		program := path.Ext(kind) == ".wasm"
		if !program {
			text = words(string(whole))
			searched[path.Ext(kind)]++
		}
		missing := 0
		for _, s := range sentences {
			found := strings.Contains(raw, s.words) || strings.Contains(text, s.words)
			if found && !program {
				t.Errorf("%s holds %s: %q", name, s.row, s.words)
			}
			if !found {
				missing++
			}
		}
		// The search itself is worth something: in the program, where they must be, it finds most as they stand.
		if program && missing > len(sentences)/2 {
			t.Errorf("in %s only %d of %d sentences are found", name, len(sentences)-missing, len(sentences))
		}
	}
	for _, kind := range []string{".html", ".js", ".css", ".webmanifest", ".txt"} {
		if searched[kind] == 0 {
			t.Errorf("no file of kind %s was searched", kind)
		}
	}
	fmt.Printf("%d sentences of the plan searched for in %v\n", len(sentences), searched)
}

// The same sentences do stand on the covered result, each on the day it belongs to, and nowhere else in the program.
func TestPlain_EveryStepOfThePlanIsOnItsDay(t *testing.T) {
	t.Parallel()
	sentences := planSentences(t)
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	found := map[planSentence]bool{}
	everything := planDays[6].said
	for _, d := range planDays {
		also := answers{"why-left": everything["why-left"], "ties": everything["ties"]}
		if d.said["so-far"] != "" {
			also["so-far"] = d.said["so-far"]
		}
		d.said = also
		p.play(d.said, "")
		p.walk(d)
		text := words(look[string](p, `document.getElementById('main').innerHTML`))
		for _, sentence := range sentences {
			def, _ := assessment.Default().Section(sentence.section)
			on := strings.Contains(text, sentence.words)
			found[sentence] = found[sentence] || on
			today := len(def.Steps) == 0 || slices.Contains(def.Steps, assessment.StepID(d.step))
			if on && !today && !slices.ContainsFunc(sentences, func(o planSentence) bool {
				other, _ := assessment.Default().Section(o.section)
				return o.words == sentence.words && (len(other.Steps) == 0 || slices.Contains(other.Steps, assessment.StepID(d.step)))
			}) {
				t.Errorf("on %s stands %s of another day: %q", d.step, sentence.row, sentence.words)
			}
		}
		p.startOver()
	}
	for _, sentence := range sentences {
		if !found[sentence] {
			t.Errorf("%s of %s is on no day of the plan: %q", sentence.row, sentence.section, sentence.words)
		}
	}
	for _, e := range endings {
		if e.outcome == "covered" {
			continue
		}
		p.play(e.said, "")
		text := words(look[string](p, `document.documentElement.innerHTML`))
		for _, sentence := range sentences {
			if strings.Contains(text, sentence.words) {
				t.Errorf("%s holds %s: %q", e.outcome, sentence.row, sentence.words)
			}
		}
		p.startOver()
	}
}

// The danger questions without a script and with a program that is dead: each answer is a link to what to do first, with
// numbers in sight, and its address says nothing.
func TestPlain_DangerQuestionsSortWithoutTheProgram(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	answered := func(p *tab, selector string) {
		t.Helper()
		p.mouse(selector)
		p.until(`location.pathname === '/urgent' && /^#part-[1-9]$/.test(location.hash) && document.querySelector(location.hash)`)
		p.until(`(() => { const box = document.querySelector(location.hash).getBoundingClientRect(); return box.top >= 0 && box.top < 200; })()`)
		got := look[struct {
			Title         string
			Seen, Numbers int
		}](p, `(() => { const part = document.querySelector(location.hash).closest('section');
			const dials = Array.from(part.querySelectorAll('a[href^="tel:"]')), seen = (a) => { const b = a.getBoundingClientRect(); return b.height > 0 && b.bottom <= innerHeight; };
			return { Title: document.title, Seen: dials.filter(seen).length, Numbers: dials.length }; })()`)
		if got.Seen < 3 || got.Numbers < 9 || got.Title != look[string](p, `document.querySelector('.bar__name').textContent.trim()`) {
			t.Errorf("%s: %+v, want numbers in sight and a title that says nothing", selector, got)
		}
	}

	p := newTab(t, 360, 740)
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	links := 0
	for _, from := range []struct{ page, links string }{
		{"/", `noscript a[href^="/urgent#"]`}, {"/no/such/page", `main a[href^="/urgent#"]`}, {"/urgent", `#parts a[href^="#"]`},
	} {
		p.open(s.at(from.page))
		n := look[int](p, `document.querySelectorAll(`+quote(from.links)+`).length`)
		if n < 10 {
			t.Errorf("%s: only %d links", from.page, n)
		}
		for i := range n {
			p.open(s.at(from.page))
			words := look[string](p, fmt.Sprintf(`(() => { const a = document.querySelectorAll(%s)[%d]; a.id = 'this-one'; return a.textContent; })()`, quote(from.links), i))
			if words == "" {
				t.Errorf("%s: link %d says nothing", from.page, i)
			}
			answered(p, `#this-one`)
			links++
		}
	}

	dead := serve(t, built.folder)
	dead.fail(built.wasm(t), fault{status: 404, kind: "text/html", body: "not here"})
	q := newTab(t, 360, 740)
	q.open(dead.at("/"))
	q.failedBlock()
	answered(q, `#failed a[href^="/urgent#"]`)
	fmt.Printf("danger questions: %d links followed with scripts off, one from a dead download\n", links)
}
