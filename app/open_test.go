package app

import (
	"slices"
	"strings"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/assessment/hours"
	"secondlook/components/markup"
)

// clockAt is a clock that tells one time in every zone.
func clockAt(day, hour, minute int) Clock {
	return func(string) (hours.Minute, bool) { return hours.On(day, hour, minute), true }
}

// lineWith is a line with the hours of a rule.
func lineWith(t *testing.T, rule string) content.Line {
	t.Helper()
	read, err := hours.Parse(rule)
	if err != nil {
		t.Fatal(err)
	}
	return content.Line{ID: "xx-line", Name: "The Line", Hours: rule, HoursSure: true, Week: read.Week, NoHolidays: !read.Holidays, Zone: "Europe/London"}
}

func TestOpen_SaysUntilWhenOrWhenNext(t *testing.T) {
	const mo, we, fr, su = 0, 2, 4, 6
	for _, test := range []struct {
		rule              string
		day, hour, minute int
		want              string
	}{
		{"Mo-Fr 09:00-22:00", mo, 10, 0, "Open now, until 10 pm"},
		{"Mo-Fr 09:00-17:30", mo, 10, 0, "Open now, until 5:30 pm"},
		{"Mo-Fr 09:00-17:00", mo, 8, 0, "Closed now. Opens today at 9 am"},
		{"Mo-Fr 09:00-17:00", mo, 17, 0, "Closed now. Opens Tuesday at 9 am"},
		{"Mo-Fr 09:00-17:00", fr, 23, 0, "Closed now. Opens Monday at 9 am"},
		{"Mo-Fr 09:00-17:00", mo, 0, 0, "Closed now. Opens Monday at 9 am"},
		{"Mo 09:00-10:00", mo, 10, 30, "Closed now. Opens Monday at 9 am"}, // next week, not today
		{"Mo-Su 15:00-03:00", su, 23, 59, "Open now, until 3 am"},
		{"Mo-Su 18:00-24:00", su, 23, 0, "Open now, until midnight"},
		{"Mo-Su 12:00-14:00", su, 11, 0, "Closed now. Opens today at 12 noon"},
		{"Sa,Su 00:00-24:00", su - 1, 0, 0, "Open now, until Sunday at midnight"},
		{"Sa,Su 00:00-24:00", we, 12, 0, "Closed now. Opens Friday at midnight"},
		{"Mo-Fr 09:00-12:00,13:00-17:00; PH off", mo, 12, 30, "Closed now. Opens today at 1 pm. May be closed on public holidays"},
		{"24/7", mo, 3, 0, "Open now, day and night"},
		{"unknown", mo, 10, 0, ""},
	} {
		v := viewOf(Model{Screen: Help, Country: "GB"})
		v.clock = clockAt(test.day, test.hour, test.minute)
		if got := v.open(lineWith(t, test.rule)); got != test.want {
			t.Errorf("%s on day %d at %d:%02d: got %q, want %q", test.rule, test.day, test.hour, test.minute, got, test.want)
		}
	}
}

