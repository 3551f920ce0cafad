package prove

import (
	"slices"

	"secondlook/assessment"
)

// Promises lists what the coverage file's part 6 promises of the flow, in its order.
func Promises() []Promise {
	return slices.Concat(
		outcomePromises(),
		changePromises(),
		pagePromises(),
		askingPromises(),
		constructPromises(),
		planPromises(),
		illegalPromises(),
		outweighedPromises(),
		withdrawnPromises(),
	)
}

// butCovered are all outcomes that show no plan.
func butCovered() []assessment.OutcomeID {
	return slices.DeleteFunc(slices.Clone(precedence), func(o assessment.OutcomeID) bool { return o == assessment.Covered })
}

func outcomePromises() []Promise {
	var missing []Formula
	for _, q := range critical {
		missing = append(missing, said(q, "unanswered not-say"))
	}
	direct := Any(isYoung, theyYoung) // "the age rule"
	worse := []Formula{danger, dark, harm(), direct}
	above := func(fs ...Formula) Formula { return Not(Any(slices.Concat(worse, fs)...)) }
	leads := func(id, says string, premise Formula, to ...assessment.OutcomeID) Promise {
		return Promise{id, says, onSheets{Raw, premise, to}}
	}
	return []Promise{
		leads("T1", "the plan only where every safety question was answered and cleared, and the cause is one the article speaks of; thoughts of suicide over a month ago are cleared, and add crisis help",
			Not(All(clearAnswers, articleCause)), butCovered()...),
		leads("T2", "any answer that leads to another page closes the plan as long as it stands, even where its question was not asked",
			forcing(), butCovered()...),
		leads("T3", "a safety question skipped, or answered with not sure or rather not say, closes the plan",
			Any(missing...), butCovered()...),
		leads("T4", "danger that was named, or left unsaid beside a grip on the neck, a weapon or a threat to kill, leads to the page for danger now",
			danger, assessment.DangerNow),
		leads("T5", "thoughts of suicide, where no danger was named, lead to the page for a crisis",
			All(dark, Not(danger)), assessment.Crisis),
		leads("T6", "any harm, even where nobody said who did it, leads to one of the three pages for harm, where no danger and no dark thoughts are told",
			All(harm(), Not(danger), Not(dark)), assessment.BothHarm, assessment.BeingHarmed, assessment.CausingHarm),
		leads("T7", "harm both ways, or harm where who did it was answered with both or not said, and nothing worse, leads to the page for harm both ways",
			All(toMe(), byMe(), Not(danger), Not(dark)), assessment.BothHarm),
		leads("T8 clear-no", "a no to contact (told, passed on, by a block or by an order), or a final or repeated no to trying again, and nothing worse, leads to the page for a clear no; one no or not now with contact left open is not meant",
			All(aNo, above()), assessment.ClearNo),
		leads("T8 serious-breach", "trust seriously broken, and nothing worse, leads to the page for that",
			All(breach, above(aNo)), assessment.SeriousBreach),
		leads("T8 cheating", "cheating, and nothing worse, leads to the page for cheating",
			All(cheated, above(aNo, breach)), assessment.Cheating),
		leads("T8b", "a safety question not said, and nothing worse, leads to the page that says we cannot tell",
			All(unsaid, above(aNo, breach, cheated, theyDied)), assessment.Unclear),
		leads("§1 they-died", "where the ex has died, and nothing is worse, the page is the one for another story",
			All(theyDied, above(aNo, breach, cheated)), assessment.NotCovered),
		leads("§1 being-harmed", "harm done to the person only, or the person under 18 and the ex an adult, three or more years apart, and nothing worse, leads to the page for being harmed",
			All(Any(toMe(), isYoung), Not(All(toMe(), byMe())), Not(danger), Not(dark)), assessment.BeingHarmed),
		leads("§1 causing-harm", "harm done by the person only, or the ex under 18 and the person an adult, three or more years apart, and nothing worse, leads to the page for causing harm",
			All(byMe(), Not(toMe()), Not(isYoung), Not(danger), Not(dark)), assessment.CausingHarm),
		leads("§1 no direction", "acts of which nobody said who did them, and nothing worse, lead to the page for harm both ways",
			All(acts(), Not(Any(toMe(), byMe(), isYoung)), Not(danger), Not(dark)), assessment.BothHarm),
		leads("§1 not-covered", "another story, with nothing worse and nothing unsaid, leads to the page for that",
			All(otherStory, above(aNo, breach, cheated, unsaid)), assessment.NotCovered),
		leads("§1 covered", "where every safety question was cleared and the cause is the article's, the plan does open: nobody is kept out for no reason",
			All(clearAnswers, articleCause, Not(forcing())), assessment.Covered),
		leads("§1 otherwise", "whatever nothing else decides gets the page that says we cannot tell",
			Not(Any(danger, dark, harm(), aNo, breach, cheated, theyDied, otherStory, All(clearAnswers, articleCause))),
			assessment.Unclear),
		{"§1 whole", "every sheet of answers ends on the page that the specification's own list gives, told a second time apart from the rules", wholeDecision{}},
		leads("T23 re-check", "danger, thoughts, fear, acts, threats, watching and their word: answered anew at any time, one answer that is not clear closes the plan; that the page asks them again is not promised, and it does not by itself",
			Any(Not(said("right-now", "none")), Not(said("thoughts", "no before")), Not(said("felt", "none")),
				Not(said("body", "none")), Not(said("threats", "none")), Not(said("watching", "none")),
				Not(said("their-word", "none"))), butCovered()...),
	}
}

