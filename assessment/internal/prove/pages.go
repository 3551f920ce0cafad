package prove

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"secondlook/assessment"
)

func pagePromises() []Promise {
	promises := []Promise{
		{"T13", "only the plan's page has a step of the plan, or a section marked as retelling its advice (S14 to S50); S23, S36 and S40 are left out, for their limits may be retold elsewhere", onShape(noAdviceElsewhere)},
		{"T14", "on the pages for danger now, crisis, harm (all three), a clear no, a serious breach and 'we cannot tell', numbers come first, and the page's own kind of help line before any section without lines; the other three pages are not held to it", onPages(helpFirst)},
		{"T15", "couple help only on not-covered, and only where it was said that it is not over, on the answers that stand", coupleHelp{}},
		{"T19", "every page keeps one order: numbers, help in a crisis, signs of high danger, stop today, its own words, the rest; on cheating, another story and the plan the numbers come after its own words unless danger was left unsaid, and help in a crisis comes first only where thoughts call for it now", onPages(inOrder)},
		{"T21", "at most six options beside the alone ones, and not-say on every question", onShape(shortQuestions)},
	}
	for _, n := range append(needs(), reasons()...) {
		promises = append(promises, Promise{"T18 " + string(n.section), "on the answers that stand, the section shows where its need is disclosed, and nowhere else", n})
	}
	return promises
}

// prove shows that a need's section is on the page exactly where it must and may be.
func (n need) prove(f *assessment.Flow) (Report, error) {
	s, ok := f.Section(n.section)
	if !ok {
		return Report{}, fmt.Errorf("no section %q", n.section)
	}
	const must, may, when = 0, 1, 2
	return onEnds{
		sheets:    Raw,
		byOutcome: true,
		formulas:  []Formula{n.must, n.may, whenAny(s.When)},
		concerns:  func(_ assessment.Outcome, holds []bool) bool { return true },
		breaks: func(o assessment.Outcome, holds []bool) string {
			shown := shows(o, s, holds[when])
			allowed := n.only == nil || slices.Contains(n.only, o.ID)
			switch {
			case !shown && slices.Contains(n.always, o.ID),
				!shown && holds[must] && allowed && !slices.Contains(n.own, o.ID):
				return fmt.Sprintf("expect section %s", n.section)
			case shown && (!allowed || !holds[may] && !slices.Contains(n.always, o.ID)):
				return fmt.Sprintf("expect no section %s", n.section)
			}
			return ""
		},
	}.prove(f)
}

// shows reports whether an outcome's page has a section, given whether any of
// the section's conditions holds.
func shows(o assessment.Outcome, s assessment.Section, when bool) bool {
	return slices.Contains(o.Sections, s.ID) && (len(s.When) == 0 || slices.Contains(o.Always, s.ID) || when)
}

// onPages: of every page, as far as the order of its sections goes, the
// function has nothing to say. It is given what the page may hold.
type onPages func(f *assessment.Flow, p page) string

// A page is an outcome's sections, in order, for all sheets that agree on
// which of them stand above its own words.
type page struct {
	outcome assessment.Outcome
	places  []place
	unsaid  bool // right-now is not said
	dark    bool // thoughts are told, or not said, or the person may hurt themselves right now
}

// A place is a section of a page; not sure where some sheets show it and some do not.
type place struct {
	section assessment.Section
	sure    bool
}

// The formulas every page proof follows first; then two for each moving section.
var pageFormulas = []Formula{
	said("right-now", "not-say"),
	// Where the person may hurt themselves right now thoughts are not asked;
	// the flow has crisis-help stand first there too.
	Any(said("thoughts", "not-say passive yes yes-plan"), said("right-now", "i-may-hurt-myself")),
}

func (p onPages) prove(f *assessment.Flow) (Report, error) {
	moving := movingSections(f)
	formulas := slices.Clone(pageFormulas)
	for _, s := range moving {
		formulas = append(formulas, whenAny(s.First), whenAny(s.When))
	}
	return onEnds{
		sheets:    Raw,
		byOutcome: true,
		formulas:  formulas,
		concerns:  func(assessment.Outcome, []bool) bool { return true },
		breaks: func(o assessment.Outcome, holds []bool) string {
			return p(f, page{o, places(f, o, moving, holds[len(pageFormulas):]), holds[0], holds[1]})
		},
	}.prove(f)
}

