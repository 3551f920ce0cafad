package prove

import (
	"strings"

	"secondlook/assessment"
)

// The specification's table of constructs (coverage file, part 2), word for
// word but for one option a line. It is kept apart from the flow on purpose:
// the flow is held against it. H is harm, with the direction that the
// follow-up tells; H! also shows high-danger or stop-today.
const constructTable = `
C1  DN  right-now.they-may-hurt-me
C2  DN  right-now.they-may-hurt-me
C3  DN  right-now.they-may-hurt-me
C4  DN  right-now.others-in-danger
C5  DN  right-now.i-may-hurt-someone
C6  DN  right-now.i-may-hurt-myself
C6  DN  thoughts.yes-plan
C7  CR  thoughts.yes
C7  CR  thoughts.passive
C8  -   thoughts.before +crisis-help
C9  BH  felt.i-afraid
C10 BH  felt.i-careful
C11 BH  felt.i-trapped
C12 BH  felt.i-afraid
C13 CH  felt.they-afraid
C14 CH  felt.they-careful
C15 CH  felt.they-trapped
C16 H   body.hit
C17 H   body.hit
C18 H!  body.neck-weapon
C19 H!  body.neck-weapon
C20 H   body.kept
C21 H   body.smashed
C22 H   body.hit with ties.children +children
C22 H!  body.neck-weapon with ties.children +children
C22 H   body.kept with ties.children +children
C22 H   body.smashed with ties.children +children
C22 H   body.sex with ties.children +children
C22 H   body.hurt-others with ties.children +children
C23 BH  who-body.they-i-defended
C23 BH  who-threats.they-i-defended
C23 BH  who-control.they-i-defended
C23 BH  who-watching.they-i-defended
C24 H   body.sex +sexual-harm
C25 H   body.sex +sexual-harm
C26 H   body.sex +sexual-harm
C27 H   body.sex +sexual-harm
C28 H   body.sex +sexual-harm
C29 H   body.sex
C30 H   body.hurt-others +child-and-pet
C31 H   body.hurt-others +child-and-pet
C32 H   body.hurt-others
C33 H!  threats.kill
C34 H!  threats.kill
C35 H   threats.self +crisis-help
C36 H   threats.tell
C37 H   threats.tell +outing
C38 H   threats.tell
C39 H   threats.tell +children
C40 H   threats.put-down
C41 H   threats.twist
C42 H   threats.family +honour-marriage
C43 H   threats.family +honour-marriage
C44 H   control.people
C45 H   control.people
C46 H   control.people
C47 H   control.money +money-help
C48 H   control.daily
C49 H   control.daily
C50 H   control.daily
C51 H   control.needs
C52 H   control.needs
C53 H   control.made-to +exploitation
C54 H   control.made-to +exploitation
C55 H   control.power
C56 H   control.power
C57 BH  ages.me-under-18 with age-gap.three-or-more
C57 CH  ages.they-under-18 with age-gap.three-or-more
C58 H   watching.checked +tech-safety
C59 H   watching.tracked +tech-safety
C60 H!  watching.turned-up
C61 H   watching.kept-on
C62 H   watching.kept-on
C63 H   watching.pictures +image-help
C64 H   watching.posed +tech-safety
C65 H   watching.posed
C66 CN  their-word.told-stop
C67 CN  their-word.told-stop
C68 CN  their-word.told-final
C69 CN  their-word.blocked
C70 CN  their-word.official
C71 -   so-far.wants-space
C71 -   so-far.said-not-now
C72 CT  trust.i-cheated
C73 CT  trust.they-cheated
C74 CT  trust.i-cheated
C74 CT  trust.they-cheated
C75 CT  trust.maybe-cheated
C76 SB  trust.money +money-help
C77 SB  trust.big-lie
C78 SB  trust.other-serious
C79 NC  how-it-ended.i-left
C79 NC  how-it-ended.both-agreed
C79 NC  how-it-ended.not-over
C79 NC  how-it-ended.never-together
C80 NC  how-it-ended.they-left-long-ago
C81 NC  how-it-ended.they-died +grief
C82 NC  their-word.with-someone
C82 NC  their-word.hard-time
C83 NC  ages.both-under-18 +young-person
C83 NC  ages.me-under-18 +young-person
C83 NC  ages.they-under-18 +adult-and-minor
C83 NC  age-gap.up-to-two
C83 NC  age-gap.three-or-more
C84 NC  why-left.other-reason
C85 UN  right-now.not-say
C85 UN  thoughts.not-say
C85 UN  ages.not-say
C85 UN  age-gap.not-say
C85 UN  how-it-ended.not-say
C85 UN  felt.not-say
C85 UN  body.not-say
C85 UN  threats.not-say
C85 UN  control.not-say
C85 UN  watching.not-say
C85 UN  trust.not-say
C85 UN  their-word.not-say
C85 UN  why-left.not-say
`

