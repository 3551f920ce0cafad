//go:build browser

package browser_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
)

// A browser that keeps its profile can install the site; we never ask anyone to.
func TestInstall_IsPossible(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	b, _ := ownBrowser(t, nil)
	p := b.tab(t, 360, 740)
	for _, path := range []string{"/", "/help"} {
		p.open(s.at(path))
		if path == "/" {
			p.ready()
		}
		p.keeps()
		for _, e := range call(p, page.GetInstallabilityErrors, cdp.Empty{}).InstallabilityErrors {
			t.Errorf("%s cannot be installed: %s %v", path, e.ErrorID, e.ErrorArguments)
		}
		manifest := call(p, page.GetAppManifest, page.GetAppManifestParams{})
		for _, e := range manifest.Errors {
			t.Errorf("%s: the manifest is wrong: %s", path, e.Message)
		}
	}
	p.silent()
}

// R39: someone goes through it again and again in one page, and it does not grow.
func TestMemory_FiftyJourneysInOnePageLeaveNothingBehind(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.before(`const real = WebAssembly.instantiateStreaming;
		WebAssembly.instantiateStreaming = (...args) => real(...args).then((made) => { window.programMemory = made.instance.exports.mem; return made; });`)
	p.open(s.at("/"))
	p.ready()
	p.keeps()
	call(p, performance.Enable, performance.EnableParams{})
	// What the program lets go of is gone only after its own next clearing up, so the lowest of several looks counts.
	low := func(journeys int) map[string]float64 {
		lowest := map[string]float64{}
		for i := range journeys {
			e := endings[i%len(endings)]
			p.play(e.said, "")
			p.ends(e.outcome)
			p.startOver()
			if i%3 != 2 {
				continue
			}
			call(p, heapprofiler.CollectGarbage, cdp.Empty{})
			now := map[string]float64{"program": look[float64](p, `window.programMemory.buffer.byteLength`)}
			for _, m := range call(p, performance.GetMetrics, cdp.Empty{}).Metrics {
				now[m.Name] = m.Value
			}
			for name, value := range now {
				if old, known := lowest[name]; !known || value < old {
					lowest[name] = value
				}
			}
		}
		return lowest
	}
	before, after := low(25), low(25)
	for _, c := range []struct {
		name  string
		allow float64
	}{
		{"JSHeapUsedSize", 1 << 20},
		{"Nodes", 1500}, // about two screens
		{"JSEventListeners", 5},
		{"program", 8 << 20},
	} {
		if grown := after[c.name] - before[c.name]; grown > c.allow {
			t.Errorf("between the first and the last of 50 journeys %s grows from %.0f to %.0f", c.name, before[c.name], after[c.name])
		}
	}
	fmt.Printf("50 journeys in one page, first and last half: heap %.1f, %.1f MB; nodes %.0f, %.0f; listeners %.0f, %.0f; program %.0f, %.0f MB\n",
		before["JSHeapUsedSize"]/1e6, after["JSHeapUsedSize"]/1e6, before["Nodes"], after["Nodes"],
		before["JSEventListeners"], after["JSEventListeners"], before["program"]/1e6, after["program"]/1e6)
	p.silent()
}
