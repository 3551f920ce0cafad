//go:build browser

package browser_test

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"secondlook/app"
	"secondlook/assessment"
)

// fast makes every wait of the page twenty times shorter. Which comes first stays as it is.
const fast = `(() => { const real = window.setTimeout; window.setTimeout = (what, ms, ...more) => real(what, (ms || 0) / 20, ...more); })()`

// stopClock holds back the long waits of the page until the test lets time go by.
const stopClock = `(() => { const real = window.setTimeout, clear = window.clearTimeout, held = new Map(); let now = 0, last = 0;
	window.setTimeout = (what, ms, ...more) => { if (![1000, 8000, 20000].includes(ms)) return real(what, ms, ...more);
		held.set(--last, { what, at: now + ms }); return last; };
	window.clearTimeout = (id) => { if (!held.delete(id)) clear(id); };
	window.elapse = (ms) => { now += ms; for (const [id, one] of held) if (one.at <= now) { held.delete(id); one.what(); } return true; }; })()`

// elapse lets so many seconds go by.
func (p *tab) elapse(seconds float64) {
	p.t.Helper()
	look[bool](p, fmt.Sprintf("window.elapse(%.0f)", 1000*seconds))
}

// helpStands checks what must hold whatever goes wrong: a page that is not blank, numbers that can be seen, and a way out.
func (p *tab) helpStands() {
	p.t.Helper()
	got := look[struct {
		Words, Numbers int
		Leave          string
	}](p, `(() => { const seen = (el) => el.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && el.getClientRects().length > 0;
		const leave = Array.from(document.querySelectorAll('a.leave')).filter(seen);
		return { Words: document.body.innerText.length,
			Numbers: Array.from(document.querySelectorAll('a[href^="tel:"]')).filter(seen).length,
			Leave: leave.length === 1 ? leave[0].href : leave.length + ' visible leave links' }; })()`)
	if got.Words < 200 || got.Numbers < 3 {
		p.t.Errorf("the page shows %d letters and %d numbers\n%s", got.Words, got.Numbers, p.state())
	}
	if got.Leave != app.LeaveTo {
		p.t.Errorf("the way out leads to %q", got.Leave)
	}
	if html := look[string](p, `document.body.innerText`); strings.Contains(html, "CompileError") || strings.Contains(html, "undefined") {
		p.t.Errorf("a raw error is shown:\n%s", html)
	}
}

// failedBlock waits for the help that takes the program's place, with the focus on its heading.
func (p *tab) failedBlock() {
	p.t.Helper()
	p.until(`document.getElementById('failed') && !document.getElementById('failed').hidden && document.getElementById('app').hidden`)
	p.until(`document.activeElement.id === 'failed-title'`)
	p.helpStands()
}

// leaves presses the visible way out, with a mouse.
func (p *tab) leaves() {
	p.t.Helper()
	p.until(`document.readyState !== 'loading'`)
	p.mouse(`a.leave`)
	p.gone()
}

