//go:build browser

package browser_test

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"secondlook/assessment"
	"secondlook/assessment/content"
)

// keys presses keys, one after the other, as a keyboard does.
func (p *tab) keys(keys string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.KeyEvent(keys)); err != nil {
		p.t.Fatalf("key %q: %v", keys, err)
	}
}

// key sends one half of a press.
func (p *tab) key(kind input.DispatchKeyEventType, name, code string, virtual int64, repeat bool) {
	p.t.Helper()
	params := input.DispatchKeyEventParams{Type: kind, Key: name, Code: code,
		WindowsVirtualKeyCode: virtual, NativeVirtualKeyCode: virtual, AutoRepeat: &repeat}
	if name == "Enter" && kind == input.DispatchKeyEventTypeKeyDown {
		params.Text = "\r"
	}
	call(p, input.DispatchKeyEvent, params)
}

// tabTo presses Tab until the focus is on an element, and checks on the way that each stop can be seen.
func (p *tab) tabTo(selector string) {
	p.t.Helper()
	var stops []string
	for range 60 {
		p.keys(kb.Tab)
		at := look[struct {
			There bool
			Seen  string
			Name  string
		}](p, `(() => { const el = document.activeElement; const box = el.getBoundingClientRect(); const style = getComputedStyle(el);
			const bar = document.querySelector('.bar').getBoundingClientRect();
			const label = el.matches('.option__input') ? el.labels[0] : el;
			const shown = label.getBoundingClientRect();
			let seen = '';
			if (el === document.body) seen = 'the focus is nowhere';
			else if (shown.bottom <= 0 || shown.top >= innerHeight) seen = 'out of sight';
			else if (!el.closest('.bar') && !el.closest('.skip') && shown.top < bar.bottom - 1 && shown.height < innerHeight / 2) seen = 'under the bar';
			else if (el.type === 'date' && window.lastStop === el) seen = ''; // its own little button, with the browser's own mark
			else if (style.outlineStyle === 'none' && style.boxShadow === 'none' && getComputedStyle(label).outlineStyle === 'none' && getComputedStyle(label).boxShadow === 'none') seen = 'without a mark';
			window.lastStop = el;
			return { There: el.matches(`+quote(selector)+`), Seen: seen, Name: el.tagName + '#' + el.id + ' ' + el.textContent.trim().slice(0, 30) }; })()`)
		stops = append(stops, at.Name)
		if at.Seen != "" {
			p.t.Fatalf("focus on %s is %s", at.Name, at.Seen)
		}
		if at.There {
			return
		}
	}
	p.t.Fatalf("Tab never gets to %s; it stops at\n\t%s", selector, strings.Join(stops, "\n\t"))
}

// arrived waits for a screen, and checks that the focus is on its heading.
func (p *tab) arrived(main string) {
	p.t.Helper()
	p.until(`document.querySelector('` + main + `')`)
	p.until(`document.activeElement && document.activeElement.id === 'title' && document.activeElement.closest('` + main + `')`)
}

// answerByKeyboard goes from a question's heading to the next screen.
func (p *tab) answerByKeyboard(q assessment.Question, options []string) {
	p.t.Helper()
	p.arrived(`#main[data-question="` + string(q.ID) + `"]`)
	if q.Many {
		for _, o := range q.Options { // in their order, as Tab goes
			if slices.Contains(options, string(o.ID)) {
				p.tabTo(`#` + string(q.ID) + `-` + string(o.ID))
				p.keys(" ")
				p.until(`document.getElementById('` + string(q.ID) + `-` + string(o.ID) + `').checked`)
			}
		}
	} else {
		p.tabTo(`input[name="` + string(q.ID) + `"]`)
		p.keys(" ")
		for range q.Options {
			if look[string](p, `document.activeElement.value`) == options[0] {
				break
			}
			p.keys(kb.ArrowDown)
		}
		p.until(`document.activeElement.checked && document.activeElement.value === '` + options[0] + `'`)
	}
	p.tabTo(`[data-act="continue"]`)
	p.keys(kb.Enter)
}

// questionsByKeyboard answers all that is asked, and gives how many questions that were.
func (p *tab) questionsByKeyboard(said answers) int {
	p.t.Helper()
	flow, sheet := assessment.Default(), said.sheet()
	p.tabTo(`[data-act="start"]`)
	p.keys(kb.Enter)
	n := 0
	for ; n < 40; n++ {
		p.until(`document.querySelector('#main[data-screen="review"], #main[data-screen="result"]') ||
			document.querySelector('#main[data-screen="asking"]') && document.activeElement.id === 'title' && document.querySelector('#main').dataset.question !== window.answered`)
		id := look[string](p, `window.answered = document.querySelector('#main').dataset.question || ''`)
		if id == "" {
			return n
		}
		q, ok := flow.Question(assessment.QuestionID(id))
		if !ok {
			p.t.Fatalf("no question %q", id)
		}
		p.answerByKeyboard(q, sheet[id])
	}
	p.t.Fatal("the questions do not end")
	return n
}

