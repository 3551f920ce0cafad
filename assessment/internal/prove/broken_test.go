package prove

import (
	"slices"
	"strings"
	"testing"

	"secondlook/assessment"
)

// clone copies a flow so deeply that it can be spoilt without touching ours.
func clone(f *assessment.Flow) *assessment.Flow {
	g := *f
	g.Questions = slices.Clone(f.Questions)
	for i, q := range g.Questions {
		g.Questions[i].Ask = cloneWhen(q.Ask)
		g.Questions[i].Options = slices.Clone(q.Options)
	}
	g.Rules = slices.Clone(f.Rules)
	for i, r := range g.Rules {
		g.Rules[i].When = cloneWhen(r.When)
	}
	g.Outcomes = slices.Clone(f.Outcomes)
	for i, o := range g.Outcomes {
		g.Outcomes[i].Sections, g.Outcomes[i].Open, g.Outcomes[i].Always = slices.Clone(o.Sections), slices.Clone(o.Open), slices.Clone(o.Always)
	}
	g.Sections = slices.Clone(f.Sections)
	for i, s := range g.Sections {
		g.Sections[i].When, g.Sections[i].First = cloneLists(s.When), cloneLists(s.First)
		g.Sections[i].Needs, g.Sections[i].Method = slices.Clone(s.Needs), slices.Clone(s.Method)
	}
	g.Kept = slices.Clone(f.Kept)
	for i, k := range g.Kept {
		g.Kept[i].When = cloneLists(k.When)
	}
	return &g
}

func cloneWhen(when []assessment.Is) []assessment.Is {
	c := slices.Clone(when)
	for i, is := range c {
		c[i].Options = slices.Clone(is.Options)
	}
	return c
}

func cloneLists(lists [][]assessment.Is) [][]assessment.Is {
	c := slices.Clone(lists)
	for i, w := range c {
		c[i] = cloneWhen(w)
	}
	return c
}

// ruleAt finds a rule of a flow to spoil it.
func ruleAt(f *assessment.Flow, id assessment.RuleID) int {
	return slices.IndexFunc(f.Rules, func(r assessment.Rule) bool { return r.ID == id })
}

func questionAt(f *assessment.Flow, id assessment.QuestionID) *assessment.Question {
	return &f.Questions[slices.IndexFunc(f.Questions, func(q assessment.Question) bool { return q.ID == id })]
}

func sectionAt(f *assessment.Flow, id assessment.SectionID) *assessment.Section {
	return &f.Sections[slices.IndexFunc(f.Sections, func(s assessment.Section) bool { return s.ID == id })]
}

func outcomeAt(f *assessment.Flow, id assessment.OutcomeID) *assessment.Outcome {
	return &f.Outcomes[slices.IndexFunc(f.Outcomes, func(o assessment.Outcome) bool { return o.ID == id })]
}

// dropIs drops the conditions on a question.
func dropIs(when []assessment.Is, q assessment.QuestionID) []assessment.Is {
	return slices.DeleteFunc(when, func(c assessment.Is) bool { return c.Question == q })
}

func dropRule(f *assessment.Flow, id assessment.RuleID) {
	f.Rules = slices.DeleteFunc(f.Rules, func(r assessment.Rule) bool { return r.ID == id })
}

// dropOption drops an option from the conditions on a question.
func dropOption(when []assessment.Is, q assessment.QuestionID, o assessment.OptionID) {
	for i, c := range when {
		if c.Question == q {
			when[i].Options = slices.DeleteFunc(c.Options, func(id assessment.OptionID) bool { return id == o })
		}
	}
}

