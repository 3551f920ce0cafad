package app

import (
	"slices"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/components"
)

// wellKnown are the countries whose numbers stand side by side while we do not
// know where someone is: no single number is then shown as the one.
var wellKnown = []string{"GB", "US", content.Europe, "IE", "CA", "AU", "NZ", "IN", "ZA"}

// numbers gives up to n emergency numbers: the country's own where the person
// said which it is; else those of several countries, the likely one first.
func (v view) numbers(n int) []components.Number {
	if c, ok := content.CountryByCode(v.m.Country); ok {
		return v.emergency(c)
	}
	var out []components.Number
	codes := wellKnown
	if v.m.Offered != "" {
		codes = append([]string{v.m.Offered}, wellKnown...)
	}
	seen := map[string]bool{}
	for _, code := range codes {
		c, ok := content.CountryByCode(code)
		if !ok || seen[code] || len(out) == n {
			continue
		}
		seen[code] = true
		if code == content.Europe {
			out = append(out, components.Number{Where: v.label("europe"), Digits: "112"})
		} else if first := first(c.Emergency); first != "" {
			out = append(out, components.Number{Where: c.Name, Digits: first})
		}
	}
	return out
}

// numbersRow draws up to n emergency numbers, or says that none is known.
func (v view) numbersRow(n int) goapp.UI {
	numbers := v.numbers(n)
	if len(numbers) == 0 {
		return goapp.P().Text(v.label("no-emergency"))
	}
	return components.Numbers(numbers)
}

// first gives the number to ring when there is only room for one.
func first(e content.Emergency) string {
	if e.General != "" {
		return e.General
	}
	if e.Police != "" {
		return e.Police
	}
	return e.Ambulance
}

// emergency gives all emergency numbers of a country, with whom they reach.
func (v view) emergency(c content.Country) []components.Number {
	var out []components.Number
	for _, n := range []components.Number{
		{Where: v.label("emergency"), Digits: c.Emergency.General},
		{Where: v.label("police"), Digits: c.Emergency.Police},
		{Where: v.label("ambulance"), Digits: c.Emergency.Ambulance},
	} {
		if n.Digits != "" && (len(out) == 0 || n.Digits != c.Emergency.General) {
			out = append(out, n)
		}
	}
	if len(out) == 1 {
		out[0].Where = v.label("in-danger-call")
	}
	return out
}

// inText is the name of a country inside a sentence: "the United Kingdom", but "Malta".
func (v view) inText(c content.Country) string {
	if strings.Contains(v.label("the-countries"), c.Code) {
		return v.labelf("the", c.Name)
	}
	return c.Name
}

// countryPick lets the person say where they are. What the browser suggests is
// offered, never chosen for them.
func (v view) countryPick() goapp.UI {
	if v.m.Static {
		return goapp.Div()
	}
	var offer []goapp.UI
	if c, ok := content.CountryByCode(v.m.Offered); ok && v.m.Country == "" {
		offer = append(offer, components.Button{
			Act: "country", Value: c.Code, Text: v.labelf("country-offer", v.inText(c)), Quiet: true, Full: true,
		}.UI())
	}
	options := []components.Choice{{Value: "", Label: v.label("country-none")}}
	for _, c := range content.Countries() {
		if c.Code != content.Europe && c.Code != content.Everywhere {
			options = append(options, components.Choice{Value: c.Code, Label: c.Name})
		}
	}
	return goapp.Div().Class("where").Body(
		goapp.Div().Body(offer...),
		components.Select("country", v.label("country"), options),
	)
}

// line draws one helpline.
func (v view) line(country string, l content.Line) components.Resource {
	r := components.Resource{ID: l.ID, Name: l.Name, Open: v.open(l), Note: v.words.Line(country, l.ID)}
	if l.Region != "" {
		r.Details = append(r.Details, components.Detail{Icon: "map-pin", Name: v.label("where"), Said: l.Region})
	}
	if l.Phone != "" {
		r.Calls = append(r.Calls, components.Call{
			Href: "tel:" + components.Dial(l.Phone), Verb: v.label("call"), For: l.Name, Number: l.Shown})
	}
	if l.Text != "" {
		r.Calls = append(r.Calls, v.text(l))
	}
	r.Ways, r.Away = v.ways(l), v.label("other-site")
	r.Details = append(r.Details, v.facts(l)...)
	return r
}

