package assessment

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Validate tells every structural promise the flow breaks, joined: where, what
// is wrong, and what to do. What it cannot see from the shape alone is proved
// in internal/prove.
func (f *Flow) Validate() error {
	return errors.Join(
		f.validateQuestions(),
		f.validateSlip(),
		f.validateRules(),
		f.validateOutcomes(),
		f.validateSections(),
		f.validateKept(),
	)
}

// mostTogether is how many options may be offered to be picked together: more
// are not read.
const mostTogether = 6

// constructs is how many things the questions must catch.
const constructs = 85

func (f *Flow) validateQuestions() error {
	var errs []error
	for i, q := range f.Questions {
		if slices.ContainsFunc(f.Questions[:i], func(p Question) bool { return p.ID == q.ID }) {
			errs = append(errs, fmt.Errorf("question %q: twice: give one of them another ID", q.ID))
		}
		errs = append(errs, within("question", named(string(q.ID))))
		errs = append(errs, within(fmt.Sprintf("question %q", q.ID), q.validateOptions()))
		for _, c := range q.Ask {
			errs = append(errs, within(fmt.Sprintf("question %q: asked when", q.ID), f.validateIs(c)))
			if at := f.place(c.Question); at >= i {
				errs = append(errs, fmt.Errorf("question %q: asked when: question %q is not asked before it: ask it earlier, or take the condition out", q.ID, c.Question))
			}
		}
		if c, d, ok := f.contradiction(q.Ask); ok {
			errs = append(errs, fmt.Errorf("question %q: never asked: question %q has one answer, not one of %v and one of %v: join the two, or take one out",
				q.ID, c.Question, c.Options, d.Options))
		}
	}
	return errors.Join(errs...)
}

func (q Question) validateOptions() error {
	var errs []error
	together := 0
	for i, o := range q.Options {
		if slices.ContainsFunc(q.Options[:i], func(p Option) bool { return p.ID == o.ID }) {
			errs = append(errs, fmt.Errorf("option %q twice: give one of them another ID", o.ID))
		}
		if o.ID == Unanswered {
			errs = append(errs, fmt.Errorf("option %q stands for no answer: give it another ID", o.ID))
		}
		errs = append(errs, within("option", named(string(o.ID))))
		for _, c := range o.Constructs {
			if n, err := strconv.Atoi(strings.TrimPrefix(c, "C")); err != nil || c != "C"+strconv.Itoa(n) || n < 1 || n > constructs {
				errs = append(errs, fmt.Errorf("option %q: no construct %q: they are C1 to C%d", o.ID, c, constructs))
			}
		}
		if !o.Alone {
			together++
		}
	}
	if q.Many && together > mostTogether {
		errs = append(errs, fmt.Errorf("%d options that can be picked together, more than %d: split the question", together, mostTogether))
	}
	if o, ok := q.Option(NotSay); !ok {
		errs = append(errs, fmt.Errorf("no option %q: add it, nobody has to say", NotSay))
	} else if q.Many && !o.Alone {
		errs = append(errs, fmt.Errorf("option %q can be picked with others: make it stand alone", NotSay))
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
		return fmt.Errorf("no question %q: name one that is asked", c.Question)
	}
	if len(c.Options) == 0 {
		return fmt.Errorf("question %q: no options, so it never holds: name some, or take the condition out", c.Question)
	}
	var errs []error
	for i, id := range c.Options {
		if _, ok := q.Option(id); !ok && id != Unanswered {
			errs = append(errs, fmt.Errorf("question %q: no option %q: name one that it offers", c.Question, id))
		}
		if slices.Contains(c.Options[:i], id) {
			errs = append(errs, fmt.Errorf("question %q: option %q twice: take one out", c.Question, id))
		}
	}
	return errors.Join(errs...)
}

