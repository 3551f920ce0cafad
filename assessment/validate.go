package assessment

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Validate tells every structural promise the flow breaks, joined, and where.
// What it cannot see from the shape alone is proved in internal/prove.
func (f *Flow) Validate() error {
	return errors.Join(
		f.validateQuestions(),
		f.validateRules(),
		f.validateOutcomes(),
		f.validateSections(),
	)
}

// mostTogether is how many options may be offered to be picked together: more
// are not read.
const mostTogether = 6

func (f *Flow) validateQuestions() error {
	var errs []error
	for i, q := range f.Questions {
		if slices.ContainsFunc(f.Questions[:i], func(p Question) bool { return p.ID == q.ID }) {
			errs = append(errs, fmt.Errorf("question %q: twice", q.ID))
		}
		errs = append(errs, within(fmt.Sprintf("question %q", q.ID), q.validateOptions()))
		for _, c := range q.Ask {
			errs = append(errs, within(fmt.Sprintf("question %q: asked when", q.ID), f.validateIs(c)))
			if at := f.place(c.Question); at >= i {
				errs = append(errs, fmt.Errorf("question %q: asked when: question %q is not asked before it", q.ID, c.Question))
			}
		}
	}
	return errors.Join(errs...)
}

func (q Question) validateOptions() error {
	var errs []error
	together := 0
	for i, o := range q.Options {
		if slices.ContainsFunc(q.Options[:i], func(p Option) bool { return p.ID == o.ID }) {
			errs = append(errs, fmt.Errorf("option %q twice", o.ID))
		}
		if o.ID == Unanswered {
			errs = append(errs, fmt.Errorf("option %q stands for no answer", o.ID))
		}
		if !o.Alone {
			together++
		}
	}
	if q.Many && together > mostTogether {
		errs = append(errs, fmt.Errorf("%d options that can be picked together, more than %d", together, mostTogether))
	}
	if o, ok := q.Option(NotSay); !ok {
		errs = append(errs, fmt.Errorf("no option %q", NotSay))
	} else if q.Many && !o.Alone {
		errs = append(errs, fmt.Errorf("option %q can be picked with others", NotSay))
	}
	return errors.Join(errs...)
}

// place gives where a question stands in the order of asking, or -1.
func (f *Flow) place(id QuestionID) int {
	return slices.IndexFunc(f.Questions, func(q Question) bool { return q.ID == id })
}

func (f *Flow) validateIs(c Is) error {
	q, ok := f.Question(c.Question)
	if !ok {
		return fmt.Errorf("no question %q", c.Question)
	}
	if len(c.Options) == 0 {
		return fmt.Errorf("question %q: no options, so it never holds", c.Question)
	}
	var errs []error
	for i, id := range c.Options {
		if _, ok := q.Option(id); !ok && id != Unanswered {
			errs = append(errs, fmt.Errorf("question %q: no option %q", c.Question, id))
		}
		if slices.Contains(c.Options[:i], id) {
			errs = append(errs, fmt.Errorf("question %q: option %q twice", c.Question, id))
		}
	}
	return errors.Join(errs...)
}

func (f *Flow) validateRules() error {
	if len(f.Rules) == 0 {
		return errors.New("no rules")
	}
	var errs []error
	last := len(f.Rules) - 1
	for i, r := range f.Rules {
		where := fmt.Sprintf("rule %q", r.ID)
		for _, c := range r.When {
			errs = append(errs, within(where, f.validateIs(c)))
		}
		if _, ok := f.Outcome(r.Outcome); !ok {
			errs = append(errs, fmt.Errorf("rule %q: no outcome %q", r.ID, r.Outcome))
		}
		if c, d, ok := f.contradiction(r.When); ok {
			errs = append(errs, fmt.Errorf("rule %q: never holds: question %q has one answer, not one of %v and one of %v",
				r.ID, c.Question, c.Options, d.Options))
		}
		switch {
		case i == last && len(r.When) > 0:
			errs = append(errs, fmt.Errorf("rule %q: the last rule has conditions", r.ID))
		case i < last && len(r.When) == 0:
			errs = append(errs, fmt.Errorf("rule %q: no conditions, and rules after it", r.ID))
		}
		errs = append(errs, r.validateAgainst(f.Rules[:i]))
	}
	return errors.Join(errs...)
}

// validateAgainst refuses a rule that an earlier one always forestalls.
func (r Rule) validateAgainst(earlier []Rule) error {
	var errs []error
	for _, e := range earlier {
		if e.ID == r.ID {
			errs = append(errs, fmt.Errorf("rule %q: twice", r.ID))
		}
		switch {
		case !follows(e.When, r.When) || len(e.When) == 0:
			continue
		case follows(r.When, e.When):
			errs = append(errs, fmt.Errorf("rule %q: has the conditions of rule %q", r.ID, e.ID))
		default:
			errs = append(errs, fmt.Errorf("rule %q: never reached, rule %q holds wherever it does", r.ID, e.ID))
		}
	}
	return errors.Join(errs...)
}

// follows reports whether all of conditions a hold wherever all of b do.
func follows(a, b []Is) bool {
	for _, c := range a {
		if !slices.ContainsFunc(b, func(d Is) bool { return d.Question == c.Question && holdAll(c.Options, d.Options) }) {
			return false
		}
	}
	return true
}