// ways are the further ways to reach a line, beside its number.
func (v view) ways(l content.Line) []components.Way {
	var ways []components.Way
	for _, also := range l.Also {
		ways = append(ways, components.Way{
			Href: "tel:" + components.Dial(also), Icon: "phone", Text: v.labelf("call-also", also), For: l.Name})
	}
	if l.WhatsApp != "" {
		ways = append(ways, components.Way{Away: true,
			Href: "https://wa.me/" + strings.TrimPrefix(l.WhatsApp, "+"), Icon: "message-circle", Text: v.label("whatsapp"), For: l.Name})
	}
	if l.Chat != "" && l.Chat != l.Web {
		ways = append(ways, components.Way{Away: true, Href: l.Chat, Icon: "message-circle", Text: v.label("chat"), For: l.Name})
	}
	if strings.HasPrefix(l.Web, "https:") { // nobody is sent to another site unprotected
		ways = append(ways, components.Way{Away: true, Href: l.Web, Icon: "external-link", Text: v.label("website"), For: l.Name})
	}
	return ways
}

func (v view) text(l content.Line) components.Call {
	href, verb := "sms:"+components.Dial(l.Text), v.label("text")
	if l.Keyword != "" {
		href += "?body=" + strings.ReplaceAll(l.Keyword, " ", "%20")
		verb = v.labelf("text-word", l.Keyword)
	}
	return components.Call{Text: true, Href: href, Verb: verb, For: l.Name, Number: spaced(l.Text)}
}

// spaced sets a long number in groups, so that it can be read and copied.
func spaced(number string) string {
	digits := strings.TrimPrefix(number, "+")
	if len(digits) < 8 {
		return number
	}
	head := len(number) - len(digits) + 3 + len(digits)%3
	groups := []string{number[:head]}
	for rest := number[head:]; len(rest) >= 3; rest = rest[3:] {
		groups = append(groups, rest[:3])
	}
	return strings.Join(groups, " ")
}

// facts are what to know before the tap: hours, cost, bill, languages, and how
// old and how sure all this is.
func (v view) facts(l content.Line) []components.Detail {
	open := l.Open
	switch {
	case open == "":
		open = v.label("hours-unknown")
	case !l.HoursSure:
		open = v.labelf("hours-unsure", open)
	}
	facts := []components.Detail{{Icon: "clock", Name: v.label("hours"), Said: open}}
	if l.Phone != "" || l.Text != "" {
		facts = append(facts,
			components.Detail{Icon: "coins", Name: v.label("cost"), Said: v.label("cost-" + l.Cost)},
			components.Detail{Icon: "receipt-text", Name: v.label("bill"), Said: v.bill(l)})
	}
	if l.Languages != "" {
		facts = append(facts, components.Detail{Icon: "languages", Name: v.label("languages"), Said: l.Languages})
	}
	return append(facts, components.Detail{Icon: "info", Name: v.label("checked"), Said: v.age(l.Checked, l.Confidence)})
}

func (v view) bill(l content.Line) string {
	said := v.label("bill-may")
	switch {
	case l.Phone == "":
		return v.label("bill-text")
	case l.OffBill:
		said = v.label("bill-hidden")
	}
	if l.Text != "" {
		said += ". " + v.label("bill-texts")
	}
	return said
}

// age says how old a fact is and how sure we are of it.
func (v view) age(checked string, sure content.Confidence) string {
	if checked == "" {
		return v.label("checked-unknown") + " " + v.label("sure-"+string(sure))
	}
	return v.labelf("checked-on", checked) + " " + v.label("sure-"+string(sure))
}