func (f *Flow) validateRules() error {
	if len(f.Rules) == 0 {
		return errors.New("no rules: write at least the last one, without conditions")
	}
	var errs []error
	last := len(f.Rules) - 1
	for i, r := range f.Rules {
		where := fmt.Sprintf("rule %q", r.ID)
		errs = append(errs, within("rule", named(string(r.ID))))
		for _, c := range r.When {
			errs = append(errs, within(where, f.validateIs(c)))
		}
		if _, ok := f.Outcome(r.Outcome); !ok {
			errs = append(errs, fmt.Errorf("rule %q: no outcome %q: name one of the flow's", r.ID, r.Outcome))
		}
		if c, d, ok := f.contradiction(r.When); ok {
			errs = append(errs, fmt.Errorf("rule %q: never holds: question %q has one answer, not one of %v and one of %v: join the two, or take one out",
				r.ID, c.Question, c.Options, d.Options))
		}
		switch {
		case i == last && len(r.When) > 0:
			errs = append(errs, fmt.Errorf("rule %q: the last rule has conditions: end with one that has none", r.ID))
		case i < last && len(r.When) == 0:
			errs = append(errs, fmt.Errorf("rule %q: no conditions, and rules after it: give it some, or move it to the end", r.ID))
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
			errs = append(errs, fmt.Errorf("rule %q: twice: give one of them another ID", r.ID))
		}
		switch {
		case !follows(e.When, r.When) || len(e.When) == 0:
			continue
		case follows(r.When, e.When):
			errs = append(errs, fmt.Errorf("rule %q: has the conditions of rule %q: take one out", r.ID, e.ID))
		default:
			errs = append(errs, fmt.Errorf("rule %q: never reached, rule %q holds wherever it does: move it before that one, or take it out", r.ID, e.ID))
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
			errs = append(errs, fmt.Errorf("outcome %q: twice: give one of them another ID", o.ID))
		}
		if !slices.ContainsFunc(f.Rules, func(r Rule) bool { return r.Outcome == o.ID }) {
			errs = append(errs, fmt.Errorf("outcome %q: no rule leads to it: write one, or take the outcome out", o.ID))
		}
		errs = append(errs, within("outcome", named(string(o.ID))), within(fmt.Sprintf("outcome %q", o.ID), f.validatePage(o)))
	}
	return errors.Join(errs...)
}

func (f *Flow) validatePage(o Outcome) error {
	var errs []error
	for i, id := range o.Sections {
		s, ok := f.Section(id)
		if !ok {
			errs = append(errs, fmt.Errorf("no section %q: name one of the flow's", id))
		}
		if slices.Contains(o.Sections[:i], id) {
			errs = append(errs, fmt.Errorf("section %q twice: take one out", id))
		}
		if o.ID != Covered {
			errs = append(errs, s.validateOffPlan())
		}
	}
	for _, id := range slices.Concat(o.Open, o.Always) {
		if !slices.Contains(o.Sections, id) {
			errs = append(errs, fmt.Errorf("section %q is open or always shown, but not on the page: list it among the sections too", id))
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
		errs = append(errs, fmt.Errorf("section %q is a step of the plan: only the plan's own page may list it", s.ID))
	}
	for _, row := range s.Method {
		n, _ := methodRow(row)
		if n >= 14 && n <= 50 && !slices.Contains(retold, row) {
			errs = append(errs, fmt.Errorf("section %q retells the plan's %s: only the plan's own page may list it", s.ID, row))
		}
	}
	return errors.Join(errs...)
}

// methodRow reads the number of a row of the method: 27 of "S27".
func methodRow(row string) (int, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(row, "S"))
	if err != nil || !strings.HasPrefix(row, "S") || n < 1 || n > 56 {
		return 0, fmt.Errorf("no row %q in the method: they are S1 to S56", row)
	}
	return n, nil
}

func (f *Flow) validateSections() error {
	var errs []error
	for i, s := range f.Sections {
		where := fmt.Sprintf("section %q", s.ID)
		if slices.ContainsFunc(f.Sections[:i], func(p Section) bool { return p.ID == s.ID }) {
			errs = append(errs, fmt.Errorf("section %q: twice: give one of them another ID", s.ID))
		}
		for _, conditions := range slices.Concat(s.When, s.First) {
			if len(conditions) == 0 {
				errs = append(errs, fmt.Errorf("section %q: no conditions beside others, so it always shows: fill them in, or take them out", s.ID))
			}
			for _, c := range conditions {
				errs = append(errs, within(where, f.validateIs(c)))
			}
			if c, d, ok := f.contradiction(conditions); ok {
				errs = append(errs, fmt.Errorf("section %q: never shown so: question %q has one answer, not one of %v and one of %v: join the two, or take one out",
					s.ID, c.Question, c.Options, d.Options))
			}
		}
		errs = append(errs, within("section", named(string(s.ID))), within(where, s.validateKinds()))
		for _, row := range s.Method {
			_, err := methodRow(row)
			errs = append(errs, within(where, err))
		}
		errs = append(errs, within(where, f.validateListed(s)))
	}
	return errors.Join(errs...)
}

