//go:build !wasm

package survey

import (
	"html"
	"regexp"
	"strings"

	"secondlook/app/host/bench/peers/sheet"
	"secondlook/assessment"
)

// The JSON of SurveyJS, as far as it is used here.
type (
	// A Survey is the whole questionnaire.
	Survey struct {
		Pages                []Page `json:"pages"`
		FirstPageIsStartPage bool   `json:"firstPageIsStartPage"`
		ShowPrevButton       bool   `json:"showPrevButton"`
		ShowQuestionNumbers  bool   `json:"showQuestionNumbers"`
		RequiredMark         string `json:"requiredMark"`
		StartSurveyText      string `json:"startSurveyText"`
		PageNextText         string `json:"pageNextText"`
		CompleteText         string `json:"completeText"`
		CompletedHTML        string `json:"completedHtml"`
	}
	// A Page is one screen.
	Page struct {
		Name      string    `json:"name"`
		VisibleIf string    `json:"visibleIf,omitempty"`
		Elements  []Element `json:"elements"`
	}
	// An Element is a question, or markup.
	Element struct {
		Type        string   `json:"type"`
		Name        string   `json:"name"`
		HTML        string   `json:"html,omitempty"`
		Title       string   `json:"title,omitempty"`
		Description string   `json:"description,omitempty"`
		IsRequired  bool     `json:"isRequired,omitempty"`
		Choices     []Choice `json:"choices,omitempty"`
	}
	// A Choice is one answer.
	Choice struct {
		Value       string `json:"value"`
		Text        string `json:"text"`
		IsExclusive bool   `json:"isExclusive,omitempty"`
	}
)

// Model is a sheet in the JSON of SurveyJS.
func Model(s sheet.Sheet) Survey {
	survey := Survey{
		FirstPageIsStartPage: true,
		StartSurveyText:      s.Start.Button,
		PageNextText:         s.Continue,
		CompleteText:         s.Continue,
		Pages:                []Page{{Name: "start", Elements: []Element{{Type: "html", Name: "words", HTML: startHTML(s.Start)}}}},
	}
	said := "<h1>" + html.EscapeString(s.End) + `</h1><ul id="said">`
	for _, q := range s.Questions {
		element := Element{Type: "radiogroup", Name: q.ID, Title: q.Title, Description: plainText(q.Hint), IsRequired: true}
		if q.Many {
			element.Type = "checkbox"
		}
		for _, o := range q.Options {
			text := o.Label
			if o.Note != "" {
				text += " " + o.Note
			}
			element.Choices = append(element.Choices, Choice{o.ID, text, q.Many && o.Alone})
		}
		survey.Pages = append(survey.Pages, Page{Name: "page-" + q.ID, VisibleIf: condition(q.Ask), Elements: []Element{element}})
		said += "<li>{" + q.ID + "}</li>"
	}
	survey.CompletedHTML = said + "</ul>"
	return survey
}

func startHTML(s sheet.Start) string {
	text := `<h1>` + html.EscapeString(s.Title) + `</h1><p class="lead">` + html.EscapeString(s.Lead) + `</p><p>` + html.EscapeString(s.Note) + `</p>`
	for _, section := range s.Sections {
		text += "<h2>" + html.EscapeString(section.Title) + "</h2>" + section.HTML
	}
	return text
}

// condition says in SurveyJS's words when a question is asked.
func condition(ask []assessment.Is) string {
	var all []string
	for _, is := range ask {
		var options []string
		either := ""
		for _, o := range is.Options {
			if o == assessment.Unanswered {
				either = "{" + string(is.Question) + "} empty or "
				continue
			}
			options = append(options, "'"+string(o)+"'")
		}
		all = append(all, "("+either+"{"+string(is.Question)+"} anyof ["+strings.Join(options, ", ")+"])")
	}
	return strings.Join(all, " and ")
}

var tag = regexp.MustCompile(`<[^>]*>`)

// plainText is markup as a description wants it: without tags.
func plainText(markup string) string {
	return html.UnescapeString(strings.TrimSpace(tag.ReplaceAllString(markup, " ")))
}
