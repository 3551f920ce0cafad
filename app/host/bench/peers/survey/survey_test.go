package survey

import (
	"testing"

	"secondlook/app/host/bench/peers/ask"
	"secondlook/assessment"
)

func TestModel_HoldsEveryQuestion(t *testing.T) {
	s := ask.Sheet()
	m := Model(s)
	if len(m.Pages) != len(s.Questions)+1 {
		t.Fatalf("%d pages for a start and %d questions", len(m.Pages), len(s.Questions))
	}
	for i, q := range s.Questions {
		e := m.Pages[i+1].Elements[0]
		if e.Name != q.ID || e.Title != q.Title || len(e.Choices) != len(q.Options) || (e.Type == "checkbox") != q.Many {
			t.Errorf("question %s became %+v", q.ID, e)
		}
		for j, o := range q.Options {
			if c := e.Choices[j]; c.Value != o.ID || c.IsExclusive != (q.Many && o.Alone) {
				t.Errorf("option %s of %s became %+v", o.ID, q.ID, c)
			}
		}
		if (m.Pages[i+1].VisibleIf == "") != (len(q.Ask) == 0) {
			t.Errorf("question %s is shown if %q", q.ID, m.Pages[i+1].VisibleIf)
		}
	}
}

func TestCondition(t *testing.T) {
	ask := []assessment.Is{
		{Question: "body", Options: []assessment.OptionID{"none", "hit"}},
		{Question: "trust", Options: []assessment.OptionID{assessment.Unanswered, "yes"}},
	}
	const want = "({body} anyof ['none', 'hit']) and ({trust} empty or {trust} anyof ['yes'])"
	if got := condition(ask); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestPlainText(t *testing.T) {
	if got := plainText("<p>Theirs &amp; <b>yours</b></p>"); got != "Theirs &  yours" {
		t.Errorf("got %q", got)
	}
}
