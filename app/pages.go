package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/components"
)

// A Page is an address of the site. There are few, and none says what was
// answered: the questions and every result live at "/" alone.
type Page struct {
	Path    string
	Screen  Screen
	Program bool // the program runs here; the others are whole without it
}

// Pages lists every address.
func Pages() []Page {
	return []Page{
		{Path: "/", Screen: Home, Program: true},
		{Path: "/urgent", Screen: Urgent},
		{Path: "/help", Screen: Help},
		{Path: "/privacy", Screen: Privacy},
		{Path: "/about", Screen: About},
		{Path: "/reading", Screen: Reading},
	}
}

// Prerender gives the root element of a page as it stands before any script.
func Prerender(path string) string {
	for _, p := range Pages() {
		if p.Path == path {
			return frame(static(p.Screen), "app")
		}
	}
	return ""
}

// static is a view without a program behind it.
func static(s Screen) view {
	v := view{flow: assessment.Default(), words: content.English(),
		m: Model{Screen: s, Static: true, Answers: assessment.Answers{}}}
	switch s {
	case Home:
		say := goapp.Div().Class("say").Body(goapp.P().Text(v.words.Page("noscript").Lead), goapp.P().Text(v.label("parts-lead")))
		quiet := goapp.Div().Class("page__group").Body(append([]goapp.UI{say}, v.dangerLinks(string(Urgent))...)...)
		v.plain = map[string][]goapp.UI{"no script": {goapp.Raw(`<noscript>` + goapp.HTMLString(quiet) + `</noscript>`)}}
	case Urgent:
		v.plain = map[string][]goapp.UI{"links": v.dangerLinks(""), "told": v.dangersTold()}
	case Reading:
		v.plain = map[string][]goapp.UI{}
		for _, g := range v.words.Guides {
			v.plain[g.ID] = v.peopleOf(g)
		}
	}
	return v
}

// frame puts the bar and the foot around a screen.
func frame(v view, id string) string {
	return goapp.HTMLString(goapp.Div().Class("app").ID(id).Body(v.bar().Skip(), v.bar().UI(), v.main(), v.foot()))
}

// FailedBlock is the help that takes the program's place when it cannot run.
// It stands in the page from the first byte, hidden.
func FailedBlock() string {
	v := static(Home)
	p := v.words.Page("failed")
	head := goapp.Div().Class("opening").Body(
		goapp.H1().ID("failed-title").TabIndex(-1).Text(p.Title),
		lead(p.Lead),
		goapp.A().Class("button button--full").Href("/").DataSet("restart", "yes").Body(components.Icon("rotate-ccw", true), goapp.Text(v.label("start-again"))),
		goapp.A().Class("button button--quiet button--full").Href("/").DataSet("clean", "yes").Text(v.label("start-clean")),
	)
	body := []goapp.UI{head, section(v.label("in-danger"), components.Numbers(v.numbers(len(wellKnown))),
		components.Link{Page: "help", Icon: "life-buoy", Text: v.label("all-help")}.UI())}
	body = append(body, v.dangerLinks(string(Urgent))...)
	body = append(body, v.pageSections(p)...)
	bar := v.bar()
	return goapp.HTMLString(goapp.Div().Class("app").ID("failed").Hidden(true).Body(
		bar.UI(),
		goapp.Main().Class("page").DataSet("screen", "failed").Body(body...),
	))
}

// LiveRegion is where a screen reader hears what the page does by itself. It
// stands outside everything that is ever replaced.
func LiveRegion() string {
	return `<p id="announce" class="unseen" aria-live="polite"></p>`
}

// NotFound is the page for an address that is not one.
func NotFound() string {
	v := static(Urgent)
	return goapp.HTMLString(goapp.Div().Class("app").ID("app").Body(v.bar().Skip(), v.bar().UI(),
		goapp.Main().ID("main").Class("page").DataSet("screen", "not-found").Body(
			opening(v.label("not-found"), "", lead(v.label("not-found-lead")),
				components.Link{Page: "home", Icon: "arrow-left", Text: v.label("to-start")}.UI()),
			section(v.label("in-danger"), components.Numbers(v.numbers(len(wellKnown))),
				components.Link{Page: "help", Icon: "life-buoy", Text: v.label("all-help")}.UI()),
			goapp.Div().Class("page__group").Body(v.dangerLinks(string(Urgent))...),
		), v.foot()))
}

// Cover is the page shown when someone leaves without a network: it looks like
// nothing, and does not name us.
func Cover() string {
	v := static(Home)
	return goapp.HTMLString(goapp.Div().Class("app").ID("app").Body(
		goapp.Main().Class("page").Body(goapp.H1().Text(v.label("away")), goapp.P().Text(v.label("away-text")))))
}

// WorkerNumbers is the markup of the emergency numbers that the service worker
// can still show when its whole copy is gone.
func WorkerNumbers() string {
	return goapp.HTMLString(components.Numbers(static(Urgent).numbers(len(wellKnown))))
}

// Sprite holds the icons of a page. It stands outside everything that is ever
// replaced.
func Sprite() string { return components.Sprite() }
