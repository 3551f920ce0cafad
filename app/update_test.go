package app

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"secondlook/assessment"
)

// clearAnswers are the answers of someone to whom the article speaks.
func clearAnswers() assessment.Answers {
	a := assessment.Answers{
		assessment.Thoughts:   {assessment.No},
		assessment.Ages:       {assessment.Both18},
		assessment.HowItEnded: {assessment.TheyLeftLately},
		assessment.WhyLeft:    {assessment.Sharp},
	}
	for _, q := range []assessment.QuestionID{
		assessment.RightNow, assessment.Felt, assessment.Body, assessment.Threats, assessment.Control,
		assessment.Watching, assessment.Trust, assessment.TheirWord, assessment.Ties, assessment.SoFar,
	} {
		a[q] = []assessment.OptionID{assessment.None}
	}
	return a
}

// harmedAnswers are the answers of someone who was hit.
func harmedAnswers() assessment.Answers {
	return assessment.Default().Prune(clearAnswers().
		With(assessment.Body, assessment.Hit).
		With(assessment.WhoBody, assessment.They))
}

// upTo gives the answers to the questions before q.
func upTo(q assessment.QuestionID, a assessment.Answers) assessment.Answers {
	before := assessment.Answers{}
	for _, asked := range assessment.Default().Questions {
		if asked.ID == q {
			break
		}
		if len(a[asked.ID]) > 0 {
			before[asked.ID] = slices.Clone(a[asked.ID])
		}
	}
	return before
}

// asking is someone at question q, with picks not yet continued.
func asking(q assessment.QuestionID, picks ...assessment.OptionID) Model {
	return Model{Screen: Asking, At: q, Picked: picks, Answers: upTo(q, clearAnswers()), Today: firstDay}
}

func reviewing(a assessment.Answers) Model {
	return Model{Screen: Review, At: assessment.SoFar, Answers: a, Today: firstDay}
}

func shown(a assessment.Answers) Model {
	m := reviewing(a)
	m.Screen = Result
	return m
}

func reading(s Screen) Model {
	m := asking(assessment.Body, assessment.Kept)
	m.Screen, m.Behind = s, Asking
	return m
}

// places where a person can be.
func everywhere() map[string]Model {
	return map[string]Model{
		"home":    {Screen: Home, Answers: assessment.Answers{}, Today: firstDay},
		"asking":  asking(assessment.Body, assessment.Kept),
		"review":  reviewing(clearAnswers()),
		"covered": shown(clearAnswers()),
		"harmed":  shown(harmedAnswers()),
		"danger":  shown(assessment.Answers{assessment.RightNow: {assessment.TheyMayHurtMe}}),
		"urgent":  reading(Urgent),
		"help":    reading(Help),
		"privacy": reading(Privacy),
		"about":   reading(About),
	}
}

func copied(m Model) Model {
	m.Picked = slices.Clone(m.Picked)
	m.Dropped = slices.Clone(m.Dropped)
	answers := assessment.Answers{}
	for q, picks := range m.Answers {
		answers[q] = slices.Clone(picks)
	}
	m.Answers = answers
	return m
}

// after runs messages one after the other and gives the last model and effects.
func after(m Model, messages ...Message) (Model, []Effect) {
	f := assessment.Default()
	var effects []Effect
	for _, msg := range messages {
		m, effects = Update(f, m, msg)
	}
	return m, effects
}

var arrived = []Effect{ScrollUp{}, Focus{title}}