// wholeDecision: every sheet ends where the specification's own list of
// premises, read from the top, sends it. It is all of the promises above at
// once, told a second way.
type wholeDecision struct{}

func (wholeDecision) prove(f *assessment.Flow) (Report, error) {
	ranks := []struct {
		premise Formula
		outcome assessment.OutcomeID
	}{
		{danger, assessment.DangerNow},
		{dark, assessment.Crisis},
		{All(toMe(), byMe()), assessment.BothHarm},
		{Any(toMe(), isYoung), assessment.BeingHarmed},
		{byMe(), assessment.CausingHarm},
		{acts(), assessment.BothHarm},
		{aNo, assessment.ClearNo},
		{breach, assessment.SeriousBreach},
		{cheated, assessment.Cheating},
		{theyDied, assessment.NotCovered},
		{unsaid, assessment.Unclear},
		{otherStory, assessment.NotCovered},
		{All(clearAnswers, articleCause), assessment.Covered},
	}
	var premises []Formula
	for _, r := range ranks {
		premises = append(premises, r.premise)
	}
	return onEnds{
		sheets:    Raw,
		byOutcome: true,
		formulas:  premises,
		ranked:    true,
		concerns:  func(assessment.Outcome, []bool) bool { return true },
		breaks: func(o assessment.Outcome, holds []bool) string {
			want := assessment.Unclear
			if at := slices.Index(holds, true); at >= 0 {
				want = ranks[at].outcome
			}
			if o.ID == want {
				return ""
			}
			return "expect outcome " + string(want)
		},
	}.prove(f)
}

func changePromises() []Promise {
	lower := func(a, b assessment.OutcomeID) bool {
		return urgencyOf[b] < urgencyOf[a] || slices.Index(precedence, b) > slices.Index(precedence, a)
	}
	opens := func(a, b assessment.OutcomeID) bool { return b == assessment.Covered && a != assessment.Covered }
	takeBack := func(_ assessment.Question, picks []assessment.OptionID) [][]assessment.OptionID {
		return [][]assessment.OptionID{nil, {assessment.NotSay}}
	}
	// Skipped, left early, not sure: any number of answers at once, in any order.
	openEnds := func(q assessment.Question, picks []assessment.OptionID) [][]assessment.OptionID {
		less := [][]assessment.OptionID{picks}
		if len(picks) > 0 {
			less = append(less, nil)
		}
		if _, ok := q.Option(assessment.NotSay); ok && !slices.Equal(picks, words("not-say")) {
			less = append(less, words("not-say"))
		}
		return less
	}
	// A sheet of an older questionnaire has words that this one does not offer,
	// beside or instead of those it does.
	oldWords := func(_ assessment.Question, picks []assessment.OptionID) [][]assessment.OptionID {
		if slices.ContainsFunc(picks, unoffered) {
			return nil
		}
		all := [][]assessment.OptionID{picks, nil}
		for _, w := range unofferedWords {
			all = append(all, append(slices.Clone(picks), w), []assessment.OptionID{w})
		}
		return all
	}
	return []Promise{
		{"T9", "on a complete sheet, ticking one more thing of danger, harm, a no, a breach or cheating never makes the page milder, whatever is answered after it",
			onPairs{sheets: Complete, change: addForcing, prunes: true, goesOn: true, premise: All(), breaks: lower}},
		{"T9b", "on a complete sheet, saying darker thoughts never makes the page milder, whatever is answered after it",
			onPairs{sheets: Complete, change: darker, prunes: true, goesOn: true, premise: All(), breaks: lower}},
		{"T10", "leaving one answer out, or turning it into not sure, never turns another page into the plan",
			onPairs{sheets: Pruned, change: takeBack, premise: All(), breaks: opens}},
		{"T10 pruned", "the same, where answers that are no longer asked are dropped at once",
			onPairs{sheets: Pruned, change: takeBack, prunes: true, premise: All(), breaks: opens}},
		{"T10 at once", "any number of answers skipped, left early or not said, all at once, never turn another page into the plan",
			onPairs{sheets: Pruned, change: openEnds, everywhere: true, premise: All(), breaks: opens}},
		{"old sheet", "words that are no longer offered, beside or instead of answers, never open the plan",
			onPairs{sheets: Old, change: oldWords, everywhere: true, premise: All(), breaks: opens}},
		{"T11", "where both are 18 or over: swap who did what to whom, and the two pages for harm swap too, and every other page stays",
			onPairs{sheets: Raw, change: mirror, everywhere: true, premise: said("ages", "both-18"),
				breaks: func(a, b assessment.OutcomeID) bool { return b != mirrored(a) }}},
		{"T12", "answers to questions not asked may lose the plan, never gain it",
			onPairs{sheets: Pruned, strays: true, premise: All(), breaks: opens}},
	}
}