var brokenFlows = []struct {
	name    string
	promise string
	spoil   func(f *assessment.Flow)
	want    string // the end of the shortest sheet that breaks it
}{
	{"a clear condition dropped", "T1", func(f *assessment.Flow) {
		r := &f.Rules[ruleAt(f, "all-clear")]
		r.When = dropIs(r.When, "control")
	}, "pick watching = none\npick trust = none\npick their-word = none\npick why-left = not-committed\nexpect no outcome covered"},
	{"not-say taken for none", "T3", func(f *assessment.Flow) {
		for i, c := range f.Rules[ruleAt(f, "all-clear")].When {
			if c.Question == "trust" {
				f.Rules[ruleAt(f, "all-clear")].When[i].Options = words("none not-say")
			}
		}
		dropRule(f, "trust-not-said")
	}, "pick trust = not-say\npick their-word = none\npick why-left = not-committed\nexpect no outcome covered"},
	{"a stray disclosure forgotten", "T2", func(f *assessment.Flow) { dropRule(f, "body-by-me") },
		"pick who-body = me\npick threats = none\npick control = none\npick watching = none\npick trust = none\npick their-word = none\npick why-left = not-committed\nexpect no outcome covered"},
	{"an option removed from a rule", "T4", func(f *assessment.Flow) {
		dropOption(f.Rules[0].When, "right-now", "others-in-danger")
	}, "pick right-now = others-in-danger\nexpect outcome danger-now"},
	{"danger with the neck dropped", "T4", func(f *assessment.Flow) { dropRule(f, "danger-unsaid-neck-weapon") },
		"pick right-now = not-say\npick body = neck-weapon\nexpect outcome danger-now"},
	{"wishing to be dead made light of", "T5", func(f *assessment.Flow) {
		dropOption(f.Rules[ruleAt(f, "dark-thoughts")].When, "thoughts", "passive")
	}, "pick thoughts = passive\nexpect outcome crisis"},
	{"acts with nobody named dropped", "T6", func(f *assessment.Flow) { dropRule(f, "watching-with-nobody-named") },
		"pick watching = checked\nexpect outcome both-harm, being-harmed, causing-harm"},
	{"who not said dropped", "T7", func(f *assessment.Flow) {
		dropOption(f.Rules[ruleAt(f, "body-both-or-unsaid")].When, "who-body", "not-say")
	}, "pick who-body = not-say\nexpect outcome both-harm"},
	{"harm and a clear no swapped", "T6", func(f *assessment.Flow) {
		no := f.Rules[ruleAt(f, "no-was-said")]
		f.Rules = slices.Insert(slices.DeleteFunc(f.Rules, func(r assessment.Rule) bool { return r.ID == no.ID }), 5, no)
	}, "pick who-watching = they\npick their-word = told-stop\nexpect outcome both-harm, being-harmed, causing-harm"},
	{"a rule swapped with the next", "T8 clear-no", func(f *assessment.Flow) {
		i := ruleAt(f, "no-was-said")
		f.Rules[i], f.Rules[i+1] = f.Rules[i+1], f.Rules[i]
	}, "pick trust = money\npick their-word = told-stop\nexpect outcome clear-no"},
	{"unsaid after another story", "T8b", func(f *assessment.Flow) {
		i := ruleAt(f, "their-word-not-said")
		f.Rules[i], f.Rules[i+1] = f.Rules[i+1], f.Rules[i]
	}, "pick how-it-ended = they-left-long-ago\npick their-word = not-say\nexpect outcome unclear"},
	{"the age rule dropped", "§1 being-harmed", func(f *assessment.Flow) { dropRule(f, "ages-to-me") },
		"pick ages = me-under-18\npick age-gap = three-or-more\nexpect outcome being-harmed"},
	{"the age rule for the person dropped", "T6", func(f *assessment.Flow) { dropRule(f, "ages-by-me") },
		"pick ages = they-under-18\npick age-gap = three-or-more\nexpect outcome both-harm, being-harmed, causing-harm"},
	{"a no that leads to a milder page", "T9", func(f *assessment.Flow) {
		f.Rules[ruleAt(f, "no-was-said")].Outcome = "not-covered"
	}, "expect outcome not-covered"},
	{"before made worse than yes", "T9b", func(f *assessment.Flow) {
		f.Rules = slices.Insert(f.Rules, 1, assessment.Rule{ID: "before", Outcome: "danger-now",
			When: []assessment.Is{{Question: "thoughts", Options: words("before")}}})
	}, ""},
	{"the unsaid opens the plan", "T10", func(f *assessment.Flow) {
		dropRule(f, "trust-not-said")
		r := &f.Rules[ruleAt(f, "all-clear")]
		r.When = append(dropIs(r.When, "trust"), assessment.Is{Question: "trust", Options: words("none not-say")})
		q := questionAt(f, "why-left")
		q.Ask = dropIs(q.Ask, "trust")
	}, "pick trust = not-say\npick their-word = none\npick why-left = not-committed\nexpect outcome covered"},
	{"one direction only", "T11", func(f *assessment.Flow) {
		dropOption(f.Rules[ruleAt(f, "felt-by-me")].When, "felt", "they-trapped")
	}, ""},
	{"a stray answer opens the plan", "T12", func(f *assessment.Flow) {
		f.Rules = slices.Insert(f.Rules, 0, assessment.Rule{ID: "open", Outcome: "covered",
			When: []assessment.Is{{Question: "so-far", Options: words("apologised")}}})
	}, ""},
	{"plan advice on another page", "T13", func(f *assessment.Flow) {
		o := outcomeAt(f, "not-covered")
		o.Sections = append(o.Sections, "what-to-expect")
	}, `outcome "not-covered": section "what-to-expect" retells S14`},
	{"a plan step on another page", "T13", func(f *assessment.Flow) {
		o := outcomeAt(f, "cheating")
		o.Sections = append(o.Sections, "quiet-days")
	}, `outcome "cheating": section "quiet-days" is a step of the plan`},
	{"numbers below the words", "T14", func(f *assessment.Flow) {
		o := outcomeAt(f, "danger-now")
		o.Open, o.Sections = nil, append(o.Sections[1:], o.Sections[0])
	}, ""},
	{"words before the line after a serious breach", "T14", func(f *assessment.Flow) {
		o := outcomeAt(f, "serious-breach")
		i, j := slices.Index(o.Sections, "what-needs-doing"), slices.Index(o.Sections, "breach-and-contact")
		o.Sections[i], o.Sections[j] = o.Sections[j], o.Sections[i]
	}, "expect help of the kind crisis before section breach-and-contact"},
	{"couple help after harm", "T15", func(f *assessment.Flow) {
		o := outcomeAt(f, "being-harmed")
		o.Sections = append(o.Sections, "still-together")
	}, "expect no section still-together"},
	{"an ask-condition widened", "T16 why-left", func(f *assessment.Flow) {
		q := questionAt(f, "why-left")
		for i, c := range q.Ask {
			if c.Question == "felt" {
				q.Ask[i].Options = words("none not-say")
			}
		}
	}, "pick felt = not-say\npick body = none\npick threats = none\npick control = none\npick watching = none\npick trust = none\npick their-word = none\nexpect no question why-left"},
	{"asking about cheating after harm", "T16 trust", func(f *assessment.Flow) {
		q := questionAt(f, "trust")
		q.Ask = dropIs(q.Ask, "body")
	}, "expect no question trust"},
	{"an option that belongs nowhere", "T17 belongs", func(f *assessment.Flow) {
		q := questionAt(f, "body")
		q.Options[0].Constructs = nil
	}, `question "body": option "hit" does not belong to C16`},
	{"self-defence taken for nothing", "T17 forces", func(f *assessment.Flow) {
		for _, r := range f.Rules {
			for _, b := range behaviours {
				dropOption(r.When, b.who, "they-i-defended")
			}
		}
	}, ""},
	{"own acts told to someone who defended themselves", "T18 about-own-actions", func(f *assessment.Flow) {
		s := sectionAt(f, "about-own-actions")
		s.When = append(s.When, []assessment.Is{{Question: "who-body", Options: words("they-i-defended")}})
	}, "pick who-body = they-i-defended\nexpect no section about-own-actions"},
	{"a section condition dropped", "T18 high-danger", func(f *assessment.Flow) {
		s := sectionAt(f, "high-danger")
		s.When = s.When[1:]
	}, "pick body = neck-weapon\npick who-body = they\nexpect section high-danger"},
	{"telling the watcher how watching is found", "T18 tech-safety", func(f *assessment.Flow) {
		s := sectionAt(f, "tech-safety")
		s.When = append(s.When, []assessment.Is{{Question: "who-watching", Options: words("me")}})
	}, "pick who-watching = me\nexpect no section tech-safety"},
	{"danger below crisis help for later", "T19", func(f *assessment.Flow) {
		o := outcomeAt(f, "crisis")
		i, j := slices.Index(o.Sections, "tell-one-person"), slices.Index(o.Sections, "children")
		o.Sections[i], o.Sections[j] = o.Sections[j], o.Sections[i]
	}, ""},
	{"a question lost on the way", "T20 length", func(f *assessment.Flow) {
		f.Questions = slices.DeleteFunc(f.Questions, func(q assessment.Question) bool { return q.ID == "so-far" })
	}, "pick why-left = not-committed\nexpect outcome covered"},
	{"a section nobody sees", "T20 reach", func(f *assessment.Flow) {
		sectionAt(f, "heavy-time").When = [][]assessment.Is{{{Question: "so-far", Options: words("chased")}}}
	}, `section "heavy-time" is never shown`},
	{"a question without not-say", "T21", func(f *assessment.Flow) {
		q := questionAt(f, "ties")
		q.Options = slices.DeleteFunc(q.Options, func(o assessment.Option) bool { return o.ID == "not-say" })
	}, `question "ties": no option "not-say"`},
	{"a no that does not end the plan", "T23 re-check", func(f *assessment.Flow) {
		dropRule(f, "no-was-said")
		r := &f.Rules[ruleAt(f, "all-clear")]
		r.When = append(dropIs(r.When, "their-word"), assessment.Is{Question: "their-word", Options: words("none blocked")})
	}, "pick their-word = blocked\npick why-left = not-committed\nexpect no outcome covered"},
	{"a cause beside rather not say", "T26 T2", func(f *assessment.Flow) { dropRule(f, "why-left-not-said") },
		"pick why-left = not-committed, not-say\nexpect no outcome covered"},
	{"two things unsaid open the plan", "T10 at once", func(f *assessment.Flow) {
		f.Rules = slices.Insert(f.Rules, ruleAt(f, "right-now-not-said"), assessment.Rule{ID: "tired", Outcome: "covered",
			When: []assessment.Is{{Question: "control", Options: words("not-say")}, {Question: "ties", Options: words("not-say")}}})
	}, "pick control = not-say\npick ties = not-say\nexpect outcome covered"},
	{"a word of an older flow opens the plan", "old sheet", func(f *assessment.Flow) {
		r := &f.Rules[ruleAt(f, "control-with-nobody-named")]
		r.When = append(r.When, assessment.Is{Question: "who-control", Options: words("unanswered")})
	}, ""},
	{"danger made light of beside others", "outweighed danger", func(f *assessment.Flow) {
		dropOption(f.Rules[0].When, "right-now", "i-may-hurt-someone")
	}, "pick right-now = i-may-hurt-someone\nexpect outcome danger-now"},
	{"no crisis line for a wish to be dead", "outweighed dark", func(f *assessment.Flow) {
		dropOption(sectionAt(f, "crisis-help").When[0], "thoughts", "passive")
	}, "pick thoughts = passive\nexpect a line of the kind crisis"},
	{"harm hidden by dark thoughts", "outweighed harmed", func(f *assessment.Flow) { dropSection(f, "crisis", "about-being-harmed") },
		"pick thoughts = passive\npick who-watching = they\nexpect a line of the kind abuse-victim"},
	{"own acts hidden by dark thoughts", "outweighed own", func(f *assessment.Flow) { dropSection(f, "crisis", "about-own-actions") },
		"pick thoughts = passive\npick who-watching = both\nexpect a line of the kind own-behaviour"},
	{"a no hidden by harm", "outweighed no", func(f *assessment.Flow) { dropSection(f, "both-harm", "about-clear-no") },
		"pick their-word = told-stop\nexpect section about-clear-no"},
	{"money hidden by a no", "outweighed breach", func(f *assessment.Flow) { dropSection(f, "clear-no", "about-breach") },
		"pick trust = money\npick their-word = told-stop\nexpect section about-breach"},
	{"cheating hidden by money", "outweighed cheating", func(f *assessment.Flow) { dropSection(f, "serious-breach", "about-cheating") },
		"pick trust = i-cheated, money\nexpect section about-cheating"},
	{"youth hidden by cheating", "outweighed young", func(f *assessment.Flow) { dropSection(f, "cheating", "young-person") },
		"pick ages = both-under-18\npick trust = i-cheated\nexpect a line of the kind youth"},
	{"an adult not told beside something unsaid", "outweighed minor", func(f *assessment.Flow) { dropSection(f, "unclear", "adult-and-minor") },
		"pick ages = they-under-18\npick their-word = not-say\nexpect section adult-and-minor"},
	{"an act put back beside none", "withdrawn", func(f *assessment.Flow) { dropRule(f, "control-with-nobody-named") }, ""},
	{"a crisis changed away and forgotten", "withdrawn crisis-help", func(f *assessment.Flow) { dropKept(f, "crisis-help") },
		"expect section crisis-help, when it is changed"},
	{"a grip on the neck changed away and forgotten", "withdrawn high-danger", func(f *assessment.Flow) { dropKept(f, "high-danger") },
		"pick watching = turned-up\npick who-watching = they\nexpect section high-danger, when it is changed"},
	{"own threats changed away and forgotten", "withdrawn stop-today", func(f *assessment.Flow) { dropKept(f, "stop-today") },
		"pick watching = turned-up\npick who-watching = both\nexpect section stop-today, when it is changed"},
	{"fear changed away and forgotten", "withdrawn about-being-harmed", func(f *assessment.Flow) { dropKept(f, "about-being-harmed") },
		"expect section about-being-harmed, when it is changed"},
	{"own acts changed away and forgotten", "withdrawn about-own-actions", func(f *assessment.Flow) { dropKept(f, "about-own-actions") },
		"expect section about-own-actions, when it is changed"},
	{"a no changed away and forgotten", "withdrawn about-clear-no", func(f *assessment.Flow) { dropKept(f, "about-clear-no") },
		"pick their-word = told-stop\nexpect section about-clear-no, when it is changed"},
}

