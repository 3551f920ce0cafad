//go:build !wasm

// Package plain is the questionnaire as plain pages from a server: a form, a button, a page load per answer, and no script.
//
// The answers so far travel in the form, so the server remembers nobody, and a POST is answered with the next question
// itself: one round trip an answer, where the usual redirect would take two.
package plain

import (
	"html/template"
	"net/http"

	"secondlook/app/host/bench/peers/sheet"
)

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"trusted": func(html string) template.HTML { return template.HTML(html) },
}).Parse(`
{{- define "head"}}<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.}}</title>
<link rel="stylesheet" href="/web/style.css">
<link rel="icon" href="data:,">
</head>
<body>
<main id="main">
{{end}}
{{- define "foot"}}
</main>
</body>
</html>
{{end}}
{{- define "start"}}{{template "head" .Name}}<h1>{{.Start.Title}}</h1>
<p class="lead">{{.Start.Lead}}</p>
<a class="button" data-act="start" href="/questions">{{.Start.Button}}</a>
<p>{{.Start.Note}}</p>
{{range .Start.Sections}}<section><h2>{{.Title}}</h2>{{trusted .HTML}}</section>
{{end}}{{template "foot"}}{{end}}
{{- define "question"}}{{template "head" .Sheet.Name}}<form method="post" action="/questions">
{{range $question, $picks := .Answers}}{{range $picks}}<input type="hidden" name="{{$question}}" value="{{.}}">
{{end}}{{end}}{{with .Question}}<fieldset>
<legend>{{.Title}}</legend>
{{if .Hint}}<div class="hint">{{trusted .Hint}}</div>
{{end}}{{$question := .}}{{range .Options}}<div class="option"><input type="{{if $question.Many}}checkbox{{else}}radio{{end}}" name="{{$question.ID}}" value="{{.ID}}" id="{{.ID}}"><label for="{{.ID}}">{{.Label}}{{if .Note}} <span class="note">{{.Note}}</span>{{end}}</label></div>
{{end}}</fieldset>
{{end}}<button class="button" data-act="continue">{{.Sheet.Continue}}</button>
</form>{{template "foot"}}{{end}}
{{- define "end"}}{{template "head" .Sheet.Name}}<h1>{{.Sheet.End}}</h1>
<ul id="said">{{range .Said}}<li>{{.}}</li>{{end}}</ul>{{template "foot"}}{{end}}`))

// Handler serves the pages of a sheet. They want a style sheet at /web/style.css.
func Handler(s sheet.Sheet) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { write(w, "start", s) })
	mux.HandleFunc("GET /questions", func(w http.ResponseWriter, _ *http.Request) { ask(w, s, sheet.Answers{}) })
	mux.HandleFunc("POST /questions", func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		ask(w, s, sheet.Answers(r.PostForm))
	})
	return mux
}

// ask shows the next question, or the answers when there is none.
func ask(w http.ResponseWriter, s sheet.Sheet, a sheet.Answers) {
	q, more := s.Next(a)
	if !more {
		write(w, "end", map[string]any{"Sheet": s, "Said": s.Said(a)})
		return
	}
	write(w, "question", map[string]any{"Sheet": s, "Question": q, "Answers": a})
}

func write(w http.ResponseWriter, page string, data any) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := pages.ExecuteTemplate(w, page, data); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
