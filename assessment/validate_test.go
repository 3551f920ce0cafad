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
		{"no rules", func(f *Flow) { f.Rules = nil }, `no rules`},
		{"question twice", func(f *Flow) { f.Questions = append(f.Questions, f.Questions[0]) }, `question "age": twice`},
		{"option twice", func(f *Flow) { f.Questions[0].Options[1].ID = Yes }, `question "age": option "yes" twice`},
		{"option unanswered", func(f *Flow) { f.Questions[0].Options[0].ID = Unanswered }, `question "age": option "unanswered" stands for no answer`},
		{"no not-say", func(f *Flow) { f.Questions[0].Options = f.Questions[0].Options[:2] }, `question "age": no option "not-say"`},
		{"not-say beside others", func(f *Flow) { f.Questions[1].Options[2].Alone = false }, `question "how-it-ended": option "not-say" can be picked with others`},
		{"seven together", func(f *Flow) {
			q := &f.Questions[1]
			q.Options = append(q.Options, Option{ID: Hit}, Option{ID: Kept}, Option{ID: Sex}, Option{ID: Kill})
		}, `question "how-it-ended": 7 options that can be picked together, more than 6`},
		{"asked by itself", func(f *Flow) { f.Questions[0].Ask = []Is{is("age", Yes)} }, `question "age": asked when: question "age" is not asked before it`},
		{"asked by a later one", func(f *Flow) { f.Questions[0].Ask = []Is{is(HowItEnded, Yes)} }, `question "age": asked when: question "how-it-ended" is not asked before it`},
		{"asked by an unknown option", func(f *Flow) { f.Questions[1].Ask = []Is{is("age", "18")} }, `question "how-it-ended": asked when: question "age": no option "18"`},
		{"unknown question", func(f *Flow) { f.Rules[0].When[0].Question = "height" }, `rule "grown": no question "height"`},
		{"unknown option", func(f *Flow) { f.Rules[0].When = []Is{is("age", "18")} }, `rule "grown": question "age": no option "18"`},
		{"option named twice", func(f *Flow) { f.Rules[0].When = []Is{is("age", Yes, Yes)} }, `rule "grown": question "age": option "yes" twice`},
		{"condition without options", func(f *Flow) { f.Rules[0].When = []Is{is("age")} }, `rule "grown": question "age": no options, so it never holds`},
		{"rule that contradicts itself", func(f *Flow) { f.Rules[0].When = []Is{is("age", Yes), is("age", No)} },
			`rule "grown": never holds: question "age" has one answer, not one of [yes] and one of [no]`},
		{"unknown outcome", func(f *Flow) { f.Rules[0].Outcome = "lost" }, `rule "grown": no outcome "lost"`},
		{"last rule with conditions", func(f *Flow) { f.Rules[1].When = []Is{is("age", No)} }, `rule "otherwise": the last rule has conditions`},
		{"rule without conditions", func(f *Flow) { f.Rules[0].When = nil }, `rule "grown": no conditions, and rules after it`},
		{"rule twice", func(f *Flow) { f.Rules[1].ID = "grown" }, `rule "grown": twice`},
		{"rules alike", func(f *Flow) {
			f.Rules = slices.Insert(f.Rules, 1, Rule{"again", []Is{is("age", Yes)}, NotCovered})
		}, `rule "again": has the conditions of rule "grown"`},
		{"rule never reached", func(f *Flow) {
			f.Rules = slices.Insert(f.Rules, 1, Rule{"narrow", []Is{is("age", Yes), is(HowItEnded, Yes)}, NotCovered})
		}, `rule "narrow": never reached, rule "grown" holds wherever it does`},
		{"outcome twice", func(f *Flow) { f.Outcomes = append(f.Outcomes, f.Outcomes[0]) }, `outcome "not-covered": twice`},
		{"outcome never led to", func(f *Flow) { f.Outcomes = append(f.Outcomes, Outcome{ID: Crisis}) }, `outcome "crisis": no rule leads to it`},
		{"unknown section", func(f *Flow) { f.Outcomes[0].Sections = []SectionID{"all", "none"} }, `outcome "not-covered": no section "none"`},
		{"section on a page twice", func(f *Flow) { f.Outcomes[0].Sections = []SectionID{"all", "all"} }, `outcome "not-covered": section "all" twice`},
		{"open section elsewhere", func(f *Flow) { f.Outcomes[1].Open = []SectionID{"all"} },
			`outcome "covered": section "all" is open or always shown, but not on the page`},
		{"plan step elsewhere", func(f *Flow) { f.Outcomes[0].Sections = []SectionID{"all", "step"} },
			`outcome "not-covered": section "step" is a step of the plan`},
		{"plan advice elsewhere", func(f *Flow) { f.Sections[0].Method = []string{"S36", "S27"} },
			`outcome "not-covered": section "all" retells the plan's S27`},
		{"unknown row", func(f *Flow) { f.Sections[0].Method = []string{"27"} }, `section "all": no row "27" in the method`},
		{"section twice", func(f *Flow) { f.Sections = append(f.Sections, f.Sections[0]) }, `section "all": twice`},
		{"section on no page", func(f *Flow) { f.Sections = append(f.Sections, Section{ID: "lone"}) }, `section "lone": no outcome lists it`},
		{"section by unknown option", func(f *Flow) { f.Sections[0].When = [][]Is{{is("age", "18")}} }, `section "all": question "age": no option "18"`},
		{"section first by unknown question", func(f *Flow) { f.Sections[0].First = [][]Is{{is("height", Yes)}} }, `section "all": no question "height"`},
		{"section with empty conditions", func(f *Flow) { f.Sections[0].When = [][]Is{{}} }, `section "all": no conditions beside others, so it always shows`},
		{"couple help always", func(f *Flow) { f.Sections[0].Needs = []Need{NeedRelationship} },
			`section "all": help for couples also where how-it-ended is not "not-over"`},
		{"couple help on the plan", func(f *Flow) {
			f.Sections[1].Needs = []Need{NeedRelationship}
			f.Sections[1].When = [][]Is{{is(HowItEnded, NotOver)}}
		}, `section "step": help for couples on outcome "covered"`},
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
