//go:build browser

package browser_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
)

var axeSource = sync.OnceValues(func() (string, error) {
	text, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	return string(text), err
})

// A verdict is what axe says of one screen.
type verdict struct {
	Violations []struct {
		ID, Help string
		Nodes    []string
	}
	Rules int
}

func (p *tab) axe() verdict {
	p.t.Helper()
	source, err := axeSource()
	if err != nil {
		p.t.Fatalf("%v: run make tools", err)
	}
	if !look[bool](p, `!!window.axe`) {
		look[bool](p, source+"\n;!!window.axe")
	}
	return look[verdict](p, `axe.run(document, { resultTypes: ['violations'] }).then((r) => ({
		Violations: r.violations.map((v) => ({ ID: v.id, Help: v.help, Nodes: v.nodes.map((n) => n.html.slice(0, 160) + ' ' + (n.any[0] ? n.any[0].message : '')) })),
		Rules: r.violations.length + r.passes.length + r.incomplete.length + r.inapplicable.length }))`)
}

// layout finds what does not fit at a width: sideways scrolling, things under the bar, targets too small for a thumb.
const layout = `(width) => {
  const wrong = [];
  const name = (el) => el.tagName.toLowerCase() + '.' + el.className + ' ' + JSON.stringify(el.textContent.trim().slice(0, 40));
  const seen = (el) => el.checkVisibility({ visibilityProperty: true }) && el.getClientRects().length > 0 && !el.closest('.unseen, .skip, [aria-hidden="true"]');
  const app = Array.from(document.querySelectorAll('.app')).find(seen);
  if (!app) return ['there is nothing to see'];
  const wide = document.documentElement.scrollWidth;
  if (wide > width) wrong.push('it scrolls sideways: ' + wide + ' px');
  for (const el of app.querySelectorAll('*')) {
    const box = el.getBoundingClientRect();
    if (seen(el) && box.width > 0 && (box.right > width + 1 || box.left < -1)) wrong.push('out at the side: ' + name(el) + ' ' + box.left + '-' + box.right);
  }
  scrollTo({ top: 0, behavior: 'instant' });
  const bar = app.querySelector('.bar');
  const main = app.querySelector('.page');
  if (bar && main.getBoundingClientRect().top < bar.getBoundingClientRect().bottom - 1) wrong.push('the bar covers the beginning');
  if (bar && bar.scrollWidth > bar.clientWidth) wrong.push('the bar is too narrow for what is in it');
  for (const el of app.querySelectorAll('button, .option, .option__label, summary, select, input[type="date"], a.number, a.call, a.way, a.leave, a.button, a')) {
    if (!seen(el)) continue;
    if (el.matches('a') && !el.querySelector('svg') && !el.matches('.number, .call, .way, .leave, .button')) continue; // a link in running text
    const box = el.getBoundingClientRect();
    if (box.height < 47.5) wrong.push('only ' + box.height.toFixed(1) + ' px high: ' + name(el));
  }
  if (bar) {
    const focusable = Array.from(app.querySelectorAll('a, button, input, select, summary, h1[tabindex]')).filter((el) => seen(el) && !bar.contains(el));
    const before = document.activeElement;
    const some = focusable.length > 80 ? focusable.filter((el, i) => i % Math.ceil(focusable.length / 80) === 0) : focusable;
    for (const el of some.reverse()) { // upwards, where the bar is in the way
      el.focus();
      const box = (el.matches('.option__input') ? el.labels[0] : el).getBoundingClientRect();
      const edge = bar.getBoundingClientRect().bottom;
      if (box.top < edge - 1 && box.bottom > 0 && box.height < innerHeight - edge) wrong.push('the focus is under the bar: ' + name(el) + ' ' + box.top);
      if (box.bottom <= 0 || box.top >= innerHeight) wrong.push('the focus is out of sight: ' + name(el));
    }
    if (before && before !== document.body) before.focus(); else document.activeElement.blur();
    scrollTo({ top: 0, behavior: 'instant' });
  }
  for (const el of document.querySelectorAll('input, select, textarea')) {
    if (el.getAttribute('autocomplete') !== 'off') wrong.push('autocomplete is not off: ' + el.outerHTML.slice(0, 120));
  }
  return wrong;
}`

func (p *tab) layout(width, height int64) []string {
	p.t.Helper()
	p.size(width, height)
	return look[[]string](p, fmt.Sprintf("(%s)(%d)", layout, width))
}

