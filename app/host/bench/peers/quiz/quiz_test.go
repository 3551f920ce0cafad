package quiz

import (
	"html"
	"strings"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/app/host/bench/peers/ask"
	"secondlook/app/host/bench/peers/sheet"
)

func markup(ui goapp.UI) string { return html.UnescapeString(goapp.HTMLString(ui)) }

func TestQuiz_AsksTheWholeJourney(t *testing.T) {
	s := ask.Sheet()
	plan, err := ask.Journey()
	if err != nil {
		t.Fatal(err)
	}
	q := &Quiz{Sheet: s, answers: sheet.Answers{}}
	start := markup(q.Render())
	for _, want := range []string{s.Start.Title, s.Start.Lead, s.Start.Button, s.Start.Sections[1].Title} {
		if !strings.Contains(start, want) {
			t.Errorf("the start page lacks %q", want)
		}
	}
	q.begun = true
	for _, step := range plan {
		asked, _ := s.Next(q.answers)
		if asked.ID != step.Question {
			t.Fatalf("it asks %s, want %s", asked.ID, step.Question)
		}
		shown := markup((&question{Asked: asked, Continue: s.Continue, picks: []string{step.Option}}).Render())
		for _, o := range asked.Options {
			if !strings.Contains(shown, o.Label) || !strings.Contains(shown, o.Note) {
				t.Errorf("question %s lacks option %q", asked.ID, o.Label)
			}
		}
		if !strings.Contains(shown, asked.Title) || !strings.Contains(shown, s.Continue) {
			t.Errorf("question %s lacks its words", asked.ID)
		}
		q.onAnswer(goapp.Context{}, goapp.Action{Value: []string{step.Option}})
	}
	end := markup(q.Render())
	for _, said := range s.Said(q.answers) {
		if !strings.Contains(end, said) {
			t.Errorf("the end does not tell %q", said)
		}
	}
}
