package hours_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"secondlook/assessment/content"
	"secondlook/assessment/hours"
)

const oracle = "oracle"

// Hard rules, beside those of our lines: past midnight, at midnight, with
// gaps, with days that a later rule takes.
var hard = []string{
	"Mo-Su 22:00-06:00", "Fr 22:00-06:00", "Su 23:30-00:30", "Mo 00:00-00:30", "Su 00:00-24:00", "Sa,Su 00:00-24:00",
	"Mo-Fr 00:00-24:00", "Mo-Su 00:00-02:00,18:00-24:00", "Mo-Su 00:30-01:30,02:30-03:30", "Mo-Su 01:00-03:00",
	"Mo-Su 01:45-02:15", "Mo-Su 23:00-02:30", "Mo-Su 02:00-03:00", "Mo,We,Fr 23:59-00:01", "Tu,Th 12:00-12:01",
	"Mo-Fr 09:00-12:00,13:00-17:00", "Mo-Fr 08:30-12:15,12:45-16:20,18:00-19:59", "Mo-Su 09:00-17:00; We 13:00-16:00",
	"Mo-Su 09:00-17:00; Su off", "Mo-Fr 09:00-17:00; Sa 10:00-13:00; Th 09:00-20:00", "Sa,Su 10:00-12:00; Mo-Fr 15:00-03:00",
	"Mo-Th,Su 11:00-23:00; Fr,Sa 11:00-03:00", "Mo-Sa 06:00-05:59", "Mo-Su 12:00-11:00", "We 00:00-24:00; Th 00:00-12:00",
	"Su 20:00-24:00; Mo 00:00-04:00", "Su 20:00-04:00", "Sa 12:00-24:00; Su 00:00-24:00; Mo 00:00-06:00",
	"Mo-Fr 07:00-22:30; Sa 08:00-22:30; Su 14:00-22:30", "Tu-Th 17:00-01:15",
}

// rules are those that have an edge: neither 24/7 nor unknown. Holidays are
// left out: what they are depends on the country, and we do not know.
func rules(t *testing.T) []string {
	t.Helper()
	all := slices.Clone(hard)
	for _, c := range content.Countries() {
		for _, l := range c.Lines {
			rule, _, _ := strings.Cut(l.Hours, "; PH off")
			if rule != "24/7" && rule != "unknown" && !slices.Contains(all, rule) {
				all = append(all, rule)
			}
		}
	}
	if len(all) < 50 {
		t.Fatalf("got %d rules, want 50 at least", len(all))
	}
	return all
}

