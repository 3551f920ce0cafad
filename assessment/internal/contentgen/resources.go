package main

import (
	"cmp"
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the time zone database, wherever this runs

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"secondlook/assessment"
	"secondlook/assessment/hours"
)

// The types below are those of package content, field for field.
type (
	// A Country is what we know for one country or territory.
	Country struct {
		Code, Name string
		Punishes   bool
		Emergency  Emergency
		Lines      []Line
	}

	// Emergency holds a country's emergency numbers.
	Emergency struct {
		General, Police, Ambulance string
		Text                       string
		Checked                    string
		Confidence                 string
	}

	// A Line is one place that helps.
	Line struct {
		ID         string
		Name       string
		Region     string
		Serves     []assessment.Need
		For        string
		Phone      string
		Shown      string
		Also       []string
		Text       string
		Keyword    string
		WhatsApp   string
		Chat, Web  string
		Hours      string
		Open       string
		HoursSure  bool
		Week       hours.Week
		NoHolidays bool
		Zone       string
		Cost       string
		OffBill    bool
		Languages  string
		Checked    string
		Confidence string
	}
)

// Codes that are not a country's.
const (
	europe     = "EU"
	everywhere = "ZZ"
)

// Files among the resources that are not a country's.
const (
	exceptionsFile = "resources/exceptions.yaml"
	punishedFile   = "resources/same-sex-punished.yaml"
	schemaFile     = "resources/schema.json"
)

// beside are kinds of help that no section asks for. A line may name one
// beside a kind that is shown, never alone.
var beside = []assessment.Need{"betrayal"}