func TestFault_TheProgramDoesNotStart(t *testing.T) {
	t.Parallel()
	wasm := built.wasm(t)
	page := string(built.files["index.html"])
	for _, c := range []struct {
		name string
		path string
		fault
	}{
		{"cut half-way", wasm, fault{cut: true}},
		{"one half of it", wasm, fault{edit: func(b []byte) []byte { return b[:len(b)/2] }}},
		{"a log-in page", wasm, fault{status: 200, kind: "text/html", body: "<h1>Log in to the Wi-Fi</h1>"}},
		{"a log-in page that says it is wasm", wasm, fault{status: 200, kind: "application/wasm", body: "<h1>Log in</h1>"}},
		{"our own page for everything", wasm, fault{status: 200, kind: "text/html", body: page}},
		{"404", wasm, fault{status: 404, kind: "text/html", body: "not here"}},
		{"500", wasm, fault{status: 500, kind: "text/plain", body: "oh"}},
		{"wrong type", wasm, fault{status: 200, kind: "application/octet-stream", body: string(built.files[wasm[1:]])}},
		{"no bridge", built.find(t, "web/wasm_exec.js"), fault{status: 404, kind: "text/plain"}},
		{"bridge is a page", built.find(t, "web/wasm_exec.js"), fault{status: 200, kind: "text/html", body: page}},
		{"no leave.js", built.find(t, "web/leave.js"), fault{status: 404, kind: "text/plain"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t, built.folder)
			s.fail(c.path, c.fault)
			p := newTab(t, 360, 740)
			p.open(s.at("/"))
			p.failedBlock()
			if c.path == wasm && s.count(wasm) < 2 {
				t.Error("it does not try a second time")
			}
			p.press(`#failed [data-page="help"]`)
			p.until(`location.pathname === '/help' && document.querySelector('#main[data-screen="help"]')`)
			p.open(s.at("/"))
			p.failedBlock()
			p.leaves()
		})
	}
}

func TestFault_TheProgramNeverArrives(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	never := make(chan struct{})
	s.fail(built.wasm(t), fault{wait: never})
	p := newTab(t, 360, 740)
	p.before(fast)
	p.visit(s.at("/"))
	p.until(`document.querySelector('#progress-note a[data-restart]') && /very long/.test(document.getElementById('progress-note').textContent)`)
	p.helpStands()
	close(never)
	s.mend()
	p.press(`#progress-note a[data-restart]`)
	p.ready()
	p.play(nil, "")
	p.ends("covered")
}

// toTheEdge answers the first questions, as far as they go without the program.
func (p *tab) toTheEdge() {
	p.t.Helper()
	p.press(`#main [data-act="start"]`)
	for _, q := range []string{"right-now", "thoughts", "ages"} {
		p.arrived(`#main[data-question="` + q + `"]`)
		p.press(`#` + q + `-` + plainest[q])
		p.press(`#main [data-act="continue"]`)
	}
}

// told checks what stands where someone waits, and what is read out, which must be the same.
func (p *tab) told(want string) {
	p.t.Helper()
	p.until(`document.getElementById('progress-note') && document.getElementById('progress-note').textContent.startsWith(` + quote(want) + `)`)
	if said := look[string](p, `document.getElementById('announce').textContent`); !strings.HasPrefix(said, want) {
		p.t.Errorf("read out is %q, want %q", said, want)
	}
}

const (
	moment = "One moment."
	still  = "Still getting ready."
	stuck  = "This is taking very long."
)

// waitsInWords checks the words for whoever waits: at once, after 8 seconds and after 20, and not before.
func (p *tab) waitsInWords() {
	p.t.Helper()
	p.told(moment)
	p.elapse(7.9)
	p.told(moment)
	p.elapse(0.1)
	p.told(still)
	p.elapse(11.9)
	p.told(still)
	p.elapse(0.1)
	p.told(stuck)
	p.helpStands()
}

