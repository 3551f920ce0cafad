//go:build !wasm

// Package serve gives every peer of the benchmark the same server: the same cache headers as ours, and each file compressed
// beforehand.
package serve

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/andybalholm/brotli"
)

// A Press makes the small copies of bodies, and remembers them in a folder: the largest takes half a minute.
type Press struct{ Memory string }

// A body is one answer of a server, in every form a browser may ask for.
type body struct {
	kind                string // its Content-Type
	tag                 string // its ETag
	whole, brotli, gzip []byte
}

// body makes the small copies of an answer. What does not get smaller stays as it is.
func (p Press) body(kind string, whole []byte) (body, error) {
	sum := sha256.Sum256(whole)
	b := body{kind: kind, tag: fmt.Sprintf(`"%x"`, sum[:12]), whole: whole}
	for _, small := range []struct {
		ending string
		into   *[]byte
		shrink func(io.Writer) (io.WriteCloser, error)
	}{
		{".br", &b.brotli, func(w io.Writer) (io.WriteCloser, error) {
			return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: 11, LGWin: 24}), nil // as ours are
		}},
		{".gz", &b.gzip, func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriterLevel(w, gzip.BestCompression) }},
	} {
		made, err := p.shrink(filepath.Join(p.Memory, fmt.Sprintf("%x%s", sum, small.ending)), whole, small.shrink)
		if err != nil {
			return body{}, err
		}
		if len(made) < len(whole) {
			*small.into = made
		}
	}
	return b, nil
}

func (p Press) shrink(file string, whole []byte, writer func(io.Writer) (io.WriteCloser, error)) ([]byte, error) {
	if p.Memory != "" {
		if made, err := os.ReadFile(file); err == nil {
			return made, nil
		}
	}
	var made bytes.Buffer
	w, err := writer(&made)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(whole); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	if p.Memory == "" {
		return made.Bytes(), nil
	}
	if err := os.MkdirAll(p.Memory, 0o755); err != nil {
		return nil, err
	}
	if err := os.WriteFile(file+".part", made.Bytes(), 0o644); err != nil {
		return nil, err
	}
	return made.Bytes(), os.Rename(file+".part", file)
}
