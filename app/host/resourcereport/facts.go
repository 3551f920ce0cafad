//go:build !wasm

package resourcereport

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
)

// fresh is how long a fact counts as checked.
const fresh = 180 * 24 * time.Hour

// A fact is one thing we say: a line, or the emergency numbers of a country.
type fact struct {
	Code, Country string
	ID, Name      string
	Numbers       []string
	Web           string
	Hours, Cost   string
	Checked       string
	Confidence    string
	Guessed       bool // the date is a guess of ours
	Unsure        bool // of the hours
	Sources       []string
}

// since gives the first day a fact may have been checked on; none is long ago.
func (f fact) since() time.Time {
	day, _ := time.Parse(time.DateOnly, (f.Checked + "0001-01-01"[min(len(f.Checked), 10):])[:10])
	return day
}

// readFacts reads every country's file.
func readFacts(files fs.FS) ([]fact, error) {
	names, err := fs.Glob(files, "??.yaml")
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("%s: no file of a country is here (%v)", Folder, err)
	}
	var facts []fact
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		more, err := countryFacts(data)
		if err != nil {
			return nil, fmt.Errorf("%s/%s: %w", Folder, name, err)
		}
		facts = append(facts, more...)
	}
	return facts, nil
}

func countryFacts(data []byte) ([]fact, error) {
	var c struct {
		Country, Name string
		Emergency     struct {
			General, Police, Ambulance, Text, Checked, Confidence string
			Sources                                               []string
		}
		Lines []struct {
			ID, Name, Phone, Shown, Text, Whatsapp, Web, Chat string
			Also                                              []string
			Hours, Cost, Checked, Confidence                  string
			Inferred                                          bool
			Sure                                              *bool `yaml:"hours_sure"`
			Sources                                           []string
		}
	}
	if err := yaml.Unmarshal(data, &c); err != nil {
		return nil, err
	}
	var facts []fact
	e := c.Emergency
	if len(e.Sources) > 0 {
		f := fact{Code: c.Country, Country: c.Name, ID: strings.ToLower(c.Country) + "-emergency-numbers", Name: "Emergency numbers",
			Checked: e.Checked, Confidence: e.Confidence, Sources: e.Sources}
		for _, n := range [][2]string{{"general", e.General}, {"police", e.Police}, {"ambulance", e.Ambulance}, {"text", e.Text}} {
			if n[1] != "" {
				f.Numbers = append(f.Numbers, n[0]+" "+n[1])
			}
		}
		facts = append(facts, f)
	}
	for _, l := range c.Lines {
		f := fact{Code: c.Country, Country: c.Name, ID: l.ID, Name: l.Name, Web: cmp.Or(l.Web, l.Chat), Hours: l.Hours, Cost: l.Cost,
			Checked: l.Checked, Confidence: l.Confidence, Guessed: l.Inferred, Unsure: l.Sure != nil && !*l.Sure, Sources: l.Sources}
		for _, n := range append([]string{l.Shown}, l.Also...) {
			if n != "" {
				f.Numbers = append(f.Numbers, n)
			}
		}
		if l.Text != "" {
			f.Numbers = append(f.Numbers, "text "+l.Text)
		}
		if l.Whatsapp != "" {
			f.Numbers = append(f.Numbers, "WhatsApp "+l.Whatsapp)
		}
		facts = append(facts, f)
	}
	return facts, nil
}

// overdue gives the facts that wait to be checked: those we are least sure of
// first in each country, then the oldest.
func overdue(facts []fact, today time.Time) []fact {
	due := slices.DeleteFunc(slices.Clone(facts), func(f fact) bool { return today.Sub(f.since()) <= fresh })
	grades := []string{"low", "medium", "high"}
	slices.SortStableFunc(due, func(a, b fact) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), slices.Index(grades, a.Confidence)-slices.Index(grades, b.Confidence), a.since().Compare(b.since()))
	})
	return due
}

// writeAges says, by country, how much was last checked over 180 days ago.
func writeAges(out io.Writer, facts, due []fact, today time.Time) {
	fmt.Fprintf(out, "Checked over 180 days before %s, or with no date: %d of %d facts.\n\n", today.Format(time.DateOnly), len(due), len(facts))
	total := map[string]int{}
	for _, f := range facts {
		total[f.Code]++
	}
	for len(due) > 0 {
		n := slices.IndexFunc(due, func(f fact) bool { return f.Code != due[0].Code })
		if n < 0 {
			n = len(due)
		}
		here := due[:n]
		oldest, undated := "", 0
		for _, f := range here {
			switch {
			case f.Checked == "":
				undated++
			case oldest == "" || f.Checked < oldest:
				oldest = f.Checked
			}
		}
		said := ""
		if oldest != "" {
			said += ", oldest " + oldest
		}
		if undated > 0 {
			said += fmt.Sprintf(", %d without a date", undated)
		}
		fmt.Fprintf(out, "  %s %-32s %3d of %3d%s\n", here[0].Code, here[0].Country, n, total[here[0].Code], said)
		due = due[n:]
	}
}