// movingSections are those that stand above the own words on some pages and not on others.
func movingSections(f *assessment.Flow) []assessment.Section {
	var moving []assessment.Section
	for _, s := range f.Sections {
		open := slices.ContainsFunc(f.Outcomes, func(o assessment.Outcome) bool { return slices.Contains(o.Open, s.ID) })
		if open || len(s.First) > 0 {
			moving = append(moving, s)
		}
	}
	return moving
}

// places orders a page as its data say: the sections that stand first, in the
// flow's order, then the outcome's. A plan's steps stand among the latter.
func places(f *assessment.Flow, o assessment.Outcome, moving []assessment.Section, holds []bool) []place {
	var first []place
	gone := map[assessment.SectionID]bool{} // placed already, or not on this page at all
	for i, s := range moving {
		if !shows(o, s, holds[2*i+1]) {
			gone[s.ID] = true
			continue
		}
		if slices.Contains(o.Open, s.ID) || holds[2*i] {
			gone[s.ID] = true
			first = append(first, place{s, true})
		}
	}
	for _, id := range o.Sections {
		if s, ok := f.Section(id); ok && !gone[id] {
			moves := slices.ContainsFunc(moving, func(m assessment.Section) bool { return m.ID == id })
			sure := len(s.Steps) == 0 && (moves || shows(o, s, false))
			first = append(first, place{s, sure})
		}
	}
	return first
}

// inOrder holds a page against the order the specification gives.
func inOrder(f *assessment.Flow, p page) string {
	last, before := -1, assessment.SectionID("")
	for _, pl := range p.places {
		rank := p.rank(pl.section.ID)
		if rank < last {
			return fmt.Sprintf("expect section %s before %s", pl.section.ID, before)
		}
		last, before = rank, pl.section.ID
	}
	return ""
}

// rank gives a section's place in the specified order; own words share one.
func (p page) rank(id assessment.SectionID) int {
	const own, rest = 4, 5
	open := p.outcome.ID != assessment.Cheating && p.outcome.ID != assessment.NotCovered && p.outcome.ID != assessment.Covered
	at := slices.Index(tableOrder, id)
	switch {
	case id == "urgent-numbers" && (open || p.unsaid):
		return 0
	case id == "crisis-help" && p.dark:
		return 1
	case id == "high-danger":
		return 2
	case id == "stop-today":
		return 3
	case at < 0, slices.Contains(ownWords[p.outcome.ID], id):
		return own
	}
	return rest + at
}

// firstHelp is the kind of help that must come before any advice.
var firstHelp = map[assessment.OutcomeID][]assessment.Need{
	assessment.DangerNow:   {assessment.NeedEmergency, assessment.NeedCrisis},
	assessment.Crisis:      {assessment.NeedCrisis},
	assessment.BothHarm:    {assessment.NeedHarmed},
	assessment.BeingHarmed: {assessment.NeedHarmed},
	assessment.CausingHarm: {assessment.NeedOwnBehaviour},
	assessment.ClearNo:     {assessment.NeedCrisis, assessment.NeedOwnBehaviour},
	// The flow's own addition: the coverage file asks it of no more than the others.
	assessment.SeriousBreach: {assessment.NeedCrisis},
	assessment.Unclear:       {assessment.NeedHarmed},
}

