package app

import (
	"slices"
	"strings"

	"secondlook/assessment"
	"secondlook/assessment/content"
)

// Resources gives the IDs of the helplines on a result, in the order they
// stand on the page: for each section its lines, each line once. The
// emergency numbers stand under the country's own entry for them, or as
// "emergency-xx" where it has none.
func Resources(f *assessment.Flow, res assessment.Result, country string) []string {
	var ids []string
	for _, id := range res.Sections {
		s, _ := f.Section(id)
		for _, more := range sectionLines(s.Needs, country) {
			if !slices.Contains(ids, more) {
				ids = append(ids, more)
			}
		}
	}
	return ids
}

func sectionLines(needs []assessment.Need, country string) []string {
	if len(needs) == 0 {
		return nil
	}
	if needs[0] == assessment.NeedEmergency {
		return emergencyID(country)
	}
	lines, _ := content.LinesFor(country, needs)
	ids := make([]string, 0, len(lines))
	for _, l := range lines {
		ids = append(ids, l.ID)
	}
	return ids
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
