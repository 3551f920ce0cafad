package assessment

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Holds reports whether the answers include one of the condition's options.
func (c Is) Holds(a Answers) bool {
	picks := a[c.Question]
	if len(picks) == 0 {
		return slices.Contains(c.Options, Unanswered)
	}
	for _, p := range picks {
		if slices.Contains(c.Options, p) {
			return true
		}
	}
	return false
}

func all(when []Is, a Answers) bool {
	for _, c := range when {
		if !c.Holds(a) {
			return false
		}
	}
	return true
}

func anyOf(when [][]Is, a Answers) bool {
	for _, w := range when {
		if all(w, a) {
			return true
		}
	}
	return false
}

// rule finds the first rule that holds. The last rule has no conditions, so
// one always does; a flow without rules is refused by Validate.
func (f *Flow) rule(a Answers) (Rule, bool) {
	for _, r := range f.Rules {
		if all(r.When, a) {
			return r, true
		}
	}
	return Rule{}, false
}

// Decided reports whether nothing more may be asked: danger has been named,
// and every further question would stand between the person and help.
func (f *Flow) Decided(a Answers) bool {
	r, ok := f.rule(a)
	return ok && r.Outcome == DangerNow
}

// Asked reports whether these answers have us ask question q.
func (f *Flow) Asked(q Question, a Answers) bool { return all(q.Ask, a) }

// Next gives the question to ask now. It is false when none is left, or when
// danger has been named.
func (f *Flow) Next(a Answers) (Question, bool) {
	if f.Decided(a) {
		return Question{}, false
	}
	for _, q := range f.Questions {
		if len(a[q.ID]) == 0 && f.Asked(q, a) {
			return q, true
		}
	}
	return Question{}, false
}

// Path gives the questions these answers have us ask, in order, up to and
// including the first unanswered one.
func (f *Flow) Path(a Answers) []Question {
	var path []Question
	next, open := f.Next(a)
	for _, q := range f.Questions {
		if open && q.ID == next.ID {
			return append(path, q)
		}
		if len(a[q.ID]) > 0 && f.Asked(q, a) {
			path = append(path, q)
		}
	}
	return path
}

// Missing gives the questions still to ask, as far as the answers so far
// tell. It is empty once danger is decided.
func (f *Flow) Missing(a Answers) []QuestionID {
	if f.Decided(a) {
		return nil
	}
	var missing []QuestionID
	for _, q := range f.Questions {
		if len(a[q.ID]) == 0 && f.Asked(q, a) {
			missing = append(missing, q.ID)
		}
	}
	return missing
}

// Prune returns the answers without those to questions that are no longer
// asked. Questions only look back, so one walk in order is enough.
func (f *Flow) Prune(a Answers) Answers {
	kept := Answers{}
	for _, q := range f.Questions {
		if len(a[q.ID]) > 0 && f.Asked(q, kept) {
			kept[q.ID] = slices.Clone(a[q.ID])
		}
	}
	return kept
}

// Decide gives the page that fits the answers. It is total: it never panics,
// and it never prunes, so an answer to a question that would not be asked can
// still protect.
func (f *Flow) Decide(a Answers) Result {
	r, ok := f.rule(a)
	if !ok {
		r = Rule{ID: "otherwise", Outcome: Unclear}
	}
	return f.result(r, a)
}

func (f *Flow) result(r Rule, a Answers) Result {
	o, _ := f.Outcome(r.Outcome)
	res := Result{Outcome: r.Outcome, Urgency: o.Urgency, Rule: r.ID, Sections: f.shown(o, a)}
	for _, c := range r.When {
		fact := Fact{Question: c.Question}
		for _, p := range a[c.Question] {
			if slices.Contains(c.Options, p) {
				fact.Options = append(fact.Options, p)
			}
		}
		if len(fact.Options) > 0 {
			res.Because = append(res.Because, fact)
		}
	}
	return res
}

// shown gives the sections of an outcome that these answers call for: first
// those that stand above its own words, in the flow's order, then the rest in
// the outcome's order. Sections of the plan's steps are left to Plan.
func (f *Flow) shown(o Outcome, a Answers) []SectionID {
	first := make([]SectionID, 0, len(o.Sections))
	rest := make([]SectionID, len(o.Sections)) // each in its place, or empty
	for i := range f.Sections {
		s := &f.Sections[i]
		if len(s.Steps) > 0 {
			continue
		}
		place := slices.Index(o.Sections, s.ID)
		if place < 0 || !s.shown(o, a) {
			continue
		}
		if slices.Contains(o.Open, s.ID) || anyOf(s.First, a) {
			first = append(first, s.ID)
			continue
		}
		rest[place] = s.ID
	}
	for _, id := range rest {
		if id != "" {
			first = append(first, id)
		}
	}
	return first
}

func (s *Section) shown(o Outcome, a Answers) bool {
	return len(s.When) == 0 || slices.Contains(o.Always, s.ID) || anyOf(s.When, a)
}

// Check refuses answers that no screen could have given: unknown IDs, two
// picks where one is allowed, or "none" beside something. The error names the
// question; of several faults it tells the first in the flow's order.
func (f *Flow) Check(a Answers) error {
	for _, id := range slices.Sorted(maps.Keys(a)) {
		if _, ok := f.Question(id); !ok || id == Slip {
			return fmt.Errorf("no question %q", id)
		}
	}
	for _, q := range f.Questions {
		if picks, ok := a[q.ID]; ok {
			if err := q.check(picks); err != nil {
				return fmt.Errorf("question %q: %w", q.ID, err)
			}
		}
	}
	return nil
}

// CheckSaid refuses what could never have been picked. Picks that exclude each
// other are fine here: they were made one after the other.
func (f *Flow) CheckSaid(said Answers) error {
	for _, id := range slices.Sorted(maps.Keys(said)) {
		q, ok := f.Question(id)
		if !ok || id == Slip {
			return fmt.Errorf("said: no question %q", id)
		}
		for _, p := range said[id] {
			if _, ok := q.Option(p); !ok {
				return fmt.Errorf("said: question %q: no option %q", id, p)
			}
		}
	}
	return nil
}

func (q Question) check(picks []OptionID) error {
	if len(picks) == 0 {
		return errors.New("no option picked")
	}
	for i, p := range picks {
		o, ok := q.Option(p)
		switch {
		case !ok:
			return fmt.Errorf("no option %q", p)
		case slices.Contains(picks[:i], p):
			return fmt.Errorf("option %q picked twice", p)
		case o.Alone && len(picks) > 1:
			return fmt.Errorf("option %q cannot be picked with others", p)
		}
	}
	if !q.Many && len(picks) > 1 {
		return errors.New("only one option may be picked")
	}
	return nil
}
