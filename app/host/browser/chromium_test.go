//go:build browser

package browser_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"secondlook/app"
	"secondlook/app/host/chromium"
)

// patience is how long any one thing may take before it counts as never.
const patience = 30 * time.Second

// zone is where every test lives. The program offers its country.
const zone = "Europe/London"

// A browser is one Chromium with a profile of its own.
type browser struct {
	ctx  context.Context
	stop func()
}

// start opens a Chromium on a profile folder. Nothing it does reaches any other machine.
func start(profile string, more ...chromedp.ExecAllocatorOption) (*browser, error) {
	options := append(append(chromium.Options(profile),
		chromedp.Flag("lang", "en-US"),
		chromedp.Flag("force-color-profile", "srgb"),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("disable-renderer-backgrounding", true),
		chromedp.Flag("disable-background-timer-throttling", true),
		chromedp.Flag("disable-backgrounding-occluded-windows", true),
	), more...)
	allocator, close := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		close()
		return nil, fmt.Errorf("chromium did not start: %w", err)
	}
	return &browser{ctx, sync.OnceFunc(func() {
		_ = chromedp.Cancel(ctx) // closes it politely, so that it writes its profile
		cancel()
		close()
	})}, nil
}

// ownBrowser opens a browser for one test, on an empty profile that settings may fill first.
func ownBrowser(t testing.TB, settings map[string]any, more ...chromedp.ExecAllocatorOption) (*browser, string) {
	t.Helper()
	profile := t.TempDir()
	if settings != nil {
		text, err := json.Marshal(settings)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(profile, "Default"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(profile, "Default", "Preferences"), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return openProfile(t, profile, more...), profile
}

func openProfile(t testing.TB, profile string, more ...chromedp.ExecAllocatorOption) *browser {
	t.Helper()
	b, err := start(profile, more...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.stop)
	return b
}

// A tab is one page, and everything it said and asked for.
type tab struct {
	t      testing.TB
	ctx    context.Context
	cancel context.CancelFunc

	lock     sync.Mutex
	said     []string // console lines and uncaught errors
	asked    []string // requests, as "GET http://…"
	wanted   []string // navigations that a link or a script asked for
	referers []string // where other sites are told that the person came from
	stubbed  []string // requests to other hosts that we answered ourselves
	hold     chan struct{}
}

// newTab opens a page in an empty profile of the shared browser.
func newTab(t testing.TB, width, height int64) *tab {
	t.Helper()
	return shared.tab(t, width, height, chromedp.WithNewBrowserContext())
}

// tab opens a page of a given size in this browser.
func (b *browser) tab(t testing.TB, width, height int64, options ...chromedp.ContextOption) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx, options...)
	p := &tab{t: t, ctx: ctx, cancel: cancel}
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	p.size(width, height)
	call(p, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: zone})
	call(p, fetch.Enable, fetch.EnableParams{Patterns: []*fetch.RequestPattern{{URLPattern: "https://*"}}})
	return p
}

// hear notes what the page says and asks for.
func (p *tab) hear(event any) {
	p.lock.Lock()
	defer p.lock.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		var words []string
		for _, arg := range e.Args {
			words = append(words, string(arg.Value)+arg.Description)
		}
		p.said = append(p.said, string(e.Type)+": "+strings.Join(words, " "))
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		p.said = append(p.said, "uncaught: "+text)
	case *log.EventEntryAdded:
		if strings.HasPrefix(e.Entry.Text, "Banner not shown: beforeinstallpromptevent.preventDefault()") {
			return // Chromium's own remark on our never asking anyone to install anything
		}
		p.said = append(p.said, fmt.Sprintf("log: %s %s", e.Entry.Text, e.Entry.URL))
	case *network.EventRequestWillBeSent:
		p.asked = append(p.asked, e.Request.Method+" "+e.Request.URL)
	case *page.EventFrameRequestedNavigation:
		p.wanted = append(p.wanted, e.URL)
	case *page.EventWindowOpen:
		p.wanted = append(p.wanted, "open "+e.URL)
	case *fetch.EventRequestPaused:
		p.stubbed = append(p.stubbed, e.Request.URL)
		if referer, told := e.Request.Headers["Referer"]; told {
			p.referers = append(p.referers, fmt.Sprint(referer))
		}
		go p.answer(e, p.hold)
	}
}

// answer stands in for every other site: none is ever really asked.
func (p *tab) answer(e *fetch.EventRequestPaused, hold chan struct{}) {
	if hold != nil {
		select {
		case <-hold:
		case <-p.ctx.Done():
			return
		}
	}
	// The page may be gone by now; then nobody waits for the answer.
	_, _ = chromedp.Call(p.ctx, fetch.FulfillRequest, fetch.FulfillRequestParams{
		RequestID: e.RequestID, ResponseCode: 200,
		ResponseHeaders: []*fetch.HeaderEntry{{Name: "Content-Type", Value: "text/html"}, {Name: "Cache-Control", Value: "no-store"}},
		Body:            []byte("<!doctype html><title>Weather</title><h1>Sun, then rain</h1>"),
	})
}

