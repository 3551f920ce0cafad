//go:build !wasm

package book

import (
	"math/big"
	"strings"
	"unicode"

	"secondlook/assessment"
)

// A brief is the book on its first page.
type brief struct {
	Questions, Rules, Pages, Promises, Hazards int
	Plan, OneIn                                string // the sheets that open the plan; and one in so many
	Chief                                      []promise
}

// chief are the promises to read first.
var chief = []string{"T2", "T3", "outweighed harmed", "outweighed own", "T10 at once", "withdrawn", "T13", "T14"}

func (b *binder) brief(p pages) brief {
	out := brief{Questions: len(p.Questions), Rules: len(p.Rules), Pages: len(p.Outcomes), Promises: len(p.Promises), Hazards: len(p.Hazards)}
	plan := new(big.Int)
	for _, d := range b.decisions {
		if d.Outcome == assessment.Covered {
			plan.Add(plan, d.Sheets)
		}
	}
	out.Plan = grouped(plan.String())
	if plan.Sign() > 0 {
		out.OneIn = grouped(new(big.Int).Quo(b.total, plan).String())
	}
	for _, id := range chief {
		for _, x := range p.Promises {
			if x.ID == id {
				out.Chief = append(out.Chief, x)
			}
		}
	}
	return out
}

// A held promise is one that no proof over answers can show: a test holds it, on every page drawn or in a real browser.
type held struct {
	Says  string
	Tests []string // "app.TestPages_NoneHoldsThePlan"
}

var heldByTests = []held{
	{"The plan’s steps can be come to from a covered result only: on every screen, by every link, and in every file that can be read without the program.",
		[]string{"app.TestPlan_IsDrawnOnlyOnACoveredResult", "app.TestPages_NoneHoldsThePlan", "app.TestPlan_StandsInNoOtherText",
			"app/host/browser.TestPlain_NoStepOfThePlanIsInAnyFile"}},
	{"What was said in one sitting and then changed keeps its help on top, and the plan waits for a plain yes that it was a slip.",
		[]string{"assessment.TestSettle_WithdrawnDisclosureKeepsThePlanShut", "assessment.TestSettle_RandomSittingsNeverOpenThePlanUnasked"}},
	{"The program that people meet decides as the proof does, on millions of random sheets and at every state of the walk.",
		[]string{"assessment/internal/prove.TestProof_RandomSheetsAgree", "assessment/internal/prove.TestProof_NextAgrees"}},
	{"T14: help stands before advice on every page drawn, and above the fold of a small phone.",
		[]string{"app.TestResult_HelpComesFirst", "app/host/browser.TestScreens_HelpStandsAboveTheFold"}},
	{"T22: each hard case comes to its page when it is played through the screens.",
		[]string{"app.TestJourneys", "app.TestJourneys_EveryHardCase"}},
	{"T24: no page has a word that labels a person, and the words are easy to read.",
		[]string{"app.TestCalled_FindsLabelsForPeople", "assessment/internal/plain.TestWords_KeepTheBudget"}},
	{"T25: each rule, condition, option and section, dropped, widened or swapped, is noticed, or is shown to change nothing.",
		[]string{"assessment/internal/prove.TestProof_EveryMutantIsNoticed"}},
}

// inWords reads the name of a control aloud: "test: pages none holds the plan" of "test:secondlook/app.TestPages_NoneHoldsThePlan".
func inWords(control string) string {
	kind, name, ok := strings.Cut(control, ":")
	if !ok {
		return control
	}
	name = name[strings.LastIndexAny(name, "/.")+1:]
	if kind == "test" {
		name = strings.TrimPrefix(name, "Test")
	}
	if kind == "promise" {
		return kind + " " + name
	}
	var b strings.Builder
	letters := []rune(strings.ReplaceAll(name, "-", " "))
	for i, r := range letters {
		switch {
		case r == '_':
			b.WriteString(": ")
		case kind == "test" && unicode.IsUpper(r) && i > 0 && letters[i-1] != '_' && !unicode.IsUpper(letters[i-1]):
			b.WriteString(" " + string(unicode.ToLower(r)))
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return kind + " “" + b.String() + "”"
}
