//go:build !wasm

// Package ask takes the start page, the questions and a typical way through them from Second Look itself.
package ask

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"secondlook/app/host/bench/peers/sheet"
	"secondlook/assessment"
	"secondlook/assessment/content"
)

// icon is a drawing of our own pages: its shapes stand there and nowhere else.
var icon = regexp.MustCompile(`(?s)<svg.*?</svg>`)

// Sheet is what all peers show: the start page and every question of the flow, in our own words.
func Sheet() sheet.Sheet {
	flow, words := assessment.Default(), content.English()
	home := words.Page("home")
	s := sheet.Sheet{
		Name:     words.Label("name"),
		Start:    sheet.Start{Title: home.Title, Lead: home.Lead, Button: words.Label("start"), Note: words.Label("how-long")},
		Continue: words.Label("continue"),
		End:      words.Label("review-title"),
	}
	for _, section := range home.Sections {
		var html strings.Builder
		for _, block := range section.Body {
			html.WriteString(icon.ReplaceAllString(string(block.HTML), ""))
		}
		s.Start.Sections = append(s.Start.Sections, sheet.Section{Title: section.Title, HTML: html.String()})
	}
	for _, q := range flow.Questions {
		said := words.Question(q.ID)
		asked := sheet.Question{ID: string(q.ID), Title: said.Title, Hint: string(said.Hint), Many: q.Many, Ask: q.Ask}
		for _, o := range q.Options {
			text := said.Option(o.ID)
			asked.Options = append(asked.Options, sheet.Option{ID: string(o.ID), Label: text.Label, Note: text.Note, Alone: o.Alone})
		}
		s.Questions = append(s.Questions, asked)
	}
	return s
}

// A Step is one question of a journey, and the option picked there.
type Step struct {
	Question string `json:"question"`
	Option   string `json:"option"`
}

// plainest are the options of someone to whom nothing special applies; elsewhere that is "none".
var plainest = map[assessment.QuestionID]assessment.OptionID{
	assessment.Thoughts:   assessment.No,
	assessment.Ages:       assessment.Both18,
	assessment.HowItEnded: assessment.TheyLeftLately,
	assessment.WhyLeft:    assessment.LeanedTooMuch,
	assessment.SoFar:      assessment.Apologised,
}

// Journey is the way of someone the article speaks to, by the rules of the flow. The error says where the way ends too soon.
func Journey() ([]Step, error) {
	flow := assessment.Default()
	answers := assessment.Answers{}
	var steps []Step
	for q, more := flow.Next(answers); more; q, more = flow.Next(answers) {
		pick, special := plainest[q.ID]
		if !special {
			pick = assessment.None
		}
		if !slices.ContainsFunc(q.Options, func(o assessment.Option) bool { return o.ID == pick }) {
			return nil, fmt.Errorf("question %s has no option %s: say in package ask what the journey picks there", q.ID, pick)
		}
		answers = answers.With(q.ID, pick)
		steps = append(steps, Step{string(q.ID), string(pick)})
	}
	if outcome := flow.Decide(answers).Outcome; outcome != assessment.Covered {
		return nil, fmt.Errorf("the journey ends at %s, want %s", outcome, assessment.Covered)
	}
	return steps, nil
}
