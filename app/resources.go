package app

import (
	"slices"
	"strings"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/assessment/hours"
)

// Resources gives the IDs of the helplines on a result, in the order they
// stand on the page: for each section its lines, each line once. The
// emergency numbers stand under the country's own entry for them, or as
// "emergency-xx" where it has none.
func Resources(f *assessment.Flow, res assessment.Result, country string) []string {
	var ids []string
	for _, id := range res.Sections {
		s, _ := f.Section(id)
		for _, more := range sectionLines(res, s, country) {
			if !slices.Contains(ids, more) {
				ids = append(ids, more)
			}
		}
	}
	return ids
}

func sectionLines(res assessment.Result, s assessment.Section, country string) []string {
	if len(s.Needs) == 0 {
		return nil
	}
	if s.Needs[0] == assessment.NeedEmergency {
		return emergencyID(country)
	}
	lines, _ := LinesOn(res, s, country, nil)
	ids := make([]string, 0, len(lines))
	for _, l := range lines {
		ids = append(ids, l.ID)
	}
	return ids
}

// LinesOn gives the lines that stand in a section of a result, in order, and
// how far we had to look for them. The function says which are open; it may be
// nil.
func LinesOn(res assessment.Result, s assessment.Section, country string, state func(content.Line) hours.State) ([]content.Line, content.Reach) {
	switch s.ID {
	case "danger-helplines":
	case "tech-safety":
		// Of places that work everywhere, those against spying come before those against shared pictures.
		lines, reach := content.LinesNow(country, s.Needs, state)
		if reach == content.Wide {
			slices.SortStableFunc(lines, func(a, b content.Line) int { return notStalking(a) - notStalking(b) })
		}
		return lines, reach
	default:
		return content.LinesNow(country, s.Needs, state)
	}
	said := func(id assessment.SectionID) bool { return slices.Contains(res.Sections, id) }
	switch {
	case said("danger-from-me") && !said("danger-to-me"):
		// Someone who fears what they may do finds first who helps with that. Whoever was harmed too finds the rest below.
		lines, reach := content.LinesNow(country, []assessment.Need{assessment.NeedOwnBehaviour, assessment.NeedCrisis}, state)
		more, far := content.LinesNow(country, []assessment.Need{assessment.NeedHarmed}, state)
		if far == content.OwnLine {
			lines = appendNew(lines, more)
		}
		return lines, reach
	case said("danger-to-myself") && !said("danger-to-me") && !said("danger-to-others"):
		return content.LinesNow(country, []assessment.Need{assessment.NeedCrisis, assessment.NeedHarmed, assessment.NeedOwnBehaviour}, state)
	default:
		return content.LinesNow(country, s.Needs, state)
	}
}

func notStalking(l content.Line) int {
	if slices.Contains(l.Serves, assessment.NeedStalking) {
		return 0
	}
	return 1
}

// appendNew appends those lines that are not there yet.
func appendNew(lines, more []content.Line) []content.Line {
	for _, l := range more {
		if !slices.ContainsFunc(lines, func(o content.Line) bool { return o.ID == l.ID }) {
			lines = append(lines, l)
		}
	}
	return lines
}

func emergencyID(country string) []string {
	c, ok := content.CountryByCode(country)
	if !ok || !c.Emergency.Numbers() {
		return nil
	}
	for _, l := range c.Lines {
		if slices.Contains(l.Serves, assessment.NeedEmergency) {
			return []string{l.ID}
		}
	}
	return []string{"emergency-" + strings.ToLower(country)}
}
