//go:build !wasm

package book

import (
	"strings"

	"secondlook/app/host/safety"
	"secondlook/assessment/content"
)

type hazard struct {
	ID, Mark, File             string
	Title, Cause, Effect, Harm string
	Before, After              string
	Controls                   []control
	Residual, Owner, Review    string
	Status                     string
	Open                       bool
	Body                       []string
}

type control struct{ Text, Name, Mark string }

func (b *binder) hazards() []hazard {
	var all []hazard
	weigh := func(s safety.Score) string {
		return "severity " + b.Log.Severity(s) + ", likelihood " + b.Log.Likelihood(s) + ": risk " + b.Log.Risk(s)
	}
	for _, h := range b.Log.Hazards {
		out := hazard{ID: h.ID.Said, Mark: slug(h.ID.Said), File: h.File, Title: h.Title.Said, Cause: h.Cause.Said, Effect: h.Effect.Said,
			Harm: h.Harm.Said, Before: weigh(h.Before), After: weigh(h.After), Residual: h.Residual.Said, Owner: h.Owner.Said,
			Review: h.Review.Said, Status: b.Log.Status(h), Open: b.Log.IsOpen(h)}
		for _, c := range h.Controls {
			out.Controls = append(out.Controls, control{inWords(c.Said), c.Said, b.controlMark(c.Said)})
		}
		for part := range strings.SplitSeq(h.Body, "\n\n") {
			out.Body = append(out.Body, strings.Join(strings.Fields(part), " "))
		}
		all = append(all, out)
	}
	return all
}

// scales are how bad and how likely, and what the two come to.
type scales struct {
	safety.Scales
	Tables []scale
	Rows   []riskRow
}

type scale struct {
	Name   string
	Levels []safety.Level
}

// A riskRow is one likelihood, and the risk at each severity.
type riskRow struct {
	safety.Level
	Risks []safety.Level
}

func (b *binder) scales() scales {
	s := b.Log.Scales
	out := scales{Scales: s, Tables: []scale{{"severity", s.Severity}, {"likelihood", s.Likelihood}, {"risk", s.Risk}}}
	for _, likely := range s.Likelihood {
		row := riskRow{Level: likely}
		for _, bad := range s.Severity {
			row.Risks = append(row.Risks, s.Risk[s.Of(safety.Score{Severity: bad.Number, Likelihood: likely.Number})-1])
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// controlMark finds where in the book a control stands: a promise or a hard case.
func (b *binder) controlMark(c string) string {
	kind, name, _ := strings.Cut(c, ":")
	switch kind {
	case "promise":
		for _, p := range b.Proved {
			if p.ID == name || slug(p.ID) == slug(name) {
				return "t-" + slug(p.ID)
			}
		}
	case "journey":
		if id, _, ok := strings.Cut(name, "-"); ok && caseID.MatchString(strings.ToUpper(id[:1])+id[1:]) {
			return caseMark(id)
		}
	}
	return ""
}

// unknown is what this build does not know, as far as it can count it.
type unknown struct {
	Limits    []standingSection // what the site itself says it is not
	Promises  int
	Controls  int // of the hazards,
	NotRed    int // and those that nobody has seen fail on these sources
	Lines     int
	NoDate    int
	Unsure    int
	Hours     int
	NoLine    int
	NoNumbers int
	Places    int
	Languages string
}

// limitsPage is where the site tells what it is not; its limits stand in the parts whose headings say so.
const limitsPage = "about"

func (b *binder) unknown() unknown {
	u := unknown{Promises: len(b.Proved), Languages: b.Words.Lang}
	seen, not := b.Log.SeenRed(b.Evidence)
	u.Controls, u.NotRed = seen+not, not
	for _, s := range b.Words.Page(limitsPage).Sections {
		if strings.Contains(s.Title, " not") {
			u.Limits = append(u.Limits, standingSection{s.Title, b.blocks(s.Body)})
		}
	}
	for _, c := range b.Countries {
		if c.Code != content.Europe && c.Code != content.Everywhere {
			u.Places++
			if len(c.Lines) == 0 {
				u.NoLine++
			}
			if !c.Emergency.Numbers() {
				u.NoNumbers++
			}
		}
		for _, l := range c.Lines {
			u.Lines++
			if l.Checked == "" {
				u.NoDate++
			}
			if l.Confidence != content.High {
				u.Unsure++
			}
			if l.Hours == "unknown" || !l.HoursSure {
				u.Hours++
			}
		}
	}
	return u
}
