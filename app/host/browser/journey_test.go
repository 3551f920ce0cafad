//go:build browser

package browser_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

// answers are what someone says where they differ from the plainest covered person, as "body" -> "hit kept".
type answers map[string]string

// plainest is what everyone else says. "" leaves nothing picked, and Continue must then refuse.
var plainest = answers{
	"right-now": "none", "thoughts": "no", "ages": "both-18", "age-gap": "up-to-two", "how-it-ended": "they-left-lately",
	"felt": "none", "body": "none", "who-body": "me", "threats": "none", "who-threats": "me", "control": "none",
	"who-control": "me", "watching": "none", "who-watching": "me", "trust": "none", "their-word": "none", "ties": "none",
	"why-left": "took-for-granted", "so-far": "apologised",
}

// An ending is one of the eleven outcomes, and one way to get there.
type ending struct {
	outcome string
	said    answers
}

var endings = []ending{
	{"danger-now", answers{"right-now": "they-may-hurt-me"}},
	{"crisis", answers{"thoughts": "yes"}},
	{"both-harm", answers{"body": "hit", "who-body": "both"}},
	{"being-harmed", answers{"felt": "i-afraid", "body": "hit", "who-body": "they", "watching": "tracked", "who-watching": "they"}},
	{"causing-harm", answers{"felt": "they-afraid", "body": "hit", "who-body": "me"}},
	{"clear-no", answers{"their-word": "told-stop"}},
	{"serious-breach", answers{"trust": "big-lie"}},
	{"cheating", answers{"trust": "i-cheated"}},
	{"unclear", answers{"felt": "not-say"}},
	{"not-covered", answers{"how-it-ended": "i-left"}},
	{"covered", nil},
}

func endingOf(t testing.TB, outcome string) answers {
	t.Helper()
	for _, e := range endings {
		if e.outcome == outcome {
			return e.said
		}
	}
	t.Fatalf("no ending %q", outcome)
	return nil
}

// sheet gives the whole of what someone says.
func (a answers) sheet() map[string][]string {
	all := map[string][]string{}
	for _, from := range []answers{plainest, a} {
		for question, options := range from {
			all[question] = strings.Fields(options)
		}
	}
	return all
}

// player goes through the questions by pressing what is on the screen, in the page itself: one round trip a journey.
// It presses everything once, and waits for what must follow.
const player = `(async (sheet, stopAt) => {
  const main = () => document.getElementById('main') || { dataset: {} };
  const until = async (what, name) => {
    for (const end = performance.now() + 10000; performance.now() < end;) {
      const found = what();
      if (found) return found;
      await new Promise((go) => setTimeout(go, 2));
    }
    throw new Error('never: ' + name + '; at ' + main().dataset.screen + ' ' + main().dataset.question);
  };
  const act = (name) => document.querySelector('#main [data-act="' + name + '"]');
  const visited = [];
  if (main().dataset.screen === 'home') {
    act('start').click();
    await until(() => main().dataset.screen === 'asking', 'the first question');
  }
  for (;;) {
    const screen = main().dataset.screen;
    const question = main().dataset.question;
    if (screen === 'asking') {
      if (question === stopAt) return visited;
      visited.push(question);
      if (visited.length > 40) throw new Error('it goes round in circles: ' + visited);
      if (!sheet[question]) throw new Error('nothing to say to ' + question);
      for (const option of sheet[question]) {
        const input = document.getElementById(question + '-' + option);
        if (!input) throw new Error('no option ' + option + ' in ' + question);
        if (!input.checked) input.click();
      }
      act('continue').click();
      await until(() => main().dataset.screen !== screen || main().dataset.question !== question, 'what follows ' + question);
    } else if (screen === 'review') {
      visited.push('review');
      if (stopAt === 'review') return visited;
      act('finish').click();
      await until(() => main().dataset.screen === 'result', 'the result');
    } else if (screen === 'result') {
      return visited;
    } else {
      throw new Error('lost at ' + screen);
    }
  }
})`

