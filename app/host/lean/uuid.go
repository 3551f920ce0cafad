//go:build !wasm

package lean

const googleUUID = "github.com/google/uuid"

// We name plans with random numbers alone: no hashes, no databases, no JSON.
var uuidEdits = []edit{
	notHere("hash.go", "// Copyright 2016 Google Inc.  All rights reserved.\n"),
	notHere("sql.go", "// Copyright 2016 Google Inc.  All rights reserved.\n"),
	notHere("null.go", "// Copyright 2021 Google Inc.  All rights reserved.\n"),

	// Go's own random numbers for the browser are the browser's, and bring AES and SHA-2 to check themselves with.
	{"uuid.go", "\t\"crypto/rand\"\n", "\t\"" + googleUUID + "/rand\"\n", "ask the browser for random numbers"},
}

var uuidAdded = map[string]string{
	"client_wasm.go": uuidNil,
	"rand/rand.go":   uuidRand,
}

// uuidNil is what the rest uses of hash.go.
const uuidNil = `package uuid

// Nil is the empty UUID.
var Nil UUID
`

// uuidRand is where Go's own come from too: see getRandomData in wasm_exec.js.
const uuidRand = `// Package rand gives the random numbers of the browser.
package rand

import (
	"errors"
	"io"
	"syscall/js"
)

// Reader fills what it is given with random bytes.
var Reader io.Reader = browser{}

type browser struct{}

func (browser) Read(b []byte) (n int, err error) {
	defer func() {
		if recover() != nil {
			n, err = 0, errors.New("this browser gives no random numbers")
		}
	}()
	filled := js.Global().Get("Uint8Array").New(len(b))
	js.Global().Get("crypto").Call("getRandomValues", filled)
	return js.CopyBytesToGo(b, filled), nil
}
`