// fits says for every message where it fits; "" is everywhere.
var fits = []struct {
	name    string
	msg     Message
	fitting string
}{
	{"start", Started{}, "home"},
	{"pick", Picked{assessment.Hit, true}, "asking"},
	{"unpick", Picked{assessment.Kept, false}, "asking"},
	{"pick an option of another question", Picked{assessment.TheyMayHurtMe, true}, "nowhere"},
	{"pick no option at all", Picked{"weather", true}, "nowhere"},
	{"continue", Continued{}, "asking"},
	{"back", WentBack{}, "asking review covered harmed danger urgent help privacy about"},
	{"change", Changed{assessment.RightNow}, "review covered harmed danger"},
	{"change an answer that only some gave", Changed{assessment.WhoBody}, "harmed"},
	{"change no question at all", Changed{"weather"}, "nowhere"},
	{"finish", Finished{}, "review"},
	{"erase", Erased{}, ""},
	{"open help", Opened{Help}, "home asking review covered harmed danger urgent privacy about"},
	{"open home", Opened{Home}, ""},
	{"open a place that has no address", Opened{Result}, "nowhere"},
	{"open no screen at all", Opened{"weather"}, "nowhere"},
	{"choose a country", ChoseCountry{"GB"}, ""},
	{"fill in a date card", Dated{"ended", "2026-11-08"}, "covered"},
	{"show my day", DatesGiven{}, "covered"},
	{"open the date cards", DatesReopened{}, "covered"},
	{"name the plan", PlanNamed{"a-name"}, "covered"},
	{"date no card at all", Dated{"weather", "2026-11-08"}, "nowhere"},
	{"look", Looked{"sources"}, ""},
	{"print", Printed{}, ""},
}

func TestUpdate_AMessageThatDoesNotFitChangesNothing(t *testing.T) {
	f := assessment.Default()
	for _, test := range fits {
		for place, m := range everywhere() {
			got, effects := Update(f, m, test.msg)
			want := test.fitting == "" || slices.Contains(strings.Fields(test.fitting), place)
			if moved := len(effects) > 0 || !same(got, m); moved != want {
				t.Errorf("%s, on %s: got moved %t, want %t", test.name, place, moved, want)
			}
		}
	}
}

func TestUpdate_NeverWritesIntoWhatItWasGiven(t *testing.T) {
	f := assessment.Default()
	for _, test := range fits {
		for place, m := range everywhere() {
			before := copied(m)
			Update(f, m, test.msg)
			if !same(m, before) {
				t.Errorf("%s, on %s: wrote into the model it was given", test.name, place)
			}
		}
	}
}

func TestUpdate_SharesNoSlice(t *testing.T) {
	spare := append(make([]assessment.OptionID, 0, 8), assessment.Kept) // room for a careless append
	changing := shown(harmedAnswers())
	tests := []struct {
		name string
		m    Model
		msg  Message
	}{
		{"pick", asking(assessment.Body, spare...), Picked{assessment.Hit, true}},
		{"unpick", asking(assessment.Body, assessment.Hit, assessment.Kept), Picked{assessment.Hit, false}},
		{"continue", asking(assessment.Body, spare...), Continued{}},
		{"back", asking(assessment.Body), WentBack{}},
		{"change", changing, Changed{assessment.Body}},
	}
	f := assessment.Default()
	for _, test := range tests {
		before := copied(test.m)
		got, _ := Update(f, test.m, test.msg)
		for i := range got.Picked {
			got.Picked[i] = "scribble"
		}
		if _, stored := test.msg.(Continued); stored {
			for _, picks := range got.Answers {
				picks[0] = "scribble"
			}
			clear(got.Answers)
		}
		if !same(test.m, before) {
			t.Errorf("%s: the new model shares with the old", test.name)
		}
	}
	m := asking(assessment.Body)
	m.Picked = spare
	one, _ := Update(f, m, Picked{assessment.Hit, true})
	two, _ := Update(f, m, Picked{assessment.Sex, true})
	if got, want := join(one.Picked)+"; "+join(two.Picked), "hit, kept; kept, sex"; got != want {
		t.Errorf("two picks from one model: got %s, want %s", got, want)
	}
}

func TestUpdate_Start(t *testing.T) {
	m := Model{Screen: Home, Answers: assessment.Answers{}, Reloaded: true}
	got, effects := after(m, Started{})
	if got.Screen != Asking || got.At != assessment.RightNow || got.Reloaded || len(got.Picked) > 0 {
		t.Errorf("got %+v, want the first question, and no more word of the reload", got)
	}
	if !slices.Equal(effects, arrived) {
		t.Errorf("got %v, want %v", effects, arrived)
	}
}

