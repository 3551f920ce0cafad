//go:build !wasm

package components

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// An Example is a part as it may stand on a page: the tests and the gallery
// show the same ones.
type Example struct {
	Name string // the part and what is special: "card-now"
	UI   goapp.UI
}

// Words that are longer than any line on a narrow phone.
const (
	longWord = "Rhabarberbarbarabarbarbarenbartbarbierbierbarbärbel"
	longText = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch is one word, and this sentence goes on for a while after it, as sentences in other languages do"
)

// Examples gives every part in every state it has, long words and empty states
// among them. No id stands in two examples.
func Examples() []Example {
	var all []Example
	for _, some := range [][]Example{
		pageExamples(), linkExamples(), questionExamples(), boxExamples(), lineExamples(), listExamples(), fieldExamples(),
	} {
		all = append(all, some...)
	}
	return all
}

func text(s string) goapp.UI { return goapp.P().Text(s) }

func pageExamples() []Example {
	bar := Bar{Name: "Second Look", LeaveText: "Leave this page", LeaveHref: "https://weather.example/", SkipText: "Skip to the page"}
	long := bar
	long.Name, long.LeaveText = longWord, longText
	help := Link{Page: "urgent", Icon: "life-buoy", Text: "See help now"}.UI()
	return []Example{
		{"bar", bar.UI()},
		{"bar-long", long.UI()},
		{"skip", goapp.Div().Body(bar.Skip(), goapp.Main().ID("main").Body(text("The page.")))},
		{"icon", goapp.P().Body(Icon("phone", false), goapp.Text("Call"))},
		{"icon-small", goapp.P().Body(Icon("printer", true), goapp.Text("Print"))},
		{"prose", Raw("prose", "<p>Words, <strong>strong ones</strong>, and a list.</p><ul><li>One</li><li>Two</li></ul>")},
		{"unseen", goapp.P().Body(goapp.Text("Change"), Unseen(": your ages"))},
		{"progress-first", Progress{Text: "Question 1 of about 14", Done: 0, Of: 14}.UI()},
		{"progress-last", Progress{Text: "Question 14 of about 14", Done: 13, Of: 14, Help: help}.UI()},
		{"progress-long", Progress{Text: longText, Done: 7, Of: 14, Help: help}.UI()},
	}
}

func linkExamples() []Example {
	return []Example{
		{"link", Link{Page: "help", Icon: "life-buoy", Text: "All help, by country"}.UI()},
		{"link-home", Link{Page: "home", Icon: "arrow-left", Text: "To the start"}.UI()},
		{"link-long", Link{Page: "about", Icon: "info", Text: longText}.UI()},
		{"jump", goapp.Div().Body(goapp.H2().ID("part-1").Text("A part"), Jump{At: "part-1", Text: "Someone might hurt me", Note: "Also if it is getting worse"}.UI())},
		{"jump-up", goapp.Div().Body(goapp.H2().ID("parts").Text("The parts"), Jump{At: "parts", Up: true, Text: "Back to the parts"}.UI())},
		{"jump-away", Jump{Page: "urgent", At: "part-1", Text: longText}.UI()},
		{"button", Button{Act: "continue", Text: "Continue"}.UI()},
		{"button-full", Button{Act: "start", Text: "Start", Full: true}.UI()},
		{"button-quiet", Button{Act: "erase", Text: "Erase my answers", Icon: "trash-2", Quiet: true}.UI()},
		{"button-value", Button{Act: "country", Value: "GB", Text: "Show the numbers", For: "United Kingdom", Quiet: true, Full: true}.UI()},
		{"button-long", Button{Act: "continue", Text: longWord, For: longText, Icon: "arrow-left"}.UI()},
		{"text-button", TextButton("change", "ages", "Change", "Your ages")},
		{"text-button-no-value", TextButton("dates-open", "", "Change the dates", "what the plan counts from")},
	}
}

func questionExamples() []Example {
	two := []Choice{{Value: "yes", Label: "Yes"}, {Value: "no", Label: "No"}}
	several := []Choice{
		{Value: "hit", Label: "Hit, pushed or held", Note: "Also once, also long ago"},
		{Value: "kept", Label: "Kept from leaving"},
		{Value: "none", Label: "None of these", Apart: true},
		{Value: "not-say", Label: "I would rather not say", Apart: true},
	}
	return []Example{
		{"choices-one", Choices{Name: "one", Legend: "Is it over?", Choices: two, Heading: true}.UI()},
		{"choices-one-picked", Choices{Name: "picked", Legend: "Is it over?", Choices: two, Picked: []string{"no"}}.UI()},
		{"choices-many", Choices{Name: "many", Legend: "Did any of this happen?", Hint: "<p>Tick all that is true.</p>",
			Why: "<p>It helps us find what fits.</p>", WhyText: "Why we ask this", Or: "or", Many: true, Choices: several,
			Picked: []string{"hit", "kept"}}.UI()},
		{"choices-problem", goapp.Div().Body(
			Problems{Title: "One answer, then we go on", Text: "Choose what is true", For: "problem-hit"}.UI(),
			Choices{Name: "problem", Legend: "Did any of this happen?", Hint: "<p>Tick all that is true.</p>",
				Problem: "Choose all that fit.", Or: "or", Many: true, Choices: several}.UI())},
		{"choices-long", Choices{Name: "long", Legend: longText, Problem: longText,
			Choices: []Choice{{Value: "long", Label: longWord, Note: longText}}}.UI()},
		{"choices-quotes", Choices{Name: "quotes", Legend: `They said "no" & <meant> it \ really`,
			Choices: []Choice{{Value: "said", Label: `"Stop" & 'leave' <me>`, Note: `\ "twice"`}}}.UI()},
	}
}

