//go:build browser

package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
)

func (p *tab) reload() {
	p.t.Helper()
	look[bool](p, `(window.old = true)`)
	call(p, page.Reload, page.ReloadParams{})
	p.until(`!window.old && document.readyState === 'complete'`)
}

// startedAfresh checks that nothing is left of what was answered, and that the page says so.
func (p *tab) startedAfresh() {
	p.t.Helper()
	p.ready()
	p.until(`document.getElementById('reloaded')`)
	if look[bool](p, `!!document.querySelector('#app [data-question], #app input:checked, #app input[checked]')`) {
		p.t.Error("something of the answers is left")
	}
}

// R25: a reload at each step.
func TestHistory_AReloadBeginsAgainAndSaysSo(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	if look[bool](p, `!!document.getElementById('reloaded')`) {
		t.Error("the first visit says that answers are gone")
	}
	for _, stop := range []string{"thoughts", "who-body", "ties", "review", ""} {
		p.play(endingOf(t, "being-harmed"), stop)
		p.reload()
		p.startedAfresh()
	}
	p.press(`#main [data-act="start"]`)
	p.until(`document.querySelector('#main[data-question="right-now"]') && !document.getElementById('reloaded')`)
	p.play(nil, "")
	p.ends("covered")
	p.silent()
}

// R26: the browser's own Back and Forward in the middle, three times.
func TestHistory_BackAndForwardInTheMiddle(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	for _, path := range []string{"/about", "/privacy", "/help"} {
		p.open(s.at(path))
	}
	p.open(s.at("/"))
	p.ready()
	p.keeps()
	p.play(endingOf(t, "being-harmed"), "who-body")

	stands := func(path, screen string) {
		t.Helper()
		p.until(`location.pathname === '` + path + `' && document.querySelector('#main[data-screen="` + screen + `"]')`)
		p.helpStands()
		if look[bool](p, `document.documentElement.hidden || getComputedStyle(document.documentElement).opacity !== '1'`) {
			t.Errorf("%s is not to be seen", path)
		}
	}
	for range 2 {
		for _, path := range []string{"/help", "/privacy", "/about"} {
			p.back()
			stands(path, path[1:])
		}
		for _, path := range []string{"/privacy", "/help"} {
			p.forward()
			stands(path, path[1:])
		}
		p.forward()
		stands("/", "home")
		p.startedAfresh()
		p.play(answers{"body": "hit", "who-body": "they"}, "threats")
	}
	visited := p.play(answers{"body": "hit", "who-body": "they"}, "")
	if visited[0] != "threats" {
		t.Errorf("it goes on at %q, want threats", visited[0])
	}
	p.ends("being-harmed")
}

// A standing page opened in the middle gives the place back, picks and all.
func TestHistory_HelpInTheMiddleKeepsThePlace(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	p.play(answers{"body": "hit"}, "body")
	p.mouse(`label[for="body-hit"]`)
	p.until(`document.getElementById('body-hit').checked`)
	for _, screen := range []string{"urgent", "help"} {
		p.mouse(`[data-page="` + screen + `"]`)
		p.until(`document.querySelector('#main[data-screen="` + screen + `"]')`)
		p.mouse(`#main [data-act="back"]`)
		p.until(`document.querySelector('#main[data-question="body"]') && document.getElementById('body-hit').checked`)
	}
	if n := look[int](p, `document.querySelectorAll('#main input:checked').length`); n != 1 {
		t.Errorf("%d options are picked, want the one", n)
	}
	p.mouse(`#main [data-act="continue"]`)
	p.until(`document.querySelector('#main[data-question="who-body"]')`)
	if path := look[string](p, `location.pathname`); path != "/" {
		t.Errorf("the address is %s", path)
	}
	p.silent()
}