func TestUpdate_StartGoesOnWhereOneWas(t *testing.T) {
	got, _ := after(asking(assessment.Trust), Opened{Home}, Started{})
	if got.Screen != Asking || got.At != assessment.Trust {
		t.Errorf("got %s %s, want the question that was open", got.Screen, got.At)
	}
	got, _ = after(reviewing(clearAnswers()), Opened{Home}, Started{})
	if got.Screen != Review {
		t.Errorf("got %s, want the check page when all is answered", got.Screen)
	}
}

func TestUpdate_Pick(t *testing.T) {
	on := func(o assessment.OptionID) Picked { return Picked{o, true} }
	off := func(o assessment.OptionID) Picked { return Picked{o, false} }
	tests := []struct {
		name  string
		at    assessment.QuestionID
		picks []Picked
		want  string
	}{
		{"several, in the question's own order", assessment.Body, []Picked{on("kept"), on("hit")}, "hit, kept"},
		{"twice is once", assessment.Body, []Picked{on("hit"), on("hit")}, "hit"},
		{"off again", assessment.Body, []Picked{on("hit"), on("kept"), off("hit")}, "kept"},
		{"off what was not on", assessment.Body, []Picked{on("hit"), off("kept")}, "hit"},
		{"none clears the others", assessment.Body, []Picked{on("hit"), on("kept"), on("none")}, "none"},
		{"another clears none", assessment.Body, []Picked{on("none"), on("hit")}, "hit"},
		{"not-say clears the others", assessment.Body, []Picked{on("hit"), on("not-say")}, "not-say"},
		{"not-say clears none", assessment.Body, []Picked{on("none"), on("not-say")}, "not-say"},
		{"another clears not-say", assessment.Body, []Picked{on("not-say"), on("sex")}, "sex"},
		{"none and off again leaves nothing", assessment.Body, []Picked{on("none"), off("none")}, ""},
		{"one of one", assessment.Thoughts, []Picked{on("no"), on("yes")}, "yes"},
		{"mainly another reason stands alone", assessment.WhyLeft, []Picked{on("sharp"), on("other-reason")}, "other-reason"},
		{"unknown options are not picked", assessment.Body, []Picked{on("hit"), on("weather")}, "hit"},
	}
	f := assessment.Default()
	for _, test := range tests {
		m := asking(test.at)
		for _, p := range test.picks {
			var effects []Effect
			if m, effects = Update(f, m, p); len(effects) > 0 {
				t.Errorf("%s: got effects %v, want none", test.name, effects)
			}
		}
		if got := join(m.Picked); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
		if len(m.Answers[test.at]) > 0 {
			t.Errorf("%s: got an answer, want none before Continue", test.name)
		}
	}
}

// Someone walks in, and a tick is taken off again: no page may speak of it later.
func TestUpdate_OnlyWhatWasContinuedIsRemembered(t *testing.T) {
	m, _ := after(asking(assessment.Body), Picked{assessment.Hit, true}, Picked{assessment.Hit, false}, Picked{assessment.None, true})
	if len(m.Said) > 0 {
		t.Errorf("before Continue: got %v remembered, want nothing", m.Said)
	}
	m, _ = after(m, Continued{})
	if got := join(m.Said[assessment.Body]); got != "none" {
		t.Errorf("after Continue: got %q remembered, want none", got)
	}
}

func TestUpdate_EveryLoneOptionStandsAlone(t *testing.T) {
	f := assessment.Default()
	for _, q := range f.Questions {
		for _, o := range q.Options {
			for _, p := range q.Options {
				m, _ := after(asking(q.ID), Picked{o.ID, true}, Picked{p.ID, true})
				if err := f.Check(assessment.Answers{q.ID: m.Picked}); err != nil || !slices.Contains(m.Picked, p.ID) {
					t.Errorf("%s: %s, then %s: got %s: %v", q.ID, o.ID, p.ID, join(m.Picked), err)
				}
			}
		}
	}
}

