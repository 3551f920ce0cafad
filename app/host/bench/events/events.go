// Package events is what the benchmark writes down of every run: one line of JSON an event, and nothing worked out yet.
package events

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
)

// A Visit is one time a browser goes to a site within a run.
type Visit string

// The visits of a run, in order. Each has a browser of its own on the same profile folder.
const (
	First   Visit = "first"   // an empty profile
	Second  Visit = "second"  // after a restart
	Offline Visit = "offline" // after a restart, every connection refused
)

// What happens. The page tells the first ones, the harness the rest.
const (
	Document   = "document"    // a document begins
	FirstPaint = "first-paint" // its first contentful paint
	LongTask   = "long-task"   // the main thread was taken for MS, 50 or more
	Shift      = "shift"       // what is shown moved by Value, not within half a second of a press
	InCharge   = "in-charge"   // the program is in charge; plain pages: the document is read
	Painted    = "painted"     // Screen is on the screen, uncovered
	Target     = "target"      // the next thing to press can be seen
	Picked     = "picked"      // the option shows as picked
	Unpicked   = "unpicked"    // and no longer does
	Continue   = "continue"    // Continue was pressed, as the page heard it
	Words      = "words"       // what is to be read on a screen
	Kept       = "kept"        // the answers as the site tells them at the end
	Pressed    = "pressed"     // the harness pressed; Try counts from 1
	Lost       = "lost"        // an answer that the site did not keep
	Size       = "size"        // Bytes of Name, as the build reports them
	Load       = "load"        // Value: how many programs wanted a processor in the last minute, before a run
)

// Start is the screen before the first question, counted from 0.
const Start = -1

// An Event is one line of the file. At is in milliseconds since 1970, by the clock of this machine.
type Event struct {
	Round  int      `json:"round"`
	Site   string   `json:"site,omitempty"`
	Visit  Visit    `json:"visit,omitempty"`
	What   string   `json:"what"`
	At     float64  `json:"at,omitempty"`
	Screen int      `json:"screen"`
	Kind   string   `json:"kind,omitempty"` // of a target or a press: start, pick or continue
	Try    int      `json:"try,omitempty"`
	X      float64  `json:"x,omitempty"`
	Y      float64  `json:"y,omitempty"`
	MS     float64  `json:"ms,omitempty"`
	Value  float64  `json:"value,omitempty"`
	Bytes  int      `json:"bytes,omitempty"`
	Most   int      `json:"most,omitempty"` // the most that Bytes may be
	Name   string   `json:"name,omitempty"`
	Texts  []string `json:"texts,omitempty"`
}

// Read reads a whole file of events.
func Read(r io.Reader) ([]Event, error) {
	var all []Event
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var e Event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return nil, fmt.Errorf("line %d: %w", len(all)+1, err)
		}
		all = append(all, e)
	}
	return all, lines.Err()
}
