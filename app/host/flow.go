//go:build !wasm

package host

import (
	"encoding/json"
	"html"
	"io"
	"regexp"
	"strings"

	"secondlook/assessment"
	"secondlook/assessment/content"
)

// The flow as JSON, for machines and reviewers.
type (
	flowJSON struct {
		Version   string         `json:"version"`
		Questions []questionJSON `json:"questions"`
		Rules     []ruleJSON     `json:"rules"`
		Outcomes  []outcomeJSON  `json:"outcomes"`
		Sections  []sectionJSON  `json:"sections"`
		Slip      questionJSON   `json:"slip"` // asked only between something withdrawn and the plan
		Kept      []keptJSON     `json:"kept"` // the help that stays when what called for it is changed away
	}
	keptJSON struct {
		Section assessment.SectionID `json:"section"`
		When    [][]isJSON           `json:"when"`
	}
	isJSON struct {
		Question assessment.QuestionID `json:"question"`
		Options  []assessment.OptionID `json:"options"`
	}
	questionJSON struct {
		ID      assessment.QuestionID `json:"id"`
		Text    string                `json:"text"`
		Hint    string                `json:"hint"`
		Many    bool                  `json:"many"`
		Ask     []isJSON              `json:"ask"`
		Options []optionJSON          `json:"options"`
	}
	optionJSON struct {
		ID         assessment.OptionID `json:"id"`
		Text       string              `json:"text"`
		Alone      bool                `json:"alone"`
		Constructs []string            `json:"constructs"`
	}
	ruleJSON struct {
		ID      assessment.RuleID    `json:"id"`
		When    []isJSON             `json:"when"`
		Outcome assessment.OutcomeID `json:"outcome"`
	}
	outcomeJSON struct {
		ID       assessment.OutcomeID   `json:"id"`
		Urgency  string                 `json:"urgency"`
		Title    string                 `json:"title"`
		Sections []assessment.SectionID `json:"sections"`
		Open     []assessment.SectionID `json:"open"`   // stand above its own words, whatever was said
		Always   []assessment.SectionID `json:"always"` // shown whether or not their conditions hold
	}
	sectionJSON struct {
		ID     assessment.SectionID `json:"id"`
		Title  string               `json:"title"`
		When   [][]isJSON           `json:"when"`
		First  [][]isJSON           `json:"first"` // stands above the outcome's own words
		Steps  []assessment.StepID  `json:"steps"` // shown only at these steps of the plan
		Method []string             `json:"method"`
		Needs  []assessment.Need    `json:"needs"`
	}
)

// writeFlow writes the whole questionnaire as one JSON object.
func writeFlow(w io.Writer) error {
	f, words := assessment.Default(), content.English()
	out := flowJSON{Version: f.Version}
	for _, q := range f.Questions {
		out.Questions = append(out.Questions, questionToJSON(q, words.Question(q.ID)))
	}
	for _, r := range f.Rules {
		out.Rules = append(out.Rules, ruleJSON{r.ID, conditions(r.When), r.Outcome})
	}
	for _, o := range f.Outcomes {
		out.Outcomes = append(out.Outcomes, outcomeJSON{o.ID, o.Urgency.String(), words.Outcome(o.ID).Title,
			list(o.Sections), list(o.Open), list(o.Always)})
	}
	for _, s := range f.Sections {
		out.Sections = append(out.Sections, sectionJSON{s.ID, words.Section(s.ID, content.Plain).Title,
			alternatives(s.When), alternatives(s.First), list(s.Steps), list(s.Method), list(s.Needs)})
	}
	out.Slip = questionToJSON(f.Slip, words.Question(f.Slip.ID))
	for _, k := range f.Kept {
		out.Kept = append(out.Kept, keptJSON{k.Section, alternatives(k.When)})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(out)
}

func questionToJSON(q assessment.Question, w content.Question) questionJSON {
	out := questionJSON{ID: q.ID, Text: w.Title, Hint: plain(w.Hint), Many: q.Many, Ask: conditions(q.Ask)}
	for _, o := range q.Options {
		text := w.Option(o.ID).Label
		if note := w.Option(o.ID).Note; note != "" {
			text += ". " + note
		}
		out.Options = append(out.Options, optionJSON{o.ID, text, o.Alone, list(o.Constructs)})
	}
	return out
}

func conditions(when []assessment.Is) []isJSON {
	out := []isJSON{}
	for _, c := range when {
		out = append(out, isJSON{c.Question, c.Options})
	}
	return out
}

func alternatives(when [][]assessment.Is) [][]isJSON {
	out := [][]isJSON{}
	for _, w := range when {
		out = append(out, conditions(w))
	}
	return out
}

// list is never null in JSON.
func list[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}

var tag = regexp.MustCompile(`<[^>]*>`)

// plain gives the words of checked markup.
func plain(h content.HTML) string {
	return strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(string(h), " "))), " ")
}