func TestUpdate_ContinueWithNothingPointsAtTheQuestion(t *testing.T) {
	m := asking(assessment.Body)
	got, effects := after(m, Continued{})
	if got.Screen != Asking || got.At != assessment.Body || !got.Problem || !sameAnswers(got.Answers, m.Answers) {
		t.Errorf("got %+v, want the same question with its problem", got)
	}
	if want := []Effect{Focus{"problems"}}; !slices.Equal(effects, want) {
		t.Errorf("got %v, want %v", effects, want)
	}
	got, _ = after(got, Picked{assessment.None, true}, Continued{})
	if got.Problem || got.At != assessment.Threats {
		t.Errorf("got %s, problem %t, want threats without", got.At, got.Problem)
	}
}

func sameAnswers(a, b assessment.Answers) bool {
	return maps.EqualFunc(a, b, func(p, q []assessment.OptionID) bool { return slices.Equal(p, q) })
}

func TestUpdate_Continue(t *testing.T) {
	unsaid := asking(assessment.Body, assessment.NeckWeapon)
	unsaid.Answers[assessment.RightNow] = []assessment.OptionID{assessment.NotSay}
	last := reviewing(clearAnswers())
	last.Screen, last.At, last.Picked = Asking, assessment.SoFar, []assessment.OptionID{assessment.Apologised}
	tests := []struct {
		name string
		m    Model
		want Screen
		at   assessment.QuestionID
	}{
		{"the next question", asking(assessment.Body, assessment.None), Asking, assessment.Threats},
		{"who, after something happened", asking(assessment.Body, assessment.Hit), Asking, assessment.WhoBody},
		{"the check page after the last", last, Review, assessment.SoFar},
		{"danger goes straight to help", asking(assessment.RightNow, assessment.IMayHurtMyself), Result, assessment.RightNow},
		{"a plan goes straight to help", asking(assessment.Thoughts, assessment.YesPlan), Result, assessment.Thoughts},
		{"danger that only shows later, too", unsaid, Result, assessment.Body},
	}
	for _, test := range tests {
		got, effects := after(test.m, Continued{})
		if got.Screen != test.want || got.At != test.at {
			t.Errorf("%s: got %s %s, want %s %s", test.name, got.Screen, got.At, test.want, test.at)
		}
		if !slices.Equal(effects, arrived) {
			t.Errorf("%s: got %v, want %v", test.name, effects, arrived)
		}
		if !slices.Equal(got.Answers[test.m.At], test.m.Picked) {
			t.Errorf("%s: got %s stored, want %s", test.name, join(got.Answers[test.m.At]), join(test.m.Picked))
		}
	}
}

func TestUpdate_Back(t *testing.T) {
	later := asking(assessment.Threats)
	later.Answers[assessment.Body] = []assessment.OptionID{assessment.Hit, assessment.Kept}
	later.Answers[assessment.WhoBody] = []assessment.OptionID{assessment.They}
	changing, _ := after(reviewing(harmedAnswers()), Changed{assessment.Body})
	places := everywhere()
	alone := places["help"]
	alone.Behind = ""
	tests := []struct {
		name   string
		m      Model
		want   Screen
		at     assessment.QuestionID
		picked string
	}{
		{"to the question before", later, Asking, assessment.WhoBody, "they"},
		{"over questions that were not asked", asking(assessment.Threats), Asking, assessment.Body, "none"},
		{"from the first to the start", asking(assessment.RightNow), Home, "", ""},
		{"from the check page to the last question", places["review"], Asking, assessment.SoFar, "none"},
		{"from the result to the check page", places["covered"], Review, "", ""},
		{"from danger to the question that named it", places["danger"], Asking, assessment.RightNow, "they-may-hurt-me"},
		{"from a change to the check page", changing, Review, "", ""},
		{"from help to the question it was opened at", places["help"], Asking, assessment.Body, "kept"},
		{"from help that was opened first, to the start", alone, Home, "", ""},
	}
	for _, test := range tests {
		got, effects := after(test.m, WentBack{})
		if got.Screen != test.want || test.at != "" && (got.At != test.at || join(got.Picked) != test.picked) {
			t.Errorf("%s: got %s %s (%s), want %s %s (%s)",
				test.name, got.Screen, got.At, join(got.Picked), test.want, test.at, test.picked)
		}
		if !sameAnswers(got.Answers, test.m.Answers) {
			t.Errorf("%s: got other answers %v, want %v", test.name, got.Answers, test.m.Answers)
		}
		if !slices.Equal(effects, arrived) {
			t.Errorf("%s: got %v, want %v", test.name, effects, arrived)
		}
	}
}

