//go:build !wasm

package safety

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A Fault is something wrong, and where.
type Fault struct {
	File string
	Line int
	Says string
}

func (f Fault) String() string { return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Says) }

type faults []Fault

// err joins the faults, one a line; none is no error.
func (fs faults) err() error {
	var errs []error
	for _, f := range fs {
		errs = append(errs, errors.New(f.String()))
	}
	return errors.Join(errs...)
}

// Forms of what is written.
var (
	idForm  = regexp.MustCompile(`^HZ[1-9]\d*$`)
	endings = regexp.MustCompile(`[.?!][”’)]*(\s|$)`)
	// loaded are words that judge someone, or that only we would use.
	loaded = regexp.MustCompile(`(?i)\b(users?|victims?|perpetrators?|abusers?|abusive|toxic|narcissists?|stalkers?|rapists?|end-users?|stakeholders?|mitigat\w+|leverage)\b`)
)

// The number of sentences that a hazard's words may have.
const (
	leastSentences = 2
	mostSentences  = 5
)

// Check holds every hazard against what there is. It gives what is refused, and what is only warned of.
func (l Log) Check(have Evidence, today time.Time) (refused, warned faults) {
	ids, everywhere := map[string]string{}, l.removals()
	for _, h := range l.Hazards {
		c := checker{Hazard: h, have: have, everywhere: everywhere}
		c.fields()
		c.score("before", h.Before)
		c.score("after", h.After)
		c.controls()
		c.removals()
		c.words()
		if other, taken := ids[h.ID.Said]; taken && h.ID.Said != "" {
			c.refuse(h.ID.line, "id %s is that of %s", h.ID.Said, other)
		}
		ids[h.ID.Said] = h.File
		if len(c.refused) == 0 && l.Scales.Of(h.After) > l.Scales.Of(h.Before) {
			c.refuse(h.After.line, "after the controls the risk is higher than before")
		}
		c.due(today)
		refused = append(refused, c.refused...)
		warned = append(warned, c.warned...)
	}
	return refused, warned
}

// A checker is one hazard while it is checked.
type checker struct {
	Hazard
	have            Evidence
	everywhere      []Removal // of all hazards: a control of several is taken away once
	refused, warned faults
}

// fault makes a fault of a line of the head, which begins on line 2 of its file.
func (c *checker) fault(line int, format string, args ...any) Fault {
	return Fault{path.Join(Folder, c.File), line + 1, fmt.Sprintf(format, args...)}
}

func (c *checker) refuse(line int, format string, args ...any) {
	c.refused = append(c.refused, c.fault(line, format, args...))
}

func (c *checker) fields() {
	for _, f := range []struct {
		name string
		said Text
	}{
		{"id", c.ID}, {"title", c.Title}, {"cause", c.Cause}, {"effect", c.Effect}, {"harm", c.Harm},
		{"residual", c.Residual}, {"owner", c.Owner}, {"review", c.Review},
	} {
		if f.said.Said == "" {
			c.refuse(f.said.line, "%s is missing", f.name)
		}
	}
	if c.ID.Said != "" && !idForm.MatchString(c.ID.Said) {
		c.refuse(c.ID.line, "id %q: want HZ and a number", c.ID.Said)
	}
}

func (c *checker) score(name string, s Score) {
	for _, part := range []struct {
		name string
		n    int
	}{{"severity", s.Severity}, {"likelihood", s.Likelihood}} {
		if part.n < 1 || part.n > levels {
			c.refuse(s.line, "%s: %s is %d, want 1 to %d", name, part.name, part.n, levels)
		}
	}
}

func (c *checker) controls() {
	if len(c.Controls) == 0 {
		c.refuse(0, "no control: nothing stands against this hazard")
	}
	for i, control := range c.Controls {
		if why := c.have.missing(control.Said); why != "" {
			c.refuse(control.line, "control %s: %s", control.Said, why)
		}
		if slices.ContainsFunc(c.Controls[:i], func(t Text) bool { return t.Said == control.Said }) {
			c.refuse(control.line, "control %s: twice", control.Said)
		}
		kind, name, _ := strings.Cut(control.Said, ":")
		p, _ := c.have.Promise(name)
		written := slices.ContainsFunc(c.everywhere, func(r Removal) bool { return r.Control.Said == control.Said })
		if !written && (kind == "test" || kind == "promise" && len(p.BrokenBy) == 0) {
			c.refuse(control.line, "control %s: no removal says what to take away so that it goes red", control.Said)
		}
	}
}

func (c *checker) removals() {
	for _, r := range c.Removals {
		kind, _, _ := strings.Cut(r.Control.Said, ":")
		switch {
		case !slices.ContainsFunc(c.Controls, func(t Text) bool { return t.Said == r.Control.Said }):
			c.refuse(r.Control.line, "removal of %q, which is no control of this hazard", r.Control.Said)
		case kind == "build":
			c.refuse(r.Control.line, "removal of %s: what a build refuses is shown by its own test", r.Control.Said)
		case r.Old.Said == r.New.Said:
			c.refuse(r.Old.line, "removal of %s: changes nothing", r.Control.Said)
		default:
			// The sources go on changing; hazards-red fails on it, and the log says that the control is not shown red.
			if why := c.have.editable(r); why != "" {
				c.warned = append(c.warned, c.fault(r.Old.line, "removal of %s: %s", r.Control.Said, why))
			}
		}
	}
}

func (c *checker) words() {
	n := len(endings.FindAllString(c.Body, -1))
	if n < leastSentences || n > mostSentences {
		c.refuse(c.bodyLine-1, "%d sentences, want %d to %d", n, leastSentences, mostSentences)
	}
	for _, t := range []Text{c.Title, c.Cause, c.Effect, c.Harm, c.Residual, {c.bodyLine - 1, c.Body}} {
		if word := loaded.FindString(t.Said); word != "" {
			c.refuse(t.line, "the word %q: say it plainly, and say person", word)
		}
	}
}

// due warns of a review that is past; a date that is none is refused.
func (c *checker) due(today time.Time) {
	if c.Review.Said == "" {
		return
	}
	day, err := time.Parse(time.DateOnly, c.Review.Said)
	if err != nil {
		c.refuse(c.Review.line, "review %q: want a day such as 2027-05-01", c.Review.Said)
		return
	}
	if day.Before(today) {
		c.warned = append(c.warned, c.fault(c.Review.line, "the review of %s is past", c.Review.Said))
	}
}
