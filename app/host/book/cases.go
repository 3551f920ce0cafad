//go:build !wasm

package book

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"secondlook/assessment"
)

type hardCase struct {
	ID, Mark  string
	Name, Why string // in the book's own words
	Stories   []story
}

// A story is what one invented person says, then does, and what must come of it.
type story struct {
	File, Says string
	Turns      []turn
}

// A turn is what the person does up to a page, and what that page must be.
type turn struct {
	Does  []template.HTML
	Comes []template.HTML
}

// firstDay is the day on which a journey begins that names no other.
const firstDay = "2026-11-25"

var (
	caseLine = regexp.MustCompile(`^# (?:(H\d+b?)\. )?(.*)`)
	caseID   = regexp.MustCompile(`^H(\d+)(b?)$`)
)

// cases reads the hard cases from the journeys. It also tells how many journeys show other people.
func (b *binder) cases() ([]hardCase, int, error) {
	if b.Journeys == nil {
		return nil, 0, nil
	}
	files, err := fs.Glob(b.Journeys, "*.txt")
	if err != nil {
		return nil, 0, err
	}
	byID := map[string]*hardCase{}
	others := 0
	for _, file := range files {
		script, err := fs.ReadFile(b.Journeys, file)
		if err != nil {
			return nil, 0, err
		}
		first, rest, _ := strings.Cut(string(script), "\n")
		match := caseLine.FindStringSubmatch(first)
		if match == nil || match[1] == "" {
			others++
			continue
		}
		c := byID[match[1]]
		if c == nil {
			argued := argument[match[1]]
			c = &hardCase{ID: match[1], Mark: caseMark(match[1]), Name: argued.name, Why: argued.why}
			byID[match[1]] = c
		}
		told, err := b.story(file, match[2], rest)
		if err != nil {
			return nil, 0, fmt.Errorf("app/testdata/journeys/%s: %w", file, err)
		}
		c.Stories = append(c.Stories, told)
	}
	var all []hardCase
	for _, c := range byID {
		all = append(all, *c)
	}
	slices.SortFunc(all, func(x, y hardCase) int {
		return cmp.Or(cmp.Compare(number(strings.TrimSuffix(x.ID, "b")), number(strings.TrimSuffix(y.ID, "b"))), strings.Compare(x.ID, y.ID))
	})
	return all, others, nil
}

// A teller retells a journey's lines in sentences, and follows the answers as it goes.
type teller struct {
	*binder
	sitting assessment.Sitting
	given   map[string]string // days, by what they are the day of
	dates   []template.HTML   // given, and not yet told
	picks   []assessment.Fact // made, and not yet told
	opened  assessment.QuestionID
	on, off []template.HTML // sections that must and must not be on the page
	turns   []turn
}

// errUntold is what a line gets that the book has no sentence for.
var errUntold = errors.New("the book has no sentence for this line")

func (b *binder) story(file, says, script string) (story, error) {
	t := &teller{binder: b, sitting: assessment.Sitting{Answers: assessment.Answers{}, Said: assessment.Answers{}},
		given: map[string]string{"today": firstDay}}
	t.turns = []turn{{}}
	for line := range strings.Lines(script) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := t.line(line); err != nil {
			return story{}, fmt.Errorf("%s: %w", line, err)
		}
	}
	t.picked()
	t.sections()
	return story{File: strings.TrimSuffix(file, ".txt"), Says: says, Turns: t.turns}, nil
}

func (t *teller) now() *turn { return &t.turns[len(t.turns)-1] }

// does tells something the person does. What they do after a page begins a turn of its own.
func (t *teller) does(said template.HTML) {
	t.sections()
	if len(t.now().Comes) > 0 {
		t.turns = append(t.turns, turn{})
	}
	t.now().Does = append(t.now().Does, said)
}