func TestUpdate_BackAndOnAgainKeepsEveryAnswer(t *testing.T) {
	m := reviewing(harmedAnswers())
	steps := 0
	for ; m.Screen != Home; steps++ {
		m, _ = after(m, WentBack{})
	}
	if want := len(m.Answers) + 1; steps != want {
		t.Errorf("got %d steps back, want one a question and one to the start: %d", steps, want)
	}
	if !sameAnswers(m.Answers, harmedAnswers()) {
		t.Errorf("got %v, want every answer kept", m.Answers)
	}
}

func TestUpdate_ChangeKeepsWhatStillAppliesAndSaysWhatDoesNot(t *testing.T) {
	m, _ := after(reviewing(harmedAnswers()), Changed{assessment.Body})
	if m.Screen != Asking || m.At != assessment.Body || join(m.Picked) != "hit" || !m.Changing {
		t.Fatalf("got %+v, want the question with its picks", m)
	}
	m, _ = after(m, Picked{assessment.None, true}, Continued{})
	if got, want := join(m.Dropped), "who-body"; got != want {
		t.Errorf("dropped: got %q, want %q", got, want)
	}
	if m.At != assessment.Trust || join(m.Answers[assessment.Ties]) != "none" {
		t.Errorf("got %s, ties %s, want trust asked and ties kept", m.At, join(m.Answers[assessment.Ties]))
	}
	m, _ = after(m, Picked{assessment.None, true}, Continued{}, Picked{assessment.Blocked, true}, Continued{})
	if m.Screen != Review || m.Changing || join(m.Dropped) != "who-body" {
		t.Errorf("got %s, changing %t, dropped %s, want the check page that still says it", m.Screen, m.Changing, join(m.Dropped))
	}
	m, _ = after(m, Finished{})
	if m.Screen != Result || len(m.Dropped) > 0 {
		t.Errorf("got %s, dropped %s, want the result and nothing left to say", m.Screen, join(m.Dropped))
	}
}

func TestUpdate_ChangeToTheSameDropsNothing(t *testing.T) {
	m, _ := after(reviewing(clearAnswers()), Changed{assessment.Body}, Continued{})
	if m.Screen != Review || len(m.Dropped) > 0 || !sameAnswers(m.Answers, clearAnswers()) {
		t.Errorf("got %s, dropped %s, want the check page as it was", m.Screen, join(m.Dropped))
	}
}

func TestUpdate_ChangeToDangerGoesStraightToHelp(t *testing.T) {
	m, _ := after(reviewing(clearAnswers()), Changed{assessment.RightNow}, Picked{assessment.TheyMayHurtMe, true}, Continued{})
	if m.Screen != Result {
		t.Fatalf("got %s, want the result", m.Screen)
	}
	m, _ = after(m, WentBack{})
	if m.Screen != Asking || m.At != assessment.RightNow || join(m.Picked) != "they-may-hurt-me" {
		t.Errorf("back: got %s %s (%s), want the question", m.Screen, m.At, join(m.Picked))
	}
	m, _ = after(m, WentBack{})
	if m.Screen != Home {
		t.Errorf("back again: got %s, want the start: the check page is not for someone in danger", m.Screen)
	}
}

func TestUpdate_WhatWasAnsweredAgainIsNoLongerDropped(t *testing.T) {
	on := func(o assessment.OptionID) Message { return Picked{o, true} }
	m := asking(assessment.Body)
	m, _ = after(m, on("hit"), Continued{}, on("they"), Continued{}, WentBack{}, WentBack{}, on("none"), Continued{})
	if got, want := join(m.Dropped), "who-body"; got != want {
		t.Fatalf("got %q dropped, want %q", got, want)
	}
	m, _ = after(m, WentBack{}, on("hit"), Continued{}, on("they"), Continued{})
	if len(m.Dropped) > 0 {
		t.Errorf("got %q still dropped, want nothing: it was answered again", join(m.Dropped))
	}
}