// What each construct is, in a few words.
const constructNames = `
C1 afraid for their own safety now
C2 it is getting worse, or happens more often
C3 thinks the ex could kill them
C4 a child or someone else is in danger now
C5 an urge or a plan to hurt someone
C6 a plan or an act of suicide, or the means at hand
C7 thoughts of suicide or self-harm in the last month, or a wish to be dead
C8 such thoughts before that
C9 afraid of the ex
C10 walking on eggshells
C11 owned, trapped, nothing of their own left
C12 an order or the police protect them from the ex
C13 the ex was afraid of them
C14 the ex was careful round their temper
C15 the ex said they were controlled or watched
C16 pushing, slapping, hitting, kicking, biting, burning
C17 an injury
C18 the neck squeezed, or the breath stopped
C19 a weapon used or shown
C20 held, blocked, locked in or out, driven to frighten, kept awake
C21 things smashed, a wall punched
C22 violence while pregnant
C23 hitting back to protect oneself
C24 forced sex
C25 pressed into sex until giving in
C26 sex while asleep, drunk or drugged
C27 a condom removed or damaged
C28 contraception, a pregnancy or an abortion forced or stopped
C29 agreed limits broken
C30 a child hurt, or made to watch
C31 a pet hurt
C32 family, a friend or a new partner hurt
C33 a threat to kill or badly hurt
C34 a threat to a child, a pet or others
C35 a threat of suicide or self-harm, to press the other
C36 blackmail, secrets
C37 outing: whom someone loves, who they are, an illness
C38 threats about being sent out of the country
C39 children used as a lever, threats to take them
C40 insults and humiliation again and again
C41 made to doubt their own mind
C42 violence or threats over honour
C43 a forced marriage
C44 cut off from people
C45 faith forced, forbidden or used
C46 work or study blocked
C47 money controlled, debts made in their name
C48 daily rules: clothes, food, going out
C49 punishment, days of silence
C50 constant jealousy and accusations
C51 food, medicine, care or aids kept back
C52 papers, phone or transport kept
C53 made to sell sex or to work, traded
C54 made to break the law or take drugs, or drugged
C55 power used: as boss, teacher, carer, doctor
C56 begun by an adult with someone under 18
C57 one of the two under 18 now, three or more years apart
C58 phone and accounts checked, passwords pressed for
C59 tracked: by app, tag, camera or fake account
C60 followed, waited for, turned up on
C61 contact after a no or a block, or a flood of it
C62 other people, gifts or children used to get through
C63 private pictures taken, faked, shared, or threatened with
C64 posing as the other, taking over accounts
C65 posts to shame, false reports
C66 told to stop or to leave them alone
C67 asked so through a third person
C68 a final or repeated no to trying again
C69 blocked, a changed number, moved to avoid them
C70 an order, police, a lawyer, work or a school
C71 asked for time or space, or one no or not now with contact left open
C72 the person was unfaithful
C73 the ex was unfaithful
C74 sexting, secret feelings, paid sex, an agreement broken
C75 suspected, and never settled
C76 secret debts, gambling, theft
C77 a double life, a lie about what matters most, a crime, an infection hidden
C78 another serious breach, such as left alone in illness or at a birth
C79 the person left, both agreed, it is not over, or they never were a couple
C80 long over
C81 the ex has died
C82 the ex is with someone, or in a heavy time
C83 both under 18, or one of them by a small gap
C84 left for other reasons, or never loved
C85 a reason or an answer not known, or not said
`

// ConstructName says in a few words what a construct is: "C9".
func ConstructName(id string) string {
	for line := range strings.Lines(constructNames) {
		if c, name, _ := strings.Cut(strings.TrimSpace(line), " "); c == id {
			return name
		}
	}
	return ""
}

// A construct is one line of the table.
type construct struct {
	id      string
	forces  string // "H", "CN"; "-" for no outcome
	pick    pick
	with    pick // another pick it needs; often none
	section assessment.SectionID
}

// A pick is one option of one question.
type pick struct {
	question assessment.QuestionID
	option   assessment.OptionID
}

func (p pick) said() Formula { return Said(p.question, p.option) }

