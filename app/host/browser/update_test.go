//go:build browser

package browser_test

import (
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
)

// parts lists the hash-named files that the open page is made of.
func (p *tab) parts() []string {
	p.t.Helper()
	return look[[]string](p, `Array.from(new Set(performance.getEntriesByType('resource').map((e) => new URL(e.name).pathname)
		.concat(Array.from(document.querySelectorAll('[src], link[href], [data-wasm]')).map((el) => el.dataset.wasm || new URL(el.src || el.href).pathname)))).filter((path) => path.startsWith('/web/'))`)
}

// only checks that a page is made of one release alone.
func (p *tab) only(r, not release) {
	p.t.Helper()
	for _, part := range p.parts() {
		if _, there := r.files[part[1:]]; !there {
			p.t.Errorf("the page has a part of another version: %s", part)
		}
	}
	program := look[string](p, `document.querySelector('script[data-wasm]').dataset.wasm`)
	if program != r.wasm(p.t) {
		p.t.Errorf("the program is %s, want %s (and not %s)", program, r.wasm(p.t), not.wasm(p.t))
	}
	if !slices.Contains(p.parts(), program) {
		p.t.Errorf("the program was never loaded: %v", p.parts())
	}
}

// updated waits until a new worker has taken everything in and waits its turn.
func (p *tab) updated() {
	p.t.Helper()
	p.until(`navigator.serviceWorker.getRegistration().then((r) => r.waiting && r.waiting.state === 'installed')`)
}

func markHome(body []byte) []byte {
	return []byte(strings.Replace(string(body), "<html ", `<html data-release="next" `, 1))
}

const release2 = `document.documentElement.dataset.release === 'next'`

// R21: a new version while the page is open.
func TestUpdate_TheOpenPageFinishesOnTheOldAndTheNextIsNew(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]map[string]func([]byte) []byte{
		"words and program": {"index.html": markHome, built.wasm(t)[1:]: grown},
		"program alone":     {built.wasm(t)[1:]: grown},
		"style alone":       {built.find(t, "web/style.css")[1:]: func(b []byte) []byte { return append(b, "\n.next{color:red}"...) }},
	} {
		t.Run(name, func(t *testing.T) {
			next := built.next(t, change)
			if next.version == built.version {
				t.Fatal("the new release has the old version")
			}
			s := serve(t, built.folder)
			p := newTab(t, 360, 740)
			p.open(s.at("/"))
			p.ready()
			p.keeps()
			p.reload() // from here on the page is the worker's
			p.ready()
			p.play(nil, "felt")
			s.show(next.folder)
			look[bool](p, `navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)`)
			p.updated()

			// The open page goes on, untold.
			if got := look[string](p, `document.getElementById('main').dataset.question`); got != "felt" {
				t.Errorf("the update interrupts: the question is %q", got)
			}
			p.play(nil, "")
			p.ends("covered")
			p.silent()

			// As long as a page is open, whatever opens is the old version, whole.
			p.reload()
			p.ready()
			p.only(built, next)
			if names := p.caches(); len(names) != 2 {
				t.Errorf("while both are here the caches are %v", names)
			}
			// The page is closed; the next one is new, whole, and from the device alone.
			p.open("about:blank")
			eventually(t, "the new worker in charge", func() bool { return s.fresh(p, next) })
			before := len(s.asked())
			p.open(s.at("/"))
			p.ready()
			p.only(next, built)
			if name == "words and program" && !look[bool](p, release2) {
				t.Error("the new words are not here")
			}
			for _, line := range s.asked()[before:] {
				if line != "GET /worker.js" {
					t.Errorf("the new version asks the network for %s", line)
				}
			}
			p.until(`caches.keys().then((names) => names.length === 1 && names[0] === 'v-` + next.version + `')`)
			p.play(nil, "")
			p.ends("covered")
			p.silent()
		})
	}
}

// fresh looks from a page without a program whether the new worker has taken over, and leaves again: while such a page
// is open nothing can take over, so it only looks.
func (s *server) fresh(p *tab, r release) bool {
	p.t.Helper()
	p.open(s.at("/away"))
	active := look[bool](p, `navigator.serviceWorker.getRegistration().then((r) => !r.waiting && !r.installing && r.active.state === 'activated')`)
	if !active {
		p.open("about:blank")
		return false
	}
	return slices.Contains(p.caches(), "v-"+r.version)
}

// install says what is asked of the network for a new version, apart from the worker itself.
func (p *tab) install(s *server, next release) []string {
	p.t.Helper()
	// Or the browser's own cache would hide what is fetched again.
	call(p, network.ClearBrowserCache, cdp.Empty{})
	s.show(next.folder)
	before := len(s.asked())
	look[bool](p, `navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)`)
	p.until(`navigator.serviceWorker.getRegistration().then(async (r) => !r.installing && r.waiting && r.waiting.state === 'installed' && await caches.has('v-` + next.version + `'))`)
	asked := slices.DeleteFunc(s.asked()[before:], func(line string) bool { return line == "GET /worker.js" })
	slices.Sort(asked)
	return asked
}

