package content

import (
	"slices"

	"secondlook/assessment"
	"secondlook/assessment/hours"
)

// Everywhere is the code under which worldwide lines and directories stand,
// Europe the one for lines that many European countries share.
const (
	Everywhere = "ZZ"
	Europe     = "EU"
)

// A Country is what we know for one country or territory.
type Country struct {
	Code      string // ISO 3166-1 alpha-2, or EU or ZZ
	Name      string
	Punishes  bool // relations between people of the same sex: nothing shown may expose anyone
	Emergency Emergency
	Lines     []Line
}

// Emergency holds a country's emergency numbers, as dialled inside it. All
// are empty where none could be confirmed.
type Emergency struct {
	General, Police, Ambulance string
	Text                       string // number for texts; often only after registering
	Checked                    string // "July 2026"
	Confidence                 Confidence
}

// Numbers reports whether there is any number to show.
func (e Emergency) Numbers() bool { return e.General != "" || e.Police != "" || e.Ambulance != "" }

// Confidence says how sure we are of what is shown.
type Confidence string

// The grades: high, two sources agree; medium, one does; low, thin or conflicting.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// A Line is one place that helps.
type Line struct {
	ID         string
	Name       string
	Region     string // where in the country it works; empty: everywhere in it
	Serves     []assessment.Need
	For        Who      // whom it is for, where that is not everyone
	Phone      string   // as dialled
	Shown      string   // as shown
	Also       []string // further numbers, as shown
	Text       string   // number for texts
	Keyword    string   // the word to text
	WhatsApp   string   // in international form
	Chat, Web  string
	Hours      string // OpenStreetMap opening_hours notation, or "unknown"
	Open       string // the same in words
	HoursSure  bool
	Week       hours.Week // the hours as times of a week; none: not known
	NoHolidays bool       // closed on public holidays
	Zone       string     // the time zone of its hours, as the IANA names it; empty: not known
	Cost       string     // "free", "standard", "unknown"
	OffBill    bool       // a source says it does not show on the phone bill
	Languages  string     // in words; empty: not known
	Checked    string     // "July 2026", or "2020"; empty: no date known
	Confidence Confidence
}

// Who says whom a line is for.
type Who string

// Those a line may be for. Its sentence says so too.
const (
	Everyone Who = ""
	Women    Who = "women"
	Men      Who = "men"
	LGBTQ    Who = "lgbtq"
	Young    Who = "young"
)

// whos is the order in which lines stand that serve the same need.
var whos = []Who{Everyone, Women, Men, LGBTQ, Young}

// At gives whether a line is open at a minute of the week where it is, and the
// minute when that changes. Hours that we are not sure of are not known.
func (l Line) At(m hours.Minute) (hours.State, hours.Minute) {
	if !l.HoursSure {
		return hours.Unknown, 0
	}
	return l.Week.At(m)
}

// Countries gives every country and territory we have numbers for, by name.
func Countries() []Country { return countries }

// CountryByCode finds a country by its two-letter code.
func CountryByCode(code string) (Country, bool) {
	for i := range countries {
		if countries[i].Code == code {
			return countries[i], true
		}
	}
	return Country{}, false
}

// serves reports whether a line gives one of the kinds of help, and which rank
// the kind has among them.
func (l Line) serves(needs []assessment.Need) (int, bool) {
	best := len(needs)
	for _, n := range l.Serves {
		if i := slices.Index(needs, n); i >= 0 && i < best {
			best = i
		}
	}
	return best, best < len(needs)
}

// A Reach says how far away we had to look for a line.
type Reach string

// The steps of looking for a line, nearest first.
const (
	OwnLine   Reach = "own"       // the country's own line for the need
	OtherLine Reach = "other"     // the country's line for harm or crisis
	Wide      Reach = "wide"      // European or worldwide lines and directories
	OnlyCall  Reach = "emergency" // nothing but the emergency number
)

// LinesFor gives the lines of a country for the kinds of help, the most fitting
// first, and how far it had to look: the country's own lines for the need; else
// its harm or crisis line; else lines and directories that work in many
// countries; else none but the emergency number. It never invents and never
// borrows another country's line.
func LinesFor(code string, needs []assessment.Need) ([]Line, Reach) {
	return LinesNow(code, needs, nil)
}

