package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Everything the generator says in English to the people who read the site is
// in this file: opening hours, dates and the names of languages.

var days = []struct{ short, name string }{
	{"Mo", "Monday"}, {"Tu", "Tuesday"}, {"We", "Wednesday"}, {"Th", "Thursday"},
	{"Fr", "Friday"}, {"Sa", "Saturday"}, {"Su", "Sunday"},
}

var months = []string{
	"January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December",
}

const (
	dayAndNight    = "Day and night"
	everyDay       = "every day"
	closedHolidays = "closed on public holidays"
	noon           = "12 noon"
	midnight       = "midnight"
)

// openWords puts opening hours into words: "Monday to Friday, 9 am to 5 pm".
// It reads "24/7", "unknown", and rules such as "Mo-Fr 09:00-17:00; PH off".
func openWords(hours string) (string, error) {
	switch hours {
	case "24/7":
		return dayAndNight, nil
	case "unknown":
		return "", nil
	}
	var said []string
	seen := make([]bool, len(days))
	rules := strings.Split(hours, "; ")
	for i, rule := range rules {
		if rule == "PH off" && i > 0 && i == len(rules)-1 {
			said = append(said, closedHolidays)
			continue
		}
		words, err := ruleWords(rule, seen)
		if err != nil {
			return "", err
		}
		said = append(said, words)
	}
	words := strings.Join(said, "; ")
	return strings.ToUpper(words[:1]) + words[1:], nil
}

// ruleWords puts one rule into words and marks the days it speaks of as seen.
func ruleWords(rule string, seen []bool) (string, error) {
	on, at, ok := strings.Cut(rule, " ")
	if !ok {
		return "", fmt.Errorf("%q is not days and times, such as Mo-Fr 09:00-17:00", rule)
	}
	when, err := daysWords(on, seen)
	if err != nil {
		return "", err
	}
	var spans []string
	for _, s := range strings.Split(at, ",") {
		words, err := spanWords(s)
		if err != nil {
			return "", err
		}
		spans = append(spans, words)
	}
	return when + ", " + and(spans), nil
}

// daysWords puts "Mo-We,Fr" into words: "Monday to Wednesday and Friday".
func daysWords(on string, seen []bool) (string, error) {
	var names []string
	for _, run := range strings.Split(on, ",") {
		first, last, isRun := strings.Cut(run, "-")
		if !isRun {
			last = first
		}
		a, b := dayIndex(first), dayIndex(last)
		if a < 0 || b < a || isRun && a == b {
			return "", fmt.Errorf("%q is not a day or run of days, from Mo to Su", run)
		}
		for d := a; d <= b; d++ {
			if seen[d] {
				return "", fmt.Errorf("%s is there twice: give each day its times once", days[d].short)
			}
			seen[d] = true
		}
		switch {
		case b-a == len(days)-1:
			names = append(names, everyDay)
		case b-a == 1:
			names = append(names, days[a].name, days[b].name)
		case b > a:
			names = append(names, days[a].name+" to "+days[b].name)
		default:
			names = append(names, days[a].name)
		}
	}
	return and(names), nil
}

func dayIndex(short string) int {
	return slices.IndexFunc(days, func(d struct{ short, name string }) bool { return d.short == short })
}

var span = regexp.MustCompile(`^([01]\d|2[0-3]):([0-5]\d)-(([01]\d|2[0-3]):([0-5]\d)|24:00)$`)

// spanWords puts "09:00-12:30" into words: "9 am to 12:30 pm".
func spanWords(s string) (string, error) {
	from, to, _ := strings.Cut(s, "-")
	if !span.MatchString(s) || from == to {
		return "", fmt.Errorf("%q is not a time such as 09:00-17:00", s)
	}
	return clockWords(from) + " to " + clockWords(to), nil
}

// clockWords puts "09:30" into words: "9:30 am".
func clockWords(clock string) string {
	hour, _ := strconv.Atoi(clock[:2])
	minute := clock[3:]
	half := "am"
	if hour%24 >= 12 {
		half = "pm"
	}
	switch {
	case minute == "00" && hour%24 == 0:
		return midnight
	case minute == "00" && hour == 12:
		return noon
	}
	hour = (hour+11)%12 + 1
	if minute == "00" {
		return fmt.Sprintf("%d %s", hour, half)
	}
	return fmt.Sprintf("%d:%s %s", hour, minute, half)
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
