//go:build !wasm

package quiz

import goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

// Handler is go-app's own, as the server of a quiz sets it up. It serves the program at /web/app.wasm.
func Handler(name, version string) *goapp.Handler {
	return &goapp.Handler{
		Name:        name,
		Title:       name,
		Description: "A few questions, then a page that fits.",
		Lang:        "en-GB",
		Version:     version,
		Icon:        goapp.Icon{Default: "/web/icon.png", Large: "/web/icon.png", SVG: "/web/icon.png"},
		Styles:      []string{"/web/style.css"},
	}
}