// play goes from where the person is to the result, or to the question (or "review") where it is to stop.
// It gives the screens that were answered.
func (p *tab) play(said answers, stopAt string) []string {
	p.t.Helper()
	sheet, err := json.Marshal(said.sheet())
	if err != nil {
		p.t.Fatal(err)
	}
	return look[[]string](p, player+"("+string(sheet)+","+quote(stopAt)+")")
}

// ends checks where a journey ended.
func (p *tab) ends(outcome string) {
	p.t.Helper()
	got := look[string](p, `(() => { const main = document.querySelector('#main[data-screen="result"]'); return main.dataset.outcome + (main.checkVisibility() ? '' : ', hidden'); })()`)
	if got != outcome {
		p.t.Errorf("the journey ends in %q, want %q", got, outcome)
	}
}

// press clicks an element in the page, once.
func (p *tab) press(selector string) {
	p.t.Helper()
	look[bool](p, `(() => { document.querySelector(`+quote(selector)+`).click(); return true; })()`)
}

// startOver forgets everything and waits for the start page.
func (p *tab) startOver() {
	p.t.Helper()
	p.press(`#main [data-act="erase"]`)
	p.until(`document.querySelector('#main[data-screen="home"]')`)
}

// country says where the person is, by the drop-down that is on the screen, and waits until the screen is another.
func (p *tab) country(code string) {
	p.t.Helper()
	look[bool](p, `(() => { for (const el of document.querySelectorAll('#main > *, .foot .numbers')) el.drawnBefore = true; return true; })()`)
	p.choose("country", code)
	p.until(`document.getElementById('country').value === ` + quote(code) + ` && (document.querySelector('#main[data-screen="home"]')
		? document.querySelectorAll('.foot .number').length !== 3 : !document.querySelector('#main > *').drawnBefore)`)
}

// choose picks from a drop-down, or fills in a date.
func (p *tab) choose(id, value string) {
	p.t.Helper()
	look[bool](p, `(() => { const el = document.getElementById(`+quote(id)+`); el.value = `+quote(value)+`;
		el.dispatchEvent(new Event('change', { bubbles: true })); return true; })()`)
}

// A day of the plan, and what leads to it: answers, and dates as days before today.
type planDay struct {
	step  string
	said  answers
	ended int // days ago; 0: not said
	sorry int
	space int // days ahead
}

var planDays = []planDay{
	{step: "any-day"},
	{step: "apologise", said: answers{"so-far": "in-touch"}, ended: 9},
	{step: "their-time", said: answers{"so-far": "apologised wants-space"}, ended: 12, sorry: 4, space: 9},
	{step: "quiet-days", ended: 8, sorry: 3},
	{step: "light-contact", ended: 30, sorry: 12},
	{step: "their-turn", said: answers{"so-far": "silent"}, ended: 30, sorry: 12},
	{step: "friends-first", said: answers{"so-far": "apologised in-touch", "ties": "far-apart",
		"why-left": "not-committed not-pulling-weight leaned-too-much took-for-granted sharp addiction"}, ended: 60, sorry: 30},
	{step: "month-six", ended: 175, sorry: 150},
}

// walk shows the plan for a day: from the covered result, by filling in the cards.
func (p *tab) walk(d planDay) {
	p.t.Helper()
	p.until(`document.querySelector('#main[data-step="any-day"] #dates')`)
	if d.ended != 0 {
		p.choose("ended-day", daysFromNow(-d.ended))
		if d.sorry != 0 {
			p.choose("sorry-day", daysFromNow(-d.sorry))
		}
		if d.space != 0 {
			p.choose("space-day", daysFromNow(d.space))
		}
		p.press(`#main [data-act="dates"]`)
	}
	p.until(`document.querySelector('#main[data-step="` + d.step + `"]')`)
}

// daysFromNow writes a day as a date field does, in the zone where the tests live.
func daysFromNow(n int) string {
	where, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	return time.Now().In(where).AddDate(0, 0, n).Format(time.DateOnly)
}