// dropSection drops a section from one page.
func dropSection(f *assessment.Flow, o assessment.OutcomeID, id assessment.SectionID) {
	page := outcomeAt(f, o)
	page.Sections = slices.DeleteFunc(page.Sections, func(s assessment.SectionID) bool { return s == id })
}

// dropKept forgets what keeps a section.
func dropKept(f *assessment.Flow, id assessment.SectionID) {
	f.Kept = slices.DeleteFunc(f.Kept, func(k assessment.Keep) bool { return k.Section == id })
}

func TestProof_BrokenFlows(t *testing.T) {
	promises := map[string]Promise{}
	for _, p := range Promises() {
		promises[p.ID] = p
	}
	for _, tt := range brokenFlows {
		t.Run(tt.name, func(t *testing.T) {
			f := clone(assessment.Default())
			tt.spoil(f)
			_, err := Prove(f, promises[tt.promise])
			if err == nil {
				t.Fatalf("got no error, want promise %s named", tt.promise)
			}
			got := err.Error()
			if !strings.HasPrefix(got, "promise "+tt.promise+",") || !strings.HasSuffix(got, tt.want) {
				t.Errorf("got %s\nwant promise %s, and at the end\n%s", got, tt.promise, tt.want)
			}
			t.Log(got)
		})
	}
}