var (
	countryFile = regexp.MustCompile(`^[A-Z]{2}\.yaml$`)
	lineID      = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

// A directory is the resources being read.
type directory struct {
	*generator
	shown      []assessment.Need // the kinds of help that some section shows
	lines      map[string]place  // where each line stands
	exceptions *fields           // numbers the library does not know, with the reason
	needed     []string          // the exceptions that are
	punished   *fields           // countries that punish same-sex relations, with the source
	stale      map[string]int    // facts not checked lately, by country
	newest     string            // the latest day of all that a fact was checked
}

// resources reads the facts about help, and what is said about them.
func (g *generator) resources() ([]Country, []CountryWords, string) {
	d := &directory{generator: g, lines: map[string]place{}, stale: map[string]int{}}
	for _, s := range g.flow.Sections {
		d.shown = append(d.shown, s.Needs...)
	}
	d.exceptions = d.readReasons(exceptionsFile)
	d.punished = d.readReasons(punishedFile)
	var countries []Country
	var words []CountryWords
	for _, name := range g.list("resources") {
		if slices.Contains([]string{exceptionsFile, punishedFile, schemaFile}, "resources/"+name) {
			continue
		}
		if !countryFile.MatchString(name) {
			g.refuse(place{file: "resources/" + name}, "not a country: name it by its two-letter code, such as GB.yaml")
			continue
		}
		c, ok := d.country(name)
		if !ok {
			continue
		}
		countries = append(countries, c)
		if w, ok := d.wording(c); ok {
			words = append(words, w)
		}
	}
	d.finish()
	sortCountries(countries)
	return countries, words, d.newest
}

// finish refuses what belongs to no country and no line.
func (d *directory) finish() {
	countries := d.list("resources")
	for _, name := range d.list("en/lines") {
		if !slices.Contains(countries, name) || !countryFile.MatchString(name) {
			d.refuse(place{file: "en/lines/" + name}, "there is no resources/%s: rename this file or take it away", name)
		}
	}
	for _, e := range d.exceptions.entries {
		if !slices.Contains(d.needed, e.key) {
			d.refuse(d.exceptions.spot(e.line), "%q needs no exception: take it out", e.key)
		}
	}
	for _, e := range d.punished.entries {
		if !slices.Contains(countries, e.key+".yaml") || e.key == europe || e.key == everywhere {
			d.refuse(d.punished.spot(e.line), "there is no country %q: write its two letters", e.key)
		}
		if !strings.Contains(e.text, "https://") {
			d.refuse(d.punished.spot(e.line), "%q has no source: say where it stands, with an address that begins with https://", e.key)
		}
	}
	d.nag()
}

// sortCountries orders countries as an English reader looks for them, with
// Europe and the whole world last.
func sortCountries(countries []Country) {
	order := collate.New(language.BritishEnglish)
	last := []string{europe, everywhere}
	slices.SortFunc(countries, func(a, b Country) int {
		if x, y := slices.Index(last, a.Code), slices.Index(last, b.Code); x != y {
			return x - y
		}
		return order.CompareString(a.Name, b.Name)
	})
}

func (d *directory) yaml(file, what string) (*fields, bool) {
	s, ok := d.read(file, what)
	if !ok {
		return nil, false
	}
	entries, ok := readYAML(file, 1, []byte(strings.Join(s.lines, "\n")), d.report)
	return &fields{report: d.report, at: s.at(0), entries: entries}, ok
}

// readReasons reads a file of keys, each with a reason. It need not be there.
func (d *directory) readReasons(file string) *fields {
	f := &fields{report: d.report, at: place{file: file}}
	if _, err := fs.Stat(d.files, file); err != nil {
		return f
	}
	read, ok := d.yaml(file, "")
	if !ok {
		return f
	}
	for _, e := range read.entries {
		read.text(e.key)
	}
	return read
}

func (d *directory) country(name string) (Country, bool) {
	f, ok := d.yaml("resources/"+name, "the facts of this country")
	if !ok {
		return Country{}, false
	}
	c := Country{Code: f.mustText("country"), Name: f.mustText("name")}
	if c.Code != strings.TrimSuffix(name, ".yaml") {
		d.refuse(f.lineOf("country"), "country %q stands in %s: make them the same", c.Code, name)
	}
	if c.Code == europe || c.Code == everywhere {
		f.asked = append(f.asked, "emergency")
	} else {
		c.Emergency = d.emergency(c.Code, f.mustUnder("emergency", ""))
	}
	_, c.Punishes = d.punished.find(c.Code)
	zone := d.zone(f)
	c.Lines = d.countryLines(c.Code, zone, f)
	f.done()
	return c, true
}

func (d *directory) emergency(code string, f *fields) Emergency {
	if len(f.entries) == 0 {
		return Emergency{}
	}
	number := func(key string) string {
		n := f.text(key)
		if n != "" {
			d.reaching(f.lineOf(key), code+"-"+key, n, code)
		}
		return n
	}
	e := Emergency{
		General:    number("general"),
		Police:     number("police"),
		Ambulance:  number("ambulance"),
		Text:       number("text"),
		Checked:    d.checked(f, code),
		Confidence: d.choice(f, "confidence", "high", "medium", "low"),
	}
	d.sources(f)
	f.done()
	return e
}

func (d *directory) countryLines(code, zone string, f *fields) []Line {
	e, ok := f.get("lines")
	if !ok {
		return nil
	}
	if e.kind != listKind {
		d.refuse(f.spot(e.line), "\"lines\" must be a list: begin each line with “- id:”")
		return nil
	}
	var lines []Line
	for _, item := range e.items {
		at := f.spot(item.line)
		if item.kind != mapKind {
			d.refuse(at, "a line must begin with “- id:”")
			continue
		}
		l := d.line(code, &fields{report: d.report, at: at, entries: item.entries})
		l.Zone = cmp.Or(l.Zone, zone)
		if twin := slices.IndexFunc(lines, func(o Line) bool { return l.Name != "" && o.Name == l.Name && o.Region == l.Region }); twin >= 0 {
			d.refuse(at, "%q is here twice, as %s too: make one of the two", l.Name, lines[twin].ID)
		}
		lines = append(lines, l)
	}
	return lines
}

func (d *directory) line(code string, f *fields) Line {
	l := Line{
		ID:         f.mustText("id"),
		Name:       f.mustText("name"),
		Region:     f.text("region"),
		Serves:     d.serves(f),
		For:        d.maybe(f, "for", "women", "men", "lgbtq", "young"),
		Phone:      f.text("phone"),
		Shown:      f.text("shown"),
		Also:       f.texts("also"),
		Text:       f.text("text"),
		Keyword:    f.text("keyword"),
		WhatsApp:   f.text("whatsapp"),
		Chat:       d.address(f, "chat"),
		Web:        d.address(f, "web"),
		Hours:      f.mustText("hours"),
		Zone:       d.zone(f),
		Cost:       d.choice(f, "cost", "free", "standard", "unknown"),
		Languages:  d.languages(f),
		Checked:    d.checked(f, code),
		Confidence: d.choice(f, "confidence", "high", "medium"),
	}
	l.HoursSure = f.yes("hours_sure", true) && l.Hours != "unknown"
	if bill := f.text("bill"); bill != "" {
		l.OffBill = true
		if bill != "hidden" {
			d.refuse(f.lineOf("bill"), "\"bill\" is %q: write hidden, or take the line out", bill)
		}
	}
	f.yes("inferred", false)
	d.sources(f)
	f.done()
	read := d.hours(f, l.Hours)
	l.Open, l.Week, l.NoHolidays = openWords(read), read.Week, !read.Holidays
	d.identity(code, l, f)
	d.numbers(code, l, f)
	return l
}

// identity refuses an ID that is wrong, or taken.
func (d *directory) identity(code string, l Line, f *fields) {
	if l.ID == "" {
		return
	}
	at := f.lineOf("id")
	if !lineID.MatchString(l.ID) || !strings.HasPrefix(l.ID, strings.ToLower(code)+"-") {
		d.refuse(at, "id %q: begin with %s- and use lower-case words with hyphens", l.ID, strings.ToLower(code))
	}
	if first, taken := d.lines[l.ID]; taken {
		d.refuse(at, "id %q is taken by %s: choose another", l.ID, first)
	}
	d.lines[l.ID] = at
}

// numbers refuses a line that nobody could reach, or not at the number shown.
func (d *directory) numbers(code string, l Line, f *fields) {
	if l.Phone+l.Text+l.WhatsApp+l.Chat+l.Web == "" {
		d.refuse(f.at, "line %q has no phone, text, whatsapp, chat or web: give one", l.ID)
	}
	if l.Phone != "" {
		d.reaching(f.lineOf("phone"), l.ID, l.Phone, code)
	}
	if (l.Phone == "") != (l.Shown == "") {
		d.refuse(f.at, "line %q has only one of \"phone\" and \"shown\": give both", l.ID)
	} else if dialled.MatchString(l.Phone) && (!visible.MatchString(l.Shown) || !sameNumber(l.Phone, l.Shown)) {
		d.refuse(f.lineOf("shown"), "\"shown\" is %q, which is not the number %s nicely spaced", l.Shown, l.Phone)
	}
	for _, also := range l.Also {
		if !visible.MatchString(also) {
			d.refuse(f.lineOf("also"), "%q is not a number that can be dialled", also)
		}
	}
	if l.Text != "" && !dialled.MatchString(l.Text) {
		d.refuse(f.lineOf("text"), "\"text\" is %q: write the digits only", l.Text)
	}
	if l.Keyword != "" && l.Text == "" {
		d.refuse(f.lineOf("keyword"), "\"keyword\" without \"text\": say which number to text")
	}
	if l.WhatsApp != "" && !abroad(l.WhatsApp) && !d.excepted(l.ID+"-whatsapp") {
		d.refuse(f.lineOf("whatsapp"), "\"whatsapp\" is %q: write it with + and the country's code, or give the reason in %s as “%s-whatsapp: reason”",
			l.WhatsApp, exceptionsFile, l.ID)
	}
}

// reaching refuses a number that the library does not know in the country,
// unless there is an exception with a reason.
func (d *directory) reaching(at place, id, number, code string) {
	if !dialled.MatchString(number) {
		d.refuse(at, "%q is not a number: write the digits only, and the rest in en/lines/%s.yaml", number, code)
		return
	}
	if reaches(number, code) || d.excepted(id) {
		return
	}
	d.refuse(at, "%s is not a number of %s that the number library knows: mend it, or give the reason in %s as “%s: reason”",
		number, code, exceptionsFile, id)
}

// excepted reports whether a number is known to be right although the library
// does not know it.
func (d *directory) excepted(id string) bool {
	if !slices.ContainsFunc(d.exceptions.entries, func(e entry) bool { return e.key == id }) {
		return false
	}
	d.needed = append(d.needed, id)
	return true
}

// serves reads the kinds of help of a line.
func (d *directory) serves(f *fields) []assessment.Need {
	var needs []assessment.Need
	shown := false
	for _, text := range f.mustTexts("serves") {
		n := assessment.Need(text)
		if !slices.Contains(d.shown, n) && !slices.Contains(beside, n) {
			d.refuse(f.lineOf("serves"), "serves %q, which no section shows: choose one that is, or have a section ask for it", text)
			continue
		}
		shown = shown || slices.Contains(d.shown, n)
		needs = append(needs, n)
	}
	if len(needs) > 0 && !shown {
		d.refuse(f.lineOf("serves"), "serves only %s, which no section asks for: the line would never be seen", needs)
	}
	return needs
}

// choice reads a text that must be one of a few.
func (d *directory) choice(f *fields, key string, choices ...string) string {
	f.must(key)
	return d.maybe(f, key, choices...)
}

// maybe is choice, for what may be left out.
func (d *directory) maybe(f *fields, key string, choices ...string) string {
	c := f.text(key)
	if c != "" && !slices.Contains(choices, c) {
		d.refuse(f.lineOf(key), "%q is %q: choose one of %s", key, c, strings.Join(choices, ", "))
	}
	return c
}

// address reads the address of a site.
func (d *directory) address(f *fields, key string) string {
	a := f.text(key)
	if a != "" && !isWeb(a) {
		d.refuse(f.lineOf(key), "%q is %q: write an address that begins with https://", key, a)
	}
	return a
}

func isWeb(a string) bool {
	u, err := url.Parse(a)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && strings.Contains(u.Host, ".") && !strings.Contains(a, " ")
}

// sources reads where the facts come from. They are for us and not shown.
func (d *directory) sources(f *fields) {
	for _, s := range f.mustTexts("sources") {
		if !isWeb(s) && !strings.HasPrefix(s, "github:") && !strings.HasPrefix(s, "github-file:") {
			d.refuse(f.lineOf("sources"), "source %q: give an address, or github:owner/name file", s)
		}
	}
}

func (d *directory) languages(f *fields) string {
	words, err := languageWords(f.texts("languages"))
	if err != nil {
		d.refuse(f.lineOf("languages"), "%v", err)
	}
	return words
}

// hours reads opening hours.
func (d *directory) hours(f *fields, text string) hours.Hours {
	if text == "" {
		return hours.Hours{Holidays: true}
	}
	read, err := hours.Parse(text)
	if err != nil {
		d.refuse(f.lineOf("hours"), "\"hours\": %v", err)
		read.Holidays = true
	}
	return read
}

var zoneName = regexp.MustCompile(`^[A-Z][A-Za-z]+(/[A-Z][A-Za-z_-]+)+$`)

// zone reads the name of a time zone, as the time zone database has it.
func (d *directory) zone(f *fields) string {
	zone := f.text("zone")
	if zone == "" {
		return ""
	}
	if _, err := time.LoadLocation(zone); err != nil || !zoneName.MatchString(zone) {
		d.refuse(f.lineOf("zone"), "\"zone\" is %q, which the time zone database does not have: write a name such as Europe/London, or leave it out", zone)
		return ""
	}
	return zone
}

// wording reads what is said about a country's numbers.
func (d *directory) wording(c Country) (CountryWords, bool) {
	file := "en/lines/" + c.Code + ".yaml"
	if _, err := fs.Stat(d.files, file); err != nil && len(c.Lines) == 0 {
		return CountryWords{}, false
	}
	f, ok := d.yaml(file, "one sentence or two for each line of resources/"+c.Code+".yaml")
	if !ok {
		return CountryWords{}, false
	}
	f.noun = "line"
	w := CountryWords{Code: c.Code, Emergency: d.saying(f, "emergency", false)}
	for _, l := range c.Lines {
		if l.ID != "" {
			w.Lines = append(w.Lines, Label{l.ID, d.saying(f, l.ID, true)})
		}
	}
	f.done()
	return w, true
}

// wordiest is how many words may be said about a line.
const wordiest = 42

func (d *directory) saying(f *fields, key string, must bool) string {
	text := d.head(f, key, must)
	if n := len(strings.Fields(text)); n > wordiest {
		d.refuse(f.lineOf(key), "%q has %d words: %d at most", key, n, wordiest)
	}
	return text
}
