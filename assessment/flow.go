package assessment

import "slices"

// Outcomes, in order of precedence.
const (
	DangerNow     OutcomeID = "danger-now"
	Crisis        OutcomeID = "crisis"
	BothHarm      OutcomeID = "both-harm"
	BeingHarmed   OutcomeID = "being-harmed"
	CausingHarm   OutcomeID = "causing-harm"
	ClearNo       OutcomeID = "clear-no"
	SeriousBreach OutcomeID = "serious-breach"
	Cheating      OutcomeID = "cheating"
	Unclear       OutcomeID = "unclear"
	NotCovered    OutcomeID = "not-covered"
	Covered       OutcomeID = "covered"
)

// Questions, in the order they are asked.
const (
	RightNow    QuestionID = "right-now"
	Thoughts    QuestionID = "thoughts"
	Ages        QuestionID = "ages"
	AgeGap      QuestionID = "age-gap"
	HowItEnded  QuestionID = "how-it-ended"
	Felt        QuestionID = "felt"
	Body        QuestionID = "body"
	WhoBody     QuestionID = "who-body"
	Threats     QuestionID = "threats"
	WhoThreats  QuestionID = "who-threats"
	Control     QuestionID = "control"
	WhoControl  QuestionID = "who-control"
	Watching    QuestionID = "watching"
	WhoWatching QuestionID = "who-watching"
	Trust       QuestionID = "trust"
	TheirWord   QuestionID = "their-word"
	Ties        QuestionID = "ties"
	WhyLeft     QuestionID = "why-left"
	SoFar       QuestionID = "so-far"
)

// Options.
const (
	None   OptionID = "none"    // none of these
	NotSay OptionID = "not-say" // not sure, or would rather not say: never counts as no

	TheyMayHurtMe    OptionID = "they-may-hurt-me"
	OthersInDanger   OptionID = "others-in-danger"
	IMayHurtSomeone  OptionID = "i-may-hurt-someone"
	IMayHurtMyself   OptionID = "i-may-hurt-myself"
	No               OptionID = "no"
	Before           OptionID = "before"
	Passive          OptionID = "passive"
	Yes              OptionID = "yes"
	YesPlan          OptionID = "yes-plan"
	Both18           OptionID = "both-18"
	BothUnder18      OptionID = "both-under-18"
	MeUnder18        OptionID = "me-under-18"
	TheyUnder18      OptionID = "they-under-18"
	UpToTwo          OptionID = "up-to-two"
	ThreeOrMore      OptionID = "three-or-more"
	TheyLeftLately   OptionID = "they-left-lately"
	TheyLeftLongAgo  OptionID = "they-left-long-ago"
	ILeft            OptionID = "i-left"
	BothAgreed       OptionID = "both-agreed"
	NotOver          OptionID = "not-over"
	NeverTogether    OptionID = "never-together"
	TheyDied         OptionID = "they-died"
	IAfraid          OptionID = "i-afraid"
	ICareful         OptionID = "i-careful"
	ITrapped         OptionID = "i-trapped"
	TheyAfraid       OptionID = "they-afraid"
	TheyCareful      OptionID = "they-careful"
	TheyTrapped      OptionID = "they-trapped"
	Hit              OptionID = "hit"
	NeckWeapon       OptionID = "neck-weapon"
	Kept             OptionID = "kept"
	Smashed          OptionID = "smashed"
	Sex              OptionID = "sex"
	HurtOthers       OptionID = "hurt-others"
	Kill             OptionID = "kill"
	Self             OptionID = "self"
	Tell             OptionID = "tell"
	PutDown          OptionID = "put-down"
	Twist            OptionID = "twist"
	Family           OptionID = "family"
	People           OptionID = "people"
	Money            OptionID = "money"
	Daily            OptionID = "daily"
	Needs            OptionID = "needs"
	MadeTo           OptionID = "made-to"
	Power            OptionID = "power"
	Checked          OptionID = "checked"
	Tracked          OptionID = "tracked"
	TurnedUp         OptionID = "turned-up"
	KeptOn           OptionID = "kept-on"
	Pictures         OptionID = "pictures"
	Posed            OptionID = "posed"
	They             OptionID = "they"
	TheyIDefended    OptionID = "they-i-defended"
	Both             OptionID = "both"
	Me               OptionID = "me"
	ICheated         OptionID = "i-cheated"
	TheyCheated      OptionID = "they-cheated"
	MaybeCheated     OptionID = "maybe-cheated"
	BigLie           OptionID = "big-lie"
	OtherSerious     OptionID = "other-serious"
	ToldStop         OptionID = "told-stop"
	ToldFinal        OptionID = "told-final"
	Blocked          OptionID = "blocked"
	Official         OptionID = "official"
	WithSomeone      OptionID = "with-someone"
	HardTime         OptionID = "hard-time"
	Children         OptionID = "children"
	Home             OptionID = "home"
	WorkStudy        OptionID = "work-study"
	MoneyThings      OptionID = "money-things"
	Circle           OptionID = "circle"
	FarApart         OptionID = "far-apart"
	NotCommitted     OptionID = "not-committed"
	NotPullingWeight OptionID = "not-pulling-weight"
	LeanedTooMuch    OptionID = "leaned-too-much"
	TookForGranted   OptionID = "took-for-granted"
	Sharp            OptionID = "sharp"
	Addiction        OptionID = "addiction"
	OtherReason      OptionID = "other-reason"
	Apologised       OptionID = "apologised"
	Chased           OptionID = "chased"
	InTouch          OptionID = "in-touch"
	SaidNotNow       OptionID = "said-not-now"
	Silent           OptionID = "silent"
	WantsSpace       OptionID = "wants-space"
)

