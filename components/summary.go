package components

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// A Row is one line of a list of answers to look over.
type Row struct {
	Name   string
	Said   []string
	Change goapp.UI
}

// Summary lists answers.
func Summary(rows []Row) goapp.UI {
	var out []goapp.UI
	for _, r := range rows {
		cells := []goapp.UI{goapp.Dt().Class("summary__name").Text(r.Name)}
		for _, s := range r.Said {
			cells = append(cells, goapp.Dd().Class("summary__said").Text(s))
		}
		cells = append(cells, goapp.Dd().Class("summary__change").Body(r.Change))
		out = append(out, goapp.Div().Class("summary__row").Body(cells...))
	}
	return goapp.Dl().Class("summary").Body(out...)
}
