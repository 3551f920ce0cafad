//go:build !wasm

package host

import (
	"bytes"
	"fmt"
	"text/template"
)

// A document is one HTML page of the site, around the root element that package app made for it.
type document struct {
	Title   string
	Index   bool   // search engines may list it
	Leave   string // the script of the way out
	App     string // the page that must not be known as ours has no script
	Numbers string // every country's, for the opening
	Opening string // shows the first questions before the program is there
	Bridge  string // only where the program runs
	Program string
	Sheet   string
	Icon    string
	Touch   string
	Light   string
	Dark    string
	Body    []string // the root element first: go-app takes the first child of body as its own
}

// Policy is the Content-Security-Policy of the page itself.
func (document) Policy() string { return metaPolicy() }

// The style sheet comes first, and alone: a script before it, or beside it, keeps it waiting. Where the program runs, all
// scripts stand last and run once the page is read, so that nothing holds up the first paint; elsewhere the way out comes
// next, since those pages are long.
var shell = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="en-GB" dir="ltr">
<head>
<meta http-equiv="Content-Security-Policy" content="{{html .Policy}}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="{{.Light}}">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="{{.Dark}}">
{{if .Index}}<meta name="description" content="A few questions, then a page that fits.">
{{else}}<meta name="robots" content="noindex">
{{end}}<title>{{html .Title}}</title>
<link rel="stylesheet" href="{{.Sheet}}">
{{if .App}}{{if not .Program}}<script src="{{.Leave}}"></script>
<script defer src="{{.App}}"></script>
{{end}}<link rel="manifest" href="/manifest.webmanifest">
<link rel="apple-touch-icon" href="{{.Touch}}">
{{end}}<link rel="icon" type="image/png" sizes="48x48" href="{{.Icon}}">
</head>
<body>
{{range .Body}}{{.}}
{{end}}{{if .Program}}<script defer src="{{.Leave}}"></script>
<script defer src="{{.Opening}}"></script>
<script defer src="{{.Bridge}}"></script>
<script defer src="{{.App}}" data-wasm="{{.Program}}"></script>
<script defer src="{{.Numbers}}"></script>
<link rel="preload" href="{{.Program}}" as="fetch" type="application/wasm" crossorigin fetchpriority="low">
{{end}}</body>
</html>
`))

// bytes writes the document out.
func (d document) bytes() ([]byte, error) {
	for i, part := range d.Body {
		d.Body[i] = tidy(part)
	}
	var out bytes.Buffer
	if err := shell.Execute(&out, d); err != nil {
		return nil, fmt.Errorf("page %q: %w", d.Title, err)
	}
	return out.Bytes(), nil
}

// lastPage is what the worker shows when the browser has thrown our files away and there is no network.
var lastPage = template.Must(template.New("last").Parse(`<!doctype html>
<html lang="en-GB" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Second Look</title>
</head>
<body>
<p><a href="{{.Leave}}" rel="noreferrer">Leave this page</a></p>
<h1>This page cannot open right now</h1>
<p>There is no connection, and this browser has cleared what was kept here. These numbers work all the same.</p>
{{.Numbers}}
<p><a href="/">Try again</a></p>
</body>
</html>
`))