// helpFirst wants a help line at the top, the outcome's own kind of help
// before anything without lines, and both directions of help side by side.
func helpFirst(f *assessment.Flow, p page) string {
	want, urgent := firstHelp[p.outcome.ID]
	if !urgent {
		return ""
	}
	top := p.places[0]
	if !top.sure || !helps(top.section, assessment.NeedEmergency, assessment.NeedCrisis) {
		return fmt.Sprintf("expect section urgent-numbers first, not %s", top.section.ID)
	}
	if len(ownWords[p.outcome.ID]) == 2 && !bothHelped(p) {
		return "expect section about-own-actions right after about-being-harmed"
	}
	for _, pl := range p.places {
		switch {
		case pl.sure && helps(pl.section, want...):
			return ""
		case len(pl.section.Needs) == 0:
			return fmt.Sprintf("expect help of the kind %s before section %s", list(want), pl.section.ID)
		}
	}
	return fmt.Sprintf("expect help of the kind %s", list(want))
}

func helps(s assessment.Section, kinds ...assessment.Need) bool {
	return slices.ContainsFunc(s.Needs, func(n assessment.Need) bool { return slices.Contains(kinds, n) })
}

// bothHelped reports whether help for own actions follows help for being harmed at once.
func bothHelped(p page) bool {
	at := slices.IndexFunc(p.places, func(pl place) bool { return pl.section.ID == "about-being-harmed" })
	return at >= 0 && at+1 < len(p.places) && p.places[at+1].section.ID == "about-own-actions" &&
		p.places[at].sure && p.places[at+1].sure
}

// onShape: of the flow as written, whatever is answered, the function has
// nothing to say. It gives how many places it looked at.
type onShape func(f *assessment.Flow) (places int, err error)

func (p onShape) prove(f *assessment.Flow) (Report, error) {
	n, err := p(f)
	return Report{Classes: n, Count: big.NewInt(int64(n)), Concerned: big.NewInt(int64(n)), Unit: "places in the flow"}, err
}

// retold are the rows whose guard other pages may retell.
var retold = []string{"S23", "S36", "S40"}

func noAdviceElsewhere(f *assessment.Flow) (places int, err error) {
	for _, o := range f.Outcomes {
		if o.ID == assessment.Covered {
			continue
		}
		for _, id := range o.Sections {
			s, _ := f.Section(id)
			places++
			if len(s.Steps) > 0 {
				return places, fmt.Errorf("outcome %q: section %q is a step of the plan", o.ID, id)
			}
			for _, row := range s.Method {
				n, _ := strconv.Atoi(strings.TrimPrefix(row, "S"))
				if n >= 14 && n <= 50 && !slices.Contains(retold, row) {
					return places, fmt.Errorf("outcome %q: section %q retells %s", o.ID, id, row)
				}
			}
		}
	}
	return places, nil
}

func shortQuestions(f *assessment.Flow) (places int, err error) {
	for _, q := range f.Questions {
		places++
		free := 0
		for _, o := range q.Options {
			if !o.Alone {
				free++
			}
		}
		if q.Many && free > 6 {
			return places, fmt.Errorf("question %q: %d options that can be picked together", q.ID, free)
		}
		if _, ok := q.Option(assessment.NotSay); !ok {
			return places, fmt.Errorf("question %q: no option %q", q.ID, assessment.NotSay)
		}
	}
	return places, nil
}

// coupleHelp: wherever a section that shows help for couples is on a page, the
// outcome is not-covered and it was said that it is not over.
type coupleHelp struct{}

func (coupleHelp) prove(f *assessment.Flow) (Report, error) {
	total := newReport(Raw, "sheets")
	for _, s := range f.Sections {
		if !slices.Contains(s.Needs, assessment.NeedRelationship) {
			continue
		}
		r, err := onEnds{
			sheets:    Raw,
			byOutcome: true,
			formulas:  []Formula{whenAny(s.When), said("how-it-ended", "not-over")},
			concerns:  func(o assessment.Outcome, holds []bool) bool { return shows(o, s, holds[0]) },
			breaks: func(o assessment.Outcome, holds []bool) string {
				if o.ID == assessment.NotCovered && holds[1] {
					return ""
				}
				return fmt.Sprintf("expect no section %s", s.ID)
			},
		}.prove(f)
		if err != nil {
			return r, err
		}
		total.Classes += r.Classes
		total.Count = r.Count
		total.Concerned.Add(total.Concerned, r.Concerned)
	}
	return total, nil
}