// lines draws the lines for some kinds of help, around words.
func (v view) lines(needs []assessment.Need, shown map[string]bool, words []goapp.UI) []goapp.UI {
	if len(needs) == 0 || needs[0] == assessment.NeedEmergency {
		return words
	}
	lines, reach := content.LinesNow(v.m.Country, needs, v.state)
	return v.list(lines, reach, shown, words, false)
}

// sectionLines draws the lines of a section of a result, around its words.
func (v view) sectionLines(res assessment.Result, s assessment.Section, shown map[string]bool, words []goapp.UI) []goapp.UI {
	if len(s.Needs) == 0 || s.Needs[0] == assessment.NeedEmergency {
		return words
	}
	if v.m.Static { // nobody can choose a country yet: all of them are one tap away
		return append(words, components.Link{Page: string(Help), Icon: "life-buoy", Text: v.label("all-help")}.UI())
	}
	lines, reach := LinesOn(res, s, v.m.Country, v.state)
	if s.ID != outing || !v.guarded() {
		return v.list(lines, reach, shown, words, false)
	}
	warning := goapp.P().Body(goapp.B().Text(v.label("outing-unsafe")))
	return append([]goapp.UI{warning}, v.list(lines, reach, shown, words, true)...)
}

// outing is the section for someone whose secret may be told.
const outing assessment.SectionID = "outing"

// list draws lines around words: the first line stands before them, a few more
// after, the rest folded. Lines that already stand on the page come as one
// short row each. It says how far it had to look, and never leaves the place
// empty. Guarded, it sends nobody to the police.
func (v view) list(lines []content.Line, reach content.Reach, shown map[string]bool, words []goapp.UI, guarded bool) []goapp.UI {
	var fresh, again []goapp.UI
	for i, l := range lines {
		if shown[l.ID] {
			again = append(again, v.shortLine(l))
			continue
		}
		shown[l.ID] = true
		r := v.line(v.lineCountry(l), l)
		r.Compact = len(fresh) > 0
		r.Otherwise = v.otherwise(lines[i+1:], v.leftOver(guarded))
		fresh = append(fresh, r.UI())
	}
	var far []goapp.UI
	if say := v.reach(reach); say != "" {
		far = append(far, small(say))
	}
	var out []goapp.UI
	switch {
	case len(fresh) > 0:
		out = append(out, fresh[0]) // the number first, then how far we had to look for it
		out = append(out, far...)
		out = append(out, words...)
		if len(fresh) > 1 {
			out = append(out, v.ordered(lines)...)
		}
		return append(out, v.moreLines(fresh[1:])...)
	case len(again) > 0:
		out = append(out, far...)
		out = append(out, goapp.Ul().Class("lines").Body(again[:min(whole, len(again))]...))
	default:
		out = append(out, far...)
	}
	return append(out, words...)
}

// whole is how many further lines a section shows at full size before it folds the rest.
const whole = 2

func (v view) moreLines(lines []goapp.UI) []goapp.UI {
	var out []goapp.UI
	if n := min(whole, len(lines)); n > 0 {
		out = append(out, goapp.Div().Class("resources").Body(lines[:n]...))
	}
	if len(lines) > whole {
		out = append(out, components.Fold{Title: v.labelf("more-lines", len(lines)-whole),
			Body: []goapp.UI{goapp.Div().Class("resources").Body(lines[whole:]...)}}.UI())
	}
	return out
}

// lineCountry gives the country under which a line's words stand.
func (v view) lineCountry(l content.Line) string {
	for _, code := range []string{v.m.Country, content.Europe, content.Everywhere} {
		c, _ := content.CountryByCode(code)
		for _, own := range c.Lines {
			if own.ID == l.ID {
				return code
			}
		}
	}
	return ""
}

func (v view) reach(r content.Reach) string {
	if v.m.Country == "" {
		return v.label("reach-nowhere")
	}
	if r == content.OwnLine {
		return ""
	}
	return v.label("reach-" + string(r))
}

// shortLine is a line that already stands on the page: one row.
func (v view) shortLine(l content.Line) goapp.UI { return v.row(l, nil) }