func constructs() []construct {
	var all []construct
	for line := range strings.Lines(strings.TrimSpace(constructTable)) {
		words := strings.Fields(line)
		c := construct{id: words[0], forces: words[1], pick: parsePick(words[2])}
		for i, w := range words[3:] {
			if w == "with" {
				c.with = parsePick(words[3+i+1])
			}
			if section, ok := strings.CutPrefix(w, "+"); ok {
				c.section = assessment.SectionID(section)
			}
		}
		all = append(all, c)
	}
	return all
}

func parsePick(s string) pick {
	q, o, _ := strings.Cut(s, ".")
	return pick{assessment.QuestionID(q), assessment.OptionID(o)}
}

// outcomeOf spells the table's short outcome names.
var outcomeOf = map[string]assessment.OutcomeID{
	"DN": assessment.DangerNow, "CR": assessment.Crisis, "BH": assessment.BeingHarmed, "CH": assessment.CausingHarm,
	"CN": assessment.ClearNo, "CT": assessment.Cheating, "SB": assessment.SeriousBreach,
	"UN": assessment.Unclear, "NC": assessment.NotCovered,
}

// precedence is the order of outcomes in the coverage file; the rank of an
// outcome is its number there.
var precedence = []assessment.OutcomeID{
	assessment.DangerNow, assessment.Crisis, assessment.BothHarm, assessment.BeingHarmed, assessment.CausingHarm,
	assessment.ClearNo, assessment.SeriousBreach, assessment.Cheating, assessment.Unclear, assessment.NotCovered,
	assessment.Covered,
}

// urgencyOf is each outcome's urgency there.
var urgencyOf = map[assessment.OutcomeID]assessment.Urgency{
	assessment.DangerNow: assessment.Now, assessment.Crisis: assessment.Now,
	assessment.BothHarm: assessment.Soon, assessment.BeingHarmed: assessment.Soon, assessment.CausingHarm: assessment.Soon,
	assessment.ClearNo: assessment.Soon, assessment.SeriousBreach: assessment.Soon,
}

// A behaviour is one of the four lists that ask about either of the two, with
// the question that tells which of them it was.
type behaviour struct {
	list, who assessment.QuestionID
	acts      []assessment.OptionID
}

var behaviours = []behaviour{
	{"body", "who-body", words("hit neck-weapon kept smashed sex hurt-others")},
	{"threats", "who-threats", words("kill self tell put-down twist family")},
	{"control", "who-control", words("people money daily needs made-to power")},
	{"watching", "who-watching", words("checked tracked turned-up kept-on pictures posed")},
}

var (
	whoAny        = words("they they-i-defended both me not-say")
	whoNotOnlyMe  = words("they they-i-defended both not-say")
	whoNotOnlyYou = words("me both not-say")
)

func words(s string) []assessment.OptionID {
	var ids []assessment.OptionID
	for _, w := range strings.Fields(s) {
		ids = append(ids, assessment.OptionID(w))
	}
	return ids
}

// said is Said with the options in one string.
func said(q assessment.QuestionID, options string) Formula { return Said(q, words(options)...) }

// unanswered holds where there is no answer to q.
func unanswered(q assessment.QuestionID) Formula { return Said(q, assessment.Unanswered) }

// What the promises speak of, in the coverage file's words.
var (
	// critical are the questions that must be answered, and clearly, before the plan.
	critical = []assessment.QuestionID{"right-now", "thoughts", "ages", "how-it-ended", "felt", "body", "threats",
		"control", "watching", "trust", "their-word", "why-left"}

	clearAnswers = All(
		said("right-now", "none"), said("thoughts", "no before"), said("ages", "both-18"),
		said("how-it-ended", "they-left-lately"), said("felt", "none"), said("body", "none"), said("threats", "none"),
		said("control", "none"), said("watching", "none"), said("trust", "none"), said("their-word", "none"))
	articleCause = said("why-left", "not-committed not-pulling-weight leaned-too-much took-for-granted sharp addiction")

	danger = Any(
		said("right-now", "they-may-hurt-me others-in-danger i-may-hurt-someone i-may-hurt-myself"),
		said("thoughts", "yes-plan"),
		All(said("right-now", "not-say"), said("body", "neck-weapon")),
		All(said("right-now", "not-say"), said("threats", "kill")))
	dark      = said("thoughts", "yes passive")
	isYoung   = All(said("ages", "me-under-18"), said("age-gap", "three-or-more"))
	theyYoung = All(said("ages", "they-under-18"), said("age-gap", "three-or-more"))

	aNo      = said("their-word", "told-stop told-final blocked official")
	breach   = said("trust", "money big-lie other-serious")
	cheated  = said("trust", "i-cheated they-cheated maybe-cheated")
	theyDied = said("how-it-ended", "they-died")
	// otherStory is what the article does not speak to.
	otherStory = Any(
		said("how-it-ended", "they-left-long-ago i-left both-agreed not-over never-together"),
		said("ages", "both-under-18 me-under-18 they-under-18"), said("age-gap", "up-to-two three-or-more"),
		said("their-word", "with-someone hard-time"), said("why-left", "other-reason"))
	unsaid = Any(
		said("right-now", "not-say"), said("thoughts", "not-say"), said("ages", "not-say"), said("age-gap", "not-say"),
		said("how-it-ended", "not-say"), said("felt", "not-say"), said("body", "not-say"), said("threats", "not-say"),
		said("control", "not-say"), said("watching", "not-say"), said("trust", "not-say"), said("their-word", "not-say"))
)

