package figures

import (
	"fmt"
	"html"
	"strings"
)

// The measures of the picture, in pixels.
const (
	pictureWidth = 760
	barLeft      = 190
	barRoom      = 330
	rowHeight    = 22
	headHeight   = 34
)

// drawn are the figures of the picture.
var drawn = []struct {
	Figure Figure
	Title  string
}{
	{FirstAnswer, "First answer taken, from the first request"},
	{Interactive, "Fully interactive"},
	{NextMost, "From Continue to the next question; 95 of 100 are quicker"},
	{SecondVisit, "First answer on a second visit"},
	{OfflineVisit, "First answer without a network"},
	{Blocked, "Page unable to answer, in all, until fully interactive"},
}

const pictureStyle = `
text { font: 13px system-ui, sans-serif; fill: #20302d; }
.head { font-weight: 600; }
.note { fill: #5b6b68; }
.bar { fill: #9fb3af; }
.ours { fill: #1d5c54; }
.spread { stroke: #20302d; stroke-width: 1.5; }
.ground { fill: #ffffff; }
@media (prefers-color-scheme: dark) {
text { fill: #e6eeec; }
.note { fill: #a3b3b0; }
.bar { fill: #55706b; }
.ours { fill: #7fd0c3; }
.spread { stroke: #e6eeec; }
.ground { fill: #14201e; }
}
`

// Picture draws the table as bars: the median, a line from the least to the greatest, and the ratio to plain pages.
func Picture(rounds Rounds) []byte {
	var body strings.Builder
	y := 30
	fmt.Fprintf(&body, `<text x="16" y="%d" class="note">Medians of %d rounds; the line spans all of them. In brackets: to plain pages in the same round.</text>`+"\n", y, len(rounds[Ours]))
	for _, d := range drawn {
		y += headHeight
		fmt.Fprintf(&body, `<text x="16" y="%d" class="head">%s</text>`+"\n", y, html.EscapeString(d.Title))
		y += rowHeight
		most := 0.0
		for _, n := range Names {
			if s := rounds.Spread(n.Site, d.Figure); s.Known() {
				most = max(most, s.Most)
			}
		}
		for _, n := range Names {
			if len(rounds[n.Site]) == 0 {
				continue
			}
			body.WriteString(bar(rounds, n, d.Figure, y, most))
			y += rowHeight
		}
	}
	height := y + 4
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="title">
<title id="title">%s</title>
<style>%s</style>
<rect class="ground" width="%d" height="%d" rx="8"/>
%s</svg>
`, pictureWidth, height, pictureWidth, height, html.EscapeString(summary(rounds)), pictureStyle, pictureWidth, height, body.String())
}

// bar draws one site's row of one figure.
func bar(rounds Rounds, n Name, f Figure, y int, most float64) string {
	label := fmt.Sprintf(`<text x="16" y="%d">%s</text>`, y, html.EscapeString(n.Long))
	s := rounds.Spread(n.Site, f)
	if !s.Known() {
		return label + fmt.Sprintf(`<text x="%d" y="%d" class="note">not possible</text>`+"\n", barLeft, y)
	}
	class := "bar"
	if n.Site == Ours {
		class = "bar ours"
	}
	at := func(v float64) float64 {
		if most == 0 {
			return 0
		}
		return v / most * barRoom
	}
	said := seconds(s.Median)
	if r := rounds.Ratio(n.Site, f, Plain, f); r.Known() && n.Site != Plain && f.toPlain() {
		said += fmt.Sprintf(" (%.2f)", r.Median)
	}
	return label + fmt.Sprintf(`<rect class="%s" x="%d" y="%d" width="%.1f" height="14" rx="2"/>`+
		`<path class="spread" d="M%.1f %dH%.1f"/><text x="%.1f" y="%d">%s</text>`+"\n",
		class, barLeft, y-12, max(1, at(s.Median)),
		barLeft+at(s.Least), y-5, barLeft+at(s.Most), barLeft+at(s.Most)+8, y, said)
}

func seconds(ms float64) string {
	if ms >= 1000 {
		return fmt.Sprintf("%.1f s", ms/1000)
	}
	return fmt.Sprintf("%.0f ms", ms)
}

// summary says in one sentence what the picture shows.
func summary(rounds Rounds) string {
	return fmt.Sprintf("On a slow phone Second Look takes the first answer after %s, plain pages after %s, SurveyJS after %s, stock go-app after %s.",
		seconds(rounds.Spread(Ours, FirstAnswer).Median), seconds(rounds.Spread(Plain, FirstAnswer).Median),
		seconds(rounds.Spread(Survey, FirstAnswer).Median), seconds(rounds.Spread(Stock, FirstAnswer).Median))
}
