package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/components"
)

// lamp is the picture on the start page: a lit window. It is decoration only.
const lamp = `<svg class="art" viewBox="0 0 640 152" preserveAspectRatio="xMaxYMax slice" aria-hidden="true" focusable="false">` +
	`<circle class="art__glow" cx="532" cy="68" r="62"/>` +
	`<path class="art__tint" d="M0 152v-40c80-30 160-32 240-12 30 7 50 8 76-2 54-21 108-22 158-4 60 21 108 20 166-20v78z"/>` +
	`<path class="art__glow" d="M504 120h56l46 32H458z"/>` +
	`<path class="art__page" d="M504 120V66a28 28 0 0 1 56 0v54z"/>` +
	`<path class="art__lamp" d="M510 114V66a22 22 0 0 1 44 0v48z"/>` +
	`<path class="art__bar" stroke-width="3" d="M532 42v74M508 80h48"/></svg>`

// home draws the start page: what this is, what it is not, and how to leave.
func (v view) home() []goapp.UI {
	p := v.words.Page("home")
	head := goapp.Div().Class("opening").Body(
		goapp.Raw(lamp),
		goapp.Div().Body(v.reloaded()...),
		goapp.H1().ID(title).TabIndex(-1).Class("opening__title").Text(p.Title),
		lead(p.Lead),
		components.Button{Act: "start", Text: v.label("start"), Full: true}.UI(),
		goapp.P().Class("small").ID("progress-note").Text(v.label("how-long")),
		goapp.Div().Body(v.plain["no script"]...),
	)
	where := goapp.Div()
	if !v.m.Static {
		where = goapp.Div().Body(section(v.label("where-title"), goapp.P().Text(v.label("where-text")), v.countryPick()))
	}
	body := append([]goapp.UI{head, where}, v.pageSections(p)...)
	return append(body, v.doors())
}

// reloaded says that answers are gone, and that this is on purpose.
func (v view) reloaded() []goapp.UI {
	if !v.m.Reloaded {
		return nil
	}
	p := v.words.Page("reloaded")
	return []goapp.UI{goapp.Div().Class("say").ID("reloaded").Body(
		goapp.P().Body(goapp.B().Text(p.Title)),
		goapp.P().Text(p.Lead),
	)}
}
