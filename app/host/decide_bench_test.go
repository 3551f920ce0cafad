//go:build !wasm

package host

import (
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"secondlook/assessment"
)

// BenchmarkDecide says how many answer sheets a second are read, decided and written, by one reader. The sheets are walks through
// the questions, from nearly clear to wholly random ones, in some countries and on some days.
func BenchmarkDecide(b *testing.B) {
	const sheets = 5000
	var in bytes.Buffer
	enc := json.NewEncoder(&in)
	f, rng := assessment.Default(), rand.New(rand.NewPCG(1, 2))
	for range sheets {
		s := sheetJSON{Answers: walk(f, rng), Country: []string{"", "GB", "US", "IN"}[rng.IntN(4)]}
		if rng.IntN(2) == 0 {
			s.Today, s.Ended = "2026-11-25", "2026-11-05"
		}
		if err := enc.Encode(s); err != nil {
			b.Fatal(err)
		}
	}
	rounds := 0
	for b.Loop() {
		rounds++
		if err := decide(bytes.NewReader(in.Bytes()), io.Discard, time.Now()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rounds*sheets)/b.Elapsed().Seconds(), "sheets/s")
}

// walk answers one question after the other, most of them with the last line but one: "none of these".
func walk(f *assessment.Flow, rng *rand.Rand) assessment.Answers {
	a, wild := assessment.Answers{}, []int{2, 10, 30, 80}[rng.IntN(4)]
	for q, more := f.Next(a); more; q, more = f.Next(a) {
		o := q.Options[max(0, len(q.Options)-2)]
		if rng.IntN(100) < wild {
			o = q.Options[rng.IntN(len(q.Options))]
		}
		a = a.With(q.ID, o.ID)
	}
	return a
}