func boxExamples() []Example {
	body := []goapp.UI{text("What to do.")}
	return []Example{
		{"fold", Fold{Title: "Because you told us", ID: "because", Body: body}.UI()},
		{"fold-open", Fold{Title: "More lines", Open: true, Body: body}.UI()},
		{"fold-empty", Fold{Title: longText}.UI()},
		{"card-now", Card{Urgency: Now, Icon: "triangle-alert", Title: "Do this now: call", Body: body}.UI()},
		{"card-soon", Card{Urgency: Soon, Icon: "clock", Title: "Today: talk to a specialist", Body: body}.UI()},
		{"card-steady", Card{Urgency: Steady, Icon: "sun", Title: "Today", Body: body}.UI()},
		{"card-empty", Card{Urgency: Steady, Icon: "info", Title: longText}.UI()},
		{"guard", goapp.Section().Body(goapp.H2().Text("The step"),
			Note{Title: "Where we draw a line", HTML: "<p>Their word sets the length.</p>"}.UI())},
		{"belief", goapp.Section().Body(goapp.H2().Text("The step"),
			Note{Belief: true, Title: "What the author believes", HTML: "<p>Most people miss what is gone.</p>", Foot: "One person’s experience."}.UI())},
		{"guard-long", Note{Title: longWord, HTML: "<p>" + longText + "</p>", Foot: longText}.UI()},
	}
}

func lineExamples() []Example {
	call := Call{Href: "tel:" + Dial("0808 2000 247"), Verb: "Call", For: "The Line", Number: "0808 2000 247"}
	sms := Call{Href: "sms:" + Dial("85258") + "?body=SHOUT", Verb: "Text the word SHOUT to", For: "The Line", Number: "85258", Text: true}
	big := Call{Href: "tel:" + Dial("999"), Verb: "Emergency", Number: "999", Now: true}
	ways := []Way{
		{Href: "https://line.example/chat", Icon: "message-circle", Text: "Web chat", For: "The Line", Away: true},
		{Href: "tel:" + Dial("+44 20 7946 0000"), Icon: "phone", Text: "Or +44 20 7946 0000", For: "The Line"},
	}
	facts := []Detail{
		{Icon: "clock", Name: "Open", Said: "Day and night"},
		{Icon: "coins", Name: "Cost", Said: "Free."},
		{Icon: "info", Name: "Source", Said: "From July 2026. " + longText + "."},
	}
	return []Example{
		{"numbers", Numbers([]Number{{"United Kingdom", "999"}, {"Europe", "112"}, {longWord, "000"}})},
		{"numbers-one", Numbers([]Number{{"In danger? Call", "999"}})},
		{"numbers-none", Numbers(nil)},
		{"call", call.UI()},
		{"call-text", sms.UI()},
		{"call-now", big.UI()},
		{"call-long", Call{Href: "tel:" + Dial("+44 (0)20-7946 0000"), Verb: longText, For: longWord, Number: "+44 20 7946 0000"}.UI()},
		{"way", ways[1].UI()},
		{"way-away", ways[0].UI()},
		{"resource", Resource{ID: "xx-line", Name: "The Line", Note: "For anyone who is hurt at home.",
			Calls: []Call{call, sms}, Ways: ways, Details: facts}.UI()},
		{"resource-open", Resource{ID: "xx-open", Name: "The Open Line", Open: "Closed now. Opens Monday at 9 am, by their clock. " + longText,
			Calls: []Call{call}, Details: facts, Compact: true, Otherwise: Fold{Title: "Did not work?", Body: []goapp.UI{text("Try the next one.")}}}.UI()},
		{"resource-compact", Resource{ID: "xx-other", Name: "The Other Line", Calls: []Call{call}, Details: facts, Compact: true}.UI()},
		{"resource-name-only", Resource{ID: "xx-bare", Name: longText}.UI()},
	}
}

func listExamples() []Example {
	change := TextButton("change", "ages", "Change", "Your ages")
	return []Example{
		{"summary", Summary([]Row{
			{Name: "Your ages", Said: []string{"Both 18 or over"}, Change: change},
			{Name: longText, Said: []string{longWord, longText}, Change: change},
		})},
		{"dates", Dates([]Date{
			{When: "8 Nov", What: "It ended."},
			{When: "Today, 25 Nov", What: "Quiet.", Today: true},
			{When: "28 Nov – 1 Dec", Strong: "The quiet ends.", What: longText},
		})},
		{"dates-one", Dates([]Date{{When: longWord, What: longWord}})},
	}
}

func fieldExamples() []Example {
	return []Example{
		{"select", Select("country", "Your country", []Choice{{Value: "", Label: "Choose a country"}, {Value: "GB", Label: "United Kingdom"}})},
		{"select-quotes", Select("quoted", `The "country" <you> & yours`, []Choice{{Value: "A&B", Label: `"A" & <B>`}})},
		{"date-field", DateField("ended-day", "Or the day, if you know it", "", "")},
		{"date-field-filled", DateField("sorry-day", "Or the day, if you know it", "2026-11-08", "2026-11-25")},
	}
}
