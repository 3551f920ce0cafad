//go:build !wasm

package review

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

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
		Kept []struct {
			Section assessment.SectionID `json:"section"`
			When    [][]isJSON           `json:"when"`
		} `json:"kept"`
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
	for _, k := range j.Kept {
		f.Kept = append(f.Kept, assessment.Keep{Section: k.Section, When: alternatives(k.When)})
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

// A part is a question, rule, outcome or section, and the pieces it is written in, so that two flows can be held side by side.
type part struct {
	name   string
	pieces []string
}

func (p *part) add(what string, conditions []assessment.Is) {
	var all []string
	for _, c := range conditions {
		all = append(all, string(c.Question)+" = "+listed(c.Options))
	}
	p.pieces = append(p.pieces, what+" "+strings.Join(all, " and "))
}

func listed[S ~string](ids []S) string {
	var all []string
	for _, id := range ids {
		all = append(all, string(id))
	}
	return strings.Join(all, ", ")
}

func each[S ~string](what string, ids []S) []string {
	var all []string
	for _, id := range ids {
		all = append(all, what+" "+string(id))
	}
	return all
}

// shape lists the parts of a flow.
func shape(f *assessment.Flow) []part {
	var all []part
	questions := slices.Clone(f.Questions)
	if f.Slip.ID != "" { // an older base has none
		questions = append(questions, f.Slip)
	}
	for _, q := range questions {
		p := part{name: "question " + string(q.ID), pieces: []string{fmt.Sprintf("several answers: %t", q.Many)}}
		for _, c := range q.Ask {
			p.add("asked when", []assessment.Is{c})
		}
		for _, o := range q.Options {
			p.pieces = append(p.pieces, strings.TrimSpace(fmt.Sprintf("option %s (alone: %t) %s", o.ID, o.Alone, listed(o.Constructs))))
		}
		all = append(all, p)
	}
	for _, r := range f.Rules {
		p := part{name: "rule " + string(r.ID), pieces: []string{"leads to " + string(r.Outcome)}}
		for _, c := range r.When {
			p.add("when", []assessment.Is{c})
		}
		all = append(all, p)
	}
	all = append(all, part{"the order of the rules", ids(f.Rules, func(r assessment.Rule) string { return string(r.ID) })})
	for _, o := range f.Outcomes {
		all = append(all, part{"outcome " + string(o.ID), slices.Concat([]string{o.Urgency.String()},
			each("section", o.Sections), each("stands first:", o.Open), each("always shown:", o.Always))})
	}
	for _, s := range f.Sections {
		p := part{name: "section " + string(s.ID)}
		for _, w := range s.When {
			p.add("shown when", w)
		}
		for _, w := range s.First {
			p.add("stands first when", w)
		}
		p.pieces = slices.Concat(p.pieces, each("step", s.Steps), each("row", s.Method), each("help:", s.Needs))
		all = append(all, p)
	}
	kept := part{name: "the help that is kept"}
	for _, k := range f.Kept {
		for _, w := range k.When {
			kept.add(string(k.Section)+" after", w)
		}
	}
	return append(all, kept)
}

func ids[T any](all []T, id func(T) string) []string {
	var names []string
	for _, x := range all {
		names = append(names, id(x))
	}
	return names
}

// differ says which parts were added, taken out or written otherwise, and how.
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
		case !slices.Equal(is[i].pieces, p.pieces):
			lines = append(lines, "~ "+p.name)
			lines = append(lines, pieces(p.pieces, is[i].pieces)...)
		}
	}
	for _, p := range is {
		if at(was, p.name) < 0 {
			lines = append(lines, "+ "+p.name)
		}
	}
	return lines
}

// pieces says which pieces went and which came; where neither, that they only changed places.
func pieces(was, is []string) []string {
	var lines []string
	for _, p := range was {
		if !slices.Contains(is, p) {
			lines = append(lines, "    - "+p)
		}
	}
	for _, p := range is {
		if !slices.Contains(was, p) {
			lines = append(lines, "    + "+p)
		}
	}
	if len(lines) == 0 {
		return []string{"    in another order: " + strings.Join(is, "; ")}
	}
	return lines
}
