package figures

import (
	"fmt"
	"io"
	"math"
	"text/tabwriter"
)

// A Name says what a site is, for people.
type Name struct{ Site, Short, Long string }

// Names are the sites in the order of the table.
var Names = []Name{
	{Ours, "Second Look", "Second Look"},
	{Plain, "plain", "plain pages from a server"},
	{Survey, "SurveyJS", "SurveyJS 2.5.38"},
	{Split, "split go-app", "go-app, server split off"},
	{Stock, "stock go-app", "go-app as its guide has it"},
}

// WriteTable writes the figures of every site, and each as a ratio to the plain pages in the same round.
func WriteTable(out io.Writer, rounds Rounds) error {
	fmt.Fprintf(out, "\nMedian (least-most) of %d rounds. Times in ms.\n\n", len(rounds[Ours]))
	err := columns(out, rounds, func(site string, f Figure) string { return f.format(rounds.Spread(site, f)) })
	if err != nil {
		return err
	}
	fmt.Fprint(out, "\nThe same to plain pages, taken within each round.\n\n")
	return columns(out, rounds, func(site string, f Figure) string {
		if !f.toPlain() {
			return ""
		}
		return ratio(rounds.Ratio(site, f, Plain, f))
	})
}

// toPlain reports whether a ratio to plain pages says anything: what they cannot do, or do in no time, is no measure.
func (f Figure) toPlain() bool {
	return f != LayoutShift && f != Lost && f != Tries && f != OfflineVisit && f != Blocked
}

// columns writes one row a figure and one column a site. Rows without anything are left out.
func columns(out io.Writer, rounds Rounds, cell func(site string, f Figure) string) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, n := range Names {
		if len(rounds[n.Site]) > 0 {
			fmt.Fprintf(table, "\t%s", n.Short)
		}
	}
	fmt.Fprintln(table)
	for _, f := range Figures {
		row, some := "", false
		for _, n := range Names {
			if len(rounds[n.Site]) > 0 {
				text := cell(n.Site, f)
				row += "\t" + text
				some = some || text != ""
			}
		}
		if some {
			fmt.Fprintf(table, "%s%s\n", f, row)
		}
	}
	return table.Flush()
}

// format writes a figure with as many places as it needs.
func (f Figure) format(s Spread) string {
	places := 0
	if f == LayoutShift {
		places = 3
	}
	if !s.Known() {
		return "no"
	}
	if s.Least == s.Most {
		return fmt.Sprintf("%.*f", places, s.Median)
	}
	return fmt.Sprintf("%.*f (%.*f-%.*f)", places, s.Median, places, s.Least, places, s.Most)
}

func ratio(s Spread) string {
	if !s.Known() {
		return ""
	}
	return fmt.Sprintf("%.2f (%.2f-%.2f)", s.Median, s.Least, s.Most)
}

// WriteVerdicts writes how each budget came out, and gives those that are not held.
func WriteVerdicts(out io.Writer, verdicts []Verdict) (missed []Verdict, err error) {
	fmt.Fprint(out, "\nBudgets of ours. Hold fails; aim is what we are after.\n\n")
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\tmeasured\thold\taim\t")
	for _, v := range verdicts {
		said := "over the budget"
		switch {
		case math.IsNaN(v.Value.Median):
			said = "not measured"
		case v.Met():
			said = "aim met"
		case v.Held():
			said = "held"
		}
		if !v.Held() {
			missed = append(missed, v)
		}
		fmt.Fprintf(table, "%s\t%.3f (%.3f-%.3f)\t%.4g\t%.4g\t%s\n", v.What, v.Value.Median, v.Value.Least, v.Value.Most, v.Hold, v.Aim, said)
	}
	return missed, table.Flush()
}
