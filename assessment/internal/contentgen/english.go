package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"secondlook/assessment/hours"
)

// Everything the generator says in English to the people who read the site is
// in this file: opening hours, dates and the names of languages.

var days = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

var months = []string{
	"January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December",
}

const (
	dayAndNight    = "Day and night"
	everyDay       = "every day"
	closedOn       = "closed on "
	closedHolidays = "closed on public holidays"
	noon           = "12 noon"
	midnight       = "midnight"
)

// openWords puts opening hours into words: "Monday to Friday, 9 am to 5 pm".
func openWords(read hours.Hours) string {
	switch {
	case len(read.Week) == 0:
		return ""
	case read.Week.Always():
		return dayAndNight
	}
	var said, closed []string
	for _, r := range read.Rules {
		var spans []string
		for _, s := range r.Spans {
			spans = append(spans, clockWords(s.From)+" to "+clockWords(s.Until))
		}
		if on := daysWords(r.Days); len(spans) > 0 {
			said = append(said, on+", "+and(spans))
		} else {
			closed = append(closed, closedOn+on)
		}
	}
	said = append(said, closed...)
	if !read.Holidays {
		said = append(said, closedHolidays)
	}
	words := strings.Join(said, "; ")
	return strings.ToUpper(words[:1]) + words[1:]
}

// daysWords puts days into words: "Monday to Wednesday and Friday".
func daysWords(on []int) string {
	on = slices.Sorted(slices.Values(on))
	if len(on) == len(days) {
		return everyDay
	}
	var said []string
	for i := 0; i < len(on); {
		last := i
		for last+1 < len(on) && on[last+1] == on[last]+1 {
			last++
		}
		switch last - i {
		case 0:
			said = append(said, days[on[i]])
		case 1:
			said = append(said, days[on[i]], days[on[last]])
		default:
			said = append(said, days[on[i]]+" to "+days[on[last]])
		}
		i = last + 1
	}
	return and(said)
}

// clockWords puts a time of day into words: "9:30 am".
func clockWords(at hours.Minute) string {
	hour, minute := at.Clock()
	half := "am"
	if hour >= 12 {
		half = "pm"
	}
	switch {
	case minute == 0 && hour == 0:
		return midnight
	case minute == 0 && hour == 12:
		return noon
	}
	hour = (hour+11)%12 + 1
	if minute == 0 {
		return fmt.Sprintf("%d %s", hour, half)
	}
	return fmt.Sprintf("%d:%02d %s", hour, minute, half)
}

// and joins words as a person says them: "a, b and c".
func and(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

var date = regexp.MustCompile(`^(20\d\d)(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?$`)

// checkedWords puts the day something was checked into words: "July 2026" for
// "2026-07-17" and "2026-07", "2020" for "2020". Nearer than a month is
// promising too much.
func checkedWords(day string) string {
	parts := date.FindStringSubmatch(day)
	if parts == nil || parts[2] == "" {
		return day
	}
	month, _ := strconv.Atoi(parts[2])
	return months[month-1] + " " + parts[1]
}

// languageWords puts language codes into words: "English, Welsh".
func languageWords(codes []string) (string, error) {
	var names []string
	for _, code := range codes {
		tag, err := language.Parse(code)
		if err != nil {
			return "", fmt.Errorf("%q is not a language code", code)
		}
		name := display.English.Tags().Name(tag)
		if name == "" || strings.HasPrefix(name, "Unknown") {
			return "", fmt.Errorf("%q has no English name we know", code)
		}
		names = append(names, name)
	}
	return strings.Join(names, ", "), nil
}