func TestUpdate_ChangeEndsThePlanThatStood(t *testing.T) {
	m := shown(clearAnswers())
	m.Ended, m.Dated, m.PlanName = "2026-11-08", true, "a-name"
	m, _ = after(m, Changed{assessment.Ties}, Picked{assessment.Home, true}, Continued{})
	if m.Dated || m.PlanName != "" {
		t.Errorf("got dated %t, name %q, want the plan to be asked for again", m.Dated, m.PlanName)
	}
}

func TestUpdate_FinishShowsNothingOnHalfAnAnswer(t *testing.T) {
	m, _ := after(reviewing(clearAnswers()), Changed{assessment.Body}, Picked{assessment.Hit, true}, Continued{}, WentBack{}, Finished{})
	if m.Screen != Asking || m.At != assessment.WhoBody {
		t.Errorf("got %s %s, want who-body asked", m.Screen, m.At)
	}
}

func TestUpdate_HelpMidWayLosesNothing(t *testing.T) {
	m := asking(assessment.Body, assessment.Hit, assessment.Kept)
	for _, away := range [][]Message{
		{Opened{Help}, WentBack{}},
		{Opened{Help}, Opened{Home}},
		{Opened{Help}, Opened{Urgent}, Opened{Privacy}, Opened{About}, WentBack{}},
		{Opened{Urgent}, ChoseCountry{""}, Looked{"lines"}, Printed{}, Opened{Home}},
	} {
		if got, _ := after(m, away...); !same(got, m) {
			t.Errorf("%v: got %+v, want %+v", away, got, m)
		}
	}
	if got, _ := after(shown(harmedAnswers()), Opened{Help}, WentBack{}); got.Screen != Result {
		t.Errorf("got %s, want the result again", got.Screen)
	}
}

func TestUpdate_EraseForgetsEverything(t *testing.T) {
	for place, m := range everywhere() {
		m.Picked = []assessment.OptionID{assessment.Hit}
		m.Dropped = []assessment.QuestionID{assessment.Body}
		m.Said, m.Slip = assessment.Answers{assessment.Body: {assessment.Hit}}, assessment.No
		m.Country, m.Offered = "GB", "DE"
		m.Ended, m.Sorry, m.Space = "2026-11-08", "this-week", "no-date"
		m.Problem, m.Changing, m.Dated, m.Denied, m.DateFault, m.PlanName = true, true, true, true, "ended", "a-name"
		got, effects := after(m, Erased{})
		want := Model{Screen: Home, Answers: assessment.Answers{}, Offered: "DE", Today: firstDay, Denied: true}
		if !same(got, want) {
			t.Errorf("on %s: got %+v, want %+v", place, got, want)
		}
		if !slices.Equal(effects, arrived) {
			t.Errorf("on %s: got %v, want %v", place, effects, arrived)
		}
	}
}

func TestUpdate_Dates(t *testing.T) {
	named := append(slices.Clone(arrived), NamePlan{})
	pointed := []Effect{Focus{"dates-problem"}}
	tests := []struct {
		name                string
		ended, sorry, space string
		fault               string
		effects             []Effect
	}{
		{"all three", "2026-11-08", "this-week", "2026-12-01", "", named},
		{"only when it ended", "2-8-weeks", "", "", "", named},
		{"space with no day named", "2026-11-08", "", "no-date", "", named},
		{"a space that is over", "2026-11-08", "", "2026-11-20", "", named},
		{"nothing at all", "", "", "", "", arrived},
		{"no ending, so no plan to name", "", "2026-11-20", "", "", arrived},
		{"it cannot have ended tomorrow", "2026-11-26", "", "", "ended", pointed},
		{"no such day", "2026-02-30", "", "", "ended", pointed},
		{"a year that is a slip", "0226-11-08", "", "", "ended", pointed},
		{"a sorry that is still to come", "2026-11-08", "2026-12-01", "", "sorry", pointed},
		{"a space that is no day", "2026-11-08", "", "soon", "space", pointed},
		{"the first fault first", "x", "y", "z", "ended", pointed},
	}
	for _, test := range tests {
		m, effects := after(shown(clearAnswers()),
			Dated{"ended", test.ended}, Dated{"sorry", test.sorry}, Dated{"space", test.space}, DatesGiven{})
		if m.DateFault != test.fault || m.Dated != (test.fault == "") {
			t.Errorf("%s: got fault %q, dated %t, want fault %q", test.name, m.DateFault, m.Dated, test.fault)
		}
		if !slices.Equal(effects, test.effects) {
			t.Errorf("%s: got %v, want %v", test.name, effects, test.effects)
		}
		if _, plan := assessment.Default().Judge(m.Answers, m.Dates()); test.fault != "" && plan.Step != assessment.AnyDay {
			t.Errorf("%s: got step %s, want nothing guessed", test.name, plan.Step)
		}
	}
}