// R34: two quick presses, and a key held down, go one step.
func TestHistory_DoublePressesGoOneStep(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.before(`window.seen = []; addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
		const at = document.querySelector('#main[data-question]'); const now = at && at.dataset.question;
		if (now && now !== window.seen[window.seen.length - 1]) window.seen.push(now);
	}).observe(document.body, { subtree: true, childList: true, attributes: true }))`)
	pick := func(q, o string) {
		t.Helper()
		p.until(`document.querySelector('#main[data-question="` + q + `"]')`)
		p.mouse(`label[for="` + q + `-` + o + `"]`)
		p.until(`document.getElementById('` + q + `-` + o + `').checked`)
	}
	p.open(s.at("/"))
	p.ready()

	// A double click on Start.
	x, y := p.place(`#main [data-act="start"]`)
	p.down(x, y, 1)
	p.up(x, y, 1)
	p.down(x, y, 2)
	p.up(x, y, 2)
	pick("right-now", "none")

	// A double click on Continue: the second lands on the next screen, and must neither go on nor complain for nothing.
	x, y = p.place(`#main [data-act="continue"]`)
	p.down(x, y, 1)
	p.up(x, y, 1)
	p.down(x, y, 2)
	p.up(x, y, 2)
	p.until(`document.querySelector('#main[data-question="thoughts"]')`)
	if look[bool](p, `!!document.getElementById('problems')`) {
		t.Error("a double click on Continue makes the next question complain")
	}
	if n := look[int](p, `document.querySelectorAll('#main input:checked').length`); n != 0 {
		t.Errorf("a double click on Continue picks %d options of the next question", n)
	}

	// Enter held on Continue.
	pick("thoughts", "no")
	look[bool](p, `(document.querySelector('#main [data-act="continue"]').focus(), true)`)
	p.key(input.DispatchKeyEventTypeKeyDown, "Enter", "Enter", 13, false)
	for range 20 {
		p.key(input.DispatchKeyEventTypeKeyDown, "Enter", "Enter", 13, true)
	}
	p.key(input.DispatchKeyEventTypeKeyUp, "Enter", "Enter", 13, false)
	p.until(`document.querySelector('#main[data-question="ages"]')`)
	if look[bool](p, `!!document.getElementById('problems')`) {
		t.Error("Enter held on Continue makes the next question complain")
	}
	visited := p.play(nil, "")
	if visited[0] != "ages" {
		t.Errorf("it goes on at %q, want ages", visited[0])
	}
	p.ends("covered")
	if seen := look[[]string](p, `window.seen`); strings.Join(seen[:3], " ") != "right-now thoughts ages" {
		t.Errorf("the questions came as %v", seen)
	}
	p.silent()
}

// Questions answered before the program is there are not lost, nor asked twice, nor is the focus.
func TestHistory_StartBeforeTheProgramIsThere(t *testing.T) {
	t.Parallel()
	for _, first := range []int{0, 1, 2, 3} { // how many are answered before
		t.Run(fmt.Sprint(first, " answered"), func(t *testing.T) {
			s := serve(t, built.folder)
			hold := make(chan struct{})
			s.fail(built.wasm(t), fault{wait: hold})
			p := newTab(t, 360, 740)
			p.before(`{ let ready; Object.defineProperty(window, 'secondlookReady', { configurable: true,
				get: () => ready, set(real) { ready = () => { window.takenOver = true; return real(); }; } }); }`)
			p.visit(s.at("/"))
			p.until(`document.querySelector('#main [data-act="start"]') && document.readyState !== 'loading' && window.secondlookReady`)
			p.mouse(`#main [data-act="start"]`)
			questions := []string{"right-now", "thoughts", "ages", "how-it-ended"}
			for i, q := range questions[:first] {
				p.arrived(`#main[data-question="` + q + `"]`)
				p.mouse(`label[for="` + q + `-` + plainest[q] + `"]`)
				p.mouse(`#main [data-act="continue"]`)
				if i < 2 {
					p.arrived(`#main[data-question="` + questions[i+1] + `"]`)
				}
			}
			if first < 3 {
				p.arrived(`#main[data-question="` + questions[first] + `"]`)
			}
			close(hold)
			p.until(`window.takenOver`)
			p.arrived(`#main[data-question="` + questions[first] + `"]`)
			visited := p.play(nil, "")
			if visited[0] != questions[first] {
				t.Errorf("it goes on at %q, want %q", visited[0], questions[first])
			}
			p.ends("covered")
			p.silent()
		})
	}
}