func is(q QuestionID, options ...OptionID) Is { return Is{Question: q, Options: options} }

func when(conditions ...[]Is) []Is { return slices.Concat(conditions...) }

func one(c Is) []Is { return []Is{c} }

// Options that more than one condition names.
var (
	noneOrUnsaid = []OptionID{None, NotSay}
	causes       = []OptionID{NotCommitted, NotPullingWeight, LeanedTooMuch, TookForGranted, Sharp, Addiction}
	noMeansNo    = []OptionID{ToldStop, ToldFinal, Blocked, Official}
	toMe         = []OptionID{They, TheyIDefended}
	notOnlyMe    = []OptionID{They, TheyIDefended, Both, NotSay}
	notOnlyThem  = []OptionID{Me, Both, NotSay}
	iWas         = []OptionID{IAfraid, ICareful, ITrapped}
	theyWere     = []OptionID{TheyAfraid, TheyCareful, TheyTrapped}
)

// A list asks what either of the two did; who says which of them it was.
type list struct {
	what, who QuestionID
	acts      []OptionID
}

var lists = []list{
	{Body, WhoBody, []OptionID{Hit, NeckWeapon, Kept, Smashed, Sex, HurtOthers}},
	{Threats, WhoThreats, []OptionID{Kill, Self, Tell, PutDown, Twist, Family}},
	{Control, WhoControl, []OptionID{People, Money, Daily, Needs, MadeTo, Power}},
	{Watching, WhoWatching, []OptionID{Checked, Tracked, TurnedUp, KeptOn, Pictures, Posed}},
}

