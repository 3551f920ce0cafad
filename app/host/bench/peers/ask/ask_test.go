package ask_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"secondlook/app/host/bench/peers/ask"
	"secondlook/app/host/bench/peers/sheet"
	"secondlook/assessment"
)

// The sheet asks what the flow asks, whatever is answered; only a named danger ends the flow and not the sheet.
func TestSheet_AsksWhatTheFlowAsks(t *testing.T) {
	flow, s := assessment.Default(), ask.Sheet()
	random := rand.New(rand.NewPCG(1, 2))
	asked := 0
	for range 2000 {
		given, said := assessment.Answers{}, sheet.Answers{}
		for {
			want, more := flow.Next(given)
			if flow.Decided(given) {
				break
			}
			got, goesOn := s.Next(said)
			if got.ID != string(want.ID) || goesOn != more {
				t.Fatalf("after %v the sheet asks %q, the flow %q", given, got.ID, want.ID)
			}
			if !more {
				break
			}
			asked++
			pick := want.Options[random.IntN(len(want.Options))].ID
			if random.IntN(3) > 0 { // mostly nothing special, or no walk gets far
				pick = want.Options[max(0, len(want.Options)-2)].ID
			}
			given = given.With(want.ID, pick)
			said[got.ID] = got.Pick(nil, string(pick), true)
		}
	}
	if asked < 5000 {
		t.Errorf("only %d questions were asked in 2000 walks", asked)
	}
}

func TestJourney_IsLongEnoughToMeasure(t *testing.T) {
	steps, err := ask.Journey()
	if err != nil {
		t.Fatal(err)
	}
	if len(steps) < 12 {
		t.Errorf("the journey has %d questions, want at least 12: %v", len(steps), steps)
	}
}

func TestPick_AloneUndoesTheOthers(t *testing.T) {
	q := sheet.Question{Many: true, Options: []sheet.Option{{ID: "a"}, {ID: "b"}, {ID: "none", Alone: true}}}
	for _, c := range []struct {
		name   string
		picks  []string
		option string
		on     bool
		want   string
	}{
		{"a second", []string{"a"}, "b", true, "[a b]"},
		{"one away", []string{"a", "b"}, "a", false, "[b]"},
		{"alone", []string{"a", "b"}, "none", true, "[none]"},
		{"after alone", []string{"none"}, "a", true, "[a]"},
	} {
		if got := sprint(q.Pick(c.picks, c.option, c.on)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	q.Many = false
	if got := sprint(q.Pick([]string{"a"}, "b", true)); got != "[b]" {
		t.Errorf("one answer only: got %s, want [b]", got)
	}
}

func sprint(picks []string) string { return fmt.Sprint(picks) }