// typeDate fills in a date field: month, day, year, in the order of a browser in American English.
func (p *tab) typeDate(id string, daysAgo int) {
	p.t.Helper()
	want := daysFromNow(-daysAgo)
	day, err := time.Parse(time.DateOnly, want)
	if err != nil {
		p.t.Fatal(err)
	}
	p.tabTo("#" + id)
	p.keys(day.Format("01022006"))
	p.until(`document.getElementById('` + id + `').value === '` + want + `'`)
}

func TestKeyboard_CoveredJourneyEndsInThePlanForItsDay(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	if n := p.questionsByKeyboard(nil); n < 13 || n > 16 {
		t.Errorf("%d questions were asked, want about 14", n)
	}

	p.arrived(`#main[data-screen="review"]`)
	p.tabTo(`[data-act="finish"]`)
	p.keys(kb.Enter)

	p.arrived(`#main[data-outcome="covered"][data-step="any-day"]`)
	p.typeDate("ended-day", 8)
	p.typeDate("sorry-day", 3)
	p.tabTo(`[data-act="dates"]`)
	p.keys(kb.Enter)

	p.arrived(`#main[data-outcome="covered"][data-step="quiet-days"]`)
	if heading := look[string](p, `document.getElementById('title').textContent`); !strings.Contains(heading, "4") {
		t.Errorf("three days after the apology the heading is %q, want day 4", heading)
	}
	p.silent()
}

func TestKeyboard_HarmedJourneyEndsInHelpForTheCountry(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	p.questionsByKeyboard(endingOf(t, "being-harmed"))

	p.arrived(`#main[data-screen="review"]`)
	p.tabTo(`[data-act="finish"]`)
	p.keys(kb.Enter)
	p.arrived(`#main[data-outcome="being-harmed"]`)
	if numbers := look[int](p, `document.querySelectorAll('#main .number').length`); numbers < 2 {
		t.Errorf("before the country is known %d emergency numbers are shown, want several side by side", numbers)
	}

	p.tabTo(`[data-act="country"][data-value="GB"]`)
	p.keys(kb.Enter)
	p.until(`document.querySelector('#main a.number[href="tel:999"]')`)

	lines, _ := content.LinesFor("GB", []assessment.Need{assessment.NeedHarmed})
	p.until(`document.querySelector('#main [data-resource="` + lines[0].ID + `"] a.call[href^="tel:"]')`)
	p.tabTo(`[data-resource="` + lines[0].ID + `"] a.call`)
	p.silent()
}

func TestKeyboard_ContinueWithNothingPickedFocusesTheProblem(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	p.tabTo(`[data-act="start"]`)
	p.keys(kb.Enter)
	for _, q := range []string{"right-now", "thoughts"} { // one of each kind
		p.arrived(`#main[data-question="` + q + `"]`)
		p.tabTo(`[data-act="continue"]`)
		p.keys(kb.Enter)
		p.until(`document.activeElement && document.activeElement.id === 'problems'`)
		if got := look[string](p, `document.getElementById('main').dataset.question`); got != q {
			t.Fatalf("with nothing picked it goes on to %q", got)
		}
		p.tabTo(`#problems a`)
		p.keys(kb.Enter)
		p.until(`document.activeElement.name === '` + q + `'`)
		plain := plainest[q]
		for range 10 {
			if look[string](p, `document.activeElement.value`) == plain {
				break
			}
			if q == "right-now" {
				p.keys(kb.Tab)
			} else {
				p.keys(kb.ArrowDown)
			}
		}
		p.keys(" ")
		p.until(`document.getElementById('` + q + `-` + plain + `').checked`)
		p.tabTo(`[data-act="continue"]`)
		p.keys(kb.Enter)
	}
	p.arrived(`#main[data-question="ages"]`)
	p.silent()
}

// A closed drop-down changes with every letter typed into it, and with every arrow. Neither may take the focus away
// or throw the rest of the word elsewhere.
func TestKeyboard_CountryIsPickedByTypingAndByArrows(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	countries := slices.DeleteFunc(slices.Clone(content.Countries()), func(c content.Country) bool {
		return c.Code == content.Europe || c.Code == content.Everywhere
	})
	third := countries[2].Code
	for _, screen := range []string{"home", "urgent", "result"} {
		for keys, want := range map[string]string{"united k": "GB", "indi": "IN", kb.ArrowDown + kb.ArrowDown + kb.ArrowDown: third} {
			t.Run(screen+" "+want, func(t *testing.T) {
				p.t = t
				c, _ := content.CountryByCode(want)
				first := cmp.Or(c.Emergency.General, c.Emergency.Police)
				p.open(s.at("/"))
				p.ready()
				switch screen {
				case "urgent":
					p.press(`[data-page="urgent"]`)
					p.until(`document.querySelector('#main[data-screen="urgent"]')`)
				case "result":
					p.play(endingOf(t, "being-harmed"), "")
				}
				look[bool](p, `(document.getElementById('country').focus(), true)`)
				p.keys(keys)
				p.until(`document.getElementById('country').value === '` + want + `' && document.activeElement.id === 'country'`)
				p.keys(kb.Tab)
				p.until(`document.getElementById('country').value === '` + want + `'`)
				if screen != "home" {
					p.until(`document.querySelector('#main a[href="tel:` + first + `"]')`)
				}
				p.until(`document.activeElement !== document.body`)
			})
		}
	}
}
