//go:build !wasm

// Package peers holds the style sheet that the Go peers share: a few plain rules, as a small site has them.
package peers

import _ "embed"

// Style is the style sheet.
//
//go:embed style.css
var Style []byte