func (t *teller) line(line string) error {
	what, value, _ := strings.Cut(line, " ")
	if what != "pick" {
		t.picked()
	}
	switch what {
	case "start", "finish": // the sentences say it
	case "today":
		t.given[what] = value
	case "pick":
		q, options, _ := strings.Cut(value, " = ")
		t.picks = append(t.picks, assessment.Fact{Question: assessment.QuestionID(q), Options: split(options)})
	case "back":
		t.does("They go back.")
	case "change":
		t.opened = assessment.QuestionID(value)
		t.does("They go back to " + t.questionLink(t.opened) + ".")
	case "ended", "sorry", "space":
		t.given[what] = value
		t.dates = append(t.dates, t.date(what, value))
	case "dates":
		t.does(template.HTML("On "+day(t.given["today"])) + " they tell the days that they know: " + joined(t.dates, "and") + ".")
		t.dates = nil
	case "expect":
		return t.expect(value)
	default:
		return errUntold
	}
	return nil
}

func (t *teller) date(what, value string) template.HTML {
	when := template.HTML(template.HTMLEscapeString(day(value)))
	if rough := t.Words.Label("rough-" + value); rough != "" {
		when = template.HTML(template.HTMLEscapeString("“" + rough + "”"))
	}
	switch {
	case what == "ended":
		return "it ended: " + when
	case what == "sorry":
		return "they last said sorry or asked: " + when
	case value == assessment.NoDate:
		return "the ex asked for space and named no end"
	}
	return "the ex asked for space until " + when
}

// picked tells the answers that were made since it was last called. Clear ones go without saying, but for a changed one.
func (t *teller) picked() {
	if len(t.picks) == 0 {
		return
	}
	var facts []assessment.Fact
	begins := len(t.sitting.Answers) == 0
	for _, p := range t.picks {
		if p.Question == assessment.Slip {
			t.sitting.Slip = p.Options[0]
		} else {
			t.sitting.Answers = t.Flow.Prune(t.sitting.Answers.With(p.Question, p.Options...))
			t.sitting.Said = t.Flow.Remember(t.sitting.Said, p.Question, p.Options)
		}
		q, _ := t.Flow.Question(p.Question)
		if p.Question == t.opened || p.Question == assessment.Slip || len(p.Options) > 1 || !t.clear(q, p.Options[0]) {
			facts = append(facts, p)
		}
	}
	told := t.answered(facts, "and")
	t.picks, t.opened = nil, ""
	switch {
	case len(told) > 0 && begins:
		t.does("They answer " + joined(told, "and") + ". Every other answer is clear.")
	case len(told) > 0:
		t.does("They answer " + joined(told, "and") + ".")
	case begins:
		t.does("Every answer is clear.")
	}
}

// expect tells what must be so. What stands on a page is gathered, and told together.
func (t *teller) expect(text string) error {
	what, value, _ := strings.Cut(text, " ")
	comes := func(said template.HTML) {
		t.sections()
		t.now().Comes = append(t.now().Comes, said)
	}
	does := func(said template.HTML) { t.now().Does = append(t.now().Does, said) }
	questions := func(list string) template.HTML {
		var all []template.HTML
		for _, q := range split(list) {
			all = append(all, t.questionLink(assessment.QuestionID(q)))
		}
		return joined(all, "and")
	}
	switch {
	case what == "outcome":
		comes("The page must be " + t.outcomeLink(assessment.OutcomeID(value)) + ". " + t.decidedBy())
	case what == "urgency", what == "because": // the page and what decided it say so
	case strings.HasPrefix(text, "no section "):
		t.off = append(t.off, t.sectionLink(assessment.SectionID(strings.TrimPrefix(text, "no section "))))
	case what == "section":
		t.on = append(t.on, t.sectionLink(assessment.SectionID(value)))
	case what == "step":
		comes("Their step must be " + link("step-"+value, "“"+t.stepTitle(assessment.StepID(value))+"”") + ".")
	case what == "day":
		comes(template.HTML("It must be day " + template.HTMLEscapeString(value) + " of it."))
	case text == "no opens":
		comes("No day may be named on which the next step opens: only the ex’s word opens it.")
	case what == "opens":
		comes(template.HTML("The next step must open on " + template.HTMLEscapeString(day(value)) + "."))
	case text == "plan over":
		comes("There must be no plan: the days they told are too long ago.")
	case what == "question":
		does("Now they must be asked " + questions(value) + ".")
	case what == "dropped":
		does("What they answered to " + questions(value) + " no longer applies and must be dropped.")
	case what == "picked":
		does("What they had answered must still be ticked there.")
	case text == "screen review":
		does("Now their answers must be there " + link("check", "to look over") + ".")
	default:
		return errUntold
	}
	return nil
}

