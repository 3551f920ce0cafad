package prove

import (
	"slices"
	"strings"
	"testing"
	"time"

	"secondlook/assessment"
)

// hardCases are the cases the specification argues out (coverage file, part
// 1), each on a sheet that is otherwise clear: what was picked, what it comes
// to, and sections that must be there.
var hardCases = []struct {
	id, picks string
	outcome   assessment.OutcomeID
	sections  string
}{
	{"H1 shouted once", "why-left=sharp", "covered", "anger-help"},
	{"H2 often shouts, they are careful", "felt=they-careful", "causing-harm", ""},
	{"H3 punched a wall once", "felt=they-afraid body=smashed who-body=me", "causing-harm", ""},
	{"H4 violence and cheating", "body=hit who-body=they", "being-harmed", ""},
	{"H5 each hit the other", "body=hit who-body=both", "both-harm", "about-being-harmed about-own-actions"},
	{"H6 hit back in defence", "body=hit who-body=they-i-defended", "being-harmed", ""},
	{"H7 would not say who", "body=hit who-body=not-say", "both-harm", ""},
	{"H8 a new partner", "their-word=with-someone", "not-covered", "they-have-someone"},
	{"H9 asked for space", "so-far=wants-space", "covered", ""},
	{"H10 do not contact me", "their-word=told-stop", "clear-no", ""},
	{"H11 not until Sunday", "so-far=wants-space", "covered", ""},
	{"H12 it is over", "so-far=none", "covered", ""},
	{"H13 asked once, not now", "so-far=said-not-now", "covered", ""},
	{"H13b said it is final", "their-word=told-final", "clear-no", ""},
	{"H14 blocked on one app", "their-word=blocked", "clear-no", ""},
	{"H15 their mother asked", "their-word=told-stop", "clear-no", ""},
	{"H16 an order", "their-word=official", "clear-no", ""},
	{"H16 an order after harm", "their-word=official watching=kept-on who-watching=me", "causing-harm", ""},
	{"H17 protected from them", "felt=i-afraid", "being-harmed", ""},
	{"H18 agreed and free", "body=none", "covered", ""},
	{"H18 the neck, whatever was agreed", "body=neck-weapon who-body=both", "both-harm", "high-danger stop-today"},
	{"H19 an earlier partner", "felt=none", "covered", ""},
	{"H20 in therapy for anger", "body=hit who-body=me", "causing-harm", ""},
	{"H21 my addiction", "why-left=addiction", "covered", "addiction-help"},
	{"H21 their addiction", "why-left=other-reason", "not-covered", "other-reason"},
	{"H22 far apart", "ties=far-apart", "covered", ""},
	{"H23 they are under 18, years apart", "ages=they-under-18 age-gap=three-or-more", "causing-harm", "adult-and-minor"},
	{"H24 they are under 18, close in age", "ages=they-under-18 age-gap=up-to-two", "not-covered", "adult-and-minor"},
	{"H25 I am under 18, years apart", "ages=me-under-18 age-gap=three-or-more", "being-harmed", "young-person"},
	{"H26 both under 18", "ages=both-under-18", "not-covered", "young-person"},
	{"H27 began under 18, to me", "control=power who-control=they", "being-harmed", ""},
	{"H27 began under 18, by me", "control=power who-control=me", "causing-harm", ""},
	{"H28 children, no harm", "ties=children", "covered", "children"},
	{"H29 children and harm", "ties=children body=hit who-body=they", "being-harmed", "children"},
	{"H30 still one home", "ties=home", "covered", "shared-home"},
	{"H31 still a couple", "how-it-ended=not-over", "not-covered", "still-together"},
	{"H32 same work", "ties=work-study", "covered", "shared-work"},
	{"H32 a boss spoke", "ties=work-study their-word=official", "clear-no", "shared-work"},
	{"H33 the boss, and used it", "control=power who-control=me", "causing-harm", ""},
	{"H33 the boss, not used", "ties=work-study", "covered", "shared-work"},
	{"H34 they would die if left", "threats=self who-threats=they", "being-harmed", "crisis-help"},
	{"H35 I said so to make them stay", "threats=self who-threats=me", "causing-harm", "crisis-help"},
	{"H35 and I think of it", "thoughts=yes threats=self who-threats=me", "crisis", "crisis-help"},
	{"H36 dark thoughts, never told", "thoughts=yes", "crisis", "crisis-help"},
	{"H37 looked once", "watching=none", "covered", ""},
	{"H37 again and again", "watching=checked who-watching=me", "causing-harm", ""},
	{"H38 passwords shared freely", "watching=none", "covered", ""},
	{"H39 a tracker", "watching=tracked who-watching=they", "being-harmed", "tech-safety"},
	{"H40 reading their public posts", "watching=none", "covered", ""},
	{"H40 by a fake account", "watching=tracked who-watching=me", "causing-harm", ""},
	{"H41 nagged until they gave in", "body=sex who-body=me", "causing-harm", ""},
	{"H41 nagged until I gave in", "body=sex who-body=they", "being-harmed", "sexual-harm"},
	{"H42 many calls", "so-far=chased", "covered", ""},
	{"H42 many calls after a no", "watching=kept-on who-watching=me", "causing-harm", ""},
	{"H43 they keep on", "watching=kept-on who-watching=they", "being-harmed", ""},
	{"H44 never settled", "trust=maybe-cheated", "cheating", ""},
	{"H44 accused to control", "control=daily who-control=they", "being-harmed", ""},
	{"H45 broke what we agreed", "trust=i-cheated", "cheating", ""},
	{"H46 one rather not say", "control=not-say", "unclear", "about-being-harmed about-own-actions"},
	{"H47 all rather not say", "right-now=not-say thoughts=not-say ages=not-say how-it-ended=not-say felt=not-say body=not-say" +
		" threats=not-say control=not-say watching=not-say trust=not-say their-word=not-say ties=not-say", "unclear",
		"urgent-numbers crisis-help about-being-harmed about-own-actions"},
	{"H48 one disclosure beside", "felt=i-afraid body=not-say", "being-harmed", ""},
	{"H48 two directions beside", "thoughts=yes felt=not-say body=hit who-body=me", "crisis", "about-own-actions"},
	{"H49 contradictory", "how-it-ended=never-together ties=children body=hit who-body=they", "being-harmed", "children"},
	{"H50 left because of harm", "how-it-ended=i-left body=hit who-body=they", "being-harmed", ""},
	{"H51 six months ago", "how-it-ended=they-left-long-ago", "not-covered", "long-over moving-on"},
	{"H52 grieving", "their-word=hard-time", "not-covered", "heavy-time"},
}

