package app

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/assessment/hours"
)

// Main runs the program in the browser. Elsewhere it returns at once.
func Main() {
	if goapp.IsServer {
		return
	}
	s := newState()
	s.begin()
	for _, p := range Pages() {
		goapp.Route(p.Path, func() goapp.Composer { return &Shell{state: s} })
	}
	goapp.RunWhenOnBrowser()
}

// state is what the page is made from. It lives as long as the page.
type state struct {
	flow  *assessment.Flow
	words *content.Words
	model Model
	turn  int // counts the changes, so that every one is drawn
	told  clocks
}

func newState() *state {
	return &state{
		flow:  assessment.Default(),
		words: content.English(),
		model: Model{Screen: Home, Answers: assessment.Answers{}},
	}
}

// begin sets what the browser tells once, and goes on from what was answered
// before the program was here: the first thing drawn is the screen the person
// is looking at.
func (s *state) begin() {
	m := &s.model
	m.Today = assessment.Day(time.Now().Date())
	m.Offered = offered()
	m.Reloaded = goapp.Window().Call("secondlookReloaded").Truthy()
	if told, ok := Replay(s.flow, *m, goapp.Window().Call("secondlookTaken").String()); ok {
		s.model = told
	}
}

func (s *state) view() view {
	return view{flow: s.flow, words: s.words, m: s.model, clock: s.clock}
}

// clock is the browser's own clock, with its knowledge of daylight saving.
func (s *state) clock(zone string) (hours.Minute, bool) {
	return s.told.read(time.Now().Unix()/60, zone, func(zone string) string {
		return goapp.Window().Call("secondlookClock", zone).String()
	})
}

// Shell is the one component with state. It is the only place that touches
// the browser.
type Shell struct {
	goapp.Compo
	state *state
	tall  bool // the window shows a page's heading when it shows the page from its top
}

// screen is the part that changes from place to place. A new key makes a new
// screen: nothing of the last one can linger in it.
type screen struct {
	goapp.Compo
	state *state
	Key   string
	Turn  int
}

// CompoID tells one place from another.
func (s *screen) CompoID() string { return s.Key }

// Render draws the place.
func (s *screen) Render() goapp.UI { return s.state.view().main() }

// Render draws the page: the bar, the place, the foot.
func (s *Shell) Render() goapp.UI {
	v := s.state.view()
	return goapp.Div().Class("app").ID("app").
		On("click", s.clicked).
		On("change", s.chosen).
		On("focusout", s.left).
		Body(
			v.bar().Skip(),
			v.bar().UI(),
			&screen{state: s.state, Key: v.key(), Turn: s.state.turn},
			v.foot(),
		)
}

// OnMount tells the page that the program is in charge.
func (s *Shell) OnMount(ctx goapp.Context) {
	s.measure()
	ctx.Defer(func(ctx goapp.Context) {
		s.sync()
		if goapp.Window().Call("secondlookReady").Truthy() {
			// Start was pressed before we were here. By itself, so that the question is drawn before it gets the focus.
			ctx.Dispatch(func(ctx goapp.Context) { s.send(ctx, Started{}) })
		}
	})
	s.state.turn++
}

// OnResize measures the window again.
func (s *Shell) OnResize(ctx goapp.Context) {
	ctx.PreventUpdate()
	s.measure()
}

// measure is not done for each screen: a browser that is asked in between lays the page out to answer.
func (s *Shell) measure() {
	const enough = 500 // CSS pixels, also with large letters
	s.tall = goapp.Window().Get("innerHeight").Int() >= enough
}

// OnNav follows an address that was typed or reached by the browser's own
// buttons.
func (s *Shell) OnNav(ctx goapp.Context) {
	if sc := Screen(strings.TrimPrefix(ctx.Page().URL().Path, "/")); sc.standing() && s.state.model.Screen != sc {
		s.send(ctx, Opened{sc})
	}
}

