//go:build browser

package browser_test

import (
	"slices"
	"testing"

	"secondlook/assessment"
)

// A walk goes to some of the screens and shows each under its name. Together the walks show every screen there is.
type walk struct {
	name string
	take func(p *tab, s *server, show func(name string))
}

// harmedAll is asked everything about harm; plainAll everything else.
var (
	harmedAll = answers{"ages": "they-under-18", "felt": "i-afraid", "body": "hit", "who-body": "they", "threats": "tell", "who-threats": "they",
		"control": "money", "who-control": "they", "watching": "tracked", "who-watching": "they", "ties": "children"}
	harmedQuestions = []string{"right-now", "thoughts", "ages", "age-gap", "how-it-ended", "felt", "body", "who-body", "threats", "who-threats",
		"control", "who-control", "watching", "who-watching", "ties"}
	plainQuestions = []string{"trust", "their-word", "why-left", "so-far"}
)

var walks = []walk{
	{"questions", func(p *tab, s *server, show func(string)) {
		p.open(s.at("/"))
		p.ready()
		show("home")
		p.country("GB")
		show("home with country")
		for _, q := range harmedQuestions {
			p.play(harmedAll, q)
			show("question " + q)
			if q == "right-now" || q == "thoughts" { // one where several may be picked, one where one may
				p.press(`#main [data-act="continue"]`)
				p.until(`document.getElementById('problems')`)
				show("question " + q + " with nothing picked")
			}
		}
		p.play(harmedAll, "review")
		show("check your answers")

		// An answer is taken back: what no longer applies is dropped openly, and before the result we ask why.
		p.press(`#main [data-act="change"][data-value="body"]`)
		p.until(`document.querySelector('#main[data-question="body"]')`)
		p.press(`#body-none`)
		p.until(`document.getElementById('body-none').checked`)
		p.press(`#main [data-act="continue"]`)
		p.until(`document.querySelector('#main[data-screen="review"] #dropped')`)
		show("check your answers with some dropped")
		p.startOver()

		for _, q := range plainQuestions {
			p.play(nil, q)
			show("question " + q)
		}
		p.reload()
		p.startedAfresh()
		show("home after a reload")
	}},
	{"results", func(p *tab, s *server, show func(string)) {
		p.open(s.at("/"))
		p.ready()
		for i, e := range endings {
			p.country("GB")
			p.play(e.said, "")
			p.ends(e.outcome)
			show("result " + e.outcome)
			if i == 0 {
				p.startOver()
				p.play(e.said, "")
				show("result " + e.outcome + " before the country is known")
			}
			p.startOver()
		}
	}},
	{"plan", func(p *tab, s *server, show func(string)) {
		p.open(s.at("/"))
		p.ready()
		for _, d := range planDays {
			p.country("GB")
			p.play(d.said, "")
			p.walk(d)
			show("plan " + d.step)
			if d.step == "any-day" {
				p.choose("ended-day", daysFromNow(3))
				p.press(`#main [data-act="dates"]`)
				p.until(`document.activeElement.id === 'dates-problem'`)
				show("plan with a date that cannot be")
			}
			p.startOver()
		}
	}},
	{"pages", func(p *tab, s *server, show func(string)) {
		for _, path := range built.pages() {
			p.open(s.at(path))
			if path == "/" {
				p.ready()
			}
			show("page " + path)
		}
		p.open(s.at("/"))
		p.ready()
		p.press(`[data-page="help"]`)
		p.until(`document.querySelector('#main[data-screen="help"]')`)
		show("help in the program")
		p.country("GB")
		show("help in the program with country")
		for _, screen := range []string{"urgent", "privacy", "about"} {
			p.press(`.foot [data-page="` + screen + `"]`)
			p.until(`document.querySelector('#main[data-screen="` + screen + `"]')`)
			show(screen + " in the program")
		}
		if slices.Contains(built.pages(), "/reading") {
			p.press(`#main [data-act="back"], #main [data-page="home"]`)
			p.until(`document.querySelector('#main[data-screen="home"]')`)
			for _, guide := range look[[]string](p, `Array.from(document.querySelectorAll('#main [data-page="reading"]')).map((el) => el.dataset.guide || '')`) {
				selector := `#main [data-page="reading"]` + map[bool]string{true: `:not([data-guide])`, false: `[data-guide="` + guide + `"]`}[guide == ""]
				p.press(selector)
				p.until(`document.querySelector('#main[data-screen="reading"]')`)
				show("reading " + guide)
				p.press(`#main [data-act="back"], #main [data-page="home"]`)
				p.until(`document.querySelector('#main[data-screen="home"]')`)
			}
		}
	}},
	{"opening", func(p *tab, s *server, show func(string)) { // before the program is there
		never := make(chan struct{})
		p.t.Cleanup(func() { close(never) })
		s.fail(built.wasm(p.t), fault{wait: never})
		p.visit(s.at("/"))
		p.until(`document.readyState !== 'loading' && window.secondlookReady`)
		show("start before the program")
		p.press(`#main [data-act="start"]`)
		for _, q := range []string{"right-now", "thoughts"} {
			p.arrived(`#main[data-question="` + q + `"]`)
			show("question " + q + " before the program")
			p.press(`#main [data-act="continue"]`)
			p.until(`document.activeElement.id === 'problems'`)
			show("question " + q + " before the program with nothing picked")
			p.press(`#` + q + `-` + plainest[q])
			p.press(`#main [data-act="continue"]`)
		}
		p.arrived(`#main[data-question="ages"]`)
		for range 2 {
			p.press(`#main [data-act="back"]`)
		}
		p.arrived(`#main[data-question="right-now"]`)
		p.press(`#right-now-i-may-hurt-myself`)
		p.press(`#main [data-act="continue"]`)
		p.arrived(`#main[data-outcome="danger-now"]`)
		show("result danger-now before the program")
	}},
	{"failed", func(p *tab, s *server, show func(string)) {
		s.fail(built.wasm(p.t), fault{status: 404, kind: "text/plain"})
		p.open(s.at("/"))
		p.failedBlock()
		show("failed")
	}},
}

func TestWalk_ShowsEveryQuestionThereIs(t *testing.T) {
	for _, q := range assessment.Default().Questions {
		if id := string(q.ID); !slices.Contains(harmedQuestions, id) && !slices.Contains(plainQuestions, id) {
			t.Errorf("no walk shows question %s", id)
		}
	}
}