// Conditions for asking, each built on the one before.
var (
	// askOpen: no danger has been named.
	askOpen = []Is{
		is(RightNow, noneOrUnsaid...),
		is(Thoughts, No, Before, Passive, Yes, NotSay),
	}
	// askHarm: the other person is alive, so what happened between them matters.
	askHarm = when(askOpen, one(is(HowItEnded,
		TheyLeftLately, TheyLeftLongAgo, ILeft, BothAgreed, NotOver, NeverTogether, NotSay)))
	// askUnsaid: no harm has been named. After harm nobody is asked about
	// trust or the other's wishes: it would change nothing and read as blame.
	askUnsaid = when(askHarm, []Is{
		is(Felt, noneOrUnsaid...),
		is(Body, noneOrUnsaid...),
		is(Threats, noneOrUnsaid...),
		is(Control, noneOrUnsaid...),
		is(Watching, noneOrUnsaid...),
	})
	// clear: everything that could forbid the plan was asked, and denied.
	clear = []Is{
		is(RightNow, None),
		is(Thoughts, No, Before),
		is(Ages, Both18),
		is(HowItEnded, TheyLeftLately),
		is(Felt, None),
		is(Body, None),
		is(Threats, None),
		is(Control, None),
		is(Watching, None),
		is(Trust, None),
		is(TheirWord, None),
	}
	// clearCause: and what wore the other down is something the article speaks of.
	clearCause = when(clear, one(is(WhyLeft, causes...)))
)

// Default is the questionnaire of Second Look.
func Default() *Flow {
	return &Flow{
		Version:   "2026-11-1",
		Questions: questions(),
		Rules:     rules(),
		Outcomes:  outcomes(),
		Sections:  sections(),
		Slip:      single(Slip, nil, option(Yes), option(No), option(NotSay)),
		Kept:      keeps(),
	}
}

func option(id OptionID, constructs ...string) Option { return Option{ID: id, Constructs: constructs} }

func alone(id OptionID, constructs ...string) Option {
	return Option{ID: id, Alone: true, Constructs: constructs}
}

// several makes a question where more than one option may be picked, beside
// "none of these" and "rather not say".
func several(id QuestionID, ask []Is, options ...Option) Question {
	return Question{ID: id, Many: true, Ask: ask,
		Options: append(options, alone(None), alone(NotSay))}
}

// critical is several, where "rather not say" keeps the plan closed.
func critical(id QuestionID, ask []Is, options ...Option) Question {
	return Question{ID: id, Many: true, Ask: ask,
		Options: append(options, alone(None), alone(NotSay, "C85"))}
}

// single makes a question with one answer.
func single(id QuestionID, ask []Is, options ...Option) Question {
	return Question{ID: id, Ask: ask, Options: options}
}

// who asks which of the two did what was ticked in list l.
func who(l list, constructs ...string) Question {
	return single(l.who, when(askHarm, one(is(l.what, l.acts...))),
		option(They, constructs...),
		option(TheyIDefended, append([]string{"C23"}, constructs...)...),
		option(Both, constructs...),
		option(Me, constructs...),
		option(NotSay, append([]string{"C85"}, constructs...)...))
}

