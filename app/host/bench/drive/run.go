//go:build !wasm

package drive

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/chromedp"

	"secondlook/app/host/bench/events"
	"secondlook/app/host/bench/peers/ask"
)

//go:embed driver.js
var driver string

// quiet is how long no task may take the main thread for the site to count as fully interactive.
const quiet = 2 * time.Second

// A Run takes one site through its visits, and hands on every event.
type Run struct {
	Site   Site
	Plan   []ask.Step
	Said   []string // the labels of the options picked, as the site should tell them at the end
	Brakes *Brakes  // nil: full speed
	Words  bool     // read all there is to read; for checks, since reading takes time
	Visits []events.Visit
	Note   func(events.Event)
	// around is called with the browser of the first visit before it goes anywhere; what it gives is called once the program is
	// at rest. It may be nil.
	around func(*browser) (func() error, error)
	// requests hears of all that the page asks the network for. It may be nil.
	requests func(event any)
}

// Do takes all visits, in order, on one profile folder that is deleted at the end.
func (r Run) Do() error {
	profile, err := os.MkdirTemp("", "second-look-bench-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(profile)
	address, stop, err := r.Site.Start()
	if err != nil {
		return fmt.Errorf("%s: %w", r.Site.Name, err)
	}
	defer func() { stop() }()
	for _, visit := range r.Visits {
		if visit == events.Offline {
			if !r.Site.Offline {
				continue
			}
			stop()
			stop = func() {}
		}
		if err := r.visit(visit, profile, address); err != nil {
			return fmt.Errorf("%s, %s visit: %w", r.Site.Name, visit, err)
		}
	}
	return nil
}

// A walk is one visit while it lasts.
type walk struct {
	Run
	visit events.Visit
	b     *browser
	heard chan events.Event
	tries map[string]int
	// painted are the screens seen so far; charged and busy are when the program took charge and the last long task ended.
	painted       map[int]bool
	charged, busy float64
	kept          []string
}

func (r Run) visit(visit events.Visit, profile, address string) (err error) {
	w := &walk{Run: r, visit: visit, heard: make(chan events.Event, 10000), tries: map[string]int{}, painted: map[int]bool{}}
	b, err := open(profile, r.Brakes, r.requests)
	if err != nil {
		return err
	}
	defer b.close()
	w.b = b
	config, err := json.Marshal(map[string]any{"look": r.Site.Look, "plan": r.Plan, "words": r.Words})
	if err != nil {
		return err
	}
	if err := b.before(strings.Replace(driver, "CONFIG", string(config), 1), w.hear); err != nil {
		return err
	}
	after := func() error { return nil }
	if r.around != nil && visit == events.First {
		if after, err = r.around(b); err != nil {
			return err
		}
	}
	if err := b.visit(address + "/"); err != nil {
		return err
	}
	if err := w.until("the first answer is taken", 1, func() bool { return w.painted[1] }); err != nil {
		return err
	}
	if visit != events.First {
		return b.trouble()
	}
	if err := w.until("the program is in charge and at rest", 1, w.atRest); err != nil {
		return err
	}
	if err := after(); err != nil {
		return err
	}
	if err := w.until("the answers are told at the end", len(r.Plan), func() bool { return w.kept != nil }); err != nil {
		return err
	}
	for i, said := range r.Said {
		if i >= len(w.kept) || squeeze(w.kept[i]) != squeeze(said) {
			w.note(events.Event{What: events.Lost, Screen: i, Name: said})
		}
	}
	if r.Site.Offline && slices.Contains(r.Visits, events.Second) {
		return w.workerKept()
	}
	return b.trouble()
}

// squeeze leaves the white space out: sites differ in where they put it.
func squeeze(text string) string { return strings.Join(strings.Fields(text), "") }

func (w *walk) hear(payload string) {
	var e events.Event
	if json.Unmarshal([]byte(payload), &e) == nil {
		w.heard <- e
	}
}

func (w *walk) note(e events.Event) {
	e.Site, e.Visit = w.Site.Name, w.visit
	w.Note(e)
}

// until goes on, pressing what can be pressed on the screens before last, until something holds.
func (w *walk) until(what string, last int, holds func() bool) error {
	end := time.After(patience)
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for !holds() {
		select {
		case e := <-w.heard:
			if err := w.take(e, last); err != nil {
				return err
			}
		case <-look.C:
		case <-end:
			return fmt.Errorf("it never came to this: %s; the screens seen: %v", what, w.painted)
		}
	}
	return nil
}

// take notes an event, and presses what it asks for.
func (w *walk) take(e events.Event, last int) error {
	w.note(e)
	switch e.What {
	case events.Painted:
		w.painted[e.Screen] = true
	case events.InCharge:
		if w.charged == 0 {
			w.charged = e.At
		}
	case events.LongTask:
		w.busy = max(w.busy, e.At+e.MS)
	case events.Kept:
		w.kept = e.Texts
	case events.Target:
		if e.Screen >= last {
			return nil // not yet; it will be offered again
		}
		key := fmt.Sprint(e.Screen, e.Kind)
		w.tries[key]++
		w.note(events.Event{What: events.Pressed, At: now(), Screen: e.Screen, Kind: e.Kind, Try: w.tries[key]})
		ctx, cancel := context.WithTimeout(w.b.ctx, patience)
		defer cancel()
		if err := chromedp.Do(ctx, chromedp.MouseClickXY(e.X, e.Y)); err != nil {
			return fmt.Errorf("the page hears no press: %w", err)
		}
	}
	return nil
}

// atRest reports whether the program has been in charge for a while in which no task took long.
func (w *walk) atRest() bool {
	return w.charged > 0 && now()-max(w.charged, w.busy) > float64(quiet.Milliseconds())+300 // a task is told of once it is over
}

func now() float64 { return float64(time.Now().UnixMicro()) / 1000 }

// workerKept waits until the worker has all it keeps for the next visit.
func (w *walk) workerKept() error {
	const settled = `navigator.serviceWorker.getRegistration().then((r) => !!(r && r.active && r.active.state === 'activated' && !r.installing))`
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		done, err := chromedp.Run(w.b.ctx, chromedp.Evaluate[bool](settled, chromedp.EvalAwaitPromise))
		if err != nil {
			return err
		}
		if done {
			return w.b.trouble()
		}
	}
	return fmt.Errorf("its worker never came to rest")
}