// acts holds where any option of the four lists is picked.
func acts() Formula {
	var some []Formula
	for _, b := range behaviours {
		some = append(some, Said(b.list, b.acts...))
	}
	return Any(some...)
}

// whose holds where any of the four follow-ups has one of the options.
func whose(options ...assessment.OptionID) Formula {
	var some []Formula
	for _, b := range behaviours {
		some = append(some, Said(b.who, options...))
	}
	return Any(some...)
}

// toMe holds where something says that harm was done to the person; byMe
// where something says the person did it. "Both" and "not-say" say both.
func toMe() Formula {
	return Any(said("felt", "i-afraid i-careful i-trapped"), whose(whoNotOnlyMe...))
}

func byMe() Formula {
	return Any(said("felt", "they-afraid they-careful they-trapped"), whose(whoNotOnlyYou...), theyYoung)
}

// harm holds where any harm option or source is picked, whoever did it.
func harm() Formula { return Any(toMe(), byMe(), isYoung, acts()) }

// noDirection holds where an act is told, and not whose it was.
func noDirection() Formula {
	var some []Formula
	for _, b := range behaviours {
		some = append(some, All(Said(b.list, b.acts...), unanswered(b.who)))
	}
	return Any(some...)
}

// forcing holds where any option is picked that the table, or a follow-up,
// lets lead away from the plan.
func forcing() Formula {
	some := []Formula{whose(whoAny...)}
	for _, c := range constructs() {
		if c.forces != "-" {
			some = append(some, c.pick.said())
		}
	}
	return Any(some...)
}

// A need is something disclosed that must show its section where another
// outcome decided (coverage file, part 1).
type need struct {
	section assessment.SectionID
	must    Formula                // shown where this holds,
	may     Formula                // and only where this holds,
	own     []assessment.OutcomeID // but for outcomes whose own words say it,
	always  []assessment.OutcomeID // and those that show it whatever was said;
	only    []assessment.OutcomeID // where set, no other outcome shows it
}

// exactly is a need that shows its section where when holds, and nowhere else.
func exactly(s assessment.SectionID, when Formula, own ...assessment.OutcomeID) need {
	return need{section: s, must: when, may: when, own: own}
}

// notByMe holds where the act was told and was not the person's own alone.
func notByMe(list, who assessment.QuestionID, options string) Formula {
	return All(said(list, options), Said(who, append(words("unanswered"), whoNotOnlyMe...)...))
}

// lethal holds where a sign of high danger was told with one of the answers to who did it.
func lethal(who ...assessment.OptionID) Formula {
	return Any(
		All(said("body", "neck-weapon"), Said("who-body", who...)),
		All(said("threats", "kill"), Said("who-threats", who...)),
		All(said("watching", "turned-up"), Said("who-watching", who...)))
}