// holds checks that a release is on the device, every file of it, as it was built.
func (p *tab) holds(r release) {
	p.t.Helper()
	list, err := json.Marshal(r.kept)
	if err != nil {
		p.t.Fatal(err)
	}
	wrong := look[[]string](p, `(async () => { const cache = await caches.open('v-`+r.version+`'); const wrong = [];
		for (const { URL: url, SHA256: hash } of `+string(list)+`) {
			const file = await cache.match(url, { ignoreVary: true });
			const sum = file && await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
			if (!sum || btoa(String.fromCharCode(...new Uint8Array(sum))) !== hash) wrong.push(url);
		}
		return wrong.concat(Array(Math.abs((await cache.keys()).length - `+strconv.Itoa(len(r.kept))+`)).fill('one too many or too few')); })()`)
	if len(wrong) > 0 {
		p.t.Errorf("version %s is not whole on the device: %v", r.version, wrong)
	}
}

func TestUpdate_NothingIsFetchedTwice(t *testing.T) {
	t.Parallel()
	mark := func(b []byte) []byte { return append(b, "<!-- next -->"...) }
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	p.keeps()
	for _, file := range built.kept {
		most := 1
		if file.URL == "/" { // the page itself; then the worker sees whether it is still the same
			most = 2
		}
		if n := s.count(file.URL); n == 0 || n > most {
			t.Errorf("the first visit and the install fetch %s %d times, want %d", file.URL, n, most)
		}
	}
	p.holds(built)
	p.reload() // from here on the page is the worker's, and a new one waits
	p.ready()

	// One small page is another. All else is copied.
	next := built.next(t, map[string]func([]byte) []byte{"urgent.html": mark})
	if asked := p.install(s, next); !slices.Equal(asked, []string{"GET /urgent"}) {
		t.Errorf("the update fetches %v, want /urgent alone", asked)
	}
	p.holds(next)

	// What lay here and is damaged is not copied: a hash-named file, and a page.
	font := built.find(t, "web/fonts/hyperlegible-next-latin.woff2")
	look[bool](p, `(async () => { for (const name of await caches.keys()) for (const url of ['`+font+`', '/help'])
		await (await caches.open(name)).put(url, new Response('damaged')); return true; })()`)
	last := next.next(t, map[string]func([]byte) []byte{"about.html": mark})
	if asked := p.install(s, last); !slices.Equal(asked, []string{"GET /about", "GET /help", "GET " + font}) {
		t.Errorf("the update fetches %v, want /about, which is new, and what was damaged", asked)
	}
	p.holds(last)
}

// R18: a new version of which one file is broken changes nothing.
func TestUpdate_ABrokenReleaseChangesNothing(t *testing.T) {
	t.Parallel()
	next := built.next(t, map[string]func([]byte) []byte{"index.html": markHome, built.wasm(t)[1:]: grown})
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	p.keeps()
	s.show(next.folder)
	s.fail(next.wasm(t), fault{edit: flip(next.wasm(t))})
	got := look[string](p, `navigator.serviceWorker.getRegistration().then(async (r) => { await r.update().catch(() => {}); const worker = r.installing || r.waiting;
		if (!worker) return 'redundant';
		return new Promise((go) => { const tell = () => { if (worker.state !== 'installing') go(worker.state); }; worker.addEventListener('statechange', tell); tell(); }); })`)
	if got != "redundant" {
		t.Errorf("the broken release is %s", got)
	}
	if names := p.caches(); len(names) != 1 || names[0] != "v-"+built.version {
		t.Errorf("the caches are %v", names)
	}
	s.stop()
	p.reload()
	p.ready()
	p.only(built, next)
	p.play(nil, "")
	p.ends("covered")
}

// R22: the worker that takes everything back.
func TestUpdate_TheKillSwitchGivesTheNetworkBack(t *testing.T) {
	t.Parallel()
	kill, err := os.ReadFile("../../../web/kill/worker.js")
	if err != nil {
		t.Fatal(err)
	}
	next := built.next(t, map[string]func([]byte) []byte{"index.html": markHome})
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	p.keeps()
	p.play(nil, "felt")
	s.show(next.folder)
	s.fail("/worker.js", fault{status: 200, kind: "text/javascript", body: string(kill)})
	look[bool](p, `navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)`)
	p.until(`Promise.all([caches.keys(), navigator.serviceWorker.getRegistration()]).then(([names, r]) => names.length === 0 && !r)`)

	// Nobody's page is reloaded.
	if got := look[string](p, `document.getElementById('main').dataset.question`); got != "felt" {
		t.Errorf("the kill switch interrupts: the question is %q", got)
	}
	p.play(nil, "")
	p.ends("covered")

	p.open("about:blank")
	before := s.count("/")
	p.open(s.at("/"))
	p.ready()
	if s.count("/") == before || !look[bool](p, release2) {
		t.Error("the page does not come from the network")
	}
}
