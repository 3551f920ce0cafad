//go:build !wasm

// Package survey is the questionnaire in SurveyJS, as its guide for pages without a framework has it: the library and its
// renderer as they are published, and the questions as its JSON.
package survey

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"strings"

	"secondlook/app/host/bench/peers/sheet"
)

// Version is the version of SurveyJS that is measured.
const Version = "2.5.38"

//go:embed page.html worker.js
var own embed.FS

var page = template.Must(template.ParseFS(own, "page.html"))

// published are the files of the library that a page needs, by the address they are served at. The style sheet without its
// font is the smaller of the two.
var published = map[string]string{
	"/web/survey.core.min.js":  "survey-core/survey.core.min.js",
	"/web/survey-js-ui.min.js": "survey-js-ui/survey-js-ui.min.js",
	"/web/survey-core.css":     "survey-core/survey-core.fontless.min.css",
}

// Files are all files of the site by their address. The library stands in the node_modules of a folder.
func Files(s sheet.Sheet, folder string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for address, name := range published {
		body, err := os.ReadFile(filepath.Join(folder, "node_modules", filepath.FromSlash(name)))
		if err != nil {
			return nil, fmt.Errorf("SurveyJS is not installed, run make tools: %w", err)
		}
		if strings.HasSuffix(address, ".js") && !bytes.Contains(body[:min(len(body), 1000)], []byte(Version)) {
			return nil, fmt.Errorf("%s is not version %s of SurveyJS; run make tools", name, Version)
		}
		files[address] = body
	}
	model, err := json.Marshal(Model(s))
	if err != nil {
		return nil, err
	}
	var written bytes.Buffer
	if err := page.Execute(&written, map[string]any{"Name": s.Name, "Model": template.JS(model)}); err != nil {
		return nil, err
	}
	files["/"] = written.Bytes()
	files["/worker.js"], err = own.ReadFile("worker.js")
	return files, err
}
