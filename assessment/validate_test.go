package assessment

import (
	"slices"
	"strings"
	"testing"
)

func TestValidate_OurFlow(t *testing.T) {
	if err := Default().Validate(); err != nil {
		t.Error(err)
	}
}

// small is a flow with one question, one rule and the rest it needs.
func small() *Flow {
	options := []Option{{ID: Yes}, {ID: No}, {ID: NotSay, Alone: true}}
	return &Flow{
		Questions: []Question{
			{ID: "age", Options: slices.Clone(options)},
			{ID: HowItEnded, Many: true, Options: append(slices.Clone(options), Option{ID: NotOver})},
		},
		Rules:    []Rule{{"grown", []Is{is("age", Yes)}, Covered}, {"otherwise", nil, NotCovered}},
		Outcomes: []Outcome{{ID: NotCovered, Sections: []SectionID{"all"}}, {ID: Covered, Sections: []SectionID{"step"}}},
		Sections: []Section{{ID: "all"}, {ID: "step", Steps: []StepID{QuietDays}, Method: []string{"S27"}}},
	}
}

func TestValidate_BrokenFlows(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(f *Flow)
		want  string
	}{
		{"whole", func(f *Flow) {}, ""},
		{"no rules", func(f *Flow) { f.Rules = nil }, `no rules: write at least the last one, without conditions`},
		{"question twice", func(f *Flow) { f.Questions = append(f.Questions, f.Questions[0]) }, `question "age": twice: give one of them another ID`},
		{"option twice", func(f *Flow) { f.Questions[0].Options[1].ID = Yes }, `question "age": option "yes" twice: give one of them another ID`},
		{"option unanswered", func(f *Flow) { f.Questions[0].Options[0].ID = Unanswered }, `question "age": option "unanswered" stands for no answer: give it another ID`},
		{"no not-say", func(f *Flow) { f.Questions[0].Options = f.Questions[0].Options[:2] }, `question "age": no option "not-say": add it, nobody has to say`},
		{"not-say beside others", func(f *Flow) { f.Questions[1].Options[2].Alone = false }, `question "how-it-ended": option "not-say" can be picked with others: make it stand alone`},
		{"seven together", func(f *Flow) {
			q := &f.Questions[1]
			q.Options = append(q.Options, Option{ID: Hit}, Option{ID: Kept}, Option{ID: Sex}, Option{ID: Kill})
		}, `question "how-it-ended": 7 options that can be picked together, more than 6: split the question`},
		{"asked by itself", func(f *Flow) { f.Questions[0].Ask = []Is{is("age", Yes)} }, `question "age": asked when: question "age" is not asked before it: ask it earlier, or take the condition out`},
		{"asked by a later one", func(f *Flow) { f.Questions[0].Ask = []Is{is(HowItEnded, Yes)} }, `question "age": asked when: question "how-it-ended" is not asked before it: ask it earlier, or take the condition out`},
		{"asked by an unknown option", func(f *Flow) { f.Questions[1].Ask = []Is{is("age", "18")} }, `question "how-it-ended": asked when: question "age": no option "18": name one that it offers`},
		{"unknown question", func(f *Flow) { f.Rules[0].When[0].Question = "height" }, `rule "grown": no question "height": name one that is asked`},
		{"unknown option", func(f *Flow) { f.Rules[0].When = []Is{is("age", "18")} }, `rule "grown": question "age": no option "18": name one that it offers`},
		{"option named twice", func(f *Flow) { f.Rules[0].When = []Is{is("age", Yes, Yes)} }, `rule "grown": question "age": option "yes" twice: take one out`},
		{"condition without options", func(f *Flow) { f.Rules[0].When = []Is{is("age")} }, `rule "grown": question "age": no options, so it never holds: name some, or take the condition out`},
		{"rule that contradicts itself", func(f *Flow) { f.Rules[0].When = []Is{is("age", Yes), is("age", No)} },
			`rule "grown": never holds: question "age" has one answer, not one of [yes] and one of [no]: join the two, or take one out`},
		{"unknown outcome", func(f *Flow) { f.Rules[0].Outcome = "lost" }, `rule "grown": no outcome "lost": name one of the flow's`},
		{"last rule with conditions", func(f *Flow) { f.Rules[1].When = []Is{is("age", No)} }, `rule "otherwise": the last rule has conditions: end with one that has none`},
		{"rule without conditions", func(f *Flow) { f.Rules[0].When = nil }, `rule "grown": no conditions, and rules after it: give it some, or move it to the end`},
		{"rule twice", func(f *Flow) { f.Rules[1].ID = "grown" }, `rule "grown": twice: give one of them another ID`},
		{"rules alike", func(f *Flow) {
			f.Rules = slices.Insert(f.Rules, 1, Rule{"again", []Is{is("age", Yes)}, NotCovered})
		}, `rule "again": has the conditions of rule "grown": take one out`},
		{"rule never reached", func(f *Flow) {
			f.Rules = slices.Insert(f.Rules, 1, Rule{"narrow", []Is{is("age", Yes), is(HowItEnded, Yes)}, NotCovered})
		}, `rule "narrow": never reached, rule "grown" holds wherever it does: move it before that one, or take it out`},
		{"outcome twice", func(f *Flow) { f.Outcomes = append(f.Outcomes, f.Outcomes[0]) }, `outcome "not-covered": twice: give one of them another ID`},
		{"outcome never led to", func(f *Flow) { f.Outcomes = append(f.Outcomes, Outcome{ID: Crisis}) }, `outcome "crisis": no rule leads to it: write one, or take the outcome out`},
		{"unknown section", func(f *Flow) { f.Outcomes[0].Sections = []SectionID{"all", "none"} }, `outcome "not-covered": no section "none": name one of the flow's`},
		{"section on a page twice", func(f *Flow) { f.Outcomes[0].Sections = []SectionID{"all", "all"} }, `outcome "not-covered": section "all" twice: take one out`},
		{"open section elsewhere", func(f *Flow) { f.Outcomes[1].Open = []SectionID{"all"} },
			`outcome "covered": section "all" is open or always shown, but not on the page: list it among the sections too`},
		{"plan step elsewhere", func(f *Flow) { f.Outcomes[0].Sections = []SectionID{"all", "step"} },
			`outcome "not-covered": section "step" is a step of the plan: only the plan's own page may list it`},
		{"plan advice elsewhere", func(f *Flow) { f.Sections[0].Method = []string{"S36", "S27"} },
			`outcome "not-covered": section "all" retells the plan's S27: only the plan's own page may list it`},
		{"unknown row", func(f *Flow) { f.Sections[0].Method = []string{"27"} }, `section "all": no row "27" in the method: they are S1 to S56`},
		{"section twice", func(f *Flow) { f.Sections = append(f.Sections, f.Sections[0]) }, `section "all": twice: give one of them another ID`},
		{"section on no page", func(f *Flow) { f.Sections = append(f.Sections, Section{ID: "lone"}) }, `section "lone": no outcome lists it: list it, or take it out`},
		{"section by unknown option", func(f *Flow) { f.Sections[0].When = [][]Is{{is("age", "18")}} }, `section "all": question "age": no option "18": name one that it offers`},
		{"section first by unknown question", func(f *Flow) { f.Sections[0].First = [][]Is{{is("height", Yes)}} }, `section "all": no question "height": name one that is asked`},
		{"section with empty conditions", func(f *Flow) { f.Sections[0].When = [][]Is{{}} }, `section "all": no conditions beside others, so it always shows: fill them in, or take them out`},
		{"couple help always", func(f *Flow) { f.Sections[0].Needs = []Need{NeedRelationship} },
			`section "all": help for couples also where how-it-ended is not "not-over": add that condition everywhere`},
		{"couple help on the plan", func(f *Flow) {
			f.Sections[1].Needs = []Need{NeedRelationship}
			f.Sections[1].When = [][]Is{{is(HowItEnded, NotOver)}}
		}, `section "step": help for couples on outcome "covered": list it on "not-covered" only`},
		{"question never asked", func(f *Flow) { f.Questions[1].Ask = []Is{is("age", Yes), is("age", No)} },
			`question "how-it-ended": never asked: question "age" has one answer, not one of [yes] and one of [no]: join the two, or take one out`},
		{"section never shown", func(f *Flow) { f.Sections[0].When = [][]Is{{is("age", Yes), is("age", No)}} },
			`section "all": never shown so: question "age" has one answer, not one of [yes] and one of [no]: join the two, or take one out`},
		{"question without a name", func(f *Flow) { f.Questions[0].ID = "" }, `question: "": an ID is lower-case words with hyphens: write it so`},
		{"question with a bad name", func(f *Flow) { f.Questions[0].ID = "Age_now" }, `question: "Age_now": an ID is lower-case words with hyphens: write it so`},
		{"option with a bad name", func(f *Flow) { f.Questions[0].Options[0].ID = "yes!" },
			`question "age": option: "yes!": an ID is lower-case words with hyphens: write it so`},
		{"rule with a bad name", func(f *Flow) { f.Rules[0].ID = "grown-" }, `rule: "grown-": an ID is lower-case words with hyphens: write it so`},
		{"section with a bad name", func(f *Flow) { f.Sections[0].ID = "a b" }, `section: "a b": an ID is lower-case words with hyphens: write it so`},
		{"unknown construct", func(f *Flow) { f.Questions[0].Options[0].Constructs = []string{"C86"} },
			`question "age": option "yes": no construct "C86": they are C1 to C85`},
		{"unknown step", func(f *Flow) { f.Sections[1].Steps = []StepID{"some-day"} },
			`section "step": no step "some-day": they are [any-day apologise their-time quiet-days light-contact their-turn friends-first month-six]`},
		{"unknown kind of help", func(f *Flow) { f.Sections[0].Needs = []Need{"magic"} },
			`section "all": no kind of help "magic": they are [emergency crisis abuse-victim abuse-victim-men abuse-victim-lgbtq own-behaviour sexual-violence stalking digital-safety youth relationship]`},
		{"slip with another name", func(f *Flow) { f.Slip = f.Questions[0] },
			`question "age": the question about a slip is "slip", and stands outside the walk`},
		{"slip without a no", func(f *Flow) { f.Slip = single(Slip, nil, option(Yes), alone(NotSay)) }, `question "slip": no option "no": add it`},
		{"kept section unknown", func(f *Flow) { f.Kept = []Keep{{said("age", Yes), "gone"}} },
			`section "gone": kept when: no section "gone": name one of the flow's`},
		{"kept by unknown option", func(f *Flow) { f.Kept = []Keep{{said("age", "18"), "all"}} },
			`section "all": kept when: question "age": no option "18": name one that it offers`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := small()
			tt.spoil(f)
			err := f.Validate()
			got := ""
			if err != nil {
				got = err.Error()
			}
			if tt.want == "" && got != "" || !slices.Contains(strings.Split(got, "\n"), tt.want) {
				t.Errorf("got %q, want a line %q", got, tt.want)
			}
		})
	}
}
