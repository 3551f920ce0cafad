package app

import (
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/assessment/hours"
	"secondlook/components"
)

// A Clock tells what day and time it is in a time zone, and where the person
// is for the zone "". It reports whether that is known.
type Clock func(zone string) (hours.Minute, bool)

// readClock reads a day and time as the page tells it: "0 14 05" is five past
// two on a Sunday.
func readClock(told string) (hours.Minute, bool) {
	parts := strings.Fields(told)
	if len(parts) != 3 {
		return 0, false
	}
	var n [3]int
	for i, most := range []int{6, 24, 59} {
		v, err := strconv.Atoi(parts[i])
		if err != nil || v < 0 || v > most {
			return 0, false
		}
		n[i] = v
	}
	return hours.On((n[0]+6)%7, n[1]%24, n[2]), true // some browsers call midnight 24
}

// clocks remembers what the page told in one minute.
type clocks struct {
	minute int64
	told   map[string]string
}

// read asks the page what time it is in a zone, at most once a minute.
func (c *clocks) read(minute int64, zone string, ask func(string) string) (hours.Minute, bool) {
	if c.told == nil || c.minute != minute {
		c.minute, c.told = minute, map[string]string{}
	}
	told, ok := c.told[zone]
	if !ok {
		told = ask(zone)
		c.told[zone] = told
	}
	return readClock(told)
}

// state says whether a line is open now. Made at build time a page knows no now.
func (v view) state(l content.Line) hours.State {
	s, _, _ := v.at(l)
	return s
}

// at gives whether a line is open, the time where it is, and when that changes.
func (v view) at(l content.Line) (s hours.State, now, change hours.Minute) {
	if v.clock == nil || !l.HoursSure {
		return hours.Unknown, 0, 0
	}
	if l.Week.Always() {
		return hours.Open, 0, 0
	}
	if l.Zone == "" {
		return hours.Unknown, 0, 0
	}
	now, ok := v.clock(l.Zone)
	if !ok {
		return hours.Unknown, 0, 0
	}
	s, change = l.At(now)
	return s, now, change
}

// open says whether a line is open now, and until when or when next; or nothing
// where that is not known.
func (v view) open(l content.Line) string {
	s, now, change := v.at(l)
	if s == hours.Unknown {
		return ""
	}
	if l.Week.Always() {
		return v.label("open-always")
	}
	said := ""
	switch wait := change.After(now); {
	case s == hours.Open && wait <= hours.Day:
		said = v.labelf("open-until", v.timeOfDay(change))
	case s == hours.Open:
		said = v.labelf("open-until-day", v.dayOf(change), v.timeOfDay(change))
	case wait < hours.Day && v.dayOf(now) == v.dayOf(change):
		said = v.labelf("closed-today", v.timeOfDay(change))
	default:
		said = v.labelf("closed-day", v.dayOf(change), v.timeOfDay(change))
	}
	if here, ok := v.clock(""); ok && here != now {
		said = v.labelf("their-time", said)
	}
	if l.NoHolidays {
		said += ". " + v.label("holidays-closed")
	}
	return said
}

// dayOf names the day of a minute. Midnight belongs to the day it ends.
func (v view) dayOf(m hours.Minute) string {
	if h, minute := m.Clock(); h == 0 && minute == 0 {
		m--
	}
	return strings.Split(v.label("weekdays"), ", ")[m.Weekday()]
}

// timeOfDay writes a time: "9:30 am".
func (v view) timeOfDay(m hours.Minute) string {
	hour, minute := m.Clock()
	switch {
	case hour == 0 && minute == 0:
		return v.label("midnight")
	case hour == 12 && minute == 0:
		return v.label("noon")
	}
	said := strconv.Itoa((hour+11)%12 + 1)
	if minute > 0 {
		said += ":" + strconv.Itoa(100 + minute)[1:]
	}
	if hour < 12 {
		return v.labelf("time-am", said)
	}
	return v.labelf("time-pm", said)
}

// ordered explains the order of a list, where the time of day has a say in it.
func (v view) ordered(lines []content.Line) []goapp.UI {
	if len(lines) < 2 {
		return nil
	}
	for _, l := range lines {
		if s := v.state(l); s != hours.Unknown && !l.Week.Always() {
			return []goapp.UI{small(v.label("open-order"))}
		}
	}
	return nil
}

// otherwise is what to do when a line did not work: the next one, at once.
// After the last comes what is left.
func (v view) otherwise(next []content.Line, last []goapp.UI) components.Fold {
	f := components.Fold{Title: v.label("did-not-work")}
	if len(next) > 0 {
		f.Body = []goapp.UI{goapp.P().Text(v.label("next-line")), goapp.Ul().Class("lines").Body(v.shortLine(next[0]))}
		return f
	}
	f.Body = append([]goapp.UI{goapp.P().Text(v.label("no-next-line"))}, last...)
	return f
}

// leftOver is what stands after the last line of a section: the emergency
// numbers, but where the police may not be safe, and the way to all help.
func (v view) leftOver(guarded bool) []goapp.UI {
	all := components.Link{Page: "help", Icon: "life-buoy", Text: v.label("all-help")}.UI()
	c, ok := content.CountryByCode(v.m.Country)
	if guarded || !ok || !c.Emergency.Numbers() {
		return []goapp.UI{all}
	}
	return []goapp.UI{components.Numbers(v.emergency(c)), all}
}

// leftInCountry is what stands after the last line of a country on the page of
// all help, where the lines of the whole world come last.
func (v view) leftInCountry(c content.Country) []goapp.UI {
	if c.Code == content.Everywhere {
		return []goapp.UI{v.numbersRow(3)}
	}
	wide := goapp.P().Text(v.label("next-wide"))
	if !c.Emergency.Numbers() {
		return []goapp.UI{wide}
	}
	return []goapp.UI{components.Numbers(v.emergency(c)), wide}
}

// copyAge says how old this copy of the facts is.
func (v view) copyAge() goapp.UI {
	d, err := assessment.ParseDate(content.ContentDate)
	if err != nil {
		return goapp.Div()
	}
	year, month, day := d.Calendar()
	said := v.labelf("copy-date", strconv.Itoa(day)+" "+month.String()+" "+strconv.Itoa(year))
	if !v.m.Today.IsZero() && v.m.Today.After(d.Plus(stale)) {
		said += " " + v.label("copy-old")
	}
	return small(said)
}

// stale is how many days a copy may be old before it says so.
const stale = 180

// guarded reports whether nothing may be shown that could expose whom someone
// loves: the law punishes it where they are, or we do not know where that is.
func (v view) guarded() bool {
	c, ok := content.CountryByCode(v.m.Country)
	return !ok || c.Punishes
}
