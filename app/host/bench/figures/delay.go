package figures

import (
	"errors"
	"fmt"
)

// CheckDelay is the test of the benchmark itself: a site whose pages all come later must be measured as that much later per
// page load. The error says by how much it was.
func CheckDelay(rounds Rounds, site, late string, by float64) error {
	var wrong error
	for _, c := range []struct {
		figure Figure
		loads  float64 // page loads until then
	}{{FirstPaint, 1}, {FirstAnswer, 3}, {NextHalf, 1}} {
		var later []float64
		for i := range min(len(rounds[site]), len(rounds[late])) {
			later = append(later, (rounds[late][i][c.figure]-rounds[site][i][c.figure])/c.loads)
		}
		if got := Quantile(later, 0.5); !(got > 0.8*by && got < 1.2*by) {
			wrong = errors.Join(wrong, fmt.Errorf("%s: %.0f ms later per page load, where the server waits %.0f", c.figure, got, by))
		}
	}
	return wrong
}
