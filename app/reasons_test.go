package app

import (
	"slices"
	"strings"
	"testing"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/components/markup"
)

func byID(root *markup.Node, id string) []*markup.Node {
	return root.Find(func(n *markup.Node) bool { return n.Attrs["id"] == id })
}

// On the plan stands what would end it, closed until asked for: every answer that the rules say ends it and
// that can still come true, and no other.
func TestReasons_ThePlanSaysWhatWouldEndIt(t *testing.T) {
	f, words := assessment.Default(), content.English()
	folds := byID(drawn(t, shown(clearAnswers())), "ends")
	if len(folds) != 1 || folds[0].Tag != "details" || folds[0].Has("open") {
		t.Fatalf("got %d closed folds for what ends the plan, want one", len(folds))
	}
	ends := assessment.Answers{}
	past := []assessment.QuestionID{assessment.Ages, assessment.HowItEnded, assessment.WhyLeft} // they do not come true later
	for _, fact := range f.Ends(clearAnswers()) {
		if !slices.Contains(past, fact.Question) {
			ends[fact.Question] = fact.Options
		}
	}
	said := folds[0].Words()
	for _, q := range f.Questions {
		for _, o := range q.Options {
			if o.ID == assessment.NotSay || o.ID == assessment.None {
				continue // their labels stand under many questions
			}
			label := words.Question(q.ID).Option(o.ID).Label
			want := ends.Has(q.ID, o.ID)
			if strings.Contains(said, label) != want && (want || !shared(f, words, q.ID, label)) {
				t.Errorf("%s=%s: got it named %t, want %t", q.ID, o.ID, !want, want)
			}
		}
	}
}

// shared reports whether another question offers an answer that holds the same words.
func shared(f *assessment.Flow, words *content.Words, but assessment.QuestionID, label string) bool {
	for _, q := range f.Questions {
		for _, o := range q.Options {
			if q.ID != but && strings.Contains(words.Question(q.ID).Option(o.ID).Label, label) {
				return true
			}
		}
	}
	return false
}

// Everywhere else that would be a recipe: no page but the plan's says what would end or open anything, and the ways back to
// a question stand on the page for what was left open only.
func TestReasons_NoOtherPageSaysWhatAnAnswerLeadsTo(t *testing.T) {
	seen := map[assessment.OutcomeID]bool{}
	for _, d := range results(t) {
		if d.res.Outcome == assessment.Covered {
			continue
		}
		seen[d.res.Outcome] = true
		if n := len(byID(d.main, "ends")); n > 0 {
			t.Errorf("%s, %s: got %d lists of what ends the plan, want none", d.name, d.res.Outcome, n)
		}
		changes := d.main.Find(func(n *markup.Node) bool { return n.Attrs["data-act"] == "change" })
		if len(changes) > 0 && d.res.Outcome != assessment.Unclear {
			t.Errorf("%s, %s: got %d ways back to a question, want none", d.name, d.res.Outcome, len(changes))
		}
		for _, n := range changes {
			if q := assessment.QuestionID(n.Attrs["data-value"]); !d.model.Answers.Has(q, assessment.NotSay) {
				t.Errorf("%s: the way back to %s, which was answered", d.name, q)
			}
		}
	}
	if want := len(assessment.Default().Outcomes) - 1; len(seen) != want {
		t.Errorf("got %d pages, want %d", len(seen), want)
	}
}
