// Package figures works the table out of the events of a benchmark. It is pure: events in, figures out.
package figures

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"secondlook/app/host/bench/events"
)

// Sites by the names they have in the events.
const (
	Ours   = "ours"
	Plain  = "plain"
	Stock  = "stock"
	Split  = "split"
	Survey = "survey"
)

// A Figure is one thing that is measured, once in every run. Times are in milliseconds.
type Figure string

// The figures.
const (
	FirstPaint   Figure = "first paint"
	PickKept     Figure = "pick kept"
	FirstAnswer  Figure = "first answer"
	Interactive  Figure = "fully interactive"
	Blocked      Figure = "blocked"       // of every long task from the start of the visit, what is over 50 ms
	LayoutShift  Figure = "layout shift"  // the sum of all shifts, without a unit
	NextHalf     Figure = "next, p50"     // Continue to the next question
	NextMost     Figure = "next, p95"     //
	SecondVisit  Figure = "second visit"  // its first answer
	OfflineVisit Figure = "offline"       // its first answer
	Tries        Figure = "extra presses" // presses that had to be made again
	Lost         Figure = "picks lost"    // or made twice
)

// Figures are all figures in the order of the table.
var Figures = []Figure{FirstPaint, PickKept, FirstAnswer, Interactive, Blocked, NextHalf, NextMost, SecondVisit, OfflineVisit, LayoutShift, Lost, Tries}

// A Run holds the figures of one site in one round. What a site cannot do is missing.
type Run map[Figure]float64

// Rounds are the runs by site, in the order of the rounds.
type Rounds map[string][]Run

// Of works out every run that the events tell of. The error says which run lacks what.
func Of(all []events.Event) (Rounds, error) {
	type key struct {
		round int
		site  string
	}
	told := map[key][]events.Event{}
	for _, e := range all {
		if e.Site != "" {
			told[key{e.Round, e.Site}] = append(told[key{e.Round, e.Site}], e)
		}
	}
	keys := slices.SortedFunc(maps.Keys(told), func(a, b key) int { return cmp.Compare(a.round, b.round) })
	rounds := Rounds{}
	for _, k := range keys {
		run, err := runOf(told[k])
		if err != nil {
			return nil, fmt.Errorf("round %d, %s: %w", k.round+1, k.site, err)
		}
		rounds[k.site] = append(rounds[k.site], run)
	}
	return rounds, nil
}

// runOf works out one run.
func runOf(told []events.Event) (Run, error) {
	run := Run{Blocked: 0, LayoutShift: 0}
	visits := map[events.Visit][]events.Event{}
	for _, e := range told {
		visits[e.Visit] = append(visits[e.Visit], e)
	}
	first := visits[events.First]
	begun, found := when(first, events.Document, anywhere)
	if !found {
		return nil, fmt.Errorf("no document begins")
	}
	for figure, at := range map[Figure]struct {
		what   string
		screen int
	}{
		FirstPaint:  {events.FirstPaint, anywhere},
		FirstAnswer: {events.Painted, 1},
	} {
		t, found := when(first, at.what, at.screen)
		if !found {
			return nil, fmt.Errorf("there is no %s", figure)
		}
		run[figure] = t - begun
	}
	kept, found := keptAt(first)
	charged, known := when(first, events.InCharge, anywhere)
	if !found || !known {
		return nil, fmt.Errorf("no pick is kept, or no program in charge")
	}
	run[PickKept] = kept - begun
	rest := restAt(first, max(charged, begun+run[FirstPaint]))
	run[Interactive] = rest - begun
	for _, e := range first {
		switch e.What {
		case events.LongTask:
			if e.At < rest {
				run[Blocked] += e.MS - 50
			}
		case events.Shift:
			run[LayoutShift] += e.Value
		}
	}
	next := nextTimes(first)
	if len(next) == 0 {
		return nil, fmt.Errorf("no question follows the second")
	}
	run[NextHalf], run[NextMost] = Quantile(next, 0.5), Quantile(next, 0.95)
	for figure, visit := range map[Figure]events.Visit{SecondVisit: events.Second, OfflineVisit: events.Offline} {
		begun, went := when(visits[visit], events.Document, anywhere)
		answered, found := when(visits[visit], events.Painted, 1)
		if went != found {
			return nil, fmt.Errorf("%s: no first answer", figure)
		}
		if went {
			run[figure] = answered - begun
		}
	}
	run[Lost], run[Tries] = lost(told), 0
	for _, e := range told {
		if e.What == events.Pressed && e.Try > 1 {
			run[Tries]++
		}
	}
	return run, nil
}

const anywhere = -2

// when is the first time something happened on a screen.
func when(told []events.Event, what string, screen int) (float64, bool) {
	for _, e := range told {
		if e.What == what && (screen == anywhere || e.Screen == screen) {
			return e.At, true
		}
	}
	return 0, false
}

// keptAt is when the first option began to show as picked without ever ceasing to.
func keptAt(told []events.Event) (at float64, kept bool) {
	for _, e := range told {
		switch {
		case e.Screen != 0:
		case e.What == events.Picked && !kept:
			at, kept = e.At, true
		case e.What == events.Unpicked:
			kept = false
		}
	}
	return at, kept
}

// restAt is when the program is in charge of a page that is painted, and the last long task is over that began less than two seconds after it, or
// after the one before.
func restAt(told []events.Event, charged float64) float64 {
	rest := charged
	tasks := slices.DeleteFunc(slices.Clone(told), func(e events.Event) bool { return e.What != events.LongTask })
	slices.SortFunc(tasks, func(a, b events.Event) int { return cmp.Compare(a.At, b.At) })
	for _, e := range tasks {
		if e.At < rest+2000 {
			rest = max(rest, e.At+e.MS)
		}
	}
	return rest
}

// nextTimes are the times from Continue to the next question, from the second question on.
func nextTimes(told []events.Event) []float64 {
	pressed := map[int]float64{}
	last := 0
	for _, e := range told {
		switch _, known := pressed[e.Screen]; {
		case e.What == events.Continue && !known:
			pressed[e.Screen] = e.At
			last = max(last, e.Screen)
		}
	}
	var times []float64
	for screen := 1; screen < last; screen++ {
		shown, found := when(told, events.Painted, screen+1)
		if at, known := pressed[screen]; known && found {
			times = append(times, shown-at)
		}
	}
	return times
}

// lost counts the picks that were lost, or had to be made twice, and the answers the site did not keep.
func lost(told []events.Event) float64 {
	n := 0.0
	for _, e := range told {
		if e.What == events.Unpicked || e.What == events.Lost || e.What == events.Pressed && e.Kind == "pick" && e.Try > 1 {
			n++
		}
	}
	return n
}
