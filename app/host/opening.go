//go:build !wasm

package host

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"secondlook/app"
	"secondlook/assessment"
)

// A looked-up place is what the opening's script knows of one screen: the
// answers and where they lead, and nothing of why.
type lookedUp struct {
	Question assessment.QuestionID                          `json:"question,omitempty"`
	Many     bool                                           `json:"many,omitempty"`
	Alone    []assessment.OptionID                          `json:"alone,omitempty"`
	Next     map[assessment.OptionID]string                 `json:"next,omitempty"`
	Only     map[assessment.SectionID][]assessment.OptionID `json:"only,omitempty"`
}

// openingTable is the table of the opening's script, by the IDs of the templates.
func openingTable(places []app.Place) map[string]lookedUp {
	table := map[string]lookedUp{}
	for _, p := range places {
		table[p.ID] = lookedUp{p.Question, p.Many, p.Alone, p.Next, p.Only}
	}
	return table
}

// fits is a mark that the table and the screens made with it share, so that neither is used with those of other questions.
func fits(places []app.Place) string {
	table, err := json.Marshal(openingTable(places))
	if err != nil {
		return "" // no table fails to encode
	}
	return fmt.Sprintf("%s.%x", assessment.Default().Version, sha256.Sum256(table))[:20]
}

// openingTemplates are the screens of the opening, inert until they are shown.
func openingTemplates(places []app.Place) []string {
	var templates []string
	for i, p := range places {
		mark := ""
		if i == 0 {
			mark = ` data-fits="` + fits(places) + `"`
		}
		templates = append(templates, `<template id="`+p.ID+`"`+mark+`>`+p.HTML+`</template>`)
		if p.Problem != "" {
			templates = append(templates, `<template id="`+p.ID+`-problem">`+p.Problem+`</template>`)
		}
	}
	return templates
}

// firstPlace is where Start leads, as JSON.
func firstPlace(places []app.Place) json.RawMessage {
	if len(places) == 0 {
		return json.RawMessage(`""`) // refused by the face's check
	}
	return json.RawMessage(quoteJSON(places[0].ID))
}

// quoteJSON gives a text as JSON.
func quoteJSON(text string) string {
	encoded, err := json.Marshal(text)
	if err != nil {
		return `""` // no text fails to encode
	}
	return string(encoded)
}