func questions() []Question {
	return []Question{
		critical(RightNow, nil,
			option(TheyMayHurtMe, "C1", "C2", "C3"),
			option(OthersInDanger, "C4"),
			option(IMayHurtSomeone, "C5"),
			option(IMayHurtMyself, "C6")),
		single(Thoughts, one(is(RightNow, noneOrUnsaid...)),
			option(No),
			option(Before, "C8"),
			option(Passive, "C7"),
			option(Yes, "C7"),
			option(YesPlan, "C6"),
			option(NotSay, "C85")),
		single(Ages, askOpen,
			option(Both18),
			option(BothUnder18, "C83"),
			option(MeUnder18, "C57", "C83"),
			option(TheyUnder18, "C57", "C83"),
			option(NotSay, "C85")),
		single(AgeGap, when(askOpen, one(is(Ages, MeUnder18, TheyUnder18))),
			option(UpToTwo, "C83"),
			option(ThreeOrMore, "C57", "C83"),
			option(NotSay, "C85")),
		single(HowItEnded, askOpen,
			option(TheyLeftLately),
			option(TheyLeftLongAgo, "C80"),
			option(ILeft, "C79"),
			option(BothAgreed, "C79"),
			option(NotOver, "C79"),
			option(NeverTogether, "C79"),
			option(TheyDied, "C81"),
			option(NotSay, "C85")),
		critical(Felt, askHarm,
			option(IAfraid, "C9", "C12"),
			option(ICareful, "C10"),
			option(ITrapped, "C11"),
			option(TheyAfraid, "C13"),
			option(TheyCareful, "C14"),
			option(TheyTrapped, "C15")),
		critical(Body, askHarm,
			option(Hit, "C16", "C17", "C22"),
			option(NeckWeapon, "C18", "C19", "C22"),
			option(Kept, "C20", "C22"),
			option(Smashed, "C21", "C22"),
			option(Sex, "C22", "C24", "C25", "C26", "C27", "C28", "C29"),
			option(HurtOthers, "C22", "C30", "C31", "C32")),
		who(lists[0], span(16, 22)...).also(span(24, 32)...),
		critical(Threats, askHarm,
			option(Kill, "C33", "C34"),
			option(Self, "C35"),
			option(Tell, "C36", "C37", "C38", "C39"),
			option(PutDown, "C40"),
			option(Twist, "C41"),
			option(Family, "C42", "C43")),
		who(lists[1], span(33, 43)...),
		critical(Control, askHarm,
			option(People, "C44", "C45", "C46"),
			option(Money, "C47"),
			option(Daily, "C48", "C49", "C50"),
			option(Needs, "C51", "C52"),
			option(MadeTo, "C53", "C54"),
			option(Power, "C55", "C56")),
		who(lists[2], span(44, 56)...),
		critical(Watching, askHarm,
			option(Checked, "C58"),
			option(Tracked, "C59"),
			option(TurnedUp, "C60"),
			option(KeptOn, "C61", "C62"),
			option(Pictures, "C63"),
			option(Posed, "C64", "C65")),
		who(lists[3], span(58, 65)...),
		critical(Trust, askUnsaid,
			option(ICheated, "C72", "C74"),
			option(TheyCheated, "C73", "C74"),
			option(MaybeCheated, "C75"),
			option(Money, "C76"),
			option(BigLie, "C77"),
			option(OtherSerious, "C78")),
		critical(TheirWord, askUnsaid,
			option(ToldStop, "C66", "C67"),
			option(ToldFinal, "C68"),
			option(Blocked, "C69"),
			option(Official, "C70"),
			option(WithSomeone, "C82"),
			option(HardTime, "C82")),
		several(Ties, askHarm,
			option(Children, "C22"),
			option(Home),
			option(WorkStudy),
			option(MoneyThings),
			option(Circle),
			option(FarApart)),
		{ID: WhyLeft, Many: true, Ask: clear, Options: []Option{
			option(NotCommitted),
			option(NotPullingWeight),
			option(LeanedTooMuch),
			option(TookForGranted),
			option(Sharp),
			option(Addiction),
			alone(OtherReason, "C84"),
			alone(NotSay, "C85"),
		}},
		several(SoFar, clearCause,
			option(Apologised),
			option(Chased),
			option(InTouch),
			option(SaidNotNow, "C71"),
			option(Silent),
			option(WantsSpace, "C71")),
	}
}

