package assessment

import (
	"fmt"
	"time"
)

// A Date is a day in the person's own calendar. It has no time and no zone:
// a plan counts days, not hours.
type Date struct{ days int } // days since 1 January 1970; the zero Date is no date

// The days a Date may stand for. Outside them it is a slip or a broken clock.
const (
	firstYear = 1990
	lastYear  = 2200
)

// Day gives the date of a day of the calendar.
func Day(year int, month time.Month, day int) Date {
	return Date{int(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))}
}

// ParseDate reads a date as the browser's date field writes it: "2026-11-25".
// Dates outside the years 1990 to 2200 are refused: no break-up is that far away.
func ParseDate(s string) (Date, error) {
	d, ok := calendar(s)
	if !ok {
		return Date{}, fmt.Errorf("date %q: want year-month-day, like 2026-11-25", s)
	}
	if year, _, _ := d.Calendar(); year < firstYear || year > lastYear {
		return Date{}, fmt.Errorf("date %q: the year is not one we can count with", s)
	}
	return d, nil
}

// calendar does what time.Parse does with time.DateOnly: that would bring
// every layout and zone along to people on slow phones.
func calendar(s string) (Date, bool) {
	if len(s) != len(time.DateOnly) {
		return Date{}, false
	}
	var parts [3]int
	at := 0
	for i, c := range []byte(s) {
		switch {
		case i == 4 || i == 7:
			if c != '-' {
				return Date{}, false
			}
			at++
		case c < '0' || c > '9':
			return Date{}, false
		default:
			parts[at] = 10*parts[at] + int(c-'0')
		}
	}
	d := Day(parts[0], time.Month(parts[1]), parts[2])
	year, month, day := d.Calendar()
	return d, parts == [3]int{year, int(month), day} // or there is no such day
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d.days == 0 }

// Plus gives the date n days later; n may be negative.
func (d Date) Plus(n int) Date { return Date{d.days + n} }

// Since gives the days from e to d; negative when d is earlier.
func (d Date) Since(e Date) int { return d.days - e.days }

// After reports whether d is later than e.
func (d Date) After(e Date) bool { return d.days > e.days }

// Calendar gives the year, month and day.
func (d Date) Calendar() (int, time.Month, int) { return d.time().Date() }

// Weekday gives the day of the week.
func (d Date) Weekday() time.Weekday { return d.time().Weekday() }

// String writes the date as ParseDate reads it; no date is the empty string.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	year, month, day := d.Calendar()
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

func (d Date) time() time.Time { return time.Unix(int64(d.days)*24*60*60, 0).UTC() }

// A Span is what we know of when something happened: it was on one of the
// days from Earliest to Latest. The zero Span is "not said".
type Span struct{ Earliest, Latest Date }

// On is the span of one known day.
func On(d Date) Span { return Span{d, d} }

// IsZero reports whether nothing was said.
func (s Span) IsZero() bool { return s.Latest.IsZero() }

// A Rough is a rough time ago, for someone who has no date in mind.
type Rough string

// The rough times offered, nearest first. All of them lie within the half
// year that the plan can speak of.
const (
	ThisWeek      Rough = "this-week"
	OneTwoWeeks   Rough = "1-2-weeks"
	TwoEightWeeks Rough = "2-8-weeks"
	TwoFourMonths Rough = "2-4-months"
	FourSixMonths Rough = "4-6-months"
	longestPlan         = 183 // days from the break-up: about six months
	monthSixOpens       = 168 // 24 weeks: "about six months on"
	quietAtLeast        = 7
	quietAtMost         = 10
	NoDate              = "no-date" // they asked for space and named no end
)

// Roughs lists the rough times in the order they are offered.
func Roughs() []Rough {
	return []Rough{ThisWeek, OneTwoWeeks, TwoEightWeeks, TwoFourMonths, FourSixMonths}
}

// Ago turns a rough time into the days it may mean, counted back from today.
func (r Rough) Ago(today Date) (Span, bool) {
	far, near := 0, 0
	switch r {
	case ThisWeek:
		far, near = 7, 0
	case OneTwoWeeks:
		far, near = 14, 7
	case TwoEightWeeks:
		far, near = 56, 14
	case TwoFourMonths:
		far, near = 122, 56
	case FourSixMonths:
		far, near = longestPlan, 122
	default:
		return Span{}, false
	}
	return Span{today.Plus(-far), today.Plus(-near)}, true
}

// ParseSpan reads a date or a rough time. An empty string is "not said".
func ParseSpan(s string, today Date) (Span, error) {
	if s == "" {
		return Span{}, nil
	}
	if span, ok := Rough(s).Ago(today); ok {
		return span, nil
	}
	d, err := ParseDate(s)
	if err != nil {
		return Span{}, fmt.Errorf("%w, or one of %v", err, Roughs())
	}
	if d.After(today) {
		return Span{}, fmt.Errorf("date %q is in the future", s)
	}
	return On(d), nil
}
