//go:build !wasm

package safety

import (
	"fmt"
	"strconv"
	"strings"
)

// A Level is one step of a scale: its number, its name, and what it means.
type Level struct {
	Number int
	Name   string
	Means  string
}

// Scales are how bad and how likely, and what the two come to. They are written once, in the README of the hazards.
type Scales struct {
	Severity   []Level // from 1
	Likelihood []Level
	Risk       []Level
	matrix     [][]int // by likelihood, then severity, both less one
}

// Of gives the risk of a score, 1 to 5.
func (s Scales) Of(sc Score) int { return s.matrix[sc.Likelihood-1][sc.Severity-1] }

// RiskName names the risk of a score.
func (s Scales) RiskName(sc Score) string { return s.Risk[s.Of(sc)-1].Name }

const levels = 5

func readScales(readme string) (Scales, error) {
	var s Scales
	for _, want := range []struct {
		heading string
		scale   *[]Level
	}{{"Severity", &s.Severity}, {"Likelihood", &s.Likelihood}, {"Risk levels", &s.Risk}} {
		rows, err := table(readme, want.heading)
		if err != nil {
			return s, err
		}
		for i, row := range rows {
			n, err := strconv.Atoi(row[0])
			if err != nil || n != i+1 || len(row) != 3 {
				return s, fmt.Errorf("%s: row %d is %q, want | %d | name | meaning |", want.heading, i+1, row, i+1)
			}
			*want.scale = append(*want.scale, Level{n, row[1], row[2]})
		}
	}
	rows, err := table(readme, "Risk")
	if err != nil {
		return s, err
	}
	for i, row := range rows {
		if len(row) != levels+1 || row[0] != s.Likelihood[i].Name {
			return s, fmt.Errorf("Risk: row %d is %q, want %s and five numbers", i+1, row, s.Likelihood[i].Name)
		}
		var risks []int
		for _, cell := range row[1:] {
			n, err := strconv.Atoi(cell)
			if err != nil || n < 1 || n > levels {
				return s, fmt.Errorf("Risk: %q is not a risk from 1 to 5", cell)
			}
			risks = append(risks, n)
		}
		s.matrix = append(s.matrix, risks)
	}
	return s, s.rising()
}

// rising refuses a matrix where worse or likelier comes to less.
func (s Scales) rising() error {
	for l := range levels {
		for v := range levels {
			if l > 0 && s.matrix[l][v] < s.matrix[l-1][v] || v > 0 && s.matrix[l][v] < s.matrix[l][v-1] {
				return fmt.Errorf("Risk: %s and %s comes to less than a milder case", s.Likelihood[l].Name, s.Severity[v].Name)
			}
		}
	}
	return nil
}

// table gives the five rows of the table under a heading, without its own head.
func table(text, heading string) ([][]string, error) {
	_, after, found := strings.Cut(text, "\n## "+heading+"\n")
	if !found {
		return nil, fmt.Errorf("no part %q", heading)
	}
	part, _, _ := strings.Cut(after, "\n## ")
	var rows [][]string
	for line := range strings.Lines(part) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			continue
		}
		var row []string
		for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
			row = append(row, strings.TrimSpace(cell))
		}
		rows = append(rows, row)
	}
	if len(rows) != levels+2 {
		return nil, fmt.Errorf("%s: %d rows, want a head, a line and five", heading, len(rows))
	}
	return rows[2:], nil
}