// clicked turns a press into a message. Links that dial, write or leave are
// not ours to hear.
func (s *Shell) clicked(ctx goapp.Context, e goapp.Event) {
	defer s.unlessChanged(ctx, s.state.turn)
	// The second press of a double click was meant for what the first one pressed, and that may be gone by now.
	if e.Get("detail").Int() > 1 {
		ours(e)
		return
	}
	el := e.Get("target").Call("closest", "[data-act],[data-page]")
	if !el.Truthy() || e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() {
		return
	}
	// A press on a screen that is gone by now, by a finger that was quicker than us, was meant for that screen alone.
	if main := el.Call("closest", "#main"); main.Truthy() && main.Get("dataset").Get("key").String() != s.state.view().key() {
		ours(e)
		return
	}
	data := el.Get("dataset")
	if page := data.Get("page"); page.Truthy() {
		ours(e)
		if guide := data.Get("guide"); guide.Truthy() {
			s.send(ctx, OpenedGuide{guide.String()})
			return
		}
		s.send(ctx, Opened{Screen(page.String())})
		return
	}
	value := ""
	if v := data.Get("value"); v.Truthy() {
		value = v.String()
	}
	if msg := pressed(data.Get("act").String(), value); msg != nil {
		ours(e)
		s.send(ctx, msg)
	}
}

// ours keeps a press from being taken for a link to elsewhere.
func ours(e goapp.Event) {
	e.PreventDefault()
	e.Call("stopPropagation")
}

// pressed gives the message for what was pressed, or nil.
func pressed(act, value string) Message {
	switch act {
	case "start":
		return Started{}
	case "continue":
		return Continued{}
	case "back":
		return WentBack{}
	case "change":
		return Changed{assessment.QuestionID(value)}
	case "finish":
		return Finished{}
	case "erase":
		return Erased{}
	case "country":
		return ChoseCountry{value}
	case "dates":
		return DatesGiven{}
	case "dates-open":
		return DatesReopened{}
	case "print":
		return Printed{}
	case "skip":
		return Looked{title}
	case "focus":
		return Looked{value}
	default:
		return nil
	}
}

// chosen turns a tick, a choice or a date into a message. What was picked is
// read from the element itself, never remembered by a handler.
func (s *Shell) chosen(ctx goapp.Context, e goapp.Event) {
	defer s.unlessChanged(ctx, s.state.turn)
	el := e.Get("target")
	name, value := el.Get("name").String(), el.Get("value").String()
	switch act := el.Get("dataset").Get("act"); {
	case !act.Truthy():
	case act.String() == "pick":
		if assessment.QuestionID(name) == s.state.model.At {
			s.send(ctx, Picked{assessment.OptionID(value), el.Get("checked").Bool()})
			s.settle()
		}
	case name == "country":
		// By keyboard a closed drop-down changes with every letter and every arrow; then it counts when it is left.
		if !el.Call("matches", ":focus-visible").Bool() {
			s.send(ctx, ChoseCountry{value})
		}
	case act.String() == "select":
		s.send(ctx, Dated{name, value})
	case act.String() == "date":
		s.send(ctx, Dated{strings.TrimSuffix(name, "-day"), value})
	}
}

// left takes the country from a drop-down that was filled in by keyboard.
func (s *Shell) left(ctx goapp.Context, e goapp.Event) {
	defer s.unlessChanged(ctx, s.state.turn)
	el := e.Get("target")
	if name := el.Get("name"); !name.Truthy() || name.String() != "country" || el.Get("value").String() == s.state.model.Country {
		return
	}
	s.send(ctx, ChoseCountry{el.Get("value").String()})
}

// unlessChanged keeps the page from being drawn for an event that changed nothing: the focus goes with every screen that is
// replaced, and one tick is two clicks and a change.
func (s *Shell) unlessChanged(ctx goapp.Context, turn int) {
	if s.state.turn == turn {
		ctx.PreventUpdate()
	}
}

// send runs a message through Update and carries out what follows. It draws nothing itself: go-app draws after each event.
func (s *Shell) send(ctx goapp.Context, msg Message) {
	m, effects := Update(s.state.flow, s.state.model, msg)
	s.state.model = m
	s.state.turn++
	ctx.Defer(func(ctx goapp.Context) {
		s.sync()
		still := false
		for _, e := range effects {
			s.do(ctx, e, still)
			still = s.tall && (still || e == ScrollUp{})
		}
	})
}

