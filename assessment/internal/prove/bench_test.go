package prove

import (
	"testing"

	"secondlook/assessment"
)

// BenchmarkDecide is what the random sheets cost: one thrown, decided and compared.
func BenchmarkDecide(b *testing.B) {
	d, _ := newDice(assessment.Default(), 1)
	for n := range b.N {
		d.throw(n*256 + 1) // Decide alone, without its page
	}
}
