//go:build browser

package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"secondlook/assessment/content"
)

// opened notes every window that a script asks for, and opens none.
const opened = `window.windowsAsked = []; window.open = (...args) => { window.windowsAsked.push(String(args[0])); return null; };`

// dialled presses a link that dials or writes, and says what became of it.
type dialled struct {
	links   []string // what the browser was asked to hand to the phone
	windows []string // windows that a script asked for
	moved   string   // how address, history or screen are other than before
}

func (p *tab) dial(selector string) dialled {
	p.t.Helper()
	place := `[location.href, history.length, document.getElementById('app').hidden, document.querySelector('[data-screen]').dataset.screen,
		document.querySelectorAll('#main *').length].join(' ')`
	before, entries := look[string](p, place), p.entries()
	p.forget()
	p.mouse(selector)
	eventually(p.t, "anything after pressing "+selector, func() bool {
		return len(p.heard(&p.wanted)) > 0 || look[int](p, `window.windowsAsked.length`) > 0 || look[string](p, place) != before
	})
	// Two frames more, for whatever else might come of it.
	look[bool](p, `new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => go(true))))`)
	d := dialled{p.heard(&p.wanted), look[[]string](p, `window.windowsAsked`), ""}
	if after := look[string](p, place); after != before || p.entries() != entries {
		d.moved = fmt.Sprintf("%s; %d -> %s; %d", before, entries, after, p.entries())
	}
	return d
}

func (d dialled) right(href string) bool {
	return d.moved == "" && len(d.windows) == 0 && len(d.links) == 1 && d.links[0] == href
}

func TestDial_LeavesAddressHistoryAndScreenAlone(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	var also string // a country with a line that has a second number
	for _, c := range content.Countries() {
		for _, line := range c.Lines {
			if len(line.Also) > 0 && c.Code != content.Europe && c.Code != content.Everywhere {
				also = c.Code
			}
		}
	}
	for _, c := range []struct {
		name, selector, href string
		there                func(p *tab)
	}{
		{"a number in the foot of the start page", `.foot a.number`, "tel:999", func(*tab) {}},
		{"an emergency number on the urgent screen", `#main a.number[href="tel:999"]`, "tel:999", func(p *tab) {
			p.press(`[data-page="urgent"]`)
			p.until(`document.querySelector('#main[data-screen="urgent"]')`)
			p.country("GB")
		}},
		{"a helpline on a result", `#main a.call[href^="tel:"]`, "", func(p *tab) { p.play(endingOf(t, "being-harmed"), ""); p.country("GB") }},
		{"a text line", `#main a[href^="sms:"]`, "", func(p *tab) {
			p.press(`[data-page="help"]`)
			p.until(`document.querySelector('#main[data-screen="help"]')`)
			p.country("GB")
		}},
		{"a further number", `#main a.way[href^="tel:"]`, "", func(p *tab) {
			p.press(`[data-page="help"]`)
			p.until(`document.querySelector('#main[data-screen="help"]')`)
			p.country(also)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			// A browser hands a second number to the phone only after asking: each gets a page of its own.
			p := newTab(t, 360, 740)
			p.before(opened)
			p.open(s.at("/"))
			p.ready()
			c.there(p)
			p.until(`document.querySelector('` + c.selector + `')`)
			if c.href == "" {
				c.href = look[string](p, `document.querySelector('`+c.selector+`').href`)
			}
			if got := p.dial(c.selector); !got.right(c.href) {
				t.Errorf("pressing %s: %+v", c.href, got)
			}
			p.silent()
		})
	}
}

// The check above is worth something: without the list of addresses that go-app leaves to the browser, it fails.
func TestDial_FailsWithoutInternalURLs(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	script := built.find(t, "web/app.js")
	s.fail(script, fault{edit: func(body []byte) []byte {
		return []byte(strings.NewReplacer(`'["tel:","sms:"]'`, `''`, `"[\"tel:\",\"sms:\"]"`, `""`).Replace(string(body)))
	}})
	p := newTab(t, 360, 740)
	p.before(opened)
	p.open(s.at("/"))
	p.ready()
	got := p.dial(`.foot a.number`)
	if got.right("tel:999") {
		t.Errorf("all seems well without GOAPP_INTERNAL_URLS: %+v", got)
	}
	t.Logf("what the list prevents: %+v\n%s", got, p.state())
}

// With scripts off the links are the browser's own affair.
func TestDial_WithoutAnyScript(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.before(opened)
	p.open(s.at("/urgent"))
	href := look[string](p, `document.querySelector('#main a.number').href`)
	if got := p.dial(`#main a.number`); !got.right(href) {
		t.Errorf("pressing %s: %+v", href, got)
	}
}