// do carries out an effect, once the page is drawn. Still says that the heading is in view, so that the browser need not look for
// it.
func (s *Shell) do(ctx goapp.Context, e Effect, still bool) {
	switch e := e.(type) {
	case Focus:
		if el := goapp.Window().GetElementByID(e.ID); el.Truthy() {
			goapp.Window().Call("secondlookFocus", el, map[string]any{"preventScroll": still && e.ID == title})
			// What is folded away takes no focus; then the heading does.
			if h := goapp.Window().GetElementByID(title); h.Truthy() && !el.Equal(goapp.Window().Get("document").Get("activeElement")) {
				goapp.Window().Call("secondlookFocus", h)
			}
		}
	case ScrollUp:
		goapp.Window().Call("scrollTo", 0, 0)
	case NamePlan:
		if id, err := uuid.NewRandom(); err == nil {
			s.send(ctx, PlanNamed{id.String()})
			ctx.Update() // nothing has happened that go-app would draw after
		}
	case Print:
		goapp.Window().Call("print")
	}
}

// sync makes the controls show what the model holds. go-app sets attributes,
// and a control that was touched no longer follows its attribute.
func (s *Shell) sync() {
	if sc := s.state.model.Screen; sc == Asking || sc == Review {
		return // they have none but boxes: see settle
	}
	typing := goapp.Window().Get("document").Get("activeElement")
	for id, value := range filledIn(s.state.model) {
		el := goapp.Window().GetElementByID(id)
		// Where someone is typing, what we hold is older than what stands there: the next digit is on its way.
		if el.Truthy() && !el.Equal(typing) && el.Get("value").String() != value {
			el.Set("value", value)
		}
	}
}

// settle makes the boxes of a question show what is picked, where one pick
// undid another. It runs inside the event that changed a box and never later:
// a box is ticked before its press has ended, and a later hand would untick
// what the person is only just ticking.
func (s *Shell) settle() {
	m := s.state.model
	q, _ := s.state.flow.Question(m.At)
	for _, o := range q.Options {
		if el := goapp.Window().GetElementByID(string(q.ID) + "-" + string(o.ID)); el.Truthy() {
			el.Set("checked", has(m.Picked, o.ID))
		}
	}
}

// filledIn gives what each drop-down and date field shows. A card holds one
// answer: a rough time or word stands in its drop-down, anything else, also the
// beginning of a date, in its date field.
func filledIn(m Model) map[string]string {
	fields := map[string]string{"country": m.Country}
	for name, value := range map[string]string{"ended": m.Ended, "sorry": m.Sorry, "space": m.Space} {
		fields[name], fields[name+"-day"] = "", ""
		if value == assessment.NoDate || slices.Contains(assessment.Roughs(), assessment.Rough(value)) {
			fields[name] = value
		} else {
			fields[name+"-day"] = value
		}
	}
	return fields
}

func has(picks []assessment.OptionID, o assessment.OptionID) bool {
	for _, p := range picks {
		if p == o {
			return true
		}
	}
	return false
}

// offered gives the country that the browser's clock or language suggests, or
// nothing. The network is never asked.
func offered() string {
	place := goapp.Window().Call("secondlookPlace")
	if !place.Truthy() {
		return ""
	}
	zone, lang, _ := strings.Cut(place.String(), "|")
	return guess(zone, lang)
}

// guess gives the country of a time zone, else the region of a language tag.
func guess(zone, lang string) string {
	if i := strings.Index(zones, " "+zone+"\n"); zone != "" && i >= 2 {
		return zones[i-2 : i]
	}
	parts := strings.Split(lang, "-")
	for _, p := range parts[min(1, len(parts)):] {
		code := strings.ToUpper(p)
		if _, ok := content.CountryByCode(code); ok && code != content.Europe && code != content.Everywhere {
			return code
		}
	}
	return ""
}
