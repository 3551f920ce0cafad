package main

import (
	"slices"
	"strings"

	"secondlook/assessment"
)

// least is how many words the sentence of a row needs, to be found by.
const least = 6

// A carrier is a sentence that carries a row of the method, in the file at.
type carrier struct {
	at            place
	id            string // of the section or page
	row, sentence string
}

// method reads the rows of a head: exactly those wanted, or for a page, where
// none are wanted, any row there is.
func (g *generator) method(f *fields, want []string, id string) []Row {
	m := f.mustUnder("rows", "row")
	if want == nil {
		for _, e := range m.entries {
			want = append(want, e.key)
			if !slices.Contains(g.source.rows, e.key) {
				g.refuse(m.lineOf(e.key), "the method has no row %s: take it out", e.key)
			}
		}
	}
	var rows []Row
	for _, row := range want {
		sentence := m.mustText(row)
		rows = append(rows, Row{row, sentence})
		if sentence != "" {
			g.rowed = append(g.rowed, carrier{m.lineOf(row), id, row, sentence})
		}
	}
	m.done()
	return rows
}

// carried refuses row sentences that cannot be found by themselves, and rows
// that nothing carries.
func (g *generator) carried() {
	for _, c := range g.rowed {
		g.found(c)
	}
	for _, row := range g.source.rows {
		inFlow := slices.ContainsFunc(g.flow.Sections, func(s assessment.Section) bool { return slices.Contains(s.Method, row) })
		inPage := slices.ContainsFunc(g.rowed, func(c carrier) bool { return c.row == row })
		if !inFlow && !inPage {
			g.refuse(place{file: "en/sections"}, "nothing carries row %s of the method: give it a sentence in a section or page", row)
		}
	}
}

// found refuses the sentence of a row that is not in its own body once, or
// that is in another one too. The voices of one section may share theirs.
func (g *generator) found(c carrier) {
	if n := len(strings.Fields(c.sentence)); n < least {
		g.refuse(c.at, "the sentence of %s has %d words: it needs %d to be told apart", c.row, n, least)
	}
	switch n := g.said[place{file: c.at.file}].count(c.sentence); {
	case n == 0:
		g.refuse(c.at, "the sentence of %s is not in the text word for word, in one paragraph or item: copy it from there", c.row)
	case n > 1:
		g.refuse(c.at, "the sentence of %s is in the text %d times: once is enough", c.row, n)
	}
	for at, said := range g.said {
		if idOf(at.file) != c.id && said.count(c.sentence) > 0 {
			g.refuse(c.at, "the sentence of %s is in %s too: every place needs its own", c.row, at.file)
		}
	}
}

// idOf gives the section or page that a file words: "children" for
// "en/sections/children.harm.md".
func idOf(file string) string {
	name := file[strings.LastIndex(file, "/")+1:]
	id, _, _ := strings.Cut(name, ".")
	return id
}