// The steps and the kinds of help that pages and lines know.
var (
	knownSteps = []StepID{AnyDay, Apologise, TheirTime, QuietDays, LightContact, TheirTurn, FriendsFirst, MonthSix}
	knownNeeds = []Need{NeedEmergency, NeedCrisis, NeedHarmed, NeedHarmedMen, NeedHarmedLGBTQ, NeedOwnBehaviour,
		NeedSexual, NeedStalking, NeedDigital, NeedYouth, NeedRelationship}
)

func (s Section) validateKinds() error {
	var errs []error
	for _, step := range s.Steps {
		if !slices.Contains(knownSteps, step) {
			errs = append(errs, fmt.Errorf("no step %q: they are %v", step, knownSteps))
		}
	}
	for _, n := range s.Needs {
		if !slices.Contains(knownNeeds, n) {
			errs = append(errs, fmt.Errorf("no kind of help %q: they are %v", n, knownNeeds))
		}
	}
	return errors.Join(errs...)
}

// validateSlip looks at the question before the plan, where there is one.
func (f *Flow) validateSlip() error {
	if f.Slip.ID == "" {
		return nil
	}
	var errs []error
	if f.Slip.ID != Slip || f.place(Slip) >= 0 {
		errs = append(errs, fmt.Errorf("question %q: the question about a slip is %q, and stands outside the walk", f.Slip.ID, Slip))
	}
	errs = append(errs, within(fmt.Sprintf("question %q", f.Slip.ID), f.Slip.validateOptions()))
	for _, id := range []OptionID{Yes, No} {
		if _, ok := f.Slip.Option(id); !ok {
			errs = append(errs, fmt.Errorf("question %q: no option %q: add it", f.Slip.ID, id))
		}
	}
	return errors.Join(errs...)
}

// validateKept looks at the help that stays after something is changed away.
func (f *Flow) validateKept() error {
	var errs []error
	for _, k := range f.Kept {
		where := fmt.Sprintf("section %q: kept when", k.Section)
		if _, ok := f.Section(k.Section); !ok {
			errs = append(errs, fmt.Errorf("%s: no section %q: name one of the flow's", where, k.Section))
		}
		for _, conditions := range k.When {
			for _, c := range conditions {
				errs = append(errs, within(where, f.validateIs(c)))
			}
		}
	}
	return errors.Join(errs...)
}

// named refuses an ID that could not be a file's name, a mark on a page and a
// word in a journey, all three.
func named(id string) error {
	for part := range strings.SplitSeq(id, "-") {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return fmt.Errorf("%q: an ID is lower-case words with hyphens: write it so", id)
		}
	}
	return nil
}

// validateListed looks at the pages that show a section: there is one, and
// help for couples is only where it is said that it is not over.
func (f *Flow) validateListed(s Section) error {
	var errs []error
	listed := 0
	couples := s.forCouples()
	for _, o := range f.Outcomes {
		if !slices.Contains(o.Sections, s.ID) {
			continue
		}
		listed++
		if couples && (o.ID != NotCovered || slices.Contains(o.Always, s.ID)) {
			errs = append(errs, fmt.Errorf("help for couples on outcome %q: list it on %q only", o.ID, NotCovered))
		}
	}
	if listed == 0 && s.ID != KeptHelp {
		errs = append(errs, errors.New("no outcome lists it: list it, or take it out"))
	}
	if couples && !onlyWhere(s.When, Is{HowItEnded, []OptionID{NotOver}}) {
		errs = append(errs, fmt.Errorf("help for couples also where %s is not %q: add that condition everywhere", HowItEnded, NotOver))
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