func TestFault_WhoeverWaitsIsToldSo(t *testing.T) {
	t.Parallel()
	never := make(chan struct{})
	t.Cleanup(func() { close(never) })
	missing := fault{status: 404, kind: "text/plain"}
	wasm, opening, script := built.wasm(t), built.find(t, "web/opening.js"), built.find(t, "web/app.js")
	other := fault{edit: func(b []byte) []byte {
		return bytes.Replace(b, []byte(assessment.Default().Version), []byte("2031-05-1"), 1)
	}}
	for _, c := range []struct {
		name   string
		faults map[string]fault
		opens  bool // the first questions are there without the program
		comes  bool // with the network the program comes after all
	}{
		{"the program never arrives", map[string]fault{wasm: {wait: never}}, true, true},
		{"app.js is blocked", map[string]fault{script: missing}, true, false},
		{"app.js never arrives", map[string]fault{script: {wait: never}}, true, false},
		{"the bridge never arrives", map[string]fault{built.find(t, "web/wasm_exec.js"): {wait: never}}, true, false},
		{"opening.js is blocked", map[string]fault{opening: missing, wasm: {wait: never}}, false, true},
		{"the opening is of another version", map[string]fault{opening: other, wasm: {wait: never}}, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, built.folder)
			for path, f := range c.faults {
				s.fail(path, f)
			}
			p := newTab(t, 360, 740)
			p.before(stopClock)
			p.visit(s.at("/"))
			p.until(`document.readyState !== 'loading' && (window.secondlookReady || window.secondlookTaken)`)
			look[bool](p, `window.sameLoad = true`)
			if c.opens {
				p.toTheEdge()
			} else {
				p.press(`#main [data-act="start"]`)
			}
			p.waitsInWords()
			if c.opens && !look[bool](p, `document.getElementById('ages-both-18').checked`) {
				t.Error("what was picked is gone")
			}
			if !c.comes {
				p.press(`.foot a[data-page="help"]`)
				p.until(`location.pathname === '/help' && document.querySelector('#main[data-screen="help"]')`)
				p.helpStands()
				return
			}
			s.mend()
			p.press(`#progress-note a[data-restart]`)
			if !c.opens { // there is nothing to keep, so the page is loaded again
				p.until(`!window.sameLoad`)
				p.ready()
				return
			}
			p.arrived(`#main[data-question="how-it-ended"]`)
			p.until(`document.getElementById('announce').textContent === ''`)
			if !look[bool](p, `window.sameLoad`) {
				t.Error("the page was loaded again")
			}
			if visited := p.play(nil, ""); visited[0] != "how-it-ended" {
				t.Errorf("it goes on at %q", visited[0])
			}
			p.ends("covered")
		})
	}
}

// Whoever is answering, or reads the help that an answer led to, keeps the screen when the program cannot come.
func TestFault_ADeadProgramTakesNoAnswerAway(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	hold := make(chan struct{})
	s.fail(built.wasm(t), fault{wait: hold, status: 404, kind: "text/plain"})
	p := newTab(t, 360, 740)
	p.before(`window.registered = 0; { const container = Object.getPrototypeOf(navigator.serviceWorker); const register = container.register;
		container.register = function (...args) { window.registered++; return register.apply(this, args); }; }`)
	p.visit(s.at("/"))
	p.until(`document.readyState !== 'loading' && window.secondlookReady`)
	look[bool](p, `window.sameLoad = true`)
	p.press(`#main [data-act="start"]`)
	p.arrived(`#main[data-question="right-now"]`)
	p.press(`#right-now-they-may-hurt-me`)
	p.press(`#main [data-act="continue"]`)
	p.arrived(`#main[data-outcome="danger-now"]`)
	close(hold)
	p.until(`window.registered`) // it is dead: only then the worker is asked for
	if !look[bool](p, `document.getElementById('failed').hidden && !document.getElementById('app').hidden`) {
		t.Error("the page of danger was taken away")
	}
	p.helpStands()
	p.press(`#main [data-act="back"]`)
	p.arrived(`#main[data-question="right-now"]`)
	p.press(`#right-now-they-may-hurt-me`)
	for _, q := range []string{"right-now", "thoughts", "ages"} {
		p.arrived(`#main[data-question="` + q + `"]`)
		p.press(`#` + q + `-` + plainest[q])
		p.press(`#main [data-act="continue"]`)
	}
	p.failedBlock()

	// Start again goes on where they were.
	p.press(`#failed [data-restart]`)
	p.failedBlock()
	s.mend()
	if !look[bool](p, `window.sameLoad`) {
		t.Error("the page was loaded again the first time")
	}
	p.press(`#failed [data-restart]`)
	p.ready()
	p.play(nil, "")
	p.ends("covered")
}