// zones are where the instants are judged, one process each.
var zones = []string{"Europe/London", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kathmandu", "Pacific/Chatham"}

// An instant is asked about: a rule at a time.
type instant struct {
	Rule string `json:"rule"`
	At   int64  `json:"at"`
	dst  bool   // on a day when the clocks change, or the one after
}

// A verdict is what the library and our page script say.
type verdict struct {
	Open                 bool   `json:"open"`
	Next                 *int64 `json:"next"`
	Clock, Here, Nowhere string
}

const (
	perZone    = 1700 // instants, more than half of them near an edge
	perDSTZone = 140  // more of them, in the nights when the clocks change
)

func TestHours_AgreeWithTheOracle(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is not here, so opening hours are not compared with the library: make tools installs it")
	}
	if _, err := os.Stat(oracle + "/node_modules/opening_hours/package.json"); err != nil {
		t.Skip("the opening_hours library is not here, so opening hours are not compared with it: make tools installs it")
	}
	for _, read := range []string{oracle + "/judge.js", oracle + "/package-lock.json", "../../web/app.js"} {
		if _, err := os.ReadFile(read); err != nil { // so that go test knows what node reads, and asks again when it changes
			t.Fatal(err)
		}
	}
	all := rules(t)
	total, open, edges, dst, dstZones, left := 0, 0, 0, 0, 0, 0
	for i, name := range zones {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		asked := instants(all, zone, rand.New(rand.NewPCG(5, uint64(i))))
		before := dst
		for j, got := range judge(t, name, asked) {
			in := asked[j]
			if mistaken(time.Unix(in.At, 0).In(zone)) {
				left++
				continue
			}
			total++
			open += count(got.Open)
			edges += count(atEdge(in.Rule, minute(time.Unix(in.At, 0).In(zone))))
			dst += count(in.dst)
			compare(t, zone, in, got)
		}
		dstZones += count(dst > before)
	}
	t.Logf("%d instants over %d rules in %d zones: %d open, %d within half an hour of an edge, %d in the nights when the clocks change in %d zones; %d left out, where the library mistakes the day",
		total, len(all), len(zones), open, edges, dst, dstZones, left)
	if total < 10000 || edges < total/2 || dst < 500 || dstZones < 4 || open < total/5 || open > total*4/5 || left > total/100 {
		t.Error("that is too few, or too much alike")
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// mistaken reports whether the library takes the wrong day for the one before:
// it goes back 24 hours, and the day before had 23 or 25.
func mistaken(local time.Time) bool {
	return local.Add(-24*time.Hour).Day() != local.AddDate(0, 0, -1).Day()
}

// atEdge reports whether a rule changes within half an hour of a time.
func atEdge(rule string, at hours.Minute) bool {
	read, _ := hours.Parse(rule)
	return slices.ContainsFunc(read.Week, func(s hours.Span) bool {
		return slices.ContainsFunc([]hours.Minute{s.From, s.Until}, func(edge hours.Minute) bool {
			return edge.After(at) <= 30 || at.After(edge) <= 30
		})
	})
}

// compare says where we and the library do not agree.
func compare(t *testing.T, zone *time.Location, in instant, got verdict) {
	t.Helper()
	read, err := hours.Parse(in.Rule)
	if err != nil {
		t.Fatalf("%s: %v", in.Rule, err)
	}
	local := time.Unix(in.At, 0).In(zone)
	now := minute(local)
	state, change := read.Week.At(now)
	at := fmt.Sprintf("%s at %s", in.Rule, local.Format("Mon 2006-01-02 15:04:05 MST"))
	if (state == hours.Open) != got.Open {
		t.Errorf("%s: got %s, and the library says open is %t", at, state, got.Open)
	}
	if got.Next != nil && !in.dst && !read.Week.Always() {
		next := time.Unix(*got.Next, 0).In(zone)
		if want := minute(next); change != want && !near(zone, next) {
			t.Errorf("%s: got a change at minute %d, and the library says %s", at, change, next)
		}
	}
	weekday := int(local.Weekday())
	hour, minute, ok := 0, 0, false
	if n, _ := fmt.Sscanf(got.Clock, "%d %d %d", new(int), &hour, &minute); n == 3 {
		ok = strings.HasPrefix(got.Clock, fmt.Sprint(weekday)+" ") && hour == local.Hour() && minute == local.Minute()
	}
	if !ok || got.Here != got.Clock || got.Nowhere != "" {
		t.Errorf("%s: the page script tells %q there, %q here, %q nowhere", at, got.Clock, got.Here, got.Nowhere)
	}
}

func minute(t time.Time) hours.Minute {
	return hours.On((int(t.Weekday())+6)%7, t.Hour(), t.Minute())
}

// changes gives when the clocks change in a year.
func changes(zone *time.Location, year int) []time.Time {
	var all []time.Time
	at := time.Date(year, 1, 1, 0, 0, 0, 0, zone)
	for at.Year() == year {
		_, next := at.ZoneBounds()
		if next.IsZero() || next.Year() != year {
			break
		}
		all = append(all, next)
		at = next
	}
	return all
}

// near reports whether the clocks change within a day of a time.
func near(zone *time.Location, at time.Time) bool {
	return slices.ContainsFunc(changes(zone, at.Year()), func(c time.Time) bool { return at.Sub(c).Abs() < 26*time.Hour })
}

// instants chooses what to ask about: anywhere in two years, most of it near
// an edge, and more in the nights when the clocks change.
func instants(all []string, zone *time.Location, r *rand.Rand) []instant {
	var asked []instant
	start := time.Date(2025, 6, 2, 0, 0, 0, 0, zone) // a Monday
	for i := range perZone {
		rule := all[r.IntN(len(all))]
		in := instant{Rule: rule}
		if i%5 < 3 {
			read, _ := hours.Parse(rule)
			s := read.Week[r.IntN(len(read.Week))]
			edge := []hours.Minute{s.From, s.Until}[r.IntN(2)]
			day := start.AddDate(0, 0, 7*r.IntN(104)+edge.Weekday())
			h, m := edge.Clock()
			at := time.Date(day.Year(), day.Month(), day.Day(), h, m, 0, 0, zone)
			in.At = at.Unix() + int64(r.IntN(3600)) - 1800
			if r.IntN(10) == 0 {
				in.At = at.Unix() - int64(r.IntN(2)) // on the edge itself, or a second before
			}
		} else {
			in.At = start.Unix() + r.Int64N(2*365*24*3600)
		}
		in.dst = near(zone, time.Unix(in.At, 0).In(zone))
		asked = append(asked, in)
	}
	for _, year := range []int{2025, 2026} {
		for _, c := range changes(zone, year) {
			for range perDSTZone / 4 {
				asked = append(asked, instant{Rule: all[r.IntN(len(all))], At: c.Unix() + int64(r.IntN(8*3600)) - 4*3600, dst: true})
			}
		}
	}
	return asked
}

// judge asks the library about instants, in a process of their zone.
func judge(t *testing.T, zone string, asked []instant) []verdict {
	t.Helper()
	var in, failed bytes.Buffer
	enc := json.NewEncoder(&in)
	for _, a := range asked {
		if err := enc.Encode(a); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("node", "judge.js")
	cmd.Dir, cmd.Stdin, cmd.Stderr = oracle, &in, &failed
	cmd.Env = append(os.Environ(), "TZ="+zone)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", zone, err, failed.String())
	}
	var got []verdict
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var v verdict
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		got = append(got, v)
	}
	if len(got) != len(asked) {
		t.Fatalf("%s: got %d verdicts, want %d", zone, len(got), len(asked))
	}
	return got
}
