//go:build !wasm

package drive

import (
	"cmp"
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/profiler"
	"github.com/chromedp/chromedp"

	"secondlook/app/host/bench/events"
)

// A Cost is what one function took of the main thread, without what it called.
type Cost struct {
	Name string // the function and its file; all of a WebAssembly program that has no names is one
	Took time.Duration
}

// A Profile is what a first visit took.
type Profile struct {
	File     []byte // as DevTools opens it
	Costs    []Cost // the dearest first
	Requests []Request
	Painted  float64 // when its first paint was, in milliseconds from the first request
}

// TakeProfile takes the first visit of a run again with Chromium's profiler on, until the program is at rest. A profiled
// visit is slower than a measured one.
func TakeProfile(r Run) (Profile, error) {
	var (
		begun, painted float64
		taken          *profiler.Profile
		log            ledger
	)
	r.Visits = []events.Visit{events.First}
	r.requests = log.hear
	r.Note = func(e events.Event) {
		switch {
		case e.What == events.Document && begun == 0:
			begun = e.At
		case e.What == events.FirstPaint && painted == 0:
			painted = e.At - begun
		}
	}
	r.around = func(b *browser) (func() error, error) {
		if _, err := chromedp.Call(b.ctx, profiler.Enable, cdp.Empty{}); err != nil {
			return nil, err
		}
		if _, err := chromedp.Call(b.ctx, profiler.SetSamplingInterval, profiler.SetSamplingIntervalParams{Interval: 500}); err != nil {
			return nil, err
		}
		if _, err := chromedp.Call(b.ctx, profiler.Start, cdp.Empty{}); err != nil {
			return nil, err
		}
		return func() error {
			stopped, err := chromedp.Call(b.ctx, profiler.Stop, cdp.Empty{})
			taken = stopped.Profile
			return err
		}, nil
	}
	if err := r.Do(); err != nil {
		return Profile{}, err
	}
	file, err := json.Marshal(taken)
	return Profile{file, costs(taken), log.requests(), painted}, err
}

// costs adds up a profile, the dearest first. Idle time costs nothing.
func costs(p *profiler.Profile) []Cost {
	names := map[int64]string{}
	for _, n := range p.Nodes {
		names[n.ID] = nameOf(n.CallFrame.FunctionName, n.CallFrame.URL)
	}
	took := map[string]time.Duration{}
	for i, node := range p.Samples {
		if i < len(p.TimeDeltas) && names[node] != "(idle)" {
			took[names[node]] += time.Duration(p.TimeDeltas[i]) * time.Microsecond
		}
	}
	var all []Cost
	for _, name := range slices.Sorted(maps.Keys(took)) {
		all = append(all, Cost{name, took[name]})
	}
	slices.SortStableFunc(all, func(a, b Cost) int { return cmp.Compare(b.Took, a.Took) })
	return all
}

func nameOf(function, url string) string {
	switch {
	case strings.HasSuffix(url, ".wasm"):
		return "the program, all functions"
	case function == "(program)":
		return "the browser itself: reading, style, layout, paint, compiling"
	case strings.HasPrefix(function, "("):
		return function
	case url == "":
		return function + " (of the browser)"
	case function == "":
		return path.Base(url)
	default:
		return function + " in " + path.Base(url)
	}
}
