package figures

import (
	"math"
	"slices"

	"secondlook/app/host/bench/events"
)

// Quantile is the q-quantile of some numbers, between two of them in proportion. Without numbers it is not a number.
func Quantile(numbers []float64, q float64) float64 {
	if len(numbers) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(numbers))
	place := q * float64(len(sorted)-1)
	low := int(place)
	high := min(low+1, len(sorted)-1)
	return sorted[low] + (place-float64(low))*(sorted[high]-sorted[low])
}

// A Spread is the median of some numbers, and the least and the greatest of them.
type Spread struct{ Median, Least, Most float64 }

// Known reports whether there were any numbers.
func (s Spread) Known() bool { return !math.IsNaN(s.Median) }

func spread(numbers []float64) Spread {
	return Spread{Quantile(numbers, 0.5), Quantile(numbers, 0), Quantile(numbers, 1)}
}

// Spread is a figure of a site over all rounds.
func (r Rounds) Spread(site string, f Figure) Spread {
	var numbers []float64
	for _, run := range r[site] {
		if n, known := run[f]; known {
			numbers = append(numbers, n)
		}
	}
	return spread(numbers)
}

// Ratio is one figure of a site to a figure of another, taken within each round: machines are not the same from hour to hour.
func (r Rounds) Ratio(site string, f Figure, to string, g Figure) Spread {
	var ratios []float64
	for i := range min(len(r[site]), len(r[to])) {
		a, known := r[site][i][f]
		b, comparable := r[to][i][g]
		if known && comparable && b > 0 {
			ratios = append(ratios, a/b)
		}
	}
	return spread(ratios)
}

// Load is how busy the machine was before the runs, in programs that wanted a processor.
func Load(all []events.Event) Spread {
	var loads []float64
	for _, e := range all {
		if e.What == events.Load {
			loads = append(loads, e.Value)
		}
	}
	return spread(loads)
}
