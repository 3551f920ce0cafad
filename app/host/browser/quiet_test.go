//go:build browser

package browser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/storage"
)

// A watch is everything that could be asked of anyone: seen at the server, in the page and in the worker.
type watch struct {
	s            *server
	page, worker *tab
}

// seen gives what was asked since the last time, and begins anew.
func (w watch) seen() []string {
	var all []string
	for who, p := range map[string]*tab{"page": w.page, "worker": w.worker} {
		for _, line := range p.heard(&p.asked) {
			if !strings.Contains(line, " data:") { // the browser's own drawing of a date field, which asks nobody
				all = append(all, who+" "+line)
			}
		}
		for _, line := range p.heard(&p.said) { // what our policy stops is not asked for, but it is said
			all = append(all, who+" said "+line)
		}
		for _, line := range p.heard(&p.stubbed) {
			all = append(all, who+" other site "+line)
		}
		p.forget()
	}
	w.s.lock.Lock()
	for _, line := range w.s.log {
		all = append(all, "server "+line)
	}
	w.s.log = nil
	w.s.lock.Unlock()
	slices.Sort(all)
	return all
}

// watched opens the start page and waits until page and worker have all they want.
func watched(t *testing.T) (watch, *tab, []string) {
	t.Helper()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.before(fast)
	p.open(s.at("/"))
	p.ready()
	p.keeps()
	w := watch{s, p, shared.worker(t, s)}
	return w, p, w.seen()
}

func TestQuiet_NothingIsAskedAfterLoading(t *testing.T) {
	t.Parallel()
	var loads [][]string
	for name, journey := range map[string]func(*tab){
		"covered": func(p *tab) {
			p.play(nil, "")
			p.ends("covered")
			p.walk(planDays[3])
			p.press(`#because summary`)
		},
		"harmed": func(p *tab) {
			p.play(endingOf(t, "being-harmed"), "")
			p.ends("being-harmed")
			p.country("GB")
			for _, screen := range []string{"help", "urgent", "privacy", "about"} {
				p.press(`[data-page="` + screen + `"]`)
				p.until(`document.querySelector('#main[data-screen="` + screen + `"]')`)
				p.press(`#main [data-act="back"]`)
				p.until(`document.querySelector('#main[data-screen="result"]')`)
			}
		},
	} {
		w, p, load := watched(t)
		for _, line := range load {
			if !strings.Contains(line, "http://"+w.s.address+"/") && !strings.HasPrefix(line, "server GET /") {
				t.Errorf("%s: loading asks someone else: %s", name, line)
			}
		}
		for i := range load {
			load[i] = strings.ReplaceAll(load[i], w.s.address, "us")
		}
		load = slices.DeleteFunc(load, func(line string) bool { return !strings.HasPrefix(line, "server") })
		loads = append(loads, load)
		journey(p)
		look[bool](p, `new Promise((go) => setTimeout(() => go(true), 40000))`) // of the page's own, faster time
		p.silent()
		if after := w.seen(); len(after) > 0 {
			t.Errorf("%s: after loading it asks for\n\t%s", name, strings.Join(after, "\n\t"))
		}
		p.emptyStores()
	}
	if a, b := fmt.Sprint(loads[0]), fmt.Sprint(loads[1]); a != b {
		t.Errorf("two journeys can be told apart at the server:\n%s\n%s", a, b)
	}
	if len(loads[0]) < len(built.kept) {
		t.Errorf("only %d requests were counted at the server: %v", len(loads[0]), loads[0])
	}
}

// The check above is worth something: it sees a request of our own, one to another site though our policy blocks it,
// and one that only the worker makes.
func TestQuiet_APlantedRequestIsSeen(t *testing.T) {
	t.Parallel()
	w, p, _ := watched(t)
	const plant = `fetch(%s).then(() => true, () => true)`
	for _, c := range []struct {
		name    string
		in      *tab
		address string
		want    []string
	}{
		{"to us", p, "/count?step=1", []string{"page", "server"}},
		{"to another site", p, "https://example.org/count", []string{"page"}},
		{"by the worker", w.worker, "/count?step=2", []string{"worker", "server"}},
		{"by the worker to another site", w.worker, "https://example.org/count", []string{"worker"}},
	} {
		look[bool](c.in, fmt.Sprintf(plant, quote(c.address)))
		var seen string
		eventually(t, "a planted request "+c.name, func() bool {
			seen += strings.Join(w.seen(), "\n") + "\n"
			for _, want := range c.want {
				if !strings.Contains(seen, want+" ") {
					return false
				}
			}
			return strings.Contains(seen, "/count")
		})
	}
}