func needs() []need {
	both := []assessment.OutcomeID{assessment.BothHarm, assessment.Unclear}
	// An act with nobody named may be either's: it shows the help for both.
	toMeToo, byMeToo := Any(toMe(), isYoung, noDirection()), Any(byMe(), noDirection())
	return []need{
		exactly("urgent-numbers", All()),
		// Where the person may hurt themselves right now thoughts are not asked;
		// the flow goes further than the table, and shows crisis-help there too.
		exactly("crisis-help", Any(said("thoughts", "before passive yes yes-plan not-say"), said("threats", "self"),
			said("right-now", "i-may-hurt-myself"))),
		exactly("high-danger", lethal(whoNotOnlyMe...)),
		exactly("stop-today", lethal(whoNotOnlyYou...)),
		{section: "about-being-harmed", must: toMeToo, may: toMeToo,
			own: []assessment.OutcomeID{assessment.BeingHarmed}, always: both},
		{section: "about-own-actions", must: byMeToo, may: byMeToo,
			own: []assessment.OutcomeID{assessment.CausingHarm}, always: both},
		exactly("about-clear-no", aNo, assessment.ClearNo),
		exactly("about-breach", breach, assessment.SeriousBreach),
		exactly("about-cheating", cheated, assessment.Cheating),
		exactly("sexual-harm", notByMe("body", "who-body", "sex")),
		exactly("image-help", notByMe("watching", "who-watching", "pictures")),
		exactly("tech-safety", notByMe("watching", "who-watching", "checked tracked posed")),
		// The flow's own addition, for lines that know about being followed.
		exactly("being-followed", notByMe("watching", "who-watching", "tracked turned-up kept-on")),
		exactly("money-help", Any(notByMe("control", "who-control", "money"), said("trust", "money"))),
		exactly("honour-marriage", notByMe("threats", "who-threats", "family")),
		exactly("exploitation", notByMe("control", "who-control", "made-to")),
		exactly("outing", notByMe("threats", "who-threats", "tell")),
		exactly("child-and-pet", notByMe("body", "who-body", "hurt-others")),
		exactly("young-person", said("ages", "both-under-18 me-under-18")),
		exactly("adult-and-minor", said("ages", "they-under-18")),
		exactly("children", Any(said("ties", "children"),
			All(said("threats", "tell"), Said("who-threats", whoNotOnlyMe...)))),
		exactly("shared-home", said("ties", "home")),
		exactly("shared-work", said("ties", "work-study")),
		exactly("sort-out", said("ties", "money-things")),
		exactly("same-circle", said("ties", "circle")),
		exactly("addiction-help", said("why-left", "addiction")),
		exactly("anger-help", said("why-left", "sharp")),
		// More than the specification asks: nobody who lost someone meets a page that says no word of it.
		exactly("grief", theyDied),
		{section: "moving-on", must: said("how-it-ended", "they-left-long-ago i-left both-agreed never-together"), may: All(),
			only: []assessment.OutcomeID{assessment.NotCovered, assessment.Covered}},
	}
}

// reasons are the outcomes' own words that depend on what was said: the line
// that fits the danger, and why the article does not speak to this story.
func reasons() []need {
	onlyOn := func(o assessment.OutcomeID, s assessment.SectionID, when Formula) need {
		return need{section: s, must: when, may: when, only: []assessment.OutcomeID{o}}
	}
	const dn, nc = assessment.DangerNow, assessment.NotCovered
	return []need{
		onlyOn(dn, "danger-to-me", said("right-now", "they-may-hurt-me")),
		onlyOn(dn, "danger-to-others", said("right-now", "others-in-danger")),
		onlyOn(dn, "danger-from-me", said("right-now", "i-may-hurt-someone")),
		onlyOn(dn, "danger-to-myself", Any(said("right-now", "i-may-hurt-myself"), said("thoughts", "yes-plan"))),
		onlyOn(dn, "danger-unsaid", All(said("right-now", "not-say"),
			Any(said("body", "neck-weapon"), said("threats", "kill")))),
		onlyOn(nc, "you-ended-it", said("how-it-ended", "i-left")),
		onlyOn(nc, "both-agreed", said("how-it-ended", "both-agreed")),
		onlyOn(nc, "long-over", said("how-it-ended", "they-left-long-ago")),
		onlyOn(nc, "never-a-couple", said("how-it-ended", "never-together")),
		onlyOn(nc, "still-together", said("how-it-ended", "not-over")),
		onlyOn(nc, "they-have-someone", said("their-word", "with-someone")),
		onlyOn(nc, "heavy-time", said("their-word", "hard-time")),
		onlyOn(nc, "other-reason", said("why-left", "other-reason")),
	}
}

// tableOrder is the order of the sections that a need can add; "being-followed"
// is the flow's own addition and stands beside tech-safety.
var tableOrder = []assessment.SectionID{
	"urgent-numbers", "crisis-help", "high-danger", "stop-today",
	"about-being-harmed", "about-own-actions", "about-clear-no", "about-breach", "about-cheating",
	"sexual-harm", "image-help", "tech-safety", "being-followed", "money-help",
	"honour-marriage", "exploitation", "outing", "child-and-pet", "young-person", "adult-and-minor",
	"children", "shared-home", "shared-work", "sort-out", "same-circle", "addiction-help", "anger-help",
	"grief", "moving-on",
}

// ownWords are sections of the table that on these pages are the outcome's own words.
var ownWords = map[assessment.OutcomeID][]assessment.SectionID{
	assessment.BothHarm:   {"about-being-harmed", "about-own-actions"},
	assessment.Unclear:    {"about-being-harmed", "about-own-actions"},
	assessment.NotCovered: {"grief"},
}
