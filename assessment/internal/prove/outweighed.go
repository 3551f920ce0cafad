package prove

import (
	"fmt"
	"slices"

	"secondlook/assessment"
)

// outweighedPromises: whatever else is said beside it, and however much of it,
// a thing that was told gets its help. Nothing here is added up, so nothing can
// be outweighed.
func outweighedPromises() []Promise {
	byMeToo := Any(byMe(), noDirection())
	return []Promise{
		{"outweighed danger", "danger gets the page for this minute, whatever else is ticked",
			notOutweighed{told: danger, own: assessment.DangerNow}},
		{"outweighed dark", "thoughts of suicide get a crisis line, whatever else is ticked",
			notOutweighed{told: dark, kinds: []assessment.Need{assessment.NeedCrisis}}},
		{"outweighed harmed", "harm done to the person gets a line for people who are harmed, whatever else is ticked",
			notOutweighed{told: Any(toMe(), isYoung, noDirection()), kinds: []assessment.Need{assessment.NeedHarmed}}},
		{"outweighed own", "harm done by the person gets a line for people who worry about what they do, whatever else is ticked",
			notOutweighed{told: byMeToo, kinds: []assessment.Need{assessment.NeedOwnBehaviour}}},
		{"outweighed no", "a no to contact, or a final or repeated no to trying again, gets the words for it, whatever else is ticked",
			notOutweighed{told: aNo, own: assessment.ClearNo, section: "about-clear-no"}},
		{"outweighed breach", "a serious breach of trust gets the words for it, whatever else is ticked",
			notOutweighed{told: breach, own: assessment.SeriousBreach, section: "about-breach"}},
		{"outweighed cheating", "cheating gets the words for it, whatever else is ticked",
			notOutweighed{told: cheated, own: assessment.Cheating, section: "about-cheating"}},
		{"outweighed young", "someone under 18 gets a line for young people, whatever else is ticked",
			notOutweighed{told: said("ages", "both-under-18 me-under-18"), kinds: []assessment.Need{assessment.NeedYouth}}},
		{"outweighed minor", "an adult whose ex is under 18 gets the words for that, whatever else is ticked",
			notOutweighed{told: said("ages", "they-under-18"), section: "adult-and-minor"}},
	}
}

// notOutweighed: wherever something was told, the page is not the plan and
// holds the help for it: lines of one of the kinds; or it is the thing's own
// page, or shows its section.
type notOutweighed struct {
	told    Formula
	kinds   []assessment.Need
	own     assessment.OutcomeID
	section assessment.SectionID
}

func (p notOutweighed) prove(f *assessment.Flow) (Report, error) {
	var helping []assessment.Section
	formulas := []Formula{p.told}
	for _, s := range f.Sections {
		if len(s.Steps) == 0 && (s.ID == p.section || helps(s, p.kinds...)) {
			helping = append(helping, s)
			formulas = append(formulas, whenAny(s.When))
		}
	}
	return onEnds{
		sheets:    Raw,
		byOutcome: true,
		formulas:  formulas,
		concerns:  func(_ assessment.Outcome, holds []bool) bool { return holds[0] },
		breaks: func(o assessment.Outcome, holds []bool) string {
			if o.ID == assessment.Covered {
				return "expect no outcome covered"
			}
			if o.ID == p.own {
				return ""
			}
			for i, s := range helping {
				if shows(o, s, holds[i+1]) {
					return ""
				}
			}
			if p.section != "" {
				return fmt.Sprintf("expect section %s", p.section)
			}
			if p.own != "" {
				return fmt.Sprintf("expect outcome %s", p.own)
			}
			return fmt.Sprintf("expect a line of the kind %s", list(p.kinds))
		},
	}.prove(f)
}

// withdrawnPromises: Settle puts what was said and then changed back beside
// what stands now, decides on both, and keeps the help that the first called
// for. Such a sheet may be one that no screen could give.
func withdrawnPromises() []Promise {
	promises := []Promise{
		{"withdrawn", "danger, harm or a no leads to a page for danger, crisis, harm or a no beside any other answer, even one that no screen lets stand beside it: such a sheet is what decides when it is said and then changed in one sitting; that the plan then waits for the word slip is tested, not proved",
			onSheets{Illegal, Any(danger, dark, harm(), aNo), []assessment.OutcomeID{
				assessment.DangerNow, assessment.Crisis, assessment.BothHarm, assessment.BeingHarmed,
				assessment.CausingHarm, assessment.ClearNo}}},
	}
	lethalToMe, lethalByMe := lethal(whoNotOnlyMe...), lethal(whoNotOnlyYou...)
	for _, k := range []kept{
		{"crisis-help", Any(dark, said("thoughts", "yes-plan"), said("threats", "self"), said("right-now", "i-may-hurt-myself others-in-danger"))},
		{"high-danger", lethalToMe},
		{"stop-today", lethalByMe},
		{"about-being-harmed", Any(toMe(), isYoung, noDirection(), said("right-now", "they-may-hurt-me others-in-danger"))},
		{"about-own-actions", Any(byMe(), noDirection(), said("right-now", "i-may-hurt-someone"))},
		{"about-clear-no", aNo},
	} {
		promises = append(promises, Promise{"withdrawn " + string(k.section),
			"what was said and then changed in one sitting keeps its help: the section is kept for exactly what calls for it", k})
	}
	return promises
}

// kept: a section is among those that stay exactly where the formula holds.
type kept struct {
	section assessment.SectionID
	when    Formula
}

func (p kept) prove(f *assessment.Flow) (Report, error) {
	var lists [][]assessment.Is
	for _, k := range f.Kept {
		if k.Section == p.section {
			lists = slices.Concat(lists, k.When)
		}
	}
	return onEnds{
		sheets:    Illegal,
		byOutcome: true,
		formulas:  []Formula{p.when, whenAny(lists)},
		concerns:  func(_ assessment.Outcome, holds []bool) bool { return holds[0] || holds[1] },
		breaks: func(_ assessment.Outcome, holds []bool) string {
			switch {
			case holds[0] && !holds[1]:
				return fmt.Sprintf("expect section %s, when it is changed", p.section)
			case holds[1] && !holds[0]:
				return fmt.Sprintf("expect no section %s, when it is changed", p.section)
			}
			return ""
		},
	}.prove(f)
}