func TestUpdate_AWrongDateCanBePutRight(t *testing.T) {
	m, _ := after(shown(clearAnswers()), Dated{"ended", "2026-12-24"}, DatesGiven{})
	key := viewOf(m).key()
	m, _ = after(m, Dated{"ended", "2026-11-08"})
	if viewOf(m).key() != key || m.Dated {
		t.Errorf("got dated %t, key %q, want nothing drawn afresh while a date is typed", m.Dated, viewOf(m).key())
	}
	if m, _ = after(m, DatesGiven{}); !m.Dated || m.DateFault != "" {
		t.Errorf("got dated %t, fault %q, want the plan", m.Dated, m.DateFault)
	}
}

func TestUpdate_DatesReopenedKeepsThemAndTheName(t *testing.T) {
	m, _ := after(shown(clearAnswers()), Dated{"ended", "2026-11-08"}, DatesGiven{}, PlanNamed{"a-name"})
	m, effects := after(m, DatesReopened{})
	if m.Dated || m.Ended != "2026-11-08" || m.PlanName != "a-name" {
		t.Errorf("got %+v, want the cards open with what was given", m)
	}
	if want := []Effect{Focus{"dates"}}; !slices.Equal(effects, want) {
		t.Errorf("got %v, want %v", effects, want)
	}
	if _, effects = after(m, DatesGiven{}); !slices.Equal(effects, arrived) {
		t.Errorf("got %v, want the plan to keep its name", effects)
	}
}

func TestUpdate_SmallOnes(t *testing.T) {
	m := asking(assessment.Body, assessment.Hit)
	got, effects := after(m, ChoseCountry{"GB"})
	if got.Country != "GB" || len(effects) > 0 {
		t.Errorf("country: got %q, %v", got.Country, effects)
	}
	if got, effects = after(m, Looked{"lines"}); !same(got, m) || !slices.Equal(effects, []Effect{Focus{"lines"}}) {
		t.Errorf("look: got %v", effects)
	}
	if got, effects = after(m, Printed{}); !same(got, m) || !slices.Equal(effects, []Effect{Print{}}) {
		t.Errorf("print: got %v", effects)
	}
	if got, effects = after(m, nil); !same(got, m) || len(effects) > 0 {
		t.Errorf("no message: got %v", effects)
	}
}

// They asked for space and named no day: said on the card alone, it counts as
// much as ticked among the answers (no contact before their own word).
func TestUpdate_SpaceWithNoDayIsTheirTime(t *testing.T) {
	answers := clearAnswers().With(assessment.SoFar, assessment.Apologised, assessment.InTouch)
	m, _ := after(shown(answers), Dated{"ended", "2026-10-01"}, Dated{"sorry", "2026-10-05"}, Dated{"space", "no-date"}, DatesGiven{})
	_, plan := assessment.Default().Judge(m.Answers, m.Dates())
	if plan.Step != assessment.TheirTime || !plan.Opens.IsZero() {
		t.Errorf("got step %s, opens %s, want %s until they write", plan.Step, plan.Opens, assessment.TheirTime)
	}
}