func (p *tab) heard(from *[]string) []string {
	p.lock.Lock()
	defer p.lock.Unlock()
	return append([]string(nil), *from...)
}

func (p *tab) forget() {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.said, p.asked, p.wanted, p.referers, p.stubbed = nil, nil, nil, nil, nil
}

// call sends a command of the DevTools protocol.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		p.t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

func (p *tab) size(width, height int64) {
	p.t.Helper()
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 700})
}

// scheme shows the page by day or by night.
func (p *tab) scheme(dark bool) {
	p.t.Helper()
	value := "light"
	if dark {
		value = "dark"
	}
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: value}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
}

// before runs a script in every document before any other.
func (p *tab) before(script string) {
	p.t.Helper()
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// open goes to an address and waits until it has loaded.
func (p *tab) open(address string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		p.t.Fatalf("open %s: %v", address, err)
	}
}

// visit goes to an address without waiting for it to load.
func (p *tab) visit(address string) {
	p.t.Helper()
	call(p, page.Navigate, page.NavigateParams{URL: address})
}

// look evaluates an expression in the page.
func look[T any](p *tab, expression string) T {
	p.t.Helper()
	got, err := tryLook[T](p, expression)
	if err != nil {
		p.t.Fatalf("%s\n%v\n%s", expression, err, p.state())
	}
	return got
}

func tryLook[T any](p *tab, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// until waits for a condition of the page.
func (p *tab) until(condition string) {
	p.t.Helper()
	var last error
	for end := time.Now().Add(patience); time.Now().Before(end); {
		var got bool
		if got, last = tryLook[bool](p, "(async () => !!(await ("+condition+")))()"); last == nil && got {
			return
		}
		if p.ctx.Err() != nil {
			break
		}
		pause(p.ctx, 10*time.Millisecond)
	}
	p.t.Fatalf("never: %s (%v)\n%s", condition, last, p.state())
}

// pause lets the page get on between two looks at it.
func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// eventually waits for a condition outside the page.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if holds() {
			return
		}
		pause(context.Background(), 10*time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}

// state describes the page for the message of a failing test.
func (p *tab) state() string {
	got, err := tryLook[string](p, `location.href + ' screen=' + (document.querySelector('[data-screen]') || {dataset: {}}).dataset.screen
		+ ' question=' + (document.querySelector('#main') || {dataset: {}}).dataset.question
		+ ' focus=' + (document.activeElement ? document.activeElement.tagName + '#' + document.activeElement.id : '')
		+ '\n' + (document.body ? document.body.innerText.slice(0, 400) : '(no body)')`)
	if err != nil {
		got = "(the page does not answer: " + err.Error() + ")"
	}
	return "page: " + got + "\nconsole: " + strings.Join(p.heard(&p.said), "\n\t")
}

// ready waits until the program has taken over the start page.
func (p *tab) ready() {
	p.t.Helper()
	p.until(`window.secondlookReady && document.querySelector('#main[data-screen="home"] #country')`)
}

// silent fails when the page has said anything on its console.
func (p *tab) silent() {
	p.t.Helper()
	if said := p.heard(&p.said); len(said) > 0 {
		p.t.Errorf("the console is not silent:\n\t%s", strings.Join(said, "\n\t"))
	}
}

// back and forward are the browser's own buttons.
func (p *tab) back() { p.t.Helper(); p.step(-1) }

func (p *tab) forward() { p.t.Helper(); p.step(1) }

func (p *tab) step(by int64) {
	p.t.Helper()
	history := call(p, page.GetNavigationHistory, cdp.Empty{})
	to := history.CurrentIndex + by
	if to < 0 || to >= int64(len(history.Entries)) {
		p.t.Fatalf("there is nothing to go to in the history: %d of %d", to, len(history.Entries))
	}
	call(p, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: history.Entries[to].ID})
	p.until(`location.href === ` + quote(history.Entries[to].URL) + ` && document.readyState === 'complete'`)
}

// entries is how many places the browser's history holds for this page.
func (p *tab) entries() int {
	p.t.Helper()
	return len(call(p, page.GetNavigationHistory, cdp.Empty{}).Entries)
}

func quote(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// gone waits until the page has left for the other site.
func (p *tab) gone() {
	p.t.Helper()
	p.until(`location.href === ` + quote(app.LeaveTo) + ` && document.title === 'Weather'`)
}