// sections tells what must and must not stand on the page, once all of it is gathered.
func (t *teller) sections() {
	if len(t.on) > 0 {
		t.now().Comes = append(t.now().Comes, "On it must be "+joined(t.on, "and")+".")
	}
	if len(t.off) > 0 {
		t.now().Comes = append(t.now().Comes, "Nothing of these may be on it: "+joined(t.off, "and")+".")
	}
	t.on, t.off = nil, nil
}

// decidedBy says which answers decided the page.
func (t *teller) decidedBy() template.HTML {
	dates, err := assessment.ParseDates(t.given["today"], t.given["ended"], t.given["sorry"], t.given["space"])
	if err != nil {
		return ""
	}
	res, plan := t.Flow.Settle(t.sitting, dates)
	if plan.Over {
		return "What decides: the day it ended."
	}
	before := res.Outcome != t.Flow.Decide(t.sitting.Answers).Outcome // what was said first and then changed
	because := res.Because
	if before {
		was, _ := t.Flow.Withdrawn(t.sitting) // the page itself quotes nothing that was taken back
		because = was.Because
	}
	var facts []assessment.Fact
	for _, f := range because {
		if res.Outcome == assessment.Covered && f.Question != assessment.WhyLeft {
			continue // the many that are clear
		}
		if before {
			f.Options = slices.DeleteFunc(slices.Clone(t.sitting.Said[f.Question]), func(o assessment.OptionID) bool {
				return o == assessment.None || o == assessment.NotSay
			})
		}
		facts = append(facts, f)
	}
	said := joined(t.answered(facts, "and"), "and")
	switch {
	case said == "":
		return ""
	case before:
		return "What decides is all that was said before: " + said + "."
	case res.Outcome == assessment.Covered:
		return "What decides: every safety question has a clear answer, and the cause is one the article speaks of: " + said + "."
	}
	return "What decides: " + said + "."
}

func split(list string) []assessment.OptionID {
	var ids []assessment.OptionID
	for id := range strings.SplitSeq(list, ", ") {
		ids = append(ids, assessment.OptionID(id))
	}
	return ids
}

// caseMark is where a hard case stands: "h5" for H5, and for the "h05" that its journeys are named by.
func caseMark(id string) string {
	return "h" + strings.TrimLeft(strings.ToLower(id), "h0")
}

