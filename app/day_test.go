package app

import (
	"testing"

	"secondlook/assessment"
)

func TestDates_InWords(t *testing.T) {
	v := viewOf(Model{})
	on := func(text string) assessment.Date {
		d, err := assessment.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, test := range []struct{ date, long, short string }{
		{"2026-11-25", "Wednesday 25 November", "25 Nov"},
		{"2026-01-01", "Thursday 1 January", "1 Jan"},
		{"2024-02-29", "Thursday 29 February", "29 Feb"},
		{"2026-09-05", "Saturday 5 September", "5 Sep"},
		{"2026-05-31", "Sunday 31 May", "31 May"},
	} {
		if got := v.longDate(on(test.date)); got != test.long {
			t.Errorf("%s: got %q, want %q", test.date, got, test.long)
		}
		if got := v.shortDate(on(test.date)); got != test.short {
			t.Errorf("%s: got %q, want %q", test.date, got, test.short)
		}
	}
	if got := v.shortDate(assessment.Date{}); got != "" {
		t.Errorf("no date: got %q, want nothing", got)
	}
	for _, test := range []struct {
		span assessment.Span
		want string
	}{
		{assessment.Span{}, ""},
		{assessment.On(on("2026-11-08")), "8 Nov"},
		{assessment.Span{Earliest: on("2026-11-11"), Latest: on("2026-11-18")}, "11 Nov – 18 Nov"},
		{assessment.Span{Earliest: on("2025-12-30"), Latest: on("2026-01-02")}, "30 Dec – 2 Jan"},
	} {
		if got := v.span(test.span); got != test.want {
			t.Errorf("%v: got %q, want %q", test.span, got, test.want)
		}
	}
}

// The day stands in the heading as a number from 1, and never as a blank.
func TestDay_Heading(t *testing.T) {
	for ended, want := range map[string]string{
		"2026-11-25": "Day 1 of the quiet days",
		"2026-11-22": "Day 4 of the quiet days",
		"2026-11-19": "Day 7 of the quiet days",
	} {
		m := shown(clearAnswers().With(assessment.SoFar, assessment.Apologised))
		m.Ended, m.Sorry, m.Dated = ended, ended, true
		if got := drawn(t, m).Tagged("h1")[0].Words(); got != want {
			t.Errorf("ended %s: got %q, want %q", ended, got, want)
		}
	}
}