// LinesNow is LinesFor, with lines that are open now before those that are not,
// where nothing else tells them apart. The function says which are; it may be nil.
func LinesNow(code string, needs []assessment.Need, state func(Line) hours.State) ([]Line, Reach) {
	c, known := CountryByCode(code)
	c.Punishes = c.Punishes || !known // as long as nobody said where they are, nothing is risked
	zz, _ := CountryByCode(Everywhere)
	here, world := c.Shown(c.Lines), c.Shown(zz.Lines)
	if c.Punishes && len(needs) > 0 && needs[0] == assessment.NeedHarmedLGBTQ {
		// Who runs the lines here we do not know. None is shown to someone who may be exposed.
		return pick(world, []assessment.Need{assessment.NeedHarmed, assessment.NeedCrisis}, state), Wide
	}
	if own := pick(here, needs, state); len(own) > 0 {
		return own, OwnLine
	}
	if slices.Contains(needs, assessment.NeedEmergency) {
		return nil, OnlyCall
	}
	// Someone worried about their own acts is never sent first to a line that
	// is only for people who were harmed.
	near := []assessment.Need{assessment.NeedHarmed, assessment.NeedCrisis}
	if slices.Contains(needs, assessment.NeedOwnBehaviour) || slices.Contains(needs, assessment.NeedCrisis) {
		near = near[1:]
	}
	if other := pick(here, near, state); len(other) > 0 && !slices.Equal(needs, []assessment.Need{assessment.NeedRelationship}) {
		return other, OtherLine
	}
	var wide []Line
	if slices.Contains(europe, code) {
		eu, _ := CountryByCode(Europe)
		wide = pick(eu.Lines, needs, state)
	}
	wide = append(wide, pick(world, append(slices.Clone(needs), near...), state)...)
	if len(wide) > 0 {
		return wide, Wide
	}
	return nil, OnlyCall
}

// Shown gives those of some lines that can be shown to someone in the country:
// all, but where the law punishes whom people love, none that is for those it
// punishes.
func (c Country) Shown(lines []Line) []Line {
	if !c.Punishes {
		return lines
	}
	return slices.DeleteFunc(slices.Clone(lines), func(l Line) bool { return l.For == LGBTQ })
}

// pick gives the lines that serve a need, the most fitting first. By turns
// decide: the need's rank; whether the line is only for a group that the need
// does not name; whether it covers the whole country; whether it can be rung;
// whether it is closed now; whom it is for; whether it is known to be open now,
// is open day and night, and is sure. Which of several parts of a country comes
// first is for the data to say.
func pick(lines []Line, needs []assessment.Need, state func(Line) hours.State) []Line {
	if state == nil {
		state = func(Line) hours.State { return hours.Unknown }
	}
	var picked []Line
	for _, l := range lines {
		if _, ok := l.serves(needs); ok {
			picked = append(picked, l)
		}
	}
	slices.SortStableFunc(picked, func(a, b Line) int {
		ra, _ := a.serves(needs)
		rb, _ := b.serves(needs)
		if ra != rb {
			return ra - rb
		}
		for _, d := range []int{
			a.fits(needs[ra]) - b.fits(needs[ra]),
			later(a.Region != "", b.Region != ""),
			later(a.Phone == "" && a.Text == "", b.Phone == "" && b.Text == ""),
			later(state(a) == hours.Closed, state(b) == hours.Closed),
			a.who() - b.who(),
			later(state(a) != hours.Open, state(b) != hours.Open),
			later(a.Hours != "24/7", b.Hours != "24/7"),
			later(a.Confidence != High, b.Confidence != High),
		} {
			if d != 0 {
				return d
			}
		}
		return 0
	})
	return picked
}

// fits ranks a line by whether the group a need names is whom it is there for
// (0); whether it is for everyone, for women, who ask most, or among other
// things for that group (1); or for another group alone (2).
func (l Line) fits(need assessment.Need) int {
	if l.For == Everyone || l.For == Women {
		return 1
	}
	named := Everyone
	switch need {
	case assessment.NeedYouth:
		named = Young
	case assessment.NeedHarmedLGBTQ:
		named = LGBTQ
	case assessment.NeedHarmedMen:
		named = Men
	}
	switch {
	case l.For != named:
		return 2
	case l.Serves[0] == need:
		return 0
	default:
		return 1
	}
}

// who ranks a line by whom it is for, where it works everywhere in its country.
func (l Line) who() int {
	if l.Region != "" {
		return 0
	}
	return slices.Index(whos, l.For)
}

func later(a, b bool) int {
	switch {
	case a && !b:
		return 1
	case b && !a:
		return -1
	default:
		return 0
	}
}

// europe lists the countries that the shared European numbers are meant for:
// the members of the European Union.
var europe = []string{
	"AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE",
	"IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
}
