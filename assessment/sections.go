package assessment

import "slices"

// Steps of the plan. A covered person is always at exactly one.
const (
	AnyDay       StepID = "any-day"       // no date given yet: only what is right on any day
	Apologise    StepID = "apologise"     // step 1, once
	TheirTime    StepID = "their-time"    // they asked for space: their word sets the length
	QuietDays    StepID = "quiet-days"    // step 2, seven to ten days
	LightContact StepID = "light-contact" // step 3, one light text
	TheirTurn    StepID = "their-turn"    // the last message stands unanswered: no second one
	FriendsFirst StepID = "friends-first" // steps 5 and 6
	MonthSix     StepID = "month-six"     // time to let go
)

// Kinds of help, as the lines name them.
const (
	NeedEmergency    Need = "emergency"
	NeedCrisis       Need = "crisis"
	NeedHarmed       Need = "abuse-victim"
	NeedHarmedMen    Need = "abuse-victim-men"
	NeedHarmedLGBTQ  Need = "abuse-victim-lgbtq"
	NeedOwnBehaviour Need = "own-behaviour"
	NeedSexual       Need = "sexual-violence"
	NeedStalking     Need = "stalking"
	NeedDigital      Need = "digital-safety"
	NeedYouth        Need = "youth"
	NeedRelationship Need = "relationship"
)

var (
	harmedNeeds = []Need{NeedHarmed, NeedHarmedMen, NeedHarmedLGBTQ}

	// whatWasSaid are the sections that any disclosed need can add to a page.
	whatWasSaid = []SectionID{
		"about-being-harmed", "about-own-actions",
		"about-clear-no", "about-breach", "about-cheating",
		"sexual-harm", "image-help", "tech-safety", "being-followed", "money-help",
		"honour-marriage", "exploitation", "outing", "child-and-pet",
		"young-person", "adult-and-minor",
		"children", "shared-home", "shared-work", "sort-out", "same-circle",
		"addiction-help", "anger-help", "grief",
	}
)

