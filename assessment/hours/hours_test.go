package hours_test

import (
	"fmt"
	"strings"
	"testing"

	"secondlook/assessment/content"
	"secondlook/assessment/hours"
)

func parse(t *testing.T, text string) hours.Hours {
	t.Helper()
	h, err := hours.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return h
}

// at reads "Mo 09:00".
func at(t *testing.T, text string) hours.Minute {
	t.Helper()
	var hour, minute int
	day := strings.Index("Mo Tu We Th Fr Sa Su ", text[:3]) / 3
	if _, err := fmt.Sscanf(text[3:], "%d:%d", &hour, &minute); err != nil {
		t.Fatal(err)
	}
	return hours.On(day, hour, minute)
}

func TestAt(t *testing.T) {
	for _, c := range []struct {
		rule, at string
		state    hours.State
		change   string
	}{
		{"Mo-Fr 09:00-17:00", "Mo 09:00", hours.Open, "Mo 17:00"},
		{"Mo-Fr 09:00-17:00", "Mo 08:59", hours.Closed, "Mo 09:00"},
		{"Mo-Fr 09:00-17:00", "Mo 16:59", hours.Open, "Mo 17:00"},
		{"Mo-Fr 09:00-17:00", "Mo 17:00", hours.Closed, "Tu 09:00"},
		{"Mo-Fr 09:00-17:00", "Fr 17:00", hours.Closed, "Mo 09:00"}, // over the end of the week
		{"Mo-Fr 09:00-17:00", "Su 23:59", hours.Closed, "Mo 09:00"},
		{"Mo-Su 15:00-03:00", "Mo 02:59", hours.Open, "Mo 03:00"}, // since Sunday
		{"Mo-Su 15:00-03:00", "Su 23:00", hours.Open, "Mo 03:00"},
		{"Mo-Su 15:00-03:00", "Mo 03:00", hours.Closed, "Mo 15:00"},
		{"Su 22:00-24:00", "Su 23:59", hours.Open, "Mo 00:00"},
		{"Su 22:00-24:00", "Mo 00:00", hours.Closed, "Su 22:00"},
		{"Mo 00:00-04:00; Su 20:00-24:00", "Su 21:00", hours.Open, "Mo 04:00"}, // one span for whoever rings
		{"Mo 00:00-04:00; Su 20:00-24:00", "Mo 01:00", hours.Open, "Mo 04:00"},
		{"Sa,Su 00:00-24:00", "Sa 01:00", hours.Open, "Mo 00:00"},
		{"Mo-Th,Su 11:00-23:00; Fr,Sa 11:00-03:00", "Su 01:00", hours.Open, "Su 03:00"},
		{"Mo-Th,Su 11:00-23:00; Fr,Sa 11:00-03:00", "Mo 01:00", hours.Closed, "Mo 11:00"},
		{"Mo-Fr 09:00-17:00; We 13:00-16:00", "We 10:00", hours.Closed, "We 13:00"}, // the later rule takes the day
		{"Mo-Su 09:00-17:00; Su off; PH off", "Su 10:00", hours.Closed, "Mo 09:00"},
		{"unknown", "Mo 10:00", hours.Unknown, "Mo 00:00"},
	} {
		state, change := parse(t, c.rule).Week.At(at(t, c.at))
		if state != c.state || change != at(t, c.change) {
			t.Errorf("%s at %s: got %s until minute %d, want %s until %s", c.rule, c.at, state, change, c.state, c.change)
		}
	}
}

func TestAlways(t *testing.T) {
	for rule, want := range map[string]bool{
		"24/7": true, "Mo-Su 00:00-24:00": true, "Mo-Su 12:00-24:00,00:00-12:00": true, "Mo-Su 15:00-03:00,03:00-15:00": true,
		"unknown": false, "Mo-Sa 00:00-24:00": false, "Mo-Su 00:00-23:59": false,
	} {
		w := parse(t, rule).Week
		if got := w.Always(); got != want {
			t.Errorf("%s: got %t, want %t", rule, got, want)
		}
		for m := hours.Minute(-10); want && m < hours.Whole+10; m++ {
			if s, _ := w.At(m); s != hours.Open {
				t.Fatalf("%s at minute %d: got %s, want open", rule, m, s)
			}
		}
	}
}

