//go:build browser

package browser_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// clock tells the test what is left of the page once it is blank, and how long after the press: at that moment, for
// soon it is gone.
const clock = `(() => {
  let pressed;
  ['click', 'keyup'].forEach((name) => window.addEventListener(name, () => { pressed = performance.now(); }, true));
  const watch = () => new MutationObserver(() => {
    if (!document.documentElement.hidden) return;
    const told = JSON.stringify({ After: performance.now() - pressed, Nodes: document.body.childNodes.length, Title: document.title.trim() });
    window.blanked(told);
    sessionStorage.setItem('blanked', told); // for the page of ours that comes next, if one does
  }).observe(document.documentElement, { attributes: true });
  if (document.documentElement) watch(); else document.addEventListener('readystatechange', watch, { once: true });
})()`

type blank struct {
	After float64
	Nodes int
	Title string
}

// blanks listens for the clock.
func (p *tab) blanks() <-chan blank {
	p.t.Helper()
	told := make(chan blank, 1)
	call(p, runtime.AddBinding, runtime.AddBindingParams{Name: "blanked"})
	err := chromedp.Listen(p.ctx, func(event any) {
		if e, is := event.(*runtime.EventBindingCalled); is && e.Name == "blanked" {
			var b blank
			if json.Unmarshal([]byte(e.Payload), &b) == nil {
				select {
				case told <- b:
				default:
				}
			}
		}
	})
	if err != nil {
		p.t.Fatal(err)
	}
	p.before(clock)
	return told
}

// waits makes the other site wait until the page has been looked at: a page that is gone tells nothing.
func (p *tab) waits() {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.hold = make(chan struct{})
}

// wiped checks that nothing was on the page any more, and nothing in it, at once after the press.
func (p *tab) wiped(blanked <-chan blank) {
	p.t.Helper()
	if p.hold != nil {
		defer close(p.hold)
	}
	select {
	case b := <-blanked:
		if b.After > 100 || b.Nodes > 0 || b.Title != "" {
			p.t.Errorf("blank after %.0f ms, want less than 100; nodes left: %d; title: %q", b.After, b.Nodes, b.Title)
		}
	case <-time.After(patience):
		p.t.Errorf("the page never goes blank\n%s", p.state())
	}
}

func TestLeave_ByTheButton(t *testing.T) {
	t.Parallel()
	never := make(chan struct{})
	t.Cleanup(func() { close(never) })
	for _, c := range []struct {
		name  string
		fault *fault
		path  string
		there func(*tab)
	}{
		{"before the program is there", &fault{wait: never}, "/", func(*tab) {}},
		{"on a question before the program is there", &fault{wait: never}, "/", func(p *tab) {
			p.until(`window.secondlookReady`)
			p.press(`#main [data-act="start"]`)
			p.arrived(`#main[data-question="right-now"]`)
			p.mouse(`label[for="right-now-they-may-hurt-me"]`)
		}},
		{"with the program dead", &fault{status: 404, kind: "text/plain"}, "/", func(p *tab) { p.failedBlock() }},
		{"on a question", nil, "/", func(p *tab) { p.ready(); p.play(endingOf(t, "being-harmed"), "who-body") }},
		{"on a result", nil, "/", func(p *tab) { p.ready(); p.play(endingOf(t, "being-harmed"), ""); p.ends("being-harmed") }},
		{"on a plan", nil, "/", func(p *tab) { p.ready(); p.play(nil, ""); p.walk(planDays[3]) }},
		{"on a page of its own", nil, "/urgent", func(*tab) {}},
		{"on a page that is not there", nil, "/nothing", func(*tab) {}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t, built.folder)
			if c.fault != nil {
				s.fail(built.wasm(t), *c.fault)
			}
			p := newTab(t, 360, 740)
			blanked := p.blanks()
			p.open(s.at("/privacy")) // the place before
			p.visit(s.at(c.path))
			p.until(`location.pathname === '` + c.path + `' && document.querySelector('a.leave') && window.blanked && document.readyState !== 'loading'`) // before that the clock does not run
			c.there(p)
			entries := p.entries()
			p.waits()
			p.mouse(`a.leave`)
			p.wiped(blanked)
			p.gone()
			if got := p.entries(); got != entries {
				t.Errorf("leaving makes %d places in the history of %d", got, entries)
			}
			for _, referer := range p.heard(&p.referers) {
				if strings.Contains(referer, s.address) {
					t.Errorf("the other site is told where from: %s", referer)
				}
			}

			// Back leads to the place before, and to no answer.
			p.back()
			p.until(`location.pathname === '/privacy'`)
			if html := look[string](p, `document.documentElement.outerHTML`); strings.Contains(html, "data-question") || strings.Contains(html, "data-outcome") {
				t.Error("after Back an answer is in the page")
			}
			p.forward()
			p.gone()
		})
	}
}