// row draws a line as one row, with what stands above its name.
func (v view) row(l content.Line, above goapp.UI) goapp.UI {
	name := []goapp.UI{goapp.B().Text(l.Name)}
	if above != nil {
		name = []goapp.UI{above, name[0]}
	}
	href, icon, number := "", "phone", l.Shown
	switch {
	case l.Phone != "":
		href = "tel:" + components.Dial(l.Phone)
	case l.Text != "":
		c := v.text(l)
		href, icon, number = c.Href, "message-circle", l.Text
	default:
		row := []goapp.UI{goapp.Div().Class("lines__name").Body(name...)}
		for _, w := range v.ways(l)[:min(1, len(v.ways(l)))] {
			if w.Away {
				row = append(row, small(v.label("other-site")))
			}
			row = append(row, w.UI())
		}
		return goapp.Li().Class("lines__row").Body(row...)
	}
	return goapp.Li().Class("lines__row").Body(
		goapp.Div().Class("lines__name").Body(name...),
		goapp.A().Class("lines__number").Href(href).Body(components.Icon(icon, true), goapp.Text(number)),
	)
}

// urgent draws the page for danger now: numbers first, words after.
func (v view) urgent() []goapp.UI {
	p := v.words.Page("urgent")
	shown := map[string]bool{}
	body := []goapp.UI{
		opening(p.Title, "", lead(p.Lead)),
		goapp.Div().Class("section").Body(
			components.Numbers(v.numbers(len(wellKnown))),
			goapp.Div().Body(v.emergencyWords()...),
			v.countryPick(),
		),
	}
	if v.m.Static {
		body = append(body, goapp.Div().ID("parts").Class("page__group").Body(v.plain["links"]...))
	}
	body = append(body, v.backHere())
	if v.m.Static {
		return slices.Concat(body, v.plain["told"], v.pageSections(p))
	}
	for _, first := range []struct {
		need assessment.Need
		told []assessment.SectionID
	}{
		{assessment.NeedCrisis, []assessment.SectionID{"danger-to-myself"}},
		{assessment.NeedHarmed, []assessment.SectionID{"danger-to-me", "danger-to-others"}},
		{assessment.NeedOwnBehaviour, []assessment.SectionID{"danger-from-me"}},
	} {
		var words []goapp.UI
		for _, id := range first.told {
			words = append(words, v.blocks(v.words.Section(id, content.Plain).Body)...)
		}
		if v.m.Country != "" { // until then the choice of a country stands above
			words = v.lines([]assessment.Need{first.need}, shown, words)
		}
		body = append(body, section(v.label("need-"+string(first.need)), words...))
	}
	body = append(body, goapp.Div().Body(components.Link{Page: "help", Icon: "life-buoy", Text: v.label("all-help")}.UI()))
	return append(body, v.pageSections(p)...)
}

// emergencyWords says what is special about the country's emergency numbers,
// and how sure we are of them.
func (v view) emergencyWords() []goapp.UI {
	c, ok := content.CountryByCode(v.m.Country)
	if !ok {
		return nil
	}
	var out []goapp.UI
	if say := v.words.Emergency(c.Code); say != "" {
		out = append(out, goapp.P().Text(say))
	} else if !c.Emergency.Numbers() {
		out = append(out, goapp.P().Text(v.label("no-emergency")))
	}
	return append(out, small(v.age(c.Emergency.Checked, c.Emergency.Confidence)))
}

// help draws all help by country. Made at build time it holds every country,
// folded, and works with no script; in the program the person picks theirs.
func (v view) help() []goapp.UI {
	p := v.words.Page("help")
	body := []goapp.UI{
		opening(p.Title, "", lead(p.Lead)),
		goapp.Section().Class("section").Body(
			goapp.H2().Text(v.label("in-danger")),
			components.Numbers(v.numbers(len(wellKnown))),
			goapp.Div().Body(v.emergencyWords()...),
			v.countryPick(),
		),
		v.backHere(),
		v.beforeCalling(),
	}
	if c, ok := content.CountryByCode(v.m.Country); ok {
		body = append(body, v.countryLines(c)...)
	}
	if v.m.Static {
		body = append(body, v.everyCountry())
	}
	if zz, ok := content.CountryByCode(content.Everywhere); ok {
		body = append(body, section(zz.Name, v.worldwide(zz)...))
	}
	return append(body, v.pageSections(p)...)
}

