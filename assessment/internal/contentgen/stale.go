package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// fresh is how long a fact counts as checked.
const fresh = 180 * 24 * time.Hour

// checked reads the day a fact was checked and counts those long ago. What
// gives no day was checked on the first it may mean.
func (d *directory) checked(f *fields, code string) string {
	e, ok := f.find("checked")
	if !ok {
		d.refuse(f.at, "\"checked\" is missing: give the day, or \"\" when none is known")
		return ""
	}
	if e.kind == textKind && e.text == "" {
		d.stale[code]++
		return ""
	}
	text := f.plain(e, true)
	day, ok := dayOf(text)
	if !ok {
		d.refuse(f.spot(e.line), "\"checked\" is %q: write a day such as \"2026-07-17\", a month or a year", text)
		return ""
	}
	if d.today.Sub(day) > fresh {
		d.stale[code]++
	}
	d.newest = max(d.newest, day.Format(time.DateOnly))
	return checkedWords(text)
}

// nag says, in one line, how much waits to be checked again, and where.
func (d *directory) nag() {
	total := 0
	var counts []string
	for _, code := range slices.Sorted(maps.Keys(d.stale)) {
		total += d.stale[code]
		counts = append(counts, fmt.Sprintf("%s %d", code, d.stale[code]))
	}
	if total > 0 {
		d.notes = append(d.notes, fmt.Sprintf("resources: warning: %d facts in %d countries were last checked over 180 days ago: %s",
			total, len(counts), strings.Join(counts, ", ")))
	}
}

// dayOf gives the first day that a date, a month or a year may mean.
func dayOf(text string) (time.Time, bool) {
	if !date.MatchString(text) {
		return time.Time{}, false
	}
	day, err := time.Parse("2006-01-02", (text + "-01-01")[:10])
	return day, err == nil
}
