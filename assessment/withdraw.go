package assessment

import "slices"

// Slip asks whether something that was said and then changed was a slip. It
// is no part of the walk through the questions: it stands only between a
// withdrawn disclosure and the plan.
const Slip QuestionID = "slip"

// KeptHelp is the section that says, gently, that earlier help stays.
const KeptHelp SectionID = "kept-help"

// A Keep names the help that stays on a page when what called for it was
// said and then changed.
type Keep struct {
	When    [][]Is // what was said
	Section SectionID
}

// A Sitting is all that a person said in one sitting. Said lives in memory
// only, and ends with the page.
type Sitting struct {
	Answers Answers
	Said    Answers  // every option that was ever given as an answer
	Slip    OptionID // what they said to Slip: Yes, No, NotSay, or nothing yet
}

// Remember adds an answer to what was ever said.
func (f *Flow) Remember(said Answers, q QuestionID, picks []OptionID) Answers {
	all := slices.Clone(said[q])
	for _, p := range picks {
		if !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	return said.With(q, all...)
}

// protective reports whether an outcome stands for danger, harm or a no: what
// stays true for this page even when its answer is changed away.
func protective(o OutcomeID) bool {
	return slices.Contains([]OutcomeID{DangerNow, Crisis, BothHarm, BeingHarmed, CausingHarm, ClearNo}, o)
}

// disclosures are the options that can lead to danger, harm or a no. Leaving
// something unsaid is not one of them: it can be filled in without a trace.
func (f *Flow) disclosures() Answers {
	d := Answers{}
	for _, r := range f.Rules {
		if !protective(r.Outcome) {
			continue
		}
		for _, c := range r.When {
			for _, o := range c.Options {
				if o != NotSay && !slices.Contains(d[c.Question], o) {
					d[c.Question] = append(d[c.Question], o)
				}
			}
		}
	}
	return d
}

// together gives the answers with every disclosure that was ever made put
// back. Such a sheet need not be one that a screen could give; Decide reads it
// all the same.
func (f *Flow) together(s Sitting) Answers {
	all := s.Answers.Without("")
	for q, told := range f.disclosures() {
		for _, o := range s.Said[q] {
			if slices.Contains(told, o) && !slices.Contains(all[q], o) {
				all[q] = append(all[q], o)
			}
		}
	}
	for _, l := range lists {
		if is(l.who, toMe...).Holds(all) && is(l.who, Me).Holds(all) {
			all[l.who] = append(all[l.who], Both) // first one, then the other: neither half may hide the other
		}
	}
	return all
}

// Withdrawn reports whether danger, harm or a no was said and then changed
// away, and what the answers with it would lead to.
func (f *Flow) Withdrawn(s Sitting) (Result, bool) {
	if len(s.Said) == 0 {
		return Result{}, false
	}
	now, was := f.Decide(s.Answers), f.Decide(f.together(s))
	return was, protective(was.Outcome) && f.rank(was.Outcome) < f.rank(now.Outcome)
}

func (f *Flow) rank(id OutcomeID) int {
	return slices.IndexFunc(f.Outcomes, func(o Outcome) bool { return o.ID == id })
}

// AskSlip reports whether Slip must be asked before anything else is shown:
// only where the plan would follow.
func (f *Flow) AskSlip(s Sitting) bool {
	_, withdrawn := f.Withdrawn(s)
	return withdrawn && s.Slip == "" && f.Decide(s.Answers).Outcome == Covered
}

// Settle decides the page for a whole sitting. A withdrawn disclosure still
// counts: its help stays on top, and the plan waits until the person says that
// it was a slip. Anything but a yes gives the page of what was said before.
func (f *Flow) Settle(s Sitting, d Dates) (Result, Plan) {
	res, plan := f.Judge(s.Answers, d)
	was, withdrawn := f.Withdrawn(s)
	if !withdrawn {
		return res, plan
	}
	if res.Outcome == Covered && s.Slip != Yes {
		res, plan = was, Plan{}
		res.Because = standing(was.Because, s.Answers)
	}
	res.Kept = f.kept(s)
	if slices.Contains(res.Kept, "about-being-harmed") || slices.Contains(res.Kept, "about-own-actions") {
		res.Sections = slices.DeleteFunc(slices.Clone(res.Sections), f.helpsCouples)
	}
	if res.Outcome == was.Outcome {
		res.Kept = []SectionID{KeptHelp} // the page is that help
	}
	res.Sections = f.onTop(res)
	return res, plan
}

// standing keeps what is still answered: whoever takes words back, perhaps because someone came in, must not find them
// quoted on the page.
func standing(because []Fact, a Answers) []Fact {
	var all []Fact
	for _, fact := range because {
		options := slices.DeleteFunc(slices.Clone(fact.Options), func(o OptionID) bool { return !a.Has(fact.Question, o) })
		if len(options) > 0 {
			all = append(all, Fact{fact.Question, options})
		}
	}
	return all
}

// helpsCouples reports whether a section offers help to two people together. Where one harmed the other, that is a room in
// which nobody can speak freely.
func (f *Flow) helpsCouples(id SectionID) bool {
	s, ok := f.Section(id)
	return ok && s.forCouples()
}

// kept lists the help that stays: what the withdrawn words called for and the
// answers that are left do not. Lines come before words.
func (f *Flow) kept(s Sitting) []SectionID {
	var lines, words []SectionID
	all := f.together(s)
	for _, k := range f.Kept {
		if !anyOf(k.When, all) || anyOf(k.When, s.Answers) || slices.Contains(lines, k.Section) || slices.Contains(words, k.Section) {
			continue
		}
		if f.helps(k.Section) {
			lines = append(lines, k.Section)
		} else {
			words = append(words, k.Section)
		}
	}
	return slices.Concat(lines, []SectionID{KeptHelp}, words)
}

// helps reports whether a section begins with a helpline.
func (f *Flow) helps(id SectionID) bool {
	s, ok := f.Section(id)
	return ok && len(s.Needs) > 0 && s.Needs[0] != NeedEmergency
}

// onTop puts the kept help first: under the emergency numbers where they stand
// first, and after a page that is itself for this minute or is itself that
// help. Words alone never come before the page's first helpline.
func (f *Flow) onTop(res Result) []SectionID {
	var rest []SectionID
	for _, id := range res.Sections {
		if !slices.Contains(res.Kept, id) {
			rest = append(rest, id)
		}
	}
	at := 0
	if len(rest) > 0 && rest[0] == "urgent-numbers" {
		at = 1
	}
	switch {
	case res.Urgency == Now:
		at = len(rest)
	case len(res.Kept) > 0 && f.helps(res.Kept[0]):
	case at < len(rest) && f.helps(rest[at]):
		at++
	}
	return slices.Concat(rest[:at], res.Kept, rest[at:])
}

func keeps() []Keep {
	lethal := []Is{is(Body, NeckWeapon), is(Threats, Kill), is(Watching, TurnedUp)}
	return []Keep{
		{said(RightNow, IMayHurtMyself, OthersInDanger), "crisis-help"},
		{slices.Concat(said(Thoughts, Passive, Yes, YesPlan), said(Threats, Self)), "crisis-help"},
		{byWho(notOnlyMe, lethal), "high-danger"},
		{byWho(notOnlyThem, lethal), "stop-today"},
		{slices.Concat(harmTo(iWas, notOnlyMe, MeUnder18), said(RightNow, TheyMayHurtMe, OthersInDanger)), "about-being-harmed"},
		{slices.Concat(harmTo(theyWere, notOnlyThem, TheyUnder18), said(RightNow, IMayHurtSomeone)), "about-own-actions"},
		{said(TheirWord, noMeansNo...), "about-clear-no"},
	}
}