// addForcing adds an option of ranks 1 to 8 to an answer, dropping "none" or "not-say".
func addForcing(q assessment.Question, picks []assessment.OptionID) [][]assessment.OptionID {
	if !q.Many {
		return nil
	}
	kept := slices.DeleteFunc(slices.Clone(picks), func(id assessment.OptionID) bool {
		o, _ := q.Option(id)
		return o.Alone
	})
	var grown [][]assessment.OptionID
	for _, o := range q.Options {
		if !o.Alone && forcesHigh(q.ID, o.ID) && !slices.Contains(kept, o.ID) {
			grown = append(grown, append(slices.Clone(kept), o.ID))
		}
	}
	return grown
}

func forcesHigh(q assessment.QuestionID, o assessment.OptionID) bool {
	return slices.ContainsFunc(constructs(), func(c construct) bool {
		return c.pick == pick{q, o} && !slices.Contains([]string{"-", "UN", "NC"}, c.forces)
	})
}

// darker moves thoughts up the order of the coverage file.
func darker(q assessment.Question, picks []assessment.OptionID) [][]assessment.OptionID {
	order := words("no before not-say passive yes yes-plan")
	if q.ID != "thoughts" || len(picks) == 0 {
		return nil
	}
	var up [][]assessment.OptionID
	for _, o := range order[slices.Index(order, picks[0])+1:] {
		up = append(up, []assessment.OptionID{o})
	}
	return up
}

// mirror swaps the two people: in felt, and in who did it.
func mirror(q assessment.Question, picks []assessment.OptionID) [][]assessment.OptionID {
	switch {
	case q.ID == "felt":
		return [][]assessment.OptionID{swapped(picks)}
	case !slices.ContainsFunc(behaviours, func(b behaviour) bool { return b.who == q.ID }) || len(picks) == 0:
		return [][]assessment.OptionID{picks}
	}
	switch picks[0] {
	case "me":
		return [][]assessment.OptionID{words("they"), words("they-i-defended")}
	case "they", "they-i-defended":
		return [][]assessment.OptionID{words("me")}
	}
	return [][]assessment.OptionID{picks}
}

func swapped(felt []assessment.OptionID) []assessment.OptionID {
	other := map[assessment.OptionID]assessment.OptionID{
		"i-afraid": "they-afraid", "i-careful": "they-careful", "i-trapped": "they-trapped",
		"they-afraid": "i-afraid", "they-careful": "i-careful", "they-trapped": "i-trapped",
	}
	var picks []assessment.OptionID
	for _, o := range felt {
		if to, ok := other[o]; ok {
			o = to
		}
		picks = append(picks, o)
	}
	return picks
}

func mirrored(o assessment.OutcomeID) assessment.OutcomeID {
	switch o {
	case assessment.BeingHarmed:
		return assessment.CausingHarm
	case assessment.CausingHarm:
		return assessment.BeingHarmed
	}
	return o
}

// illegalPromises: what no screen can give must still be safe where it comes in.
func illegalPromises() []Promise {
	return []Promise{
		{"T26 T1", "the plan only where all is cleared: also on answers that no screen could give",
			onSheets{Illegal, Not(All(clearAnswers, articleCause)), butCovered()}},
		{"T26 T2", "any answer that leads elsewhere closes the plan: also on answers that no screen could give",
			onSheets{Illegal, forcing(), butCovered()}},
		{"T26 T4", "danger leads to the page for danger now: also on answers that no screen could give",
			onSheets{Illegal, danger, []assessment.OutcomeID{assessment.DangerNow}}},
	}
}