// rules lists what the answers lead to; the first that holds decides.
func rules() []Rule {
	r := []Rule{
		{"danger-named", []Is{is(RightNow, TheyMayHurtMe, OthersInDanger, IMayHurtSomeone, IMayHurtMyself)}, DangerNow},
		{"suicide-plan", []Is{is(Thoughts, YesPlan)}, DangerNow},
		{"danger-unsaid-neck-weapon", []Is{is(RightNow, NotSay), is(Body, NeckWeapon)}, DangerNow},
		{"danger-unsaid-kill", []Is{is(RightNow, NotSay), is(Threats, Kill)}, DangerNow},
		{"dark-thoughts", []Is{is(Thoughts, Passive, Yes)}, Crisis},
	}
	for _, l := range lists {
		r = append(r, Rule{RuleID(l.what + "-both-or-unsaid"), []Is{is(l.who, Both, NotSay)}, BothHarm})
	}
	r = append(r, harmRules()...)
	for _, l := range lists {
		r = append(r, Rule{RuleID(l.what + "-with-nobody-named"), []Is{is(l.what, l.acts...)}, BothHarm})
	}
	r = append(r,
		Rule{"no-was-said", []Is{is(TheirWord, noMeansNo...)}, ClearNo},
		Rule{"trust-broken", []Is{is(Trust, Money, BigLie, OtherSerious)}, SeriousBreach},
		Rule{"unfaithful", []Is{is(Trust, ICheated, TheyCheated, MaybeCheated)}, Cheating},
		Rule{"they-died", []Is{is(HowItEnded, TheyDied)}, NotCovered},
	)
	for _, q := range []QuestionID{RightNow, Thoughts, Ages, AgeGap, HowItEnded, Felt, Body, Threats, Control, Watching, Trust, TheirWord} {
		r = append(r, Rule{RuleID(q + "-not-said"), []Is{is(q, NotSay)}, Unclear})
	}
	return append(r,
		Rule{"another-ending", []Is{is(HowItEnded, TheyLeftLongAgo, ILeft, BothAgreed, NotOver, NeverTogether)}, NotCovered},
		Rule{"under-18", []Is{is(Ages, BothUnder18, MeUnder18, TheyUnder18)}, NotCovered},
		Rule{"years-apart", []Is{is(AgeGap, UpToTwo, ThreeOrMore)}, NotCovered},
		Rule{"someone-new-or-hard-time", []Is{is(TheirWord, WithSomeone, HardTime)}, NotCovered},
		Rule{"another-reason", []Is{is(WhyLeft, OtherReason)}, NotCovered},
		// On screen this stands alone; a sheet from elsewhere may have it beside a cause.
		Rule{RuleID(WhyLeft + "-not-said"), []Is{is(WhyLeft, NotSay)}, Unclear},
		Rule{"all-clear", clearCause, Covered},
		Rule{"otherwise", nil, Unclear},
	)
}

// A source is one way of saying that harm was done, with its direction.
type source struct {
	name string
	when []Is
}

// harmRules gives the rules for harm with a direction: a to-me source beside a
// by-me source is harm in both directions, whatever the two are; then each alone.
func harmRules() []Rule {
	done := []source{{"felt", one(is(Felt, iWas...))}}
	did := []source{{"felt", one(is(Felt, theyWere...))}}
	for _, l := range lists {
		done = append(done, source{string(l.what), one(is(l.who, toMe...))})
		did = append(did, source{string(l.what), one(is(l.who, Me))})
	}
	theyAreYoung := source{"ages", []Is{is(Ages, TheyUnder18), is(AgeGap, ThreeOrMore)}}
	iAmYoung := source{"ages", []Is{is(Ages, MeUnder18), is(AgeGap, ThreeOrMore)}}
	did = append(did, theyAreYoung)

	var r []Rule
	for _, a := range done {
		for _, b := range did {
			if a.name == b.name && a.name != "felt" {
				continue // one answer to one question: it cannot be both
			}
			r = append(r, Rule{RuleID(a.name + "-to-me-and-" + b.name + "-by-me"), when(a.when, b.when), BothHarm})
		}
	}
	for _, a := range append(done, iAmYoung) {
		r = append(r, Rule{RuleID(a.name + "-to-me"), a.when, BeingHarmed})
	}
	for _, b := range did {
		r = append(r, Rule{RuleID(b.name + "-by-me"), b.when, CausingHarm})
	}
	return r
}

// span names the constructs from C<from> to C<to>.
func span(from, to int) []string {
	var c []string
	for n := from; n <= to; n++ {
		c = append(c, construct(n))
	}
	return c
}

func construct(n int) string { return "C" + string(rune('0'+n/10)) + string(rune('0'+n%10)) }

// also adds constructs to every option of a question.
func (q Question) also(constructs ...string) Question {
	for i := range q.Options {
		q.Options[i].Constructs = slices.Concat(q.Options[i].Constructs, constructs)
	}
	return q
}