// page lists the sections of an outcome: what stands above its own words, its
// own words, and every section another need can add, but for those that its
// own words already say. Help in a crisis stands with the latter: where it is
// called for now, its own condition lifts it to the top.
func page(own []SectionID, but ...SectionID) []SectionID {
	ids := slices.Concat([]SectionID{"urgent-numbers", "high-danger", "stop-today"}, own, []SectionID{"crisis-help"})
	for _, id := range whatWasSaid {
		if !slices.Contains(ids, id) && !slices.Contains(but, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// quietPage is page, where the urgent numbers are one line after its own words.
func quietPage(own []SectionID, but ...SectionID) []SectionID {
	ids := slices.Concat([]SectionID{"high-danger", "stop-today"}, own, []SectionID{"urgent-numbers", "crisis-help"})
	for _, id := range whatWasSaid {
		if !slices.Contains(ids, id) && !slices.Contains(but, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func outcomes() []Outcome {
	urgent := []SectionID{"urgent-numbers"}
	bothWays := []SectionID{"about-being-harmed", "about-own-actions"}
	return []Outcome{
		{ID: DangerNow, Urgency: Now, Open: urgent, Sections: page([]SectionID{
			"danger-to-me", "danger-to-others", "danger-from-me", "danger-to-myself", "danger-unsaid", "danger-helplines"})},
		{ID: Crisis, Urgency: Now, Open: urgent, Sections: page([]SectionID{
			"tell-one-person", "next-hours"})},
		{ID: BothHarm, Urgency: Soon, Open: urgent, Always: bothWays, Sections: page(slices.Concat(bothWays,
			[]SectionID{"before-cutting-contact", "if-they-see-your-phone"}))},
		{ID: BeingHarmed, Urgency: Soon, Open: urgent, Sections: page([]SectionID{
			"talk-to-a-specialist", "before-cutting-contact", "if-they-see-your-phone"}, "about-being-harmed")},
		{ID: CausingHarm, Urgency: Soon, Open: urgent, Sections: page([]SectionID{
			"own-actions-today", "own-actions-next"}, "about-own-actions")},
		{ID: ClearNo, Urgency: Soon, Open: urgent, Sections: page([]SectionID{
			"let-it-stop", "if-an-order-says-so", "help-with-the-hurt", "if-stopping-is-hard"}, "about-clear-no")},
		{ID: SeriousBreach, Urgency: Soon, Open: urgent, Sections: page([]SectionID{
			"what-needs-doing", "breach-and-contact"}, "about-breach")},
		{ID: Cheating, Urgency: Steady, Sections: quietPage([]SectionID{
			"article-says-no", "cheating-hurt"}, "about-cheating")},
		{ID: Unclear, Urgency: Steady, Open: urgent, Always: bothWays, Sections: page(slices.Concat(bothWays,
			[]SectionID{"we-cannot-tell"}))},
		{ID: NotCovered, Urgency: Steady, Sections: append(quietPage([]SectionID{
			"you-ended-it", "both-agreed", "long-over", "never-a-couple", "still-together",
			"they-have-someone", "heavy-time", "other-reason", "grief"}), "moving-on")},
		{ID: Covered, Urgency: Steady, Sections: append(quietPage([]SectionID{
			"apologise", "one-conversation", "their-time", "quiet-days",
			"light-contact", "no-answer", "their-turn", "friends-first", "light-and-kind", "a-new-start",
			"time-together", "far-apart", "month-six",
			"what-to-expect", "change-your-side",
			"work-on-committing", "work-on-your-share", "work-on-leaning", "work-on-noticing", "work-on-sharp-words",
			"why-this-page", "seeing-it-straight", "why-try", "whose-words",
		}), "moving-on")},
	}
}

// byThem gives, for each pair of question and option, the condition that it
// was ticked and was not the person's own act. Where direction is missing the
// help is shown all the same.
func byThem(acts ...Is) [][]Is { return byWho(append(slices.Clone(notOnlyMe), Unanswered), acts) }

func byWho(who []OptionID, acts []Is) [][]Is {
	var w [][]Is
	for _, act := range acts {
		for _, l := range lists {
			if l.what == act.Question {
				w = append(w, []Is{act, is(l.who, who...)})
			}
		}
	}
	return w
}

// harmTo gives the ways of saying that harm was done in one direction.
func harmTo(felt, who []OptionID, young OptionID) [][]Is {
	w := [][]Is{one(is(Felt, felt...)), {is(Ages, young), is(AgeGap, ThreeOrMore)}}
	for _, l := range lists {
		w = append(w, one(is(l.who, who...)), []Is{is(l.what, l.acts...), is(l.who, Unanswered)})
	}
	return w
}

func said(q QuestionID, options ...OptionID) [][]Is { return [][]Is{one(is(q, options...))} }

func sections() []Section {
	lethal := []Is{is(Body, NeckWeapon), is(Threats, Kill), is(Watching, TurnedUp)}
	highDanger := byWho(notOnlyMe, lethal)
	stopToday := byWho(notOnlyThem, lethal)
	return []Section{
		{ID: KeptHelp},
		{ID: "urgent-numbers", First: said(RightNow, NotSay), Needs: []Need{NeedEmergency}},
		{ID: "crisis-help", Needs: []Need{NeedCrisis},
			When: slices.Concat(said(Thoughts, Before, Passive, Yes, YesPlan, NotSay), said(Threats, Self),
				said(RightNow, IMayHurtMyself)),
			First: slices.Concat(said(Thoughts, NotSay, Passive, Yes, YesPlan), said(RightNow, IMayHurtMyself))},
		{ID: "high-danger", Needs: harmedNeeds, When: highDanger},
		{ID: "stop-today", Needs: []Need{NeedOwnBehaviour}, When: stopToday},

		// The outcomes' own words.
		{ID: "danger-to-me", When: said(RightNow, TheyMayHurtMe)},
		{ID: "danger-to-others", When: said(RightNow, OthersInDanger)},
		{ID: "danger-from-me", When: said(RightNow, IMayHurtSomeone)},
		{ID: "danger-to-myself", When: slices.Concat(said(RightNow, IMayHurtMyself), said(Thoughts, YesPlan))},
		{ID: "danger-unsaid", When: [][]Is{
			{is(RightNow, NotSay), is(Body, NeckWeapon)},
			{is(RightNow, NotSay), is(Threats, Kill)}}},
		{ID: "danger-helplines", Needs: []Need{NeedHarmed, NeedOwnBehaviour, NeedCrisis}},
		{ID: "tell-one-person"},
		{ID: "next-hours"},
		{ID: "talk-to-a-specialist", Needs: harmedNeeds},
		{ID: "before-cutting-contact", Method: []string{"S5", "S6"}},
		{ID: "if-they-see-your-phone"},
		{ID: "own-actions-today", Needs: []Need{NeedOwnBehaviour}},
		{ID: "own-actions-next", Method: []string{"S5", "S6"}},
		{ID: "let-it-stop", Needs: []Need{NeedCrisis}},
		{ID: "if-an-order-says-so"},
		{ID: "help-with-the-hurt"},
		{ID: "if-stopping-is-hard", Needs: []Need{NeedOwnBehaviour}},
		{ID: "what-needs-doing", Needs: []Need{NeedCrisis}},
		{ID: "breach-and-contact", Method: []string{"S5", "S6"}},
		{ID: "article-says-no", Method: []string{"S4", "S6"}},
		{ID: "cheating-hurt", Needs: []Need{NeedCrisis}},
		{ID: "we-cannot-tell"},
		{ID: "you-ended-it", When: said(HowItEnded, ILeft)},
		{ID: "both-agreed", When: said(HowItEnded, BothAgreed)},
		{ID: "long-over", When: said(HowItEnded, TheyLeftLongAgo), Method: []string{"S54", "S55"}},
		{ID: "never-a-couple", When: said(HowItEnded, NeverTogether)},
		{ID: "still-together", When: said(HowItEnded, NotOver), Needs: []Need{NeedRelationship}},
		{ID: "they-have-someone", When: said(TheirWord, WithSomeone), Method: []string{"S51"}},
		{ID: "heavy-time", When: said(TheirWord, HardTime)},
		{ID: "other-reason", When: said(WhyLeft, OtherReason)},
		{ID: "grief", When: said(HowItEnded, TheyDied), Needs: []Need{NeedCrisis}},

		// The plan: on a covered result only.
		{ID: "apologise", Steps: []StepID{Apologise}, Method: []string{"S19", "S20", "S21", "S22"}},
		{ID: "one-conversation", Steps: []StepID{Apologise}, Method: []string{"S23", "S24", "S25", "S26"}},
		{ID: "their-time", Steps: []StepID{TheirTime}, Method: []string{"S28", "S30"}},
		{ID: "quiet-days", Steps: []StepID{QuietDays}, Method: []string{"S27", "S28", "S29", "S30"}},
		{ID: "light-contact", Steps: []StepID{LightContact}, Method: []string{"S31", "S32", "S33", "S34", "S35"}},
		{ID: "no-answer", Steps: []StepID{LightContact}, Method: []string{"S36"}},
		{ID: "their-turn", Steps: []StepID{TheirTurn}, Method: []string{"S36"}},
		{ID: "friends-first", Steps: []StepID{FriendsFirst}, Method: []string{"S41", "S43", "S44"}},
		{ID: "light-and-kind", Steps: []StepID{FriendsFirst}, Method: []string{"S42", "S45"}},
		{ID: "a-new-start", Steps: []StepID{FriendsFirst}, Method: []string{"S46", "S47"}},
		{ID: "time-together", Steps: []StepID{FriendsFirst}, Method: []string{"S48", "S49", "S50", "S51"}},
		{ID: "far-apart", Steps: []StepID{FriendsFirst}, When: said(Ties, FarApart), Method: []string{"S42", "S48"}},
		{ID: "month-six", Steps: []StepID{MonthSix}, Method: []string{"S54", "S55"}},
		{ID: "what-to-expect", Method: []string{"S14", "S15", "S16", "S17", "S18"}},
		{ID: "change-your-side", Method: []string{"S37", "S38", "S39"}},
		{ID: "work-on-committing", When: said(WhyLeft, NotCommitted), Method: []string{"S38"}},
		{ID: "work-on-your-share", When: said(WhyLeft, NotPullingWeight), Method: []string{"S38"}},
		{ID: "work-on-leaning", When: said(WhyLeft, LeanedTooMuch), Method: []string{"S38"}},
		{ID: "work-on-noticing", When: said(WhyLeft, TookForGranted), Method: []string{"S38"}},
		{ID: "work-on-sharp-words", When: said(WhyLeft, Sharp), Method: []string{"S38"}},
		{ID: "why-this-page", Method: []string{"S1", "S2", "S3"}},
		{ID: "seeing-it-straight", Method: []string{"S7", "S8", "S9"}},
		{ID: "why-try", Method: []string{"S10", "S11", "S12"}},
		{ID: "whose-words", Method: []string{"S13"}},

		// What any disclosed need adds.
		{ID: "about-being-harmed", Needs: harmedNeeds, When: harmTo(iWas, notOnlyMe, MeUnder18)},
		{ID: "about-own-actions", Needs: []Need{NeedOwnBehaviour}, When: harmTo(theyWere, notOnlyThem, TheyUnder18)},
		{ID: "about-clear-no", When: said(TheirWord, noMeansNo...)},
		{ID: "about-breach", When: said(Trust, Money, BigLie, OtherSerious)},
		{ID: "about-cheating", When: said(Trust, ICheated, TheyCheated, MaybeCheated)},
		{ID: "sexual-harm", When: byThem(is(Body, Sex)), Needs: []Need{NeedSexual}},
		{ID: "image-help", When: byThem(is(Watching, Pictures)), Needs: []Need{NeedDigital}},
		{ID: "tech-safety", When: byThem(is(Watching, Checked, Tracked, Posed)), Needs: []Need{NeedDigital}},
		{ID: "being-followed", When: byThem(is(Watching, Tracked, TurnedUp, KeptOn)), Needs: []Need{NeedStalking}},
		{ID: "money-help", When: slices.Concat(byThem(is(Control, Money)), said(Trust, Money))},
		{ID: "honour-marriage", When: byThem(is(Threats, Family)), Needs: []Need{NeedHarmed}},
		{ID: "exploitation", When: byThem(is(Control, MadeTo)), Needs: []Need{NeedHarmed}},
		{ID: "outing", When: byThem(is(Threats, Tell)), Needs: []Need{NeedHarmedLGBTQ, NeedHarmed}},
		{ID: "child-and-pet", When: byThem(is(Body, HurtOthers)), Needs: []Need{NeedHarmed, NeedYouth}},
		{ID: "young-person", When: said(Ages, BothUnder18, MeUnder18), Needs: []Need{NeedYouth}},
		{ID: "adult-and-minor", When: said(Ages, TheyUnder18)},
		{ID: "children", When: slices.Concat(said(Ties, Children), byWho(notOnlyMe, []Is{is(Threats, Tell)}))},
		{ID: "shared-home", When: said(Ties, Home)},
		{ID: "shared-work", When: said(Ties, WorkStudy)},
		{ID: "sort-out", When: said(Ties, MoneyThings)},
		{ID: "same-circle", When: said(Ties, Circle)},
		{ID: "addiction-help", When: said(WhyLeft, Addiction), Method: []string{"S40"}},
		{ID: "anger-help", When: said(WhyLeft, Sharp), Method: []string{"S40"}},
		{ID: "moving-on", Method: []string{"S11", "S12", "S52", "S53", "S56"},
			When: slices.Concat(said(HowItEnded, TheyLeftLately, TheyLeftLongAgo, ILeft, BothAgreed, NeverTogether))},
	}
}