// What is not known is never shown as open, nor as closed.
func TestOpen_NotKnown(t *testing.T) {
	sure, unsure, nowhere, always := lineWith(t, "Mo-Fr 09:00-17:00"), lineWith(t, "Mo-Fr 09:00-17:00"), lineWith(t, "Mo-Fr 09:00-17:00"), lineWith(t, "24/7")
	unsure.HoursSure, nowhere.Zone = false, ""
	unknown := func(string) (hours.Minute, bool) { return 0, false }
	for name, test := range map[string]struct {
		line  content.Line
		clock Clock
	}{
		"made at build time": {sure, nil}, "day and night, at build time": {always, nil}, "no clock": {sure, unknown},
		"unsure hours": {unsure, clockAt(0, 10, 0)}, "no zone": {nowhere, clockAt(0, 10, 0)},
	} {
		v := viewOf(Model{Screen: Help})
		v.clock = test.clock
		if got := v.open(test.line); got != "" || v.state(test.line) != hours.Unknown {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestOpen_SaysWhoseClock(t *testing.T) {
	v := viewOf(Model{Screen: Help})
	v.clock = func(zone string) (hours.Minute, bool) {
		if zone == "" {
			return hours.On(0, 5, 0), true
		}
		return hours.On(0, 10, 0), true
	}
	if got, want := v.open(lineWith(t, "Mo-Fr 09:00-17:00")), "Open now, until 5 pm, by their clock"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReadClock(t *testing.T) {
	for told, want := range map[string]hours.Minute{
		"0 14 05": hours.On(6, 14, 5), "1 0 0": 0, "6 23 59": hours.On(5, 23, 59), "2 24 07": hours.On(1, 0, 7),
	} {
		if got, ok := readClock(told); !ok || got != want {
			t.Errorf("%q: got %d, %t, want %d", told, got, ok, want)
		}
	}
	for _, told := range []string{"", "undefined", "<undefined>", "7 1 1", "-1 1 1", "1 25 0", "1 1 60", "1 1", "1 1 1 1", "-0.3 NaN 4", "1 x 2"} {
		if got, ok := readClock(told); ok {
			t.Errorf("%q: got %d, want it not known", told, got)
		}
	}
}

func TestClocks_AskOnceAMinute(t *testing.T) {
	var c clocks
	asked := 0
	ask := func(zone string) string { asked++; return "1 10 00" }
	for _, minute := range []int64{7, 7, 7, 8} {
		for _, zone := range []string{"", "Europe/London"} {
			if got, ok := c.read(minute, zone, ask); !ok || got != hours.On(0, 10, 0) {
				t.Errorf("got %d, %t", got, ok)
			}
		}
	}
	if asked != 4 {
		t.Errorf("asked %d times, want twice in each of two minutes", asked)
	}
}

// Open lines stand before closed ones, and nothing else changes: not what is
// shown, and not the order of what differs in more than the hour.
func TestLines_OpenOnesComeFirst(t *testing.T) {
	moved := false
	for _, c := range content.Countries() {
		for _, s := range assessment.Default().Sections {
			if len(s.Needs) == 0 || s.Needs[0] == assessment.NeedEmergency {
				continue
			}
			calm, reach := content.LinesFor(c.Code, s.Needs)
			for _, clock := range []Clock{clockAt(0, 3, 0), clockAt(2, 11, 0), clockAt(6, 20, 0)} {
				v := viewOf(Model{Country: c.Code})
				v.clock = clock
				lines, far := content.LinesNow(c.Code, s.Needs, v.state)
				if far != reach || len(lines) != len(calm) {
					t.Fatalf("%s, %s: got %d lines %s, want %d %s", c.Code, s.ID, len(lines), far, len(calm), reach)
				}
				for i, l := range lines {
					moved = moved || l.ID != calm[i].ID
					if !slices.ContainsFunc(calm, func(o content.Line) bool { return o.ID == l.ID }) {
						t.Errorf("%s, %s: %s came from nowhere", c.Code, s.ID, l.ID)
					}
					if i == 0 {
						continue
					}
					before := lines[i-1]
					if v.state(before) == hours.Closed && v.state(l) == hours.Open && slices.Equal(before.Serves, l.Serves) &&
						before.Region == l.Region && before.For == l.For && (before.Phone == "") == (l.Phone == "") && before.Text == l.Text {
						t.Errorf("%s, %s: %s is closed and stands before %s", c.Code, s.ID, before.ID, l.ID)
					}
				}
			}
		}
	}
	if !moved {
		t.Error("no line ever moves")
	}
}

// Of lines that can be rung, those for everyone come before those for some, and those for women, men,
// LGBTQ+ people and the young in that order, where the need is the same.
func TestLines_ForEveryoneComeFirst(t *testing.T) {
	order := []content.Who{content.Everyone, content.Women, content.Men, content.LGBTQ, content.Young}
	for _, c := range content.Countries() {
		lines, _ := content.LinesFor(c.Code, []assessment.Need{assessment.NeedHarmed})
		last := -1
		for _, l := range lines {
			if l.Region != "" || l.Phone+l.Text == "" || !slices.Contains(l.Serves, assessment.NeedHarmed) {
				continue
			}
			if n := slices.Index(order, l.For); n < last {
				t.Errorf("%s: %s is for %s and stands after others", c.Code, l.ID, l.For)
			} else {
				last = n
			}
		}
	}
}

// Whom a line is for stands in the data and in its sentence.
func TestLines_SayWhomTheyAreFor(t *testing.T) {
	says := map[content.Who][]string{
		content.Women: {"women", "girls"}, content.Men: {"men"}, content.LGBTQ: {"LGB", "trans people", "who people love"},
		content.Young: {"child", "young", "Child", "under", "Young", "teen", "pupil", "before they turned 18"},
	}
	for _, c := range content.Countries() {
		for _, l := range c.Lines {
			sentence := content.English().Line(c.Code, l.ID)
			if l.For != content.Everyone && !slices.ContainsFunc(says[l.For], func(w string) bool { return strings.Contains(sentence, w) }) {
				t.Errorf("%s is for %s, and its sentence does not say so: %q", l.ID, l.For, sentence)
			}
			if slices.Contains(l.Serves, assessment.NeedHarmedLGBTQ) && !slices.Contains(l.Serves, assessment.NeedHarmed) && l.For != content.LGBTQ {
				t.Errorf("%s serves LGBTQ+ people alone and is for %q", l.ID, l.For)
			}
		}
	}
}

// Every line tells at once what comes next, and the last one what is left.
func TestLines_DidNotWork(t *testing.T) {
	title := content.English().Label("did-not-work")
	for _, country := range []string{"GB", "AF", "SL", ""} {
		for _, screen := range []Screen{Help, Urgent} {
			root := drawn(t, Model{Screen: screen, Country: country, Answers: assessment.Answers{}})
			all := root.With("data-resource")
			for _, n := range all {
				folds := n.Find(func(f *markup.Node) bool {
					return f.Tag == "details" && strings.HasPrefix(f.Words(), title)
				})
				if len(folds) != 1 || len(folds[0].Tagged("a")) == 0 && country != "SL" {
					t.Errorf("%s in %q: %s: got %d folds for when it did not work, or one that leads nowhere", screen, country, n.Attrs["data-resource"], len(folds))
				}
			}
			if screen == Help && len(all) == 0 {
				t.Errorf("%s in %q: no line at all", screen, country)
			}
		}
	}
}

// Where the law punishes whom people love, no line for those it punishes is
// shown, and who fears to be outed is sent to no line of that country.
func TestLines_ExposeNobody(t *testing.T) {
	f := assessment.Default()
	section, _ := f.Section(outing)
	say := content.English().Label("outing-unsafe")
	guarded := 0
	for _, c := range content.Countries() {
		if !c.Punishes {
			continue
		}
		guarded++
		for _, l := range c.Lines {
			if l.For == content.LGBTQ {
				t.Errorf("%s is listed in a country where it exposes people", l.ID)
			}
		}
		for _, s := range f.Sections {
			lines, _ := content.LinesFor(c.Code, s.Needs)
			for _, l := range lines {
				if l.For == content.LGBTQ {
					t.Errorf("%s: %s shows %s", c.Code, s.ID, l.ID)
				}
			}
		}
		lines, reach := content.LinesFor(c.Code, section.Needs)
		if len(lines) == 0 || reach != content.Wide {
			t.Errorf("%s: got %d lines, %s, for someone who may be outed, want worldwide ones", c.Code, len(lines), reach)
		}
		for _, l := range lines {
			if !strings.HasPrefix(l.ID, "zz-") {
				t.Errorf("%s: who may be outed is sent to %s", c.Code, l.ID)
			}
		}
	}
	if guarded < 65 {
		t.Errorf("got %d countries that punish it, want all of the list", guarded)
	}
	m := shown(harmedAnswers().With(assessment.Threats, assessment.Tell).With(assessment.WhoThreats, assessment.They))
	for country, want := range map[string]bool{"UG": true, "": true, "GB": false} {
		m.Country = country
		root := drawn(t, m)
		boxes := root.Find(func(n *markup.Node) bool { return n.Attrs["data-section"] == string(outing) })
		if len(boxes) != 1 {
			t.Fatalf("%q: got %d sections for outing, want one", country, len(boxes))
		}
		if got := strings.Contains(boxes[0].Words(), say); got != want {
			t.Errorf("%q: says that lines may not be safe: got %t, want %t", country, got, want)
		}
		if want && len(boxes[0].Find(isNumber)) > 0 {
			t.Errorf("%q: who may be outed is given a number of that country", country)
		}
		for _, screen := range []Screen{Help, Urgent, Result} {
			m.Screen = screen
			for _, id := range values(drawn(t, m), "data-resource") {
				if id == "zz-ilga-database" && want {
					t.Errorf("%q: %s shows %s", country, screen, id)
				}
			}
		}
		m.Screen = Result
	}
	// Made at build time, when nobody knows where it is read, it stands closed.
	for _, n := range parsed(t, Prerender("/help")).With("data-resource") {
		if n.Attrs["data-resource"] == "zz-ilga-database" && n.Inside(func(p *markup.Node) bool { return p.Tag == "details" }) == nil {
			t.Error("the page of all help shows it open")
		}
	}
}

// Someone who may hurt somebody finds first who helps with that.
func TestDangerHelplines_FitWhatWasSaid(t *testing.T) {
	f := assessment.Default()
	s, _ := f.Section("danger-helplines")
	for _, c := range content.Countries() {
		for _, test := range []struct {
			said  []assessment.OptionID
			never bool // a line that is only for people who were harmed comes first
			first assessment.Need
		}{
			{[]assessment.OptionID{assessment.IMayHurtSomeone}, true, assessment.NeedOwnBehaviour},
			{[]assessment.OptionID{assessment.IMayHurtSomeone, assessment.OthersInDanger}, true, assessment.NeedOwnBehaviour},
			{[]assessment.OptionID{assessment.IMayHurtMyself}, false, assessment.NeedCrisis},
			{[]assessment.OptionID{assessment.TheyMayHurtMe, assessment.IMayHurtSomeone}, false, assessment.NeedHarmed},
		} {
			res, _ := f.Settle(assessment.Sitting{Answers: assessment.Answers{assessment.RightNow: test.said}}, assessment.Dates{})
			lines, reach := LinesOn(res, s, c.Code, nil)
			all, _ := content.LinesFor(c.Code, s.Needs)
			if len(lines) == 0 {
				t.Fatalf("%s, %v: no line", c.Code, test.said)
			}
			if test.never && harmedOnly(lines[0]) {
				t.Errorf("%s, %v: %s is only for people who were harmed, and comes first", c.Code, test.said, lines[0].ID)
			}
			own, how := content.LinesFor(c.Code, []assessment.Need{test.first})
			if how == content.OwnLine && (reach != content.OwnLine || lines[0].ID != own[0].ID) {
				t.Errorf("%s, %v: got %s first, want %s", c.Code, test.said, lines[0].ID, own[0].ID)
			}
			for _, l := range all {
				if reach == content.OwnLine && !slices.ContainsFunc(lines, func(o content.Line) bool { return o.ID == l.ID }) {
					t.Errorf("%s, %v: %s is hidden", c.Code, test.said, l.ID)
				}
			}
		}
	}
}

// harmedOnly reports whether a line is only for people who were harmed.
func harmedOnly(l content.Line) bool {
	return !slices.ContainsFunc(l.Serves, func(n assessment.Need) bool {
		return slices.Contains([]assessment.Need{assessment.NeedOwnBehaviour, assessment.NeedCrisis, assessment.NeedRelationship,
			assessment.NeedYouth, assessment.NeedEmergency}, n)
	})
}

func TestZones_OfLinesAreOfTheirCountry(t *testing.T) {
	known := 0
	for _, c := range content.Countries() {
		for _, l := range c.Lines {
			if l.Zone == "" {
				continue
			}
			known++
			if got := guess(l.Zone, ""); got != c.Code {
				t.Errorf("%s: %s is a zone of %q", l.ID, l.Zone, got)
			}
		}
	}
	if known < 300 {
		t.Errorf("got %d lines with a zone, want most", known)
	}
}

func TestCopyAge(t *testing.T) {
	w := content.English()
	newest, err := assessment.ParseDate(content.ContentDate)
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{"/help", "/urgent"} {
		if said, _, _ := strings.Cut(w.Label("copy-date"), "%"); !strings.Contains(parsed(t, Prerender(page)).Words(), said) {
			t.Errorf("%s does not say how old it is", page)
		}
	}
	for days, want := range map[int]bool{0: false, 180: false, 181: true} {
		v := viewOf(Model{Screen: Help, Today: newest.Plus(days)})
		if got := strings.Contains(goapp.HTMLString(v.copyAge()), w.Label("copy-old")); got != want {
			t.Errorf("%d days old: says it is old: got %t, want %t", days, got, want)
		}
	}
}
