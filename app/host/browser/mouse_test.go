//go:build browser

package browser_test

import (
	"github.com/chromedp/cdproto/input"
)

// place is where the middle of an element is on the screen, once it is in sight.
func (p *tab) place(selector string) (x, y float64) {
	p.t.Helper()
	at := look[[]float64](p, `(() => { const seen = Array.from(document.querySelectorAll(`+quote(selector)+`)).filter((el) => el.getClientRects().length);
		if (!seen.length) throw new Error('not to be seen: ' + `+quote(selector)+`);
		const el = seen[0]; el.scrollIntoView({ block: 'center', behavior: 'instant' }); const box = el.getClientRects()[0];
		const x = box.left + box.width / 2, y = box.top + box.height / 2, top = document.elementFromPoint(x, y);
		if (!top || !(el.contains(top) || top.contains(el))) throw new Error('covered by ' + (top && top.outerHTML.slice(0, 80)));
		return [x, y]; })()`)
	return at[0], at[1]
}

// mouse presses an element as a finger or a mouse does: where it is on the screen, and only if nothing covers it.
func (p *tab) mouse(selector string) {
	p.t.Helper()
	x, y := p.place(selector)
	p.down(x, y, 1)
	p.up(x, y, 1)
}

func (p *tab) down(x, y float64, count int64) {
	p.t.Helper()
	call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMousePressed,
		X: x, Y: y, Button: input.MouseButtonLeft, Buttons: 1, ClickCount: count})
}

func (p *tab) up(x, y float64, count int64) {
	p.t.Helper()
	call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseReleased,
		X: x, Y: y, Button: input.MouseButtonLeft, ClickCount: count})
}
