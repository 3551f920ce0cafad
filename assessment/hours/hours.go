// Package hours tells whether a helpline is open, until when, and when next.
//
// Opening hours are times of a week, as they are said: no dates, no clock and
// no time zone. Whoever asks says what day and time it is where the line is;
// daylight saving is the business of whoever knows that. What is not known is
// Unknown, and never Open.
package hours

import "slices"

// Day and Whole are how many minutes a day and a week have.
const (
	Day   = 24 * 60
	Whole = 7 * Day
)

// A Minute is a time of the week: minutes since Monday began.
type Minute int

// On gives the minute of the week for a day, counted from Monday as 0, and a time on it.
func On(day, hour, minute int) Minute { return Minute(day*Day + hour*60 + minute).in() }

// in brings a minute into the week.
func (m Minute) in() Minute { return (m%Whole + Whole) % Whole }

// Weekday gives the day a minute lies in, counted from Monday as 0.
func (m Minute) Weekday() int { return int(m.in()) / Day }

// Clock gives the time of day of a minute.
func (m Minute) Clock() (hour, minute int) { return int(m.in()) % Day / 60, int(m) % 60 }

// After gives how long after another minute this one comes next: up to a week.
func (m Minute) After(other Minute) Minute {
	if d := (m - other).in(); d > 0 {
		return d
	}
	return Whole
}

// A Span is a time that a line is open. Until is not in it; it lies after From,
// and beyond the end of the week where the span does.
type Span struct{ From, Until Minute }

// A Week is when a line is open: spans in order, none touching the next. None
// at all means that the hours are not known.
type Week []Span

// A State says whether a line is open.
type State string

// The states.
const (
	Unknown State = "unknown"
	Open    State = "open"
	Closed  State = "closed"
)

// Always reports whether a line never closes.
func (w Week) Always() bool { return len(w) == 1 && w[0].Until-w[0].From >= Whole }

// At gives the state at a minute of the week, and the minute at which it will
// next be another: until when a line is open, or when it opens. For one that
// never closes that minute means nothing.
func (w Week) At(m Minute) (State, Minute) {
	if len(w) == 0 {
		return Unknown, 0
	}
	m = m.in()
	for _, s := range w {
		if s.holds(m) || s.holds(m+Whole) {
			return Open, s.Until.in()
		}
	}
	i := slices.IndexFunc(w, func(s Span) bool { return s.From > m })
	return Closed, w[max(i, 0)].From
}

func (s Span) holds(m Minute) bool { return s.From <= m && m < s.Until }
