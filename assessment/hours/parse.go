package hours

import (
	"fmt"
	"slices"
	"strings"
)

// Names are the days as opening hours write them, from Monday.
var names = [...]string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"}

// A Rule is a part of opening hours between semicolons: days, and their times.
type Rule struct {
	Days  []int  // from Monday as 0; without those that a later rule speaks of
	Spans []Span // within a day, or into the next; none: closed
}

// Hours are opening hours, read.
type Hours struct {
	Week     Week
	Rules    []Rule
	Holidays bool // false: closed on public holidays
}

// Parse reads opening hours in the notation of OpenStreetMap, as far as
// assessment/content/README.md tells. An error says what is wrong and what to
// write instead.
func Parse(text string) (Hours, error) {
	switch text {
	case "24/7":
		return Hours{Week: Week{{0, Whole}}, Holidays: true}, nil
	case "unknown":
		return Hours{Holidays: true}, nil
	case "":
		return Hours{}, fmt.Errorf("there are no hours: write them, or unknown")
	}
	h := Hours{Holidays: true}
	parts := strings.Split(text, "; ")
	for i, part := range parts {
		if part == "PH off" {
			if i == 0 || i < len(parts)-1 {
				return Hours{}, fmt.Errorf("PH off must come last, after the days of the week")
			}
			h.Holidays = false
			continue
		}
		r, err := parseRule(part)
		if err != nil {
			return Hours{}, err
		}
		if err := h.add(r); err != nil {
			return Hours{}, err
		}
	}
	var err error
	if h.Week, err = week(h.Rules); err != nil {
		return Hours{}, err
	}
	return h, nil
}

// add adds a rule, which takes its days from the rules before it. What those
// leave open past midnight it may not cut short: readers of the notation do
// not agree on that.
func (h *Hours) add(r Rule) error {
	for i, before := range h.Rules {
		for _, d := range before.Days {
			next := (d + 1) % 7
			if before.late() && slices.Contains(r.Days, next) && !slices.Contains(r.Days, d) {
				return fmt.Errorf("the hours after midnight of %s run into %s, which a later rule speaks of: put the rule that goes past midnight last, or write those hours on %s",
					names[d], names[next], names[next])
			}
		}
		left := slices.DeleteFunc(slices.Clone(before.Days), func(d int) bool { return slices.Contains(r.Days, d) })
		if len(left) == 0 {
			return fmt.Errorf("a later rule speaks again of %s, and takes its place: write all times of a day together, as 09:00-12:00,13:00-17:00", names[before.Days[0]])
		}
		h.Rules[i].Days = left
	}
	h.Rules = append(h.Rules, r)
	return nil
}

// late reports whether a rule goes past midnight.
func (r Rule) late() bool {
	return slices.ContainsFunc(r.Spans, func(s Span) bool { return s.Until > Day })
}

// week gives the spans of all rules in order, those that touch made one.
func week(rules []Rule) (Week, error) {
	var w Week
	for _, r := range rules {
		for _, d := range r.Days {
			for _, s := range r.Spans {
				w = append(w, Span{Minute(d*Day) + s.From, Minute(d*Day) + s.Until})
			}
		}
	}
	if len(w) == 0 {
		return nil, fmt.Errorf("it is never open: write the days and times, or unknown")
	}
	slices.SortFunc(w, func(a, b Span) int { return int(a.From - b.From) })
	for i, s := range w {
		next := w[(i+1)%len(w)]
		if i == len(w)-1 {
			next.From += Whole
		}
		if s.Until > next.From {
			return nil, fmt.Errorf("%s and %s overlap on %s: make them one, or end the first sooner",
				s.text(), next.text(), names[next.From.Weekday()])
		}
	}
	joined := w[:1]
	for _, s := range w[1:] {
		if last := &joined[len(joined)-1]; last.Until == s.From {
			last.Until = s.Until
		} else {
			joined = append(joined, s)
		}
	}
	// What runs from Sunday into Monday is one span too.
	if last := len(joined) - 1; last > 0 && joined[last].Until == joined[0].From+Whole {
		joined[last].Until = joined[0].Until + Whole
		joined = joined[1:]
	}
	return slices.Clip(joined), nil
}