// Answers of other questions are left out, the rest is kept, and the program asks from there.
func TestFault_WhatDoesNotFitIsAskedAgain(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	hold := make(chan struct{})
	s.fail(built.wasm(t), fault{wait: hold})
	s.fail(built.find(t, "web/opening.js"), fault{edit: func(b []byte) []byte {
		return bytes.ReplaceAll(b, []byte(`question:"thoughts"`), []byte(`question:"thinking"`))
	}})
	p := newTab(t, 360, 740)
	p.visit(s.at("/"))
	p.until(`document.readyState !== 'loading' && window.secondlookReady`)
	p.toTheEdge()
	close(hold)
	p.arrived(`#main[data-question="thoughts"]`)
	if visited := p.play(nil, ""); visited[0] != "thoughts" {
		t.Errorf("it goes on at %q", visited[0])
	}
	p.ends("covered")
}

// What is said while someone waits does not stay once the waiting is over.
func TestFault_TheProgramIsSlow(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	hold := make(chan struct{})
	s.fail(built.wasm(t), fault{wait: hold})
	p := newTab(t, 360, 740)
	p.before(fast)
	p.visit(s.at("/"))
	p.until(`/Getting ready/i.test((document.getElementById('progress-note') || {}).textContent)`)
	p.until(`/Still getting ready/i.test(document.getElementById('progress-note').textContent)`)
	p.helpStands()
	close(hold)
	p.ready()
	p.until(`!/getting ready|moment/i.test(document.getElementById('main').textContent)`)
	p.silent()
}

// R10: Lockdown Mode, strict Tor, school computers.
func TestFault_NoWebAssembly(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	b, _ := ownBrowser(t, nil, chromedp.Flag("js-flags", "--jitless"))
	p := b.tab(t, 360, 740)
	p.open(s.at("/"))
	if look[string](p, `typeof WebAssembly`) != "undefined" {
		t.Fatal("this browser has WebAssembly after all")
	}
	p.failedBlock()
	if n := s.count(built.wasm(t)); n > 1 { // the preload alone
		t.Errorf("the program is asked for %d times though it cannot run", n)
	}
	p.leaves()
}

// R8: without app.js nothing starts, so the words that stand in the page must be enough.
func TestFault_NoAppScript(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	s.fail(built.find(t, "web/app.js"), fault{status: 404, kind: "text/plain"})
	p := newTab(t, 360, 740)
	for _, page := range []string{"/", "/urgent", "/help", "/privacy", "/about"} {
		p.open(s.at(page))
		p.helpStands()
	}
	p.open(s.at("/"))
	p.press(`.foot a[data-page="urgent"]`)
	p.until(`location.pathname === '/urgent'`)
	p.leaves()
}

// The two ways a handler can die: a Go panic, and an error that tears through the Go stack and that no recover sees.
func TestFault_TheProgramDiesInAHandler(t *testing.T) {
	t.Parallel()
	for name, plant := range map[string]string{
		"panic":           `window.secondlookFocus = () => { throw new Error('planted'); }`,
		"throwing getter": `Object.defineProperty(document.querySelector('[data-act="start"]'), 'dataset', { get() { throw new Error('planted'); } })`,
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, built.folder)
			p := newTab(t, 360, 740)
			p.open(s.at("/"))
			p.ready()
			p.keeps()
			if name == "panic" {
				p.play(answers{"thoughts": "yes"}, "felt") // something has been said by now
				look[bool](p, `(`+plant+`, true)`)
				look[bool](p, `(document.getElementById('felt-none').click(), true)`)
			} else {
				look[bool](p, `(`+plant+`, true)`)
			}
			// How long it takes until help stands there, measured in the page.
			look[bool](p, `(() => { window.pressed = performance.now();
				new MutationObserver(() => { if (!document.getElementById('failed').hidden) window.helped = performance.now(); })
					.observe(document.getElementById('failed'), { attributes: true }); return true; })()`)
			if name == "panic" {
				p.press(`[data-act="continue"]`)
			} else {
				look[bool](p, `(document.querySelector('[data-act="start"]').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })), true)`)
			}
			p.failedBlock()
			if ms := look[float64](p, `window.helped - window.pressed`); ms > 1000 {
				t.Errorf("help comes after %.0f ms, want less than 1000", ms)
			}
			for _, line := range p.heard(&p.said) {
				if strings.Contains(line, "yes") || strings.Contains(line, "felt") {
					t.Errorf("the console tells an answer: %s", line)
				}
			}
			if text := look[string](p, `document.body.innerText`); strings.Contains(text, "planted") {
				t.Error("the error itself is shown")
			}

			before := s.count("/")
			p.press(`#failed [data-restart]`)
			p.ready()
			p.until(`document.getElementById('reloaded')`)
			if s.count("/") != before {
				t.Error("Start again does not come from the device")
			}
			p.play(nil, "")
			p.ends("covered")
		})
	}
}