// A minute before each change is as now, the minute of it is not.
func TestAt_TheChangeIsWhereItChanges(t *testing.T) {
	for _, rule := range rules(t) {
		w := parse(t, rule).Week
		if w.Always() {
			continue
		}
		for m := hours.Minute(0); m < hours.Whole; m += 7 {
			state, change := w.At(m)
			before, _ := w.At(change - 1)
			then, _ := w.At(change)
			if before != state || then == state || then == hours.Unknown {
				t.Fatalf("%s at minute %d: got %s until %d, where it is %s before and %s then", rule, m, state, change, before, then)
			}
		}
	}
}

func TestParse_Holidays(t *testing.T) {
	for rule, want := range map[string]bool{"24/7": true, "unknown": true, "Mo 09:00-10:00": true, "Mo 09:00-10:00; PH off": false} {
		if got := parse(t, rule).Holidays; got != want {
			t.Errorf("%s: got %t, want %t", rule, got, want)
		}
	}
}

// What is refused says what is wrong, and how to mend it.
func TestParse_Refused(t *testing.T) {
	for rule, want := range map[string]string{
		"":                                  "write them, or unknown",
		"daytime":                           "write them as Mo-Fr 09:00-17:00",
		"PH off":                            "PH off must come last",
		"PH off; Mo 09:00-12:00":            "PH off must come last",
		"PH 10:00-12:00":                    "only PH off is known",
		"Mo-Fr 09:00-17:00; SH off":         "only PH off is known",
		"Mo-Fr":                             "is not days and times",
		"Mo-Fr 9:00-17:00":                  `"9:00" is not a time`,
		"Mo-Fr 09:00-25:00":                 "a day ends at 24:00",
		"Mo-Fr 18:00-26:30":                 "such as 02:30",
		"Mo-Fr 09:60-10:00":                 "no minute 60",
		"Mo-Fr 24:00-03:00":                 "write 00:00",
		"Mo-Fr 24:30-03:00":                 "a day ends at 24:00",
		"Mo-Fr 09:00":                       "from and until",
		"Mo-Fr 09:00+":                      "from and until",
		"Mo-Fr 09:00-09:00":                 "for a whole day write 00:00-24:00",
		"Mo-Fr 0x:00-10:00":                 "is not a time",
		"Mo-Fr sunrise-sunset":              "is not a time",
		"Fr-Mo 09:00-17:00":                 "runs backwards",
		"Mo-Mo 09:00-17:00":                 "runs backwards",
		"mo 09:00-17:00":                    "is not a day",
		"Mon 09:00-17:00":                   "is not a day",
		"Mo-Fr,We 09:00-17:00":              "We is in",
		"Mo 09:00-12:00; Mo 13:00-15:00":    "write all times of a day together",
		"Mo-Fr 09:00-12:00, 13:00-16:00":    "is not a time",
		"Mo 09:00-12:00;Tu 09:00-12:00":     "one space",
		"24/7; PH off":                      "is not days and times",
		"Mo off":                            "never open",
		"Mo 09:00-12:00,11:00-13:00":        "overlap on Mo",
		"Mo-Su 01:00-05:00,20:00-02:00":     "overlap on Tu",
		"Su 20:00-02:00; Mo 01:00-03:00":    "run into Mo",
		"Mo 01:00-03:00; Su 20:00-02:00":    "overlap on Mo",
		"Mo-Su 15:00-03:00; Fr 10:00-12:00": "write those hours on Fr",
		"Jan-Mar Mo 09:00-12:00":            "is not a day",
		`Mo 09:00-12:00 "by appointment"`:   "is not a time",
		"Mo 09:00-12:00 || unknown":         "is not a time",
		"week 1-10 Mo 09:00-12:00":          "is not a day",
		"Mo[1] 09:00-12:00":                 "is not a day",
	} {
		h, err := hours.Parse(rule)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, %v, want an error that says %q", rule, h, err, want)
		}
	}
}

// What the generator wrote down is what the hours say.
func TestContent_HoldsTheHoursItTells(t *testing.T) {
	for _, c := range content.Countries() {
		for _, l := range c.Lines {
			read := parse(t, l.Hours)
			if fmt.Sprint(l.Week) != fmt.Sprint(read.Week) || l.NoHolidays == read.Holidays {
				t.Errorf("%s: got %v, want %v", l.ID, l.Week, read.Week)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, rule := range hard {
		f.Add(rule)
	}
	f.Fuzz(func(t *testing.T, rule string) {
		h, err := hours.Parse(rule)
		if err != nil {
			return
		}
		for m := hours.Minute(0); m < hours.Whole; m += 11 {
			state, change := h.Week.At(m)
			if state == hours.Unknown != (rule == "unknown") || change < 0 || change >= hours.Whole {
				t.Fatalf("%q at minute %d: got %s until %d", rule, m, state, change)
			}
		}
	})
}