// Every screen, by day and by night, in axe; and whether it fits on small phones.
func TestScreens(t *testing.T) {
	t.Parallel()
	var lock sync.Mutex
	screens, runs, rules := 0, 0, 0
	t.Run("all", func(t *testing.T) {
		for _, w := range walks {
			t.Run(w.name, func(t *testing.T) {
				t.Parallel()
				s := serve(t, built.folder)
				p := newTab(t, 360, 640)
				w.take(p, s, func(name string) {
					for _, size := range [][2]int64{{320, 568}, {360, 640}} {
						if wrong := p.layout(size[0], size[1]); len(wrong) > 0 {
							t.Errorf("%s at %d x %d:\n\t%s", name, size[0], size[1], strings.Join(wrong[:min(8, len(wrong))], "\n\t"))
						}
					}
					lock.Lock()
					screens++
					lock.Unlock()
					for _, dark := range []bool{false, true} {
						p.scheme(dark)
						v := p.axe()
						for _, problem := range v.Violations {
							t.Errorf("%s (dark: %v): %s: %s\n\t%s", name, dark, problem.ID, problem.Help, strings.Join(problem.Nodes[:min(5, len(problem.Nodes))], "\n\t"))
						}
						if v.Rules < 80 {
							t.Errorf("%s: only %d rules ran", name, v.Rules)
						}
						lock.Lock()
						runs, rules = runs+1, max(rules, v.Rules)
						lock.Unlock()
					}
				})
			})
		}
	})
	fmt.Printf("axe: %d screens, each by day and by night (%d runs), %d rules a run\n", screens, runs, rules)
	if screens < 50 {
		t.Errorf("only %d screens were looked at", screens)
	}
}

// The check above is worth something: it sees a control without a name, grey on grey, and a target for a needle.
func TestScreens_PlantedFaultsAreSeen(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 640)
	p.open(s.at("/urgent"))
	if v := p.axe(); len(v.Violations) > 0 {
		t.Fatalf("it is not clean before: %+v", v.Violations)
	}
	look[bool](p, `(() => { const input = document.createElement('input'); document.getElementById('main').appendChild(input);
		const p = document.createElement('p'); p.textContent = 'Hard to read'; p.style.color = '#bbb'; document.getElementById('main').appendChild(p);
		const b = document.createElement('button'); b.textContent = 'Small'; b.style.cssText = 'height: 20px; min-height: 0; width: 500px'; document.getElementById('main').appendChild(b); return true; })()`)
	var found []string
	for _, v := range p.axe().Violations {
		found = append(found, v.ID)
	}
	for _, want := range []string{"label", "color-contrast"} {
		if !slices.Contains(found, want) {
			t.Errorf("axe does not see a planted fault of kind %q: %v", want, found)
		}
	}
	wrong := strings.Join(p.layout(360, 640), "\n")
	for _, want := range []string{"sideways", "out at the side: button", "px high: button", "autocomplete is not off"} {
		if !strings.Contains(wrong, want) {
			t.Errorf("the layout check does not see %q:\n%s", want, wrong)
		}
	}
}

// T14: on the results where someone may need to talk at once, the number stands in the first view of a small phone.
func TestScreens_HelpStandsAboveTheFold(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 640)
	p.open(s.at("/"))
	p.ready()
	for _, c := range []struct{ outcome, first string }{
		{"danger-now", `a[href^="tel:"], a[href^="sms:"]`},
		{"crisis", `a[href^="tel:"], a[href^="sms:"]`},
		{"both-harm", `.resource a.call`},
		{"being-harmed", `.resource a.call`},
		{"causing-harm", `.resource a.call`},
		{"clear-no", `.resource a.call`},
		{"unclear", `.resource a.call`},
	} {
		for _, country := range []string{"GB", "US", "DE", "IN"} {
			p.country(country)
			p.play(endingOf(t, c.outcome), "")
			p.ends(c.outcome)
			at := look[struct {
				Top, Bottom, Bar, Scrolled float64
				Name                       string
			}](p, `(() => { const el = Array.from(document.querySelectorAll('#main').values()).flatMap((m) => Array.from(m.querySelectorAll(`+quote(c.first)+`)))
				.find((el) => el.checkVisibility() && el.getClientRects().length);
				if (!el) return { Top: -1, Bottom: 9999, Name: 'nothing' };
				const box = el.getBoundingClientRect();
				return { Top: box.top, Bottom: box.bottom, Bar: document.querySelector('.bar').getBoundingClientRect().bottom, Scrolled: scrollY, Name: el.textContent.trim().replace(/\s+/g, ' ') }; })()`)
			if at.Bottom > 640 || at.Top < at.Bar || at.Scrolled != 0 {
				encoded, err := json.Marshal(at)
				if err != nil {
					t.Fatal(err)
				}
				t.Errorf("%s in %s: the first number does not stand in the first view: %s", c.outcome, country, encoded)
			}
			p.startOver()
		}
	}
}
