package figures

import (
	"fmt"

	"secondlook/app/host/bench/events"
)

// A Budget is what one figure of ours may come to.
type Budget struct {
	Figure Figure
	To     string // the site it is compared with; "" takes the figure as it is
	Than   Figure // the figure it is compared with, where that is another
	Hold   float64
	Aim    float64
}

// Budgets are all budgets but those of bytes, which the build holds.
var Budgets = []Budget{
	{Figure: FirstPaint, To: Plain, Hold: 1.2, Aim: 1.0},
	{Figure: PickKept, To: Plain, Hold: 1.25, Aim: 1.05},
	{Figure: FirstAnswer, To: Plain, Hold: 0.8, Aim: 0.55},
	{Figure: Interactive, To: Stock, Hold: 0.40, Aim: 0.33},
	{Figure: NextMost, To: Stock, Hold: 1.05, Aim: 0.75},
	{Figure: SecondVisit, To: Plain, Hold: 0.75, Aim: 0.5},
	{Figure: OfflineVisit, To: Ours, Than: SecondVisit, Hold: 1.1, Aim: 1.0},
	{Figure: Blocked, To: Survey, Hold: 0.75, Aim: 0.55},
	{Figure: LayoutShift, Hold: 0.01},
	{Figure: Lost},
}

// aims are what the sizes should come to, in bytes. What they may come to the build itself says.
var aims = map[string]int{"program, brotli": 860_000, "first answer, brotli": 8_000}

// A Verdict says how a budget came out. Without a value nothing was measured that it could be judged by.
type Verdict struct {
	What      string
	Value     Spread
	Hold, Aim float64
}

// Held reports whether the budget is held. What was not measured is not held.
func (v Verdict) Held() bool { return v.Value.Median <= v.Hold }

// Met reports whether the aim is met.
func (v Verdict) Met() bool { return v.Value.Median <= v.Aim }

// Verdicts judges every budget. A ratio is judged by its median; a shift and a lost pick by the worst round.
func (r Rounds) Verdicts() []Verdict {
	var all []Verdict
	for _, b := range Budgets {
		v := Verdict{What: string(b.Figure), Hold: b.Hold, Aim: b.Aim}
		switch {
		case b.To == "":
			v.Value = r.Spread(Ours, b.Figure)
			v.Value.Median = v.Value.Most
		case b.Than != "":
			v.What += fmt.Sprintf(" / %s", b.Than)
			v.Value = r.Ratio(Ours, b.Figure, b.To, b.Than)
		default:
			v.What += " / " + b.To
			v.Value = r.Ratio(Ours, b.Figure, b.To, b.Figure)
		}
		all = append(all, v)
	}
	return all
}

// Sizes judges the sizes that the build reported and the benchmark has an aim for, in kB.
func Sizes(all []events.Event) []Verdict {
	var sizes []Verdict
	for _, e := range all {
		if aim, known := aims[e.Name]; known && e.What == events.Size {
			kB := float64(e.Bytes) / 1000
			sizes = append(sizes, Verdict{e.Name + ", kB", Spread{kB, kB, kB}, float64(e.Most) / 1000, float64(aim) / 1000})
		}
	}
	return sizes
}
