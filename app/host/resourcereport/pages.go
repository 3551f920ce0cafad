//go:build !wasm

package resourcereport

import (
	"html/template"
	"slices"
	"strings"
	"time"
)

// A sheet is what is due, by country.
type sheet struct {
	Today     string
	Count     int
	Countries []sheetCountry
}

type sheetCountry struct {
	Code, Name string
	Facts      []fact
}

func callSheet(due []fact, today time.Time) sheet {
	s := sheet{Today: today.Format("2 January 2006"), Count: len(due)}
	for _, f := range due {
		if n := len(s.Countries); n == 0 || s.Countries[n-1].Code != f.Code {
			s.Countries = append(s.Countries, sheetCountry{Code: f.Code, Name: f.Country})
		}
		last := &s.Countries[len(s.Countries)-1]
		last.Facts = append(last.Facts, f)
	}
	slices.SortStableFunc(s.Countries, func(a, b sheetCountry) int { return strings.Compare(a.Name, b.Name) })
	return s
}

const style = `<style>
body { font: 11pt/1.4 sans-serif; margin: 1.5cm; color: #111; }
table { border-collapse: collapse; width: 100%; font-size: 9pt; }
th, td { border: 1px solid #999; padding: 3pt 5pt; text-align: start; vertical-align: top; }
thead { display: table-header-group; } tr { break-inside: avoid; }
.own { background: #e4f3e4; } .other { background: #fff5d6; } .wide { background: #e6eefa; } .emergency { background: #fbe3e0; }
small { color: #555; overflow-wrap: anywhere; }
</style>`

var sheetPage = template.Must(template.New("sheet").Funcs(template.FuncMap{"join": strings.Join}).Parse(`<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><title>Call sheet</title>` + style + `
<h1>Call sheet, {{.Today}}</h1>
<p>{{.Count}} facts were last checked over 180 days ago, or have no date. Look at the service’s own site first.
Ring only where the site does not answer, at a quiet hour, and be brief: someone in need may be waiting.
Never ring an emergency number to try it: ask an official site. Then write the day into <code>checked</code> in
assessment/content/resources.</p>
{{range .Countries}}<h2>{{.Name}} ({{.Code}})</h2>
<table><thead><tr><th>What we say</th><th>Checked</th><th>Where from</th><th>Number right?</th><th>Hours right?</th><th>Cost right?</th><th>Day, and who</th></tr></thead>
<tbody>{{range .Facts}}<tr><td><b>{{.Name}}</b><br>{{join .Numbers " · "}}{{if .Web}}<br><small>{{.Web}}</small>{{end}}
{{if .Hours}}<br>Hours: {{.Hours}}{{if .Unsure}} (unsure){{end}}. Cost: {{.Cost}}.{{end}}<br><small>{{.ID}}</small></td>
<td>{{if .Checked}}{{.Checked}}{{if .Guessed}} (guessed){{end}}{{else}}no date{{end}}<br><small>{{.Confidence}}</small></td>
<td>{{range .Sources}}<small>{{.}}</small><br>{{end}}</td><td></td><td></td><td></td><td></td></tr>
{{end}}</tbody></table>
{{end}}</html>
`))

var tablePage = template.Must(template.New("table").Parse(`<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><title>What stands first</title>` + style + `
<h1>What stands first, by country and by what was said</h1>
<p>Worked out from the pages themselves, each with the shortest answers that say the one thing. The step says how far we looked:
<span class="own">own</span>, the country’s own line for the need; <span class="other">other</span>, the country’s line for harm
or crisis; <span class="wide">wide</span>, lines and directories for Europe or the world; <span class="emergency">emergency</span>,
nothing but the emergency number. Where danger was named, the emergency numbers stand above all this.</p>
<table><thead><tr><th>Country</th>{{range .Things}}<th>{{.Name}}</th>{{end}}</tr></thead>
<tbody>{{range .Rows}}<tr><th>{{.Country}}</th>{{range .Cells}}<td class="{{.Step}}">{{.Name}}<br><small>{{.Number}}</small><br><small>{{.Step}}</small></td>{{end}}</tr>
{{end}}</tbody></table></html>
`))
