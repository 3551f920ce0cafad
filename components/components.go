// Package components holds the parts of a page: props in, markup out.
//
// A part is a struct of plain fields with a UI method. Parts hold no state,
// know nothing of the questionnaire, and carry no handlers: what can be
// pressed says so in data-act (and data-value), and one listener at the root
// of the page hears it. So no handler can outlive its question (go-app keeps
// an old one when a new one is made at the same line), and a page looks the
// same whether it was made at build time or in the browser.
package components

import (
	"html"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Icon gives a picture from the page's sprite, hidden from screen readers: the
// word beside it says the same. Name is the Lucide name, "phone".
func Icon(name string, small bool) goapp.UI {
	class := "icon"
	if small {
		class += " icon--s"
	}
	return goapp.Raw(`<svg class="` + class + `" aria-hidden="true" focusable="false"><use href="#i-` + name + `"></use></svg>`)
}

// Raw shows markup that was made and checked at build time, inside a div of
// the given class.
func Raw(class, markup string) goapp.UI {
	return goapp.Raw(`<div class="` + class + `">` + markup + `</div>`)
}

// Unseen is said by screen readers and not shown.
func Unseen(text string) goapp.UI { return goapp.Span().Class("unseen").Text(text) }

// A Link is a link to a page of ours, tall enough for a thumb.
type Link struct {
	Page string // "help": its address is /help
	Icon string
	Text string
}

// UI draws the link.
func (l Link) UI() goapp.UI {
	href := "/" + l.Page
	if l.Page == "home" {
		href = "/"
	}
	return goapp.A().Class("go").Href(href).DataSet("page", l.Page).Body(
		Icon(l.Icon, false),
		goapp.Text(l.Text),
	)
}

// A Button does something on this page.
type Button struct {
	Act   string // what it does, for the page's listener
	Value string // what it does it to
	Text  string
	For   string // said after the text to screen readers: what it is about
	Icon  string
	Quiet bool // not the main thing to do
	Full  bool // as wide as the column
}

// UI draws the button.
func (b Button) UI() goapp.UI {
	class := "button"
	if b.Quiet {
		class += " button--quiet"
	}
	if b.Full {
		class += " button--full"
	} else {
		class += " button--wide"
	}
	button := goapp.Button().Class(class).Type("button").DataSet("act", b.Act)
	if b.Value != "" {
		button = button.DataSet("value", b.Value)
	}
	var body []goapp.UI
	if b.Icon != "" {
		body = append(body, Icon(b.Icon, true))
	}
	body = append(body, goapp.Text(b.Text))
	if b.For != "" {
		body = append(body, Unseen(": "+b.For))
	}
	return button.Body(body...)
}

// TextButton is a button that looks like a link, for the end of a row.
func TextButton(act, value, text, about string) goapp.UI {
	return goapp.Button().Class("textlink").Type("button").DataSet("act", act).DataSet("value", value).Body(
		goapp.Text(text),
		Unseen(": "+about),
	)
}

// A Bar is the top of every page: the name, and the way out.
type Bar struct {
	Name      string
	LeaveText string
	LeaveHref string
	SkipText  string
}

// UI draws the bar. The leave link works without any script.
func (b Bar) UI() goapp.UI {
	return goapp.Header().Class("bar").Body(
		goapp.Div().Class("bar__inner").Body(
			goapp.Span().Class("bar__name").Text(b.Name),
			goapp.A().Class("leave").Href(b.LeaveHref).Rel("noreferrer nofollow").DataSet("leave", "yes").Body(
				Icon("log-out", true),
				goapp.Text(b.LeaveText),
			),
		),
	)
}

// Skip is the link past the bar.
func (b Bar) Skip() goapp.UI {
	return goapp.A().Class("skip").Href("#main").DataSet("act", "skip").Text(b.SkipText)
}

// A Progress says how far someone is in the questions.
type Progress struct {
	Text     string
	Done, Of int
	Help     goapp.UI // the link to help, or nil
}

// UI draws the sentence and a thin line that screen readers skip.
func (p Progress) UI() goapp.UI {
	row := []goapp.UI{goapp.P().Class("small").Text(p.Text)}
	if p.Help != nil {
		row = append(row, p.Help)
	}
	return goapp.Div().Class("progress").Body(
		goapp.Div().Class("progress__row").Body(row...),
		goapp.Progress().Class("progress__track").Max(p.Of).Value(p.Done).Aria("hidden", "true"),
	)
}

// A Choice is one answer to a question.
type Choice struct {
	Value string
	Label string
	Note  string // the quieter rest of a long label
	Apart bool   // stands behind an "or"
}

// Choices asks for one of several answers, or for all that apply.
type Choices struct {
	Name    string // also the prefix of every id inside
	Legend  string
	Hint    string // checked markup
	Why     string // checked markup, folded
	WhyText string
	Or      string
	Problem string // how to go on, when nothing was picked
	Many    bool
	Choices []Choice
	Picked  []string
	Heading bool // the legend is the page's heading
}

// UI draws a fieldset of native radios or checkboxes.
func (c Choices) UI() goapp.UI {
	set := goapp.FieldSet().Class("question__set")
	var described []string
	if c.Hint != "" {
		described = append(described, c.Name+"-hint")
	}
	if c.Problem != "" {
		described = append(described, c.Name+"-problem")
	}
	if len(described) > 0 {
		set = set.Aria("describedby", strings.Join(described, " "))
	}
	return set.Body(
		c.legend(),
		c.hint(),
		c.why(),
		goapp.Div().Body(c.problem()...),
		goapp.Div().Class(c.optionsClass()).Body(c.options()...),
	)
}

func (c Choices) legend() goapp.UI {
	if c.Heading {
		return goapp.Legend().Class("question__title").Body(goapp.H1().ID("title").TabIndex(-1).Text(c.Legend))
	}
	return goapp.Legend().Class("question__title").Body(goapp.H3().Text(c.Legend))
}

func (c Choices) hint() goapp.UI {
	if c.Hint == "" {
		return goapp.Div()
	}
	return goapp.Raw(`<div class="hint prose" id="` + c.Name + `-hint">` + c.Hint + `</div>`)
}

func (c Choices) why() goapp.UI {
	if c.Why == "" {
		return goapp.Div()
	}
	return Fold{Title: c.WhyText, Body: []goapp.UI{Raw("prose", c.Why)}}.UI()
}

func (c Choices) problem() []goapp.UI {
	if c.Problem == "" {
		return nil
	}
	return []goapp.UI{goapp.P().Class("problem").ID(c.Name+"-problem").Body(
		Icon("triangle-alert", false),
		goapp.Span().Text(c.Problem),
	)}
}

func (c Choices) optionsClass() string {
	if c.Problem != "" {
		return "options options--problem"
	}
	return "options"
}

func (c Choices) options() []goapp.UI {
	var out []goapp.UI
	apart := false
	for _, choice := range c.Choices {
		if choice.Apart && !apart && c.Or != "" {
			apart = true
			out = append(out, goapp.P().Class("options__or").Text(c.Or))
		}
		out = append(out, c.option(choice))
	}
	return out
}

func (c Choices) option(o Choice) goapp.UI {
	id := c.Name + "-" + o.Value
	kind := "radio"
	if c.Many {
		kind = "checkbox"
	}
	input := goapp.Input().Class("option__input").Type(kind).Name(c.Name).ID(id).Value(o.Value).
		AutoComplete(false).DataSet("act", "pick")
	// Only ever set to true: prerendered HTML reads a false as true.
	for _, p := range c.Picked {
		if p == o.Value {
			input = input.Checked(true)
		}
	}
	label := []goapp.UI{goapp.Text(o.Label)}
	if o.Note != "" {
		label = append(label, goapp.Span().Class("option__note").Text(o.Note))
	}
	return goapp.Div().Class("option").Body(
		input,
		goapp.Label().Class("option__label").For(id).Body(label...),
	)
}

// Problems says at the top how to go on, with a link to where.
type Problems struct {
	Title string
	Text  string
	For   string // id of the first control
}

// UI draws the box. It takes the focus, so it is read at once.
func (p Problems) UI() goapp.UI {
	return goapp.Div().Class("problems").ID("problems").TabIndex(-1).Body(
		goapp.H2().Class("problems__title").Body(Icon("info", false), goapp.Span().Text(p.Title)),
		goapp.A().Class("go").Href("#"+p.For).DataSet("act", "focus").DataSet("value", p.For).Text(p.Text),
	)
}

// A Fold is something closed until asked for.
type Fold struct {
	Title string
	ID    string
	Open  bool
	Body  []goapp.UI
}

// UI draws a native details element.
func (f Fold) UI() goapp.UI {
	d := goapp.Details().Class("fold")
	if f.ID != "" {
		d = d.ID(f.ID)
	}
	if f.Open {
		d = d.Open(true)
	}
	return d.Body(
		goapp.Summary().Body(Icon("chevron-down", true), goapp.Span().Text(f.Title)),
		goapp.Div().Class("fold__body").Body(f.Body...),
	)
}

// An Urgency colours a card's heading; its words say the same.
type Urgency string

// The urgencies.
const (
	Now    Urgency = "now"
	Soon   Urgency = "soon"
	Steady Urgency = "steady"
)

// A Card is a box with a solid heading.
type Card struct {
	Urgency Urgency
	Icon    string
	Title   string
	Body    []goapp.UI
}

// UI draws the card.
func (c Card) UI() goapp.UI {
	return goapp.Section().Class("card card--"+string(c.Urgency)).Body(
		goapp.H2().Class("card__head").Body(Icon(c.Icon, false), goapp.Span().Text(c.Title)),
		goapp.Div().Class("card__body").Body(c.Body...),
	)
}

// A Note is a guard (ours) or a belief (the author's): never to be mixed up.
type Note struct {
	Belief bool
	Title  string
	HTML   string // checked markup
	Foot   string
}

// UI draws the note.
func (n Note) UI() goapp.UI {
	class, icon := "guard", "shield-check"
	if n.Belief {
		class, icon = "belief", "quote"
	}
	body := []goapp.UI{
		goapp.H3().Class(class+"__title").Body(Icon(icon, false), goapp.Text(n.Title)),
		Raw("prose", n.HTML),
	}
	if n.Foot != "" {
		body = append(body, goapp.P().Class("small").Text(n.Foot))
	}
	return goapp.Div().Class(class).Body(body...)
}

// A Number is one emergency number with where it works.
type Number struct{ Where, Digits string }

// Numbers are emergency numbers side by side. One alone takes the whole row.
func Numbers(ns []Number) goapp.UI {
	class := "numbers"
	if len(ns) == 1 {
		class += " numbers--one"
	}
	var items []goapp.UI
	for _, n := range ns {
		items = append(items, goapp.Li().Body(
			goapp.A().Class("number").Href("tel:"+Dial(n.Digits)).Body(
				goapp.Span().Class("number__where").Text(n.Where),
				goapp.Span().Class("number__digits").Text(n.Digits),
			)))
	}
	return goapp.Ul().Class(class).Body(items...)
}

// Call is a block that dials, or writes a text: the number is the biggest
// thing in it.
type Call struct {
	Href   string
	Verb   string // "Call"
	For    string // said to screen readers: whom
	Number string
	Now    bool
	Text   bool // a text, not a call
}

// UI draws the block.
func (c Call) UI() goapp.UI {
	class, icon := "call", "phone"
	if c.Now {
		class += " call--now"
	}
	if c.Text {
		icon = "message-circle"
	}
	verb := []goapp.UI{goapp.Text(c.Verb)}
	if c.For != "" {
		verb = append(verb, Unseen(" "+c.For))
	}
	return goapp.A().Class(class).Href(c.Href).Body(
		Icon(icon, false),
		goapp.Span().Class("call__text").Body(
			goapp.Span().Class("call__verb").Body(verb...),
			goapp.Span().Class("call__number").Text(c.Number),
		),
	)
}

// A Way is a further way to reach a line.
type Way struct {
	Href, Icon, Text string
	For              string // said to screen readers: whom
	Away             bool   // opens another site
}

// UI draws the way. Another site opens beside this page, so nothing is lost.
func (w Way) UI() goapp.UI {
	a := goapp.A().Class("way").Href(w.Href)
	if w.Away {
		a = a.Target("_blank").Rel("noreferrer noopener")
	}
	return a.Body(
		Icon(w.Icon, true),
		goapp.Span().Body(goapp.Text(w.Text), Unseen(": "+w.For)),
	)
}

// A Detail is a small fact about a line.
type Detail struct{ Icon, Name, Said string }

// A Resource is one place that helps.
type Resource struct {
	ID      string
	Name    string
	Note    string
	Calls   []Call
	Ways    []Way
	Details []Detail
	Compact bool // the details as one run of words: for all but the first of a list
}

// UI draws the resource: its number is the biggest thing in it, and comes
// before anything to read.
func (r Resource) UI() goapp.UI {
	body := []goapp.UI{goapp.H3().Class("resource__name").Text(r.Name)}
	for _, c := range r.Calls {
		body = append(body, c.UI())
	}
	if r.Note != "" {
		body = append(body, goapp.P().Text(r.Note))
	}
	if len(r.Ways) > 0 {
		var ways []goapp.UI
		for _, w := range r.Ways {
			ways = append(ways, w.UI())
		}
		body = append(body, goapp.Div().Class("ways").Body(ways...))
	}
	if len(r.Details) > 0 {
		body = append(body, r.details())
	}
	return goapp.Article().Class("resource").DataSet("resource", r.ID).Body(body...)
}

func (r Resource) details() goapp.UI {
	if r.Compact {
		var said []string
		for _, d := range r.Details {
			said = append(said, d.Name+": "+strings.TrimSuffix(d.Said, ".")+".")
		}
		return goapp.P().Class("small").Text(strings.Join(said, " "))
	}
	var rows []goapp.UI
	for _, d := range r.Details {
		rows = append(rows, goapp.Div().Class("facts__row").Body(
			Icon(d.Icon, true),
			goapp.Dt().Class("facts__name").Text(d.Name),
			goapp.Dd().Class("facts__said").Text(d.Said),
		))
	}
	return goapp.Dl().Class("facts").Body(rows...)
}

// A Row is one line of a list of answers to look over.
type Row struct {
	Name   string
	Said   []string
	Change goapp.UI
}

// Summary lists answers.
func Summary(rows []Row) goapp.UI {
	var out []goapp.UI
	for _, r := range rows {
		cells := []goapp.UI{goapp.Dt().Class("summary__name").Text(r.Name)}
		for _, s := range r.Said {
			cells = append(cells, goapp.Dd().Class("summary__said").Text(s))
		}
		cells = append(cells, goapp.Dd().Class("summary__change").Body(r.Change))
		out = append(out, goapp.Div().Class("summary__row").Body(cells...))
	}
	return goapp.Dl().Class("summary").Body(out...)
}

// A Date is one line of a list of dates.
type Date struct {
	When, What string
	Strong     string
	Today      bool
}

// Dates lists what came and what comes.
func Dates(ds []Date) goapp.UI {
	var out []goapp.UI
	for _, d := range ds {
		li := goapp.Li().Class("steps__row")
		if d.Today {
			li = goapp.Li().Class("steps__row steps__row--today").Aria("current", "date")
		}
		what := []goapp.UI{}
		if d.Strong != "" {
			what = append(what, goapp.B().Text(d.Strong+" "))
		}
		what = append(what, goapp.Text(d.What))
		out = append(out, li.Body(
			goapp.Span().Class("steps__date").Text(d.When),
			goapp.Span().Body(what...),
		))
	}
	return goapp.Ol().Class("steps").Body(out...)
}

// Dial gives the digits of a number as shown, ready for a tel: link.
func Dial(shown string) string {
	var b strings.Builder
	for i, r := range shown {
		switch {
		case r >= '0' && r <= '9', r == '*', r == '#' && i >= 0, r == '+' && i == 0:
			b.WriteRune(r)
		}
	}
	return strings.ReplaceAll(b.String(), "#", "%23")
}

// Select gives a native drop-down. The markup is one string, so that choosing
// never rebuilds it and never loses the focus.
func Select(name, label string, options []Choice) goapp.UI {
	var b strings.Builder
	b.WriteString(`<div class="pick"><label class="pick__label" for="` + name + `">` + html.EscapeString(label) +
		`</label><select class="pick__select" name="` + name + `" id="` + name + `" autocomplete="off" data-act="select">`)
	for _, o := range options {
		b.WriteString(`<option value="` + html.EscapeString(o.Value) + `">` + html.EscapeString(o.Label) + `</option>`)
	}
	b.WriteString(`</select></div>`)
	return goapp.Raw(b.String())
}

// DateField asks for a day.
func DateField(name, label, value, max string) goapp.UI {
	input := goapp.Input().Class("pick__select").Type("date").Name(name).ID(name).AutoComplete(false).DataSet("act", "date")
	if value != "" {
		input = input.Value(value)
	}
	if max != "" {
		input = input.Max(max)
	}
	return goapp.Div().Class("pick").Body(
		goapp.Label().Class("pick__label").For(name).Text(label),
		input,
	)
}