// argument names each hard case, and says why it is decided as it is.
var argument = map[string]struct{ name, why string }{
	"H1":   {"Someone shouted once", "Nobody was afraid. Rudeness is one of the causes the article speaks of; humiliating someone again and again is not."},
	"H2":   {"Often shouting, and the ex takes care", "The line is fear, not how loud it was."},
	"H3":   {"A fist in the wall, once", "It frightened the ex. Once counts."},
	"H4":   {"Cheating and violence", "Harm stands before cheating, and after harm nobody is asked about cheating."},
	"H5":   {"Each hit the other", "Nothing is weighed: both halves get their help."},
	"H6":   {"Hit back in defence", "Defending oneself has an answer of its own. It counts as harm that was done to the person."},
	"H7":   {"Would not say who did it", "Help for both directions is the safest for either."},
	"H8":   {"The ex has a new partner", "The ex is free, and to pursue them would break in on two people."},
	"H9":   {"“I need space”", "It is no refusal. Their word sets how long."},
	"H10":  {"“Do not contact me”, no end named", "It is a no."},
	"H11":  {"“Not until Sunday”", "It is a wish with an end, and it is kept."},
	"H12":  {"“It is over”", "Every break-up has these words; said calmly on the day, they are not counted as force or as a no."},
	"H13":  {"Asked once, and they said not now", "One no or “not now”, with contact left open, ends the asking, not the plan: the quiet days begin."},
	"H13b": {"They said it is final", "A final no, or more than one, is a no and never an opening."},
	"H14":  {"Blocked on one app", "Blocked means stop, wherever it is."},
	"H15":  {"Someone else asked for them", "A no said by a third person is a no."},
	"H16":  {"An order, bail or the police", "Contact may be a crime. Where harm was told too, the page for harm comes first."},
	"H17":  {"An order protects the person", "What matters is whom it protects: this is fear of the ex, not a no to the person."},
	"H18":  {"Rough games both wanted", "What both freely want, can stop and do not fear is no harm. A squeezed neck always counts: it is a sign of deadly danger."},
	"H19":  {"It was an earlier partner", "The questions are about these two people. Help stands on every page all the same."},
	"H20":  {"In a group for anger", "Getting help neither clears nor condemns anyone: what was done decides."},
	"H21":  {"Drink or drugs", "The person’s own habit is a cause the article speaks of, with help beside it. The ex’s own is another story."},
	"H22":  {"Far apart", "Distance decides no page. The steps are told for it."},
	"H23":  {"The ex is under 18, the person is grown up", "With three or more years between them an adult does not pursue a child. Nobody is accused."},
	"H24":  {"One is under 18, close in age", "No plan for pursuing someone under 18: the same rule as H23, a milder page."},
	"H25":  {"The person is under 18, the ex is grown up", "With three or more years between them it counts as harm done to the person."},
	"H26":  {"Both under 18", "A plan that goes on for months is not for children. This limit is ours."},
	"H27":  {"It began when one was under 18", "It is power used over the other, whatever their ages today."},
	"H28":  {"Children together, no harm", "What children need goes on, and carries nothing else."},
	"H29":  {"Children together, and harm", "Harm decides, and what children need is told for that: through others, and with advice first."},
	"H30":  {"Still in one home", "Practical talk only: at home the ex cannot walk away from pressure."},
	"H31":  {"On and off", "It is not over, so there is nothing to win back."},
	"H32":  {"The same work", "It is never raised there. If a boss or school spoke, that is a no."},
	"H33":  {"The person is the ex’s boss", "Someone under another’s power cannot freely refuse. Where the power was used, that is harm. Not used: the plan stays, and its section about work says that someone with power does not pursue."},
	"H34":  {"The ex said they would kill themselves", "It is control and a real risk at once: harm decides, and crisis help is added."},
	"H35":  {"The person said so, to make the ex stay", "It is pressure on the ex. The person’s own life comes first all the same."},
	"H36":  {"Dark thoughts, never told", "Only the person’s own answer tells of them, and it comes before all but danger."},
	"H37":  {"A look into the phone", "One look is no pattern. Again and again is control."},
	"H38":  {"Passwords shared freely", "Nobody pressed, and nobody looked in secret."},
	"H39":  {"A tracker", "To follow someone without a free yes is harm, by whatever means."},
	"H40":  {"Reading the ex’s posts", "Reading public posts does not close the plan; the plan says to stop. A false account or another’s login counts as tracking."},
	"H41":  {"Nagged until they gave in", "To give in is not to want."},
	"H42":  {"Many calls", "Begging before any no is common: silence begins today. After a no, or very many a day, it is harm."},
	"H43":  {"The ex keeps on after “stop”", "It is contact after a no, done to the person."},
	"H44":  {"Suspected cheating", "Suspicion never cleared up goes to the same page as cheating; that is ours. Accusing someone again and again and making them prove where they were is control."},
	"H45":  {"Open, with one rule, and it was broken", "What the two had agreed counts, not how others live."},
	"H46":  {"One thing not said", "Not saying never counts as “it did not happen”, and help for both directions stands on the page."},
	"H47":  {"Nothing said at all", "It cannot be told, and the page says that this is all right."},
	"H48":  {"One thing told, the rest not", "What was told decides. What was left open closes the plan by itself."},
	"H49":  {"Answers that do not fit together", "The answer that protects more counts, and no page points at the contradiction."},
	"H50":  {"The person left, because of harm", "What was done decides before who left."},
	"H51":  {"Half a year ago or more", "The article’s time ends there."},
	"H52":  {"The ex mourns, is ill or in prison", "Now is no time to ask anything of them."},
	"H53":  {"Answers changed to reach the plan", "It cannot be prevented. No page says which answer would lead there; what was said of danger, harm or a no keeps its help, in one sitting, and one more question stands before the plan."},
}