func TestLeave_ByShift(t *testing.T) {
	t.Parallel()
	const down, up = input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp
	shift := func(p *tab) {
		p.key(down, "Shift", "ShiftLeft", 16, false)
		p.key(up, "Shift", "ShiftLeft", 16, false)
	}
	held := func(p *tab) {
		p.key(down, "Shift", "ShiftLeft", 16, false)
		for range 5 {
			p.key(down, "Shift", "ShiftLeft", 16, true)
		}
		p.key(up, "Shift", "ShiftLeft", 16, false)
	}
	capital := func(p *tab) {
		p.key(down, "Shift", "ShiftLeft", 16, false)
		p.key(down, "A", "KeyA", 65, false)
		p.key(up, "A", "KeyA", 65, false)
		p.key(up, "Shift", "ShiftLeft", 16, false)
	}
	s := serve(t, built.folder)
	for _, c := range []struct {
		name   string
		leaves bool
		press  func(*tab)
	}{
		{"three times", true, func(p *tab) { shift(p); shift(p); shift(p) }},
		{"twice", false, func(p *tab) { shift(p); shift(p) }},
		{"with a letter between", false, func(p *tab) { shift(p); p.keys("a"); shift(p); shift(p) }},
		{"with Tab between", false, func(p *tab) { shift(p); shift(p); p.keys(kb.Tab); shift(p) }},
		{"with a press of the mouse between", false, func(p *tab) { shift(p); shift(p); p.mouse("h1"); shift(p) }},
		{"held three times", false, func(p *tab) { held(p); held(p); held(p) }},
		{"three capitals", false, func(p *tab) { capital(p); capital(p); capital(p) }},
		{"Escape three times", false, func(p *tab) { p.keys(kb.Escape); p.keys(kb.Escape); p.keys(kb.Escape) }},
		{"a letter, then three times", true, func(p *tab) { p.keys("a"); shift(p); shift(p); shift(p) }},
		{"with more than five seconds between", false, func(p *tab) {
			shift(p)
			p.until(`/two more/.test(document.getElementById('announce').textContent)`)
			shift(p)
			p.until(`document.getElementById('announce').textContent === ''`) // five seconds of a faster clock
			shift(p)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newTab(t, 360, 740)
			blanked := p.blanks()
			if strings.Contains(c.name, "five seconds") {
				p.before(strings.ReplaceAll(fast, "20", "4"))
			}
			p.open(s.at("/"))
			p.ready()
			p.play(endingOf(t, "being-harmed"), "who-body")
			p.waits()
			c.press(p)
			if c.leaves {
				p.wiped(blanked)
				p.gone()
				return
			}
			if look[bool](p, `!!window.secondlookLeft || document.documentElement.hidden`) {
				t.Error("it leaves")
			}
			if got := look[string](p, `document.getElementById('main').dataset.question`); got != "who-body" {
				t.Errorf("the question is now %q", got)
			}
		})
	}
}

// R29: without a network the other site would be an error page; ours looks like nothing and does not say whose it is.
func TestLeave_WithoutANetwork(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.before(`window.blanked = () => {}`)
	p.before(clock)
	p.open(s.at("/"))
	p.ready()
	p.keeps()
	p.play(endingOf(t, "being-harmed"), "")
	s.stop()
	call(p, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: true})
	p.until(`navigator.onLine === false`)
	p.mouse(`a.leave`)
	p.until(`location.pathname === '/away' && document.body.innerText.length > 10`)
	if b := look[blank](p, `JSON.parse(sessionStorage.getItem('blanked'))`); b.After > 100 || b.Nodes > 0 || b.Title != "" {
		t.Errorf("after leaving: %+v", b)
	}
	if html := look[string](p, `document.title + document.body.innerText`); strings.Contains(html, "Second Look") {
		t.Errorf("the page says whose it is: %s", html)
	}
	if stubbed := p.heard(&p.stubbed); len(stubbed) > 0 {
		t.Errorf("without a network it asks for %v", stubbed)
	}
}