func TestFault_CleanCopyTakesEverythingAwayAndStartsAgain(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	p.keeps()
	// What is kept is broken, though nobody could have done it from outside.
	look[bool](p, `caches.keys().then(async (names) => { const cache = await caches.open(names[0]);
		await cache.put('`+built.wasm(t)+`', new Response('broken', { headers: { 'Content-Type': 'application/wasm' } })); return true; })`)
	p.open(s.at("/"))
	p.failedBlock()
	before := s.count("/")
	p.press(`#failed [data-clean]`)
	p.ready()
	if s.count("/") <= before {
		t.Error("a clean copy does not come from the network")
	}
	p.play(nil, "")
	p.ends("covered")
	p.keeps()
	if names := p.caches(); len(names) != 1 || names[0] != "v-"+built.version {
		t.Errorf("caches after a clean start: %v", names)
	}
}

// flip changes one byte of a file: in its middle, or in a script or a page where the file still does its work.
func flip(address string) func([]byte) []byte {
	return func(body []byte) []byte {
		at := len(body) / 2
		switch kind := path.Ext(address); {
		case kind == ".js" && strings.Contains(string(body), "Press Shift"):
			at = strings.Index(string(body), "Press Shift")
		case kind == ".js" && strings.Contains(string(body), "not the program"):
			at = strings.Index(string(body), "not the program")
		case kind == "" && strings.Contains(string(body), "</title>"):
			at = strings.Index(string(body), "</title>") - 1
		case kind == ".webmanifest":
			at = strings.Index(string(body), "questions")
		}
		body[at] ^= 1
		return body
	}
}

func TestFault_OneByteFlippedInAnyFileStopsTheInstall(t *testing.T) {
	t.Parallel()
	if len(built.kept) < 15 {
		t.Fatalf("the worker keeps only %d files", len(built.kept))
	}
	for _, file := range built.kept {
		t.Run(file.URL, func(t *testing.T) {
			s := serve(t, built.folder)
			s.fail(file.URL, fault{edit: flip(file.URL)})
			p := newTab(t, 360, 740)
			p.before(watchWorker)
			p.open(s.at("/about"))
			p.until(`window.workerState === 'redundant' || window.workerState === 'activated'`)
			if state := look[string](p, `window.workerState`); state != "redundant" {
				t.Errorf("the worker is %s", state)
			}
			if names := p.caches(); len(names) > 0 {
				t.Errorf("caches are left: %v", names)
			}
			// Nothing is lost for good: the next visit, on a better network, takes it all in. A file that a browser keeps for
			// ever by its name cannot be asked for again; that is what its hash is for.
			if !hashed(file.URL) {
				s.mend()
				p.open(s.at("/privacy"))
				p.keeps()
			}
		})
	}
}

// R23: a host that answers its home page for everything, the worker too.
func TestFault_HomePageForEverything(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	s.fail("*", fault{status: 200, kind: "text/html; charset=utf-8", body: string(built.files["index.html"])})
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.helpStands()
	p.leaves()
}
