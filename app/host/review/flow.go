//go:build !wasm

package review

import (
	"encoding/json"
	"fmt"
	"slices"

	"secondlook/assessment"
)

// The questionnaire as go run . flow writes it. What a base revision does not say yet stays empty.
type (
	isJSON struct {
		Question assessment.QuestionID `json:"question"`
		Options  []assessment.OptionID `json:"options"`
	}
	questionJSON struct {
		ID      assessment.QuestionID `json:"id"`
		Many    bool                  `json:"many"`
		Ask     []isJSON              `json:"ask"`
		Options []struct {
			ID         assessment.OptionID `json:"id"`
			Alone      bool                `json:"alone"`
			Constructs []string            `json:"constructs"`
		} `json:"options"`
	}
	flowJSON struct {
		Version   string         `json:"version"`
		Questions []questionJSON `json:"questions"`
		Rules     []struct {
			ID      assessment.RuleID    `json:"id"`
			When    []isJSON             `json:"when"`
			Outcome assessment.OutcomeID `json:"outcome"`
		} `json:"rules"`
		Outcomes []struct {
			ID       assessment.OutcomeID   `json:"id"`
			Urgency  string                 `json:"urgency"`
			Sections []assessment.SectionID `json:"sections"`
			Open     []assessment.SectionID `json:"open"`
			Always   []assessment.SectionID `json:"always"`
		} `json:"outcomes"`
		Sections []struct {
			ID     assessment.SectionID `json:"id"`
			When   [][]isJSON           `json:"when"`
			First  [][]isJSON           `json:"first"`
			Steps  []assessment.StepID  `json:"steps"`
			Method []string             `json:"method"`
			Needs  []assessment.Need    `json:"needs"`
		} `json:"sections"`
		Slip questionJSON `json:"slip"`
	}
)

// parseFlow reads a questionnaire from its JSON, whichever program wrote it.
func parseFlow(text []byte) (*assessment.Flow, error) {
	var j flowJSON
	if err := json.Unmarshal(text, &j); err != nil {
		return nil, fmt.Errorf("not a questionnaire: %w", err)
	}
	if len(j.Questions) == 0 || len(j.Rules) == 0 || len(j.Outcomes) == 0 {
		return nil, fmt.Errorf("not a whole questionnaire: %d questions, %d rules, %d outcomes", len(j.Questions), len(j.Rules), len(j.Outcomes))
	}
	f := &assessment.Flow{Version: j.Version, Slip: j.Slip.question()}
	for _, q := range j.Questions {
		f.Questions = append(f.Questions, q.question())
	}
	for _, r := range j.Rules {
		f.Rules = append(f.Rules, assessment.Rule{ID: r.ID, When: conditions(r.When), Outcome: r.Outcome})
	}
	for _, o := range j.Outcomes {
		urgency := assessment.Steady
		for _, u := range []assessment.Urgency{assessment.Soon, assessment.Now} {
			if u.String() == o.Urgency {
				urgency = u
			}
		}
		f.Outcomes = append(f.Outcomes, assessment.Outcome{ID: o.ID, Urgency: urgency, Sections: o.Sections, Open: o.Open, Always: o.Always})
	}
	for _, s := range j.Sections {
		f.Sections = append(f.Sections, assessment.Section{ID: s.ID, When: alternatives(s.When), First: alternatives(s.First),
			Steps: s.Steps, Method: s.Method, Needs: s.Needs})
	}
	return f, nil
}

func (j questionJSON) question() assessment.Question {
	q := assessment.Question{ID: j.ID, Many: j.Many, Ask: conditions(j.Ask)}
	for _, o := range j.Options {
		q.Options = append(q.Options, assessment.Option{ID: o.ID, Alone: o.Alone, Constructs: o.Constructs})
	}
	return q
}

func conditions(in []isJSON) []assessment.Is {
	var out []assessment.Is
	for _, c := range in {
		out = append(out, assessment.Is{Question: c.Question, Options: c.Options})
	}
	return out
}

func alternatives(in [][]isJSON) [][]assessment.Is {
	var out [][]assessment.Is
	for _, w := range in {
		out = append(out, conditions(w))
	}
	return out
}

// shape lists the parts of a flow, each with how it is written, so that two flows can be held side by side.
func shape(f *assessment.Flow) []part {
	var all []part
	for _, q := range f.Questions {
		all = append(all, part{"question " + string(q.ID), fmt.Sprint(q.Many, q.Ask, q.Options)})
	}
	for _, r := range f.Rules {
		all = append(all, part{"rule " + string(r.ID), fmt.Sprint(r.When, r.Outcome)})
	}
	for _, o := range f.Outcomes {
		all = append(all, part{"outcome " + string(o.ID), fmt.Sprint(o.Urgency, o.Sections, o.Open, o.Always)})
	}
	for _, s := range f.Sections {
		all = append(all, part{"section " + string(s.ID), fmt.Sprint(s.When, s.First, s.Steps, s.Method, s.Needs)})
	}
	return all
}

type part struct{ name, written string }

// differ says which parts were added, taken out or written otherwise.
func differ(before, after *assessment.Flow) []string {
	was, is := shape(before), shape(after)
	at := func(all []part, name string) int {
		return slices.IndexFunc(all, func(p part) bool { return p.name == name })
	}
	var lines []string
	for _, p := range was {
		switch i := at(is, p.name); {
		case i < 0:
			lines = append(lines, "- "+p.name)
		case is[i].written != p.written:
			lines = append(lines, "~ "+p.name)
		}
	}
	for _, p := range is {
		if at(was, p.name) < 0 {
			lines = append(lines, "+ "+p.name)
		}
	}
	return lines
}
