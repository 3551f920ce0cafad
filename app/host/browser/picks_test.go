//go:build browser

package browser_test

import "testing"

// On a slow phone a frame can fall due while a press is still on its way: the
// box is ticked, and the program has not heard of it. Nothing may untick it.
func TestPicks_NoneIsLostToAFrame(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	p.play(nil, "body")
	lost := look[int](p, `(async () => {
		const box = (id) => document.getElementById('body-' + id);
		const late = () => { for (const end = performance.now() + 30; performance.now() < end;); };
		const calm = () => new Promise((go) => setTimeout(go, 60));
		let lost = 0;
		for (let i = 0; i < 30; i++) {
			box('none').click();
			await calm();
			box('hit').click();
			late(); // the frame for the first tick is due now, and comes with the second
			box('kept').click();
			await calm();
			if (!box('hit').checked || !box('kept').checked || box('none').checked) lost++;
		}
		return lost;
	})()`)
	if lost > 0 {
		t.Errorf("%d of 30 pairs of ticks lost one", lost)
	}
	p.silent()
}
