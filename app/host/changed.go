//go:build !wasm

package host

import (
	"bytes"
	"io"
	"time"

	"secondlook/app/host/review"
)

// reviewAgainst says what changed since a revision.
func reviewAgainst(base string, out io.Writer) error {
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	var flow bytes.Buffer
	if err := writeFlow(&flow); err != nil {
		return err
	}
	return review.Run(root, base, review.Now{Flow: flow.Bytes(), Decide: func(in io.Reader, out io.Writer) error {
		return decide(in, out, time.Now())
	}}, out)
}