// text writes a span as it was read.
func (s Span) text() string {
	until := s.Until.in() % Day
	if until == 0 {
		until = Day
	}
	from := s.From.in() % Day
	return fmt.Sprintf("%02d:%02d-%02d:%02d", from/60, from%60, until/60, until%60)
}

// parseRule reads "Mo-Fr 09:00-12:00,13:00-17:00" or "Su off".
func parseRule(text string) (Rule, error) {
	on, at, ok := strings.Cut(text, " ")
	switch {
	case strings.Contains(text, ";"):
		return Rule{}, fmt.Errorf("after a semicolon comes one space: write %q", strings.ReplaceAll(text, ";", "; "))
	case strings.HasPrefix(text, "PH"), strings.HasPrefix(text, "SH"):
		return Rule{}, fmt.Errorf("%q: of holidays only PH off is known; leave the rest to the words", text)
	case !ok:
		return Rule{}, fmt.Errorf("%q is not days and times: write them as Mo-Fr 09:00-17:00, or unknown", text)
	}
	days, err := parseDays(on)
	if err != nil || at == "off" {
		return Rule{Days: days}, err
	}
	r := Rule{Days: days}
	for _, part := range strings.Split(at, ",") {
		s, err := parseSpan(part)
		if err != nil {
			return Rule{}, err
		}
		r.Spans = append(r.Spans, s)
	}
	return r, nil
}

// parseDays reads "Mo-We,Fr".
func parseDays(text string) ([]int, error) {
	var days []int
	for _, part := range strings.Split(text, ",") {
		first, last, run := strings.Cut(part, "-")
		if !run {
			last = first
		}
		a, b := slices.Index(names[:], first), slices.Index(names[:], last)
		switch {
		case a < 0 || b < 0:
			return nil, fmt.Errorf("%q is not a day or run of days: write Mo, Tu, We, Th, Fr, Sa or Su, or a run such as Mo-Fr", part)
		case run && a >= b:
			return nil, fmt.Errorf("%q runs backwards: days go from Mo to Su, so write for example Mo,Fr-Su", part)
		}
		for d := a; d <= b; d++ {
			if slices.Contains(days, d) {
				return nil, fmt.Errorf("%s is in %q twice: take one away", names[d], text)
			}
			days = append(days, d)
		}
	}
	return days, nil
}

// parseSpan reads "09:00-17:00", or "15:00-03:00", which ends on the next day.
func parseSpan(text string) (Span, error) {
	first, last, ok := strings.Cut(text, "-")
	if !ok {
		return Span{}, fmt.Errorf("%q is not a time from and until: write it as 09:00-17:00", text)
	}
	from, err := parseTime(first)
	if err != nil {
		return Span{}, err
	}
	until, err := parseTime(last)
	switch {
	case err != nil:
		return Span{}, err
	case from == Day:
		return Span{}, fmt.Errorf("%q begins at 24:00: write 00:00, on the day after", text)
	case from == until:
		return Span{}, fmt.Errorf("%q ends when it begins: for a whole day write 00:00-24:00", text)
	case until < from:
		until += Day
	}
	return Span{from, until}, nil
}

// parseTime reads "09:00".
func parseTime(text string) (Minute, error) {
	if len(text) != 5 || text[2] != ':' {
		return 0, fmt.Errorf("%q is not a time: write two digits, a colon and two digits, such as 09:00", text)
	}
	for _, i := range []int{0, 1, 3, 4} {
		if text[i] < '0' || text[i] > '9' {
			return 0, fmt.Errorf("%q is not a time: write two digits, a colon and two digits, such as 09:00", text)
		}
	}
	hour, minute := int(text[0]-'0')*10+int(text[1]-'0'), int(text[3]-'0')*10+int(text[4]-'0')
	switch {
	case minute > 59:
		return 0, fmt.Errorf("%q: an hour has no minute %d", text, minute)
	case hour > 24 || hour == 24 && minute > 0:
		return 0, fmt.Errorf("%q: a day ends at 24:00; after that write the time on the next day, such as %02d:%02d", text, hour%24, minute)
	}
	return Minute(hour*60 + minute), nil
}