func TestProof_HardCases(t *testing.T) {
	f := assessment.Default()
	for _, tt := range hardCases {
		t.Run(tt.id, func(t *testing.T) {
			a := clearSheet()
			for word := range strings.FieldsSeq(tt.picks) {
				q, o, _ := strings.Cut(word, "=")
				a[assessment.QuestionID(q)] = words(o)
			}
			a = f.Prune(a)
			if err := f.Check(a); err != nil {
				t.Fatal(err)
			}
			if q, open := f.Next(a); open {
				t.Fatalf("question %q is still to ask\n%s", q.ID, Journey(f, a))
			}
			got := f.Decide(a)
			if got.Outcome != tt.outcome {
				t.Errorf("got %s by %q\n%sexpect outcome %s", got.Outcome, got.Rule, Journey(f, a), tt.outcome)
			}
			for _, s := range words(tt.sections) {
				if !slices.Contains(got.Sections, assessment.SectionID(s)) {
					t.Errorf("got sections %v\n%sexpect section %s", got.Sections, Journey(f, a), s)
				}
			}
		})
	}
}

// TestProof_HardCaseDays are the hard cases that the plan's clock decides.
func TestProof_HardCaseDays(t *testing.T) {
	f := assessment.Default()
	today := assessment.Day(2026, time.November, 25)
	tests := []struct {
		id, soFar string
		dates     assessment.Dates
		want      assessment.StepID
	}{
		{"H9 no end named", "wants-space", assessment.Dates{}, assessment.TheirTime},
		{"H11 until Sunday", "wants-space", assessment.Dates{SpaceUntil: today.Plus(4)}, assessment.TheirTime},
		{"H13 step 1 is done", "said-not-now", assessment.Dates{}, assessment.QuietDays},
		{"H42 silence starts today", "chased", assessment.Dates{}, assessment.QuietDays},
	}
	for _, tt := range tests {
		t.Run(tt.id, func(t *testing.T) {
			tt.dates.Today, tt.dates.Ended = today, assessment.On(today.Plus(-20))
			a := clearSheet().With(assessment.SoFar, words(tt.soFar)...)
			if _, p := f.Judge(a, tt.dates); p.Step != tt.want {
				t.Errorf("got step %q, want %q", p.Step, tt.want)
			}
		})
	}
}