// beforeCalling links what there is to know about ringing a line.
func (v view) beforeCalling() goapp.UI {
	g, _ := v.words.Guide("calling-a-helpline")
	return goapp.Div().Body(v.guideLink(g, g.Title))
}

// worldwide draws the lines for the whole world. Where it could expose someone
// to show that a line is for them, it is not shown; made at build time, when
// nobody knows where it will be read, it stands closed.
func (v view) worldwide(zz content.Country) []goapp.UI {
	open, closed := zz, zz
	open.Lines = content.Country{Punishes: v.guarded()}.Shown(zz.Lines)
	body := v.resources(open)
	if !v.m.Static {
		return body
	}
	closed.Lines = slices.DeleteFunc(slices.Clone(zz.Lines), func(l content.Line) bool { return l.For != content.LGBTQ })
	return append(body, components.Fold{Title: v.label("help-private"), Body: v.resources(closed)}.UI())
}

func (v view) countryLines(c content.Country) []goapp.UI {
	c.Lines = c.Shown(c.Lines)
	lines := v.resources(c)
	if len(lines) == 0 {
		lines = []goapp.UI{goapp.P().Text(v.labelf("no-lines", v.inText(c)))}
	}
	return []goapp.UI{section(c.Name, lines...)}
}

func (v view) resources(c content.Country) []goapp.UI {
	if len(c.Lines) == 0 {
		return nil
	}
	var rs []goapp.UI
	for i, l := range c.Lines {
		r := v.line(c.Code, l)
		r.Compact = true
		r.Otherwise = v.otherwise(c.Lines[i+1:], v.leftInCountry(c))
		rs = append(rs, r.UI())
	}
	return []goapp.UI{goapp.Div().Class("resources").Body(rs...)}
}

// everyCountry draws every country, each folded under its name, with the
// letters they begin with to go by. The name of a place among them is a letter
// and no country: it stays in the history.
func (v view) everyCountry() goapp.UI {
	var letters, all, folds []goapp.UI
	letter := ""
	end := func() {
		if letter != "" {
			letters = append(letters, goapp.A().Class("way").Href("#"+letterPlace(letter)).Text(letter))
			all = append(all, goapp.Div().Body(append([]goapp.UI{goapp.H3().ID(letterPlace(letter)).TabIndex(-1).Text(letter)}, folds...)...))
		}
		folds = nil
	}
	for _, c := range content.Countries() {
		if c.Code == content.Europe || c.Code == content.Everywhere {
			continue
		}
		if first := c.Name[:1]; first >= "A" && first <= "Z" && first != letter { // Å stands among A
			end()
			letter = first
		}
		folds = append(folds, v.countryFold(c))
	}
	end()
	return section(v.label("by-country"), goapp.Nav().Class("letters").Aria("label", v.label("letters")).Body(letters...), goapp.Div().Class("page__group").Body(all...))
}

func letterPlace(letter string) string { return "letter-" + strings.ToLower(letter) }

// countryFold draws what is known for a country, folded under its name.
func (v view) countryFold(c content.Country) goapp.UI {
	here := v
	here.m.Country = c.Code
	c.Lines = c.Shown(c.Lines)
	var body []goapp.UI
	if c.Emergency.Numbers() {
		body = append(body, components.Numbers(v.emergency(c)))
	}
	body = append(body, here.emergencyWords()...)
	body = append(body, here.resources(c)...)
	return components.Fold{Title: c.Name, ID: strings.ToLower(c.Code), Body: []goapp.UI{
		goapp.Div().Class("section").Body(body...)}}.UI()
}
