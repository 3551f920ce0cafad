package app

import (
	"fmt"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/components"
)

// LeaveTo is where the way out leads: a page that anyone might have open.
const LeaveTo = "https://www.bbc.co.uk/weather"

// A view draws one model. It holds what every screen needs and no state.
type view struct {
	flow  *assessment.Flow
	words *content.Words
	m     Model
	clock Clock                 // nil where nobody can tell the time
	plain map[string][]goapp.UI // what stands only in pages made at build time: the program need not carry what makes it
}

// label gives the text of a button or a short line.
func (v view) label(id string) string { return v.words.Label(id) }

// labelf fills in a short line that holds a blank.
func (v view) labelf(id string, args ...any) string { return fmt.Sprintf(v.words.Label(id), args...) }

// bar is the top of every screen.
func (v view) bar() components.Bar {
	return components.Bar{
		Name: v.label("name"), LeaveText: v.label("leave"), LeaveHref: LeaveTo, SkipText: v.label("skip"),
	}
}

// key names what is on the screen. When it changes the screen is drawn afresh:
// nothing of the last one, no tick and no translated word, can linger.
func (v view) key() string {
	key := string(v.m.Screen)
	switch v.m.Screen {
	case Asking:
		key += "/" + string(v.m.At)
		if v.m.Problem {
			key += "/problem"
		}
	case Result:
		key += fmt.Sprintf("/%s/%v/%s", v.m.Country, v.m.Dated, v.m.DateFault)
	case Help, Urgent:
		key += "/" + v.m.Country
	case Reading:
		key += "/" + v.m.Country + "/" + v.m.Guide
	}
	return key
}

// main draws the screen itself.
func (v view) main() goapp.UI {
	main := goapp.Main().ID("main").Class("page").DataSet("screen", string(v.m.Screen)).DataSet("key", v.key())
	switch v.m.Screen {
	case Asking:
		return main.Class("page--question").DataSet("question", string(v.m.At)).Body(v.asking()...)
	case Review:
		return main.Body(v.review()...)
	case Result:
		return v.result(main)
	case Urgent:
		return main.Body(v.urgent()...)
	case Help:
		return main.Body(v.help()...)
	case Reading:
		return main.Body(v.reading()...)
	case Privacy, About:
		return main.Body(v.standing()...)
	default:
		return main.Body(v.home()...)
	}
}

// foot keeps help one tap away on every screen.
func (v view) foot() goapp.UI {
	links := goapp.Nav().Class("foot__links").Aria("label", v.label("foot")).Body(
		components.Link{Page: "help", Icon: "life-buoy", Text: v.label("all-help")}.UI(),
		components.Link{Page: "urgent", Icon: "phone", Text: v.label("urgent")}.UI(),
		components.Link{Page: "reading", Icon: "book-open", Text: v.label("reading")}.UI(),
		components.Link{Page: "privacy", Icon: "lock", Text: v.label("privacy")}.UI(),
		components.Link{Page: "about", Icon: "info", Text: v.label("about")}.UI(),
	)
	age := v.copyAge()
	if v.m.Screen == Asking || v.m.Screen == Review || v.m.Screen == Urgent || v.m.Screen == Help {
		return goapp.Footer().Class("foot").Body(goapp.Div().Class("foot__inner").Body(goapp.Div(), goapp.Div(), links, age))
	}
	return goapp.Footer().Class("foot").Body(goapp.Div().Class("foot__inner").Body(
		goapp.H2().Text(v.label("in-danger")),
		goapp.Div().Body(v.numbersRow(3)),
		links,
		age,
	))
}

// helpNow is the link to help that questions carry.
func (v view) helpNow() goapp.UI {
	return components.Link{Page: "urgent", Icon: "life-buoy", Text: v.label("help-now")}.UI()
}

// backHere is the button that leaves a standing page for where it was opened.
// A page that stands by itself leads to the start instead.
func (v view) backHere() goapp.UI {
	switch v.m.Behind {
	case "", Home:
		return goapp.Div().Body(components.Link{Page: "home", Icon: "arrow-left", Text: v.label("to-start")}.UI())
	default:
		return goapp.Div().Class("actions").Body(
			components.Button{Act: "back", Text: v.label("back-to-place"), Icon: "arrow-left", Quiet: true, Full: true}.UI())
	}
}

// opening is the head of a page.
func opening(h1 string, class string, more ...goapp.UI) goapp.UI {
	return goapp.Div().Class("opening").Body(append([]goapp.UI{
		goapp.H1().ID(title).TabIndex(-1).Class(class).Text(h1)}, more...)...)
}

func lead(text string) goapp.UI { return goapp.P().Class("lead").Text(text) }

func small(text string) goapp.UI { return goapp.P().Class("small").Text(text) }

func section(heading string, body ...goapp.UI) goapp.UI {
	return goapp.Section().Class("section").Body(append([]goapp.UI{goapp.H2().Text(heading)}, body...)...)
}

// blocks draws the parts of a text. What is ours and what is the author's
// belief never look alike.
func (v view) blocks(bs []content.Block) []goapp.UI {
	var out []goapp.UI
	for _, b := range bs {
		switch b.Kind {
		case content.Guard, content.Own:
			out = append(out, components.Note{Title: v.label("guard"), HTML: string(b.HTML)}.UI())
		case content.Belief:
			out = append(out, components.Note{Belief: true, Title: v.label("belief"), HTML: string(b.HTML), Foot: v.label("belief-note")}.UI())
		case content.Say:
			out = append(out, components.Raw("say prose", string(b.HTML)))
		case content.Do, content.Not:
			out = append(out, components.Raw("list", string(b.HTML)))
		default:
			out = append(out, components.Raw("prose", string(b.HTML)))
		}
	}
	return out
}

// pageSections draws the sections of a standing page.
func (v view) pageSections(p content.Page) []goapp.UI {
	var out []goapp.UI
	for _, s := range p.Sections {
		if s.Title == "" {
			out = append(out, goapp.Section().Class("section").Body(v.blocks(s.Body)...))
			continue
		}
		out = append(out, section(s.Title, v.blocks(s.Body)...))
	}
	return out
}

// standing draws privacy and about.
func (v view) standing() []goapp.UI {
	p := v.words.Page(string(v.m.Screen))
	body := []goapp.UI{opening(p.Title, "", lead(p.Lead), v.backHere())}
	return append(body, v.pageSections(p)...)
}
