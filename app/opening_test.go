package app

import (
	"slices"
	"strings"
	"testing"

	"secondlook/assessment"
)

// The table may hold no second set of rules: whatever it can be told leads
// where the flow itself leads.
func TestOpening_LeadsWhereTheFlowLeads(t *testing.T) {
	f := assessment.Default()
	places := map[string]Place{}
	all := Opening()
	for _, p := range all {
		places[p.ID] = p
	}
	tried := 0
	var walk func(p Place, a assessment.Answers, deep int)
	walk = func(p Place, a assessment.Answers, deep int) {
		q, open := f.Next(a)
		if !open {
			res := f.Decide(a)
			if p.Question != "" || !strings.Contains(p.HTML, `data-outcome="`+string(res.Outcome)+`"`) {
				t.Fatalf("%v: got place %s %q, want %s", a, p.ID, p.Question, res.Outcome)
			}
			for _, s := range f.Sections {
				only, some := p.Only[s.ID]
				shown := strings.Contains(p.HTML, `data-section="`+string(s.ID)+`"`)
				for _, picks := range a {
					shown = shown && (!some || slices.ContainsFunc(picks, func(o assessment.OptionID) bool { return slices.Contains(only, o) }))
				}
				if shown != slices.Contains(res.Sections, s.ID) {
					t.Errorf("%v: section %s shown: got %v", a, s.ID, shown)
				}
			}
			return
		}
		if p.Question != q.ID || !strings.Contains(p.HTML, `data-question="`+string(q.ID)+`"`) {
			t.Fatalf("%v: got place %s asking %q, want %s", a, p.ID, p.Question, q.ID)
		}
		for _, picks := range legal(q) {
			tried++
			next, known := p.Next[picks[0]]
			if deep == 1 {
				if known {
					t.Errorf("%v: %s leads beyond the edge", a, q.ID)
				}
				continue
			}
			if !known {
				t.Fatalf("%v: nothing follows %s=%s", a, q.ID, picks[0])
			}
			walk(places[next], a.With(q.ID, picks...), deep-1)
		}
	}
	walk(all[0], assessment.Answers{}, opens)
	if len(all) < 5 || tried < 50 {
		t.Errorf("got %d places and %d answers, want more: the walk went wrong", len(all), tried)
	}
	t.Logf("%d places, %d answers", len(all), tried)
}

// legal lists every set of options that can be picked for a question.
func legal(q assessment.Question) [][]assessment.OptionID {
	var sets, beside [][]assessment.OptionID
	for _, o := range q.Options {
		sets = append(sets, []assessment.OptionID{o.ID})
		if !q.Many || o.Alone {
			continue
		}
		for _, s := range beside {
			sets = append(sets, append(slices.Clone(s), o.ID))
			beside = append(beside, append(slices.Clone(s), o.ID))
		}
		beside = append(beside, []assessment.OptionID{o.ID})
	}
	return sets
}

func TestReplay_GoesOnWhereTheOpeningWas(t *testing.T) {
	f := assessment.Default()
	start := Model{Screen: Home, Answers: assessment.Answers{}}
	tests := []struct {
		told   string
		screen Screen
		at     assessment.QuestionID
		picked []assessment.OptionID
		given  int
	}{
		{"|right-now=|", Asking, assessment.RightNow, nil, 0},
		{"|right-now=none|", Asking, assessment.RightNow, []assessment.OptionID{"none"}, 0},
		{"right-now=none|thoughts=no|", Asking, assessment.Thoughts, []assessment.OptionID{"no"}, 1},
		{"right-now=none thoughts=no|ages=both-18|go", Asking, assessment.HowItEnded, nil, 3},
		{"right-now=they-may-hurt-me,i-may-hurt-myself||", Result, "", nil, 1},
		{"right-now=none thoughts=yes-plan||", Result, "", nil, 2},
		{"right-now=weather|thoughts=no|go", Asking, assessment.RightNow, nil, 0},
		{"thoughts=no|right-now=none|", Asking, assessment.RightNow, nil, 0},
	}
	for _, test := range tests {
		m, ok := Replay(f, start, test.told)
		if !ok || m.Screen != test.screen || len(m.Answers) != test.given {
			t.Errorf("%q: got %s with %v, want %s with %d answers", test.told, m.Screen, m.Answers, test.screen, test.given)
		}
		if test.at != "" && (m.At != test.at || !slices.Equal(m.Picked, test.picked)) {
			t.Errorf("%q: got %s with %v picked, want %s with %v", test.told, m.At, m.Picked, test.at, test.picked)
		}
	}
	if m, ok := Replay(f, start, "rubbish"); ok || m.Screen != Home {
		t.Errorf("rubbish: got %s, want the start page as it was", m.Screen)
	}
}

func TestOpeningNumbers_HoldsEveryCountry(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(OpeningNumbers()), "\n")
	if len(lines) < 230 || !slices.Contains(lines, "United Kingdom\t999") {
		t.Errorf("got %d countries, want over 230 with the United Kingdom's 999", len(lines))
	}
}
