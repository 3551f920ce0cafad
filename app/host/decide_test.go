//go:build !wasm

package host

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"secondlook/assessment"
)

// What was said in the sitting and then changed counts for machines as it does on the screen: the plan waits for a plain yes
// that it was a slip, and keeps the help on top even then.
func TestDecide_WhatWasSaidStillCounts(t *testing.T) {
	clear := assessment.Answers{"right-now": {"none"}, "thoughts": {"no"}, "ages": {"both-18"}, "how-it-ended": {"they-left-lately"},
		"felt": {"none"}, "body": {"none"}, "threats": {"none"}, "control": {"none"}, "watching": {"none"}, "trust": {"none"},
		"their-word": {"none"}, "ties": {"none"}, "why-left": {"sharp"}, "so-far": {"none"}}
	blocked := assessment.Answers{"their-word": {"blocked"}}
	tests := []struct {
		name    string
		sheet   sheetJSON
		outcome assessment.OutcomeID
		missing []assessment.QuestionID
		first   assessment.SectionID // none: whatever stands there
		fault   string
	}{
		{"nothing was changed", sheetJSON{Answers: clear, Said: clear}, "covered", nil, "", ""},
		{"a no was changed, nothing said of a slip", sheetJSON{Answers: clear, Said: blocked}, "clear-no", []assessment.QuestionID{"slip"}, "", ""},
		{"it was no slip", sheetJSON{Answers: clear, Said: blocked, Slip: "no"}, "clear-no", nil, "", ""},
		{"it is not said", sheetJSON{Answers: clear, Said: blocked, Slip: "not-say"}, "clear-no", nil, "", ""},
		{"it was a slip", sheetJSON{Answers: clear, Said: blocked, Slip: "yes"}, "covered", nil, "kept-help", ""},
		{"a slip of nothing", sheetJSON{Answers: clear.With("body", "hit"), Slip: "yes"}, "both-harm", []assessment.QuestionID{"who-body"}, "", ""},
		{"no such word", sheetJSON{Answers: clear, Said: assessment.Answers{"their-word": {"rumour"}}}, "", nil, "", `said: question "their-word": no option "rumour"`},
		{"no such slip", sheetJSON{Answers: clear, Said: blocked, Slip: "maybe"}, "", nil, "", `slip: no option "maybe"`},
	}
	var in, out strings.Builder
	for _, tt := range tests {
		tt.sheet.ID = tt.name
		if err := json.NewEncoder(&in).Encode(tt.sheet); err != nil {
			t.Fatal(err)
		}
	}
	if err := decide(strings.NewReader(in.String()), &out, time.Now()); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	for i, tt := range tests {
		var got struct {
			verdictJSON
			Error string `json:"error"`
		}
		if err := json.Unmarshal([]byte(lines[i]), &got); err != nil {
			t.Fatal(err)
		}
		if got.ID != tt.name || got.Outcome != tt.outcome || !slices.Equal(got.Missing, tt.missing) || got.Error != tt.fault {
			t.Errorf("%s: got %s, missing %v, error %q; want %s, %v, %q", tt.name, got.Outcome, got.Missing, got.Error, tt.outcome, tt.missing, tt.fault)
		}
		if tt.first != "" && (len(got.Sections) == 0 || got.Sections[0] != tt.first) {
			t.Errorf("%s: got %v, want %s on top", tt.name, got.Sections, tt.first)
		}
		if tt.outcome != assessment.Covered && slices.Contains(got.Sections, "change-your-side") {
			t.Errorf("%s: the plan is on the page", tt.name)
		}
	}
}

// A line that cannot be used gets an error of its own, with its ID where one can be had, and the next goes on.
func TestDecide_ABadLineStopsNothing(t *testing.T) {
	in := strings.Join([]string{
		`{"id":"broken","answers":{"right-now":"none"}}`,
		`no JSON`,
		``,
		`{"id":"illegal","answers":{"right-now":["none","they-may-hurt-me"]}}`,
		`{"id":"long","answers":"` + strings.Repeat("x", longestLine) + `"}`,
		`{"id":"where","country":"gb"}`,
		`{"id":"when","today":"yesterday"}`,
		`{"id":"whole","answers":{"right-now":["they-may-hurt-me"]}}`,
	}, "\n")
	var out strings.Builder
	if err := decide(strings.NewReader(in), &out, time.Now()); err != nil {
		t.Fatal(err)
	}
	want := []struct{ id, outcome, fault string }{
		{"broken", "", "not an answer sheet: "}, {"", "", "not an answer sheet: "}, {"illegal", "", `question "right-now": option "none" cannot`},
		{"", "", "the line is longer than "}, {"where", "", `country "gb": want two capital letters`}, {"when", "", "today"}, {"whole", "danger-now", ""},
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != len(want) {
		t.Fatalf("got %d lines, want %d:\n%s", len(lines), len(want), out.String())
	}
	for i, w := range want {
		var got struct{ ID, Outcome, Error string }
		if err := json.Unmarshal([]byte(lines[i]), &got); err != nil {
			t.Fatal(err)
		}
		if got.ID != w.id || got.Outcome != w.outcome || !strings.Contains(got.Error, w.fault) || (got.Error == "") != (w.fault == "") {
			t.Errorf("line %d: got %+v, want %+v", i, got, w)
		}
	}
}