// contradiction finds two conditions on a question with one answer that share no option.
func (f *Flow) contradiction(when []Is) (Is, Is, bool) {
	for i, c := range when {
		for _, d := range when[:i] {
			q, ok := f.Question(c.Question)
			shared := slices.ContainsFunc(c.Options, func(o OptionID) bool { return slices.Contains(d.Options, o) })
			if ok && !q.Many && d.Question == c.Question && !shared {
				return d, c, true
			}
		}
	}
	return Is{}, Is{}, false
}

func (f *Flow) validateOutcomes() error {
	var errs []error
	for i, o := range f.Outcomes {
		if slices.ContainsFunc(f.Outcomes[:i], func(p Outcome) bool { return p.ID == o.ID }) {
			errs = append(errs, fmt.Errorf("outcome %q: twice", o.ID))
		}
		if !slices.ContainsFunc(f.Rules, func(r Rule) bool { return r.Outcome == o.ID }) {
			errs = append(errs, fmt.Errorf("outcome %q: no rule leads to it", o.ID))
		}
		errs = append(errs, within(fmt.Sprintf("outcome %q", o.ID), f.validatePage(o)))
	}
	return errors.Join(errs...)
}

func (f *Flow) validatePage(o Outcome) error {
	var errs []error
	for i, id := range o.Sections {
		s, ok := f.Section(id)
		if !ok {
			errs = append(errs, fmt.Errorf("no section %q", id))
		}
		if slices.Contains(o.Sections[:i], id) {
			errs = append(errs, fmt.Errorf("section %q twice", id))
		}
		if o.ID != Covered {
			errs = append(errs, s.validateOffPlan())
		}
	}
	for _, id := range slices.Concat(o.Open, o.Always) {
		if !slices.Contains(o.Sections, id) {
			errs = append(errs, fmt.Errorf("section %q is open or always shown, but not on the page", id))
		}
	}
	return errors.Join(errs...)
}

// retold are the rows of the method whose guard other pages may retell.
var retold = []string{"S23", "S36", "S40", "S51"}

// validateOffPlan refuses a section that only the plan's page may show.
func (s Section) validateOffPlan() error {
	var errs []error
	if len(s.Steps) > 0 {
		errs = append(errs, fmt.Errorf("section %q is a step of the plan", s.ID))
	}
	for _, row := range s.Method {
		n, _ := methodRow(row)
		if n >= 14 && n <= 50 && !slices.Contains(retold, row) {
			errs = append(errs, fmt.Errorf("section %q retells the plan's %s", s.ID, row))
		}
	}
	return errors.Join(errs...)
}

// methodRow reads the number of a row of the method: 27 of "S27".
func methodRow(row string) (int, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(row, "S"))
	if err != nil || !strings.HasPrefix(row, "S") || n < 1 || n > 56 {
		return 0, fmt.Errorf("no row %q in the method", row)
	}
	return n, nil
}

func (f *Flow) validateSections() error {
	var errs []error
	for i, s := range f.Sections {
		where := fmt.Sprintf("section %q", s.ID)
		if slices.ContainsFunc(f.Sections[:i], func(p Section) bool { return p.ID == s.ID }) {
			errs = append(errs, fmt.Errorf("section %q: twice", s.ID))
		}
		for _, conditions := range slices.Concat(s.When, s.First) {
			if len(conditions) == 0 {
				errs = append(errs, fmt.Errorf("section %q: no conditions beside others, so it always shows", s.ID))
			}
			for _, c := range conditions {
				errs = append(errs, within(where, f.validateIs(c)))
			}
		}
		for _, row := range s.Method {
			_, err := methodRow(row)
			errs = append(errs, within(where, err))
		}
		errs = append(errs, within(where, f.validateListed(s)))
	}
	return errors.Join(errs...)
}

// validateListed looks at the pages that show a section: there is one, and
// help for couples is only where it is said that it is not over.
func (f *Flow) validateListed(s Section) error {
	var errs []error
	listed := 0
	couples := slices.Contains(s.Needs, NeedRelationship)
	for _, o := range f.Outcomes {
		if !slices.Contains(o.Sections, s.ID) {
			continue
		}
		listed++
		if couples && (o.ID != NotCovered || slices.Contains(o.Always, s.ID)) {
			errs = append(errs, fmt.Errorf("help for couples on outcome %q", o.ID))
		}
	}
	if listed == 0 && s.ID != KeptHelp {
		errs = append(errs, errors.New("no outcome lists it"))
	}
	if couples && !onlyWhere(s.When, Is{HowItEnded, []OptionID{NotOver}}) {
		errs = append(errs, fmt.Errorf("help for couples also where %s is not %q", HowItEnded, NotOver))
	}
	return errors.Join(errs...)
}

// onlyWhere reports whether each of the lists of conditions needs c.
func onlyWhere(when [][]Is, c Is) bool {
	return len(when) > 0 && !slices.ContainsFunc(when, func(w []Is) bool { return !follows([]Is{c}, w) })
}

// within puts where before each of the joined errors.
func within(where string, err error) error {
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return fmt.Errorf("%s: %w", where, err)
	}
	var errs []error
	for _, e := range joined.Unwrap() {
		errs = append(errs, within(where, e))
	}
	return errors.Join(errs...)
}

func holdAll(all, some []OptionID) bool {
	return !slices.ContainsFunc(some, func(o OptionID) bool { return !slices.Contains(all, o) })
}
