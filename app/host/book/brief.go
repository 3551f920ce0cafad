//go:build !wasm

package book

import (
	"html/template"
	"math/big"
	"strings"

	"secondlook/app/host/safety"
	"secondlook/assessment"
)

// A brief is the book on its first page.
type brief struct {
	Questions, Rules, Pages, Promises, Hazards int
	Plan                                       template.HTML // how many sheets open it
	None                                       string        // the answer that tells of nothing
	Chief                                      []promise
}

// chief are the promises to read first.
var chief = []string{"T2", "T3", "outweighed harmed", "outweighed own", "T10 at once", "withdrawn", "T13", "T14"}

func (b *binder) brief(p pages) brief {
	out := brief{Questions: len(p.Questions), Rules: len(b.Flow.Rules), Pages: len(p.Outcomes), Promises: len(p.Promises), Hazards: len(p.Hazards)}
	plan := new(big.Int)
	for _, d := range b.decisions {
		if d.Outcome == assessment.Covered {
			plan.Add(plan, d.Sheets)
		}
	}
	out.Plan = large(plan)
	out.None = b.Words.Question(assessment.Felt).Option(assessment.None).Label
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
	ID    string // where the specification has a number for it
	Says  string
	Tests []string // "app.TestPages_NoneHoldsThePlan"
}

// Mark is where in the book a numbered one stands, unless a proof of the same number stands there already.
func (h held) Mark() string {
	if h.ID == "" {
		return ""
	}
	return "t-" + slug(h.ID)
}

var heldByTests = []held{
	{"", "The plan’s steps can be come to only from the page that shows the plan: on every screen, by every link, and in every file that can be read without the program.",
		[]string{"app.TestPlan_IsDrawnOnlyOnACoveredResult", "app.TestPages_NoneHoldsThePlan", "app.TestPlan_StandsInNoOtherText",
			"app/host/browser.TestPlain_NoStepOfThePlanIsInAnyFile"}},
	{"", "What was said in one sitting and then changed keeps its help on top, and the plan waits for a plain yes that it was a slip.",
		[]string{"assessment.TestSettle_WithdrawnDisclosureKeepsThePlanShut", "assessment.TestSettle_RandomSittingsNeverOpenThePlanUnasked"}},
	{"", "The program that people meet decides as the proof does, on millions of random sheets and at every point on the way through the questions.",
		[]string{"assessment/internal/prove.TestProof_RandomSheetsAgree", "assessment/internal/prove.TestProof_NextAgrees"}},
	{"T14 drawn", "Help stands before advice on every page drawn, and above the fold of a small phone.",
		[]string{"app.TestResult_HelpComesFirst", "app/host/browser.TestScreens_HelpStandsAboveTheFold"}},
	{"T22", "Each hard case comes to its page when it is played through the screens.",
		[]string{"app.TestJourneys", "app.TestJourneys_EveryHardCase"}},
	{"T24", "No page has a word that labels a person, and the words are easy to read.",
		[]string{"app.TestCalled_FindsLabelsForPeople", "assessment/internal/plain.TestWords_KeepTheBudget"}},
	{"T25", "Each rule, condition, option and section, dropped, widened or swapped, is noticed, or is shown to change nothing: one in twelve of these changes in a plain run of the tests, all of them by “make mutate”.",
		[]string{"assessment/internal/prove.TestProof_EveryMutantIsNoticed"}},
	{"T26 refused", "A sheet that no screen could give, with answers that exclude each other or words that nobody offered, is refused where sheets are fed in by a script. (What happens if one comes through all the same is proved: T26 T1, T26 T2, T26 T4.)",
		[]string{"app/host.TestDecide_ABadLineStopsNothing"}},
}

// inWords reads the name of a control aloud: "test “pages: none holds the plan”" of "test:secondlook/app.TestPages_NoneHoldsThePlan".
func inWords(control string) string {
	kind, name, ok := strings.Cut(control, ":")
	switch {
	case !ok:
		return control
	case kind == "promise":
		return kind + " " + name
	case kind == "test":
		return kind + " “" + safety.Sentence(name) + "”"
	}
	return kind + " “" + strings.ReplaceAll(name, "-", " ") + "”"
}
