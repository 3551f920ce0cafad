//go:build !wasm

package host

import "path"

// A kind is a sort of file we serve. What has no kind is not served: our table, never the system's.
type kind struct {
	Ending string
	Plain  string // the media type without its character set
	Text   bool
}

var kinds = []kind{
	{"html", "text/html", true},
	{"css", "text/css", true},
	{"js", "text/javascript", true},
	{"txt", "text/plain", true},
	{"webmanifest", "application/manifest+json", false},
	{"wasm", "application/wasm", false},
	{"woff2", "font/woff2", false},
	{"png", "image/png", false},
	{"ico", "image/png", false}, // browsers sniff it; ours is the PNG of the tab
}

// kindOf finds the kind of a file by the ending of its name.
func kindOf(name string) (kind, bool) {
	for _, k := range kinds {
		if path.Ext(name) == "."+k.Ending {
			return k, true
		}
	}
	return kind{}, false
}

// contentType is the value of the Content-Type header.
func (k kind) contentType() string {
	if k.Text {
		return k.Plain + "; charset=utf-8"
	}
	return k.Plain
}
