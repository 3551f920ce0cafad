package assessment

import (
	"testing"
	"time"
)

// Our few lines read and write dates exactly as the library does.
func TestCalendar_AgreesWithTheLibrary(t *testing.T) {
	same := func(s string) {
		t.Helper()
		want, err := time.Parse(time.DateOnly, s)
		got, ok := calendar(s)
		if ok != (err == nil) || ok && got != Day(want.Date()) {
			t.Fatalf("%q: got %v %v, the library says %v %v", s, got, ok, want, err)
		}
	}
	for day := time.Date(firstYear-1, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < lastYear+2; day = day.AddDate(0, 0, 1) {
		text := day.Format(time.DateOnly)
		same(text)
		if got := Day(day.Date()).String(); got != text && text != "1970-01-01" {
			t.Fatalf("%v is written %q", day, got)
		}
	}
	for _, s := range []string{"", "2026-11-2", "2026-11-255", "2026-1-125", "2026-02-29", "2028-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-10-00",
		"2026/11/25", "2026-11/25", "2026-11-2x", "+026-11-25", " 2026-11-2", "0000-01-01", "9999-12-31", "２026-1-1", "2026-11-25\n"} {
		same(s)
	}
}
