//go:build !wasm

// Package lean makes the program for the browser small: someone in danger, on a slow phone, waits for every byte of it.
//
// Two things are done, both at build time and both written down in app/host/decisions/002-lean-client.md. The client is
// built from copies of go-app and google/uuid in which what a client cannot use is left out (Flags), and what Go's linker
// wrote is written again without what only stack traces read (Pack). Neither guesses: what is not exactly as expected
// stops the build. The plain build, go run . build -lean=false, needs nothing from here.
package lean