// With neither a network nor a copy of ours a blank page has to do, and nothing of what was told is left behind it.
func TestLeave_WithoutANetworkOrACopy(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	s.fail("/worker.js", fault{status: 404, kind: "text/plain"})
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	p.play(endingOf(t, "being-harmed"), "")
	entries := p.entries()
	s.stop()
	call(p, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: true})
	p.until(`navigator.onLine === false`)
	p.mouse(`a.leave`)
	p.until(`location.href === 'about:blank' && document.body.innerText === '' && !window.secondlookReady`)
	if got := p.entries(); got != entries {
		t.Errorf("%d entries in the history, want the %d from before", got, entries)
	}
}

// An installed app gets a plain page underneath, since the other site may open above it.
func TestLeave_Installed(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "display-mode", Value: "standalone"}}})
	p.before(fast)
	p.open(s.at("/"))
	p.ready()
	p.hold = make(chan struct{}) // the other site opens elsewhere: nothing comes back here
	t.Cleanup(func() { close(p.hold) })
	p.mouse(`a.leave`)
	eventually(t, "our plain page is asked for", func() bool { return s.count("/away") > 0 })
}

func TestLeave_TheQuestionnaireLeavesNoTrace(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	entries := p.entries()
	for _, said := range []answers{nil, endingOf(t, "being-harmed")} {
		p.play(said, "")
		p.press(`#main [data-act="back"]`)
		p.until(`document.querySelector('#main[data-screen="review"]')`)
		for _, screen := range []string{"urgent", "help", "privacy", "about"} {
			p.press(`[data-page="` + screen + `"]`)
			p.until(`document.querySelector('#main[data-screen="` + screen + `"]')`)
			p.press(`#main [data-act="back"]`)
			p.until(`document.querySelector('#main[data-screen="review"]')`)
			if title := look[string](p, `document.title`); title != "Second Look" {
				t.Errorf("on %s the title is %q", screen, title)
			}
		}
		p.press(`#main [data-act="finish"]`)
		p.until(`document.querySelector('#main[data-screen="result"]')`)
		if said == nil {
			p.walk(planDays[3])
		}
		if got := look[string](p, `[location.pathname + location.search + location.hash, document.title, JSON.stringify(history.state)].join('|')`); got != "/|Second Look|null" && got != "/|Second Look|{}" {
			t.Errorf("address, title and history state are %s", got)
		}
		p.startOver()
	}
	history := call(p, page.GetNavigationHistory, cdp.Empty{})
	if len(history.Entries) != entries {
		t.Errorf("two journeys leave %d places in a history of %d", len(history.Entries), entries)
	}
	for _, path := range built.pages() {
		p.open(s.at(path))
		want := "Second Look"
		if path == "/away" {
			want = "No connection"
		}
		if title := look[string](p, `document.title`); title != want {
			t.Errorf("the title of %s is %q", path, title)
		}
	}
	for _, entry := range call(p, page.GetNavigationHistory, cdp.Empty{}).Entries {
		if entry.Title != "" && entry.Title != "Second Look" && entry.Title != "No connection" && !strings.HasPrefix(entry.URL, "about:") {
			t.Errorf("the history says %q for %s", entry.Title, entry.URL)
		}
	}
}

func TestLeave_CoveredWhileOutOfSight(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	b, _ := ownBrowser(t, nil)
	p := b.tab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	p.play(nil, "felt")
	other := b.tab(t, 360, 740, chromedp.WithNewWindow(false))
	call(other, page.BringToFront, cdp.Empty{})
	p.until(`document.visibilityState === 'hidden' && getComputedStyle(document.documentElement).opacity === '0'`)
	call(p, page.BringToFront, cdp.Empty{})
	p.until(`document.visibilityState === 'visible' && getComputedStyle(document.documentElement).opacity === '1'`)
	if got := look[string](p, `document.getElementById('main').dataset.question`); got != "felt" {
		t.Errorf("back in sight the question is %q", got)
	}
}
