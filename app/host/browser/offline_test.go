//go:build browser

package browser_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// watchWorker notes what becomes of the worker, from the moment the page asks for it.
const watchWorker = `if (navigator.serviceWorker) {
  const container = Object.getPrototypeOf(navigator.serviceWorker);
  const register = container.register;
  container.register = function (...args) {
    window.workerState = 'asked';
    const note = (registration) => {
      const worker = registration.installing || registration.waiting || registration.active;
      if (!worker) { window.workerState = 'redundant'; return registration; }
      window.workerState = worker.state;
      worker.addEventListener('statechange', () => { window.workerState = worker.state; });
      return registration;
    };
    return register.apply(this, args).then(note, (problem) => { window.workerState = 'refused: ' + problem; throw problem; });
  };
}`

// keeps waits until the worker has taken everything in, and is in charge of the next page.
func (p *tab) keeps() {
	p.t.Helper()
	p.until(`navigator.serviceWorker.getRegistration().then((r) => r && r.active && r.active.state === 'activated')`)
}

// caches lists the names of the caches.
func (p *tab) caches() []string {
	p.t.Helper()
	return look[[]string](p, `caches.keys()`)
}

func TestOffline_EverythingWorksAfterOneVisitAndARestart(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	b, profile := ownBrowser(t, nil)
	p := b.tab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	p.keeps()
	for _, file := range built.kept {
		if n := s.count(file.URL); hashed(file.URL) && n != 1 {
			t.Errorf("the first visit downloads %s %d times, want once", file.URL, n)
		}
	}
	p.silent()
	s.stop()
	b.stop()

	b = openProfile(t, profile)
	for _, page := range []struct{ path, screen string }{
		{"/", "home"}, {"/urgent", "urgent"}, {"/help", "help"}, {"/privacy", "privacy"}, {"/about", "about"},
		{"/?from=somewhere", "home"}, {"/urgent?utm_source=x", "urgent"}, {"/help?a=b&c=d", "help"}, {"/help/", "help"},
		{"/urgent.html", "urgent"}, {"/no/such/page", "not-found"}, {"/plan", "not-found"},
	} {
		p := b.tab(t, 360, 740)
		p.open(s.at(page.path))
		p.until(`document.querySelector('#main[data-screen="` + page.screen + `"]')`)
		if n := look[int](p, `document.querySelectorAll('a[href^="tel:"]').length`); n < 3 {
			t.Errorf("%s offline shows %d numbers", page.path, n)
		}
		if page.screen == "home" {
			p.ready()
		}
		if page.path == "/" {
			p.play(nil, "")
			p.ends("covered")
			p.walk(planDays[3])
			p.startOver()
			p.play(endingOf(t, "being-harmed"), "")
			p.ends("being-harmed")
			p.country("GB")
			p.until(`document.querySelector('#main a.call[href^="tel:"]')`)
			p.press(`[data-page="help"]`)
			p.until(`document.querySelector('#main[data-screen="help"]')`)
		}
		if page.screen != "not-found" {
			p.silent()
		}
		p.cancel()
	}
}

// The copy for later must not hold up the program that someone is waiting for now.
func TestOffline_TheWorkerWaitsForTheProgram(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	hold := make(chan struct{})
	s.fail(built.wasm(t), fault{wait: hold})
	p := newTab(t, 360, 740)
	p.before(stopClock)
	p.before(`{ const container = Object.getPrototypeOf(navigator.serviceWorker); const register = container.register;
		container.register = function (...args) { window.askedWith = document.querySelector('#main #country') ? 'the program' : 'no program'; return register.apply(this, args); }; }`)
	p.visit(s.at("/"))
	p.until(`window.secondlookReady && document.readyState === 'complete'`)
	p.elapse(60)
	p.until(`document.querySelector('#progress-note a')`)
	if look[bool](p, `'askedWith' in window`) || s.count("/worker.js") > 0 {
		t.Error("the worker is asked for while the program is on its way")
	}
	close(hold)
	p.ready()
	p.keeps()
	if with := look[string](p, `window.askedWith`); with != "the program" {
		t.Errorf("the worker was asked for with %s in charge", with)
	}
	p.holds(built)

	// A program that cannot come does not take the copy of the help along.
	s = serve(t, built.folder)
	s.fail(built.wasm(t), fault{status: 404, kind: "text/plain"})
	p = newTab(t, 360, 740)
	p.open(s.at("/"))
	p.failedBlock()
	p.until(`navigator.serviceWorker.getRegistration()`)
}

// R19: the browser threw our copy away, and the network is gone too.
func TestOffline_WithTheCopyGoneTheWorkerStillShowsNumbers(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.open(s.at("/privacy"))
	p.keeps()
	look[bool](p, `caches.keys().then((names) => Promise.all(names.map((n) => caches.delete(n)))).then(() => true)`)
	s.stop()
	p.open(s.at("/"))
	p.until(`document.querySelectorAll('a[href="tel:999"], a[href="tel:112"]').length >= 2 && document.title === 'Second Look'`)
	p.press(`a[rel="noreferrer"]`)
	p.gone()

	s.again()
	p.open(s.at("/"))
	p.ready()
}

// R20: the worker is unregistered while the page is open.
func TestOffline_AWorkerThatGoesIsNotMissed(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	p.keeps()
	p.play(nil, "body")
	look[bool](p, `navigator.serviceWorker.getRegistration().then((r) => r.unregister())`)
	p.play(nil, "")
	p.ends("covered")
	p.silent()
}

// worker attaches to the running worker of this server, to hear what it asks for.
func (b *browser) worker(t testing.TB, s *server) *tab {
	t.Helper()
	var id target.ID
	eventually(t, "a running worker", func() bool {
		infos, err := chromedp.Targets(b.ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, info := range infos {
			if info.Type == "service_worker" && strings.HasPrefix(info.URL, s.at("/")) {
				id = info.TargetID
				return true
			}
		}
		return false
	})
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithTargetID(id))
	w := &tab{t: t, ctx: ctx, cancel: cancel}
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, w.hear); err != nil {
		t.Fatal(err)
	}
	return w
}