// emptyStores checks that nothing is kept of anyone.
func (p *tab) emptyStores() {
	p.t.Helper()
	if got := look[string](p, `(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, document.cookie,
		(await caches.keys()).length].join(' '))()`); got != "0 0 0  1" {
		p.t.Errorf("local storage, session storage, databases, cookies and caches: %s", got)
	}
	cookies := call(p, storage.GetCookies, storage.GetCookiesParams{})
	if len(cookies.Cookies) > 0 {
		p.t.Errorf("cookies: %+v", cookies.Cookies)
	}
}

// R12, R14: a browser that keeps nothing for us answers the questions all the same.
func TestQuiet_WithStorageDenied(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	blocked, _ := ownBrowser(t, map[string]any{"profile": map[string]any{"default_content_setting_values": map[string]any{"cookies": 2}}})
	for _, c := range []struct {
		name   string
		open   func(*testing.T) *tab
		before string
		denied string
	}{
		{"cookies blocked", func(t *testing.T) *tab { return blocked.tab(t, 360, 740) }, "", `(() => { try { localStorage.length; return false; } catch (e) { return true; } })()`},
		{"local storage throws", func(t *testing.T) *tab { return newTab(t, 360, 740) },
			`Object.defineProperty(window, 'localStorage', { configurable: true, get() { throw new DOMException('denied', 'SecurityError'); } })`, `true`},
		{"local storage is null", func(t *testing.T) *tab { return newTab(t, 360, 740) },
			`Object.defineProperty(window, 'localStorage', { configurable: true, value: null })`, `true`},
		{"no storage at all", func(t *testing.T) *tab { return newTab(t, 360, 740) },
			`for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(window, name, { configurable: true, get() { throw new DOMException('denied', 'SecurityError'); } });
			Object.defineProperty(Object.getPrototypeOf(navigator), 'serviceWorker', { configurable: true, get() { throw new DOMException('denied', 'SecurityError'); } })`, `true`},
		{"nothing can be written", func(t *testing.T) *tab { return newTab(t, 360, 740) },
			`Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }`, `true`},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := c.open(t)
			if c.before != "" {
				p.before(c.before)
			}
			if c.before == "" {
				p.open(s.at("/robots.txt")) // before our script mends it
				if !look[bool](p, c.denied) {
					t.Fatal("storage is not denied after all")
				}
			}
			p.open(s.at("/"))
			p.ready()
			p.play(nil, "")
			p.ends("covered")
			p.startOver()
			p.play(endingOf(t, "being-harmed"), "")
			p.ends("being-harmed")
			p.silent()
		})
	}
}

// No permission is ever asked for, nothing is ever to be installed, and no other page is prepared.
func TestQuiet_NothingIsAskedOfThePerson(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.before(`window.nagged = [];
		const note = (owner, name) => { if (owner && owner[name]) owner[name] = function () { window.nagged.push(name); return Promise.reject(new Error(name)); }; };
		note(window.Notification, 'requestPermission'); note(navigator.permissions, 'request'); note(navigator.storage, 'persist');
		note(navigator.mediaDevices, 'getUserMedia'); note(navigator.geolocation, 'getCurrentPosition'); note(navigator.geolocation, 'watchPosition');
		note(window.PushManager && PushManager.prototype, 'subscribe'); note(window.BeforeInstallPromptEvent && BeforeInstallPromptEvent.prototype, 'prompt');
		note(navigator.clipboard, 'writeText'); note(navigator.clipboard, 'readText'); note(navigator, 'share'); note(window, 'alert'); note(window, 'confirm'); note(window, 'prompt');
		note(window, 'print');`)
	p.open(s.at("/"))
	p.ready()
	for _, said := range []answers{nil, endingOf(t, "crisis")} {
		p.play(said, "")
		p.startOver()
	}
	if nagged := look[[]string](p, `window.nagged`); len(nagged) > 0 {
		t.Errorf("it asks for %v", nagged)
	}
	if got := look[string](p, `(() => { const event = new Event('beforeinstallprompt', { cancelable: true }); window.dispatchEvent(event); return String(event.defaultPrevented); })()`); got != "true" {
		t.Error("the browser's own offer to install is let through")
	}
	if n := look[int](p, `document.querySelectorAll('link[rel~="preconnect"], link[rel~="prefetch"], link[rel~="dns-prefetch"], link[rel~="prerender"], form').length`); n > 0 {
		t.Errorf("%d links that reach out by themselves, or forms", n)
	}
	p.silent()
}
