//go:build browser

package browser_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/performance"
)

// quick makes the page's clock run five times as fast, and its short waits end at once: what is measured is not time.
// It also shows the memory of the program, and what the program holds of the page.
const quick = `(() => {
	const real = window.setTimeout, clear = window.clearTimeout, now = performance.now.bind(performance);
	const soon = new Map(), channel = new MessageChannel();
	let last = 0;
	performance.now = () => 5 * now();
	channel.port1.onmessage = ({ data }) => { const what = soon.get(data); soon.delete(data); if (what) what(); };
	window.setTimeout = (what, ms, ...more) => {
		if (ms > 20) return real(what, ms / 5, ...more);
		soon.set(--last, what);
		channel.port2.postMessage(last);
		return last;
	};
	window.clearTimeout = (id) => { if (!soon.delete(id)) clear(id); };
	const start = WebAssembly.instantiateStreaming;
	WebAssembly.instantiateStreaming = (...args) => start(...args).then((made) => { window.programMemory = made.instance.exports.mem; return made; });
	let bridge;
	Object.defineProperty(window, 'Go', { get: () => bridge, set: (made) => { bridge = made;
		const run = made.prototype.run;
		made.prototype.run = function (...args) { window.programHolds = () => this._values.length; return run.apply(this, args); }; } });
})()`

// journeys goes through the questions again and again: to every ending in turn, and back to the start page.
const journeys = `(async (sheets, from, count, play) => {
	for (let i = from; i < from + count; i++) {
		const [ending, sheet] = sheets[i % sheets.length];
		await play(sheet, '');
		const main = document.querySelector('#main[data-screen="result"]');
		if (main.dataset.outcome !== ending) throw new Error('journey ' + i + ' ends in ' + main.dataset.outcome + ', want ' + ending);
		main.querySelector('[data-act="erase"]').click();
		while (!document.querySelector('#main[data-screen="home"]')) await new Promise((go) => setTimeout(go, 2));
	}
	return programMemory.buffer.byteLength;
})`

// R39: someone goes through it again and again in one page, and it does not grow. It runs by itself, for it needs all the
// speed there is.
func TestMemory_IsFlatOverAThousandJourneys(t *testing.T) {
	const all, each, warm = 1000, 20, 100
	var sheets [][2]any
	for _, e := range endings {
		sheets = append(sheets, [2]any{e.outcome, e.said.sheet()})
	}
	given, err := json.Marshal(sheets)
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.before(quick)
	p.open(s.at("/"))
	p.ready()
	p.keeps()
	call(p, performance.Enable, performance.EnableParams{})
	// What the program lets go of is gone only after its own next clearing up, so the lowest of several looks counts.
	lowest := func(from, to int) map[string]float64 {
		low := map[string]float64{}
		for ; from < to; from += each {
			now := map[string]float64{"program": look[float64](p, fmt.Sprintf("%s(%s, %d, %d, %s)", journeys, given, from, each, player))}
			call(p, heapprofiler.CollectGarbage, cdp.Empty{})
			now["held"] = look[float64](p, `window.programHolds()`)
			for _, m := range call(p, performance.GetMetrics, cdp.Empty{}).Metrics {
				now[m.Name] = m.Value
			}
			for name, value := range now {
				if old, known := low[name]; !known || value < old {
					low[name] = value
				}
			}
		}
		return low
	}
	look[bool](p, `document.documentElement.hidden = true`) // nothing to paint is quicker, and no matter here
	lowest(0, warm)
	before := lowest(warm, warm+300)
	lowest(warm+300, all-300)
	after := lowest(all-300, all)
	for _, c := range []struct {
		name  string
		allow float64
	}{
		{"program", 1 << 20}, // a kilobyte a journey
		{"held", 500},
		{"JSHeapUsedSize", 1 << 19},
		{"Nodes", 4000}, // about five screens that wait for the clearing up
		{"JSEventListeners", 5},
	} {
		if grown := after[c.name] - before[c.name]; grown > c.allow {
			t.Errorf("between journeys %d and %d %s grows from %.0f to %.0f", warm, all, c.name, before[c.name], after[c.name])
		}
		fmt.Printf("journeys %d and %d: %s %.0f, %.0f\n", warm, all, c.name, before[c.name], after[c.name])
	}
	p.silent()
}
