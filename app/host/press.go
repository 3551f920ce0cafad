//go:build !wasm

package host

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/andybalholm/brotli"
)

// pressing names the settings below. Change it with them: files pressed before are found again by it.
const pressing = "br11w24-gz9-1"

// A press makes the small copies of files. It remembers them in a folder, for the largest takes half a minute.
type press struct {
	memory string // "" remembers nothing
}

// all adds a .br and a .gz beside every file.
func (p press) all(files map[string][]byte) (map[string][]byte, error) {
	var (
		wait   sync.WaitGroup
		lock   sync.Mutex
		failed error
		small  = map[string][]byte{}
	)
	for name, body := range files {
		for ending, shrink := range map[string]func([]byte) ([]byte, error){".br": brotlied, ".gz": gzipped} {
			wait.Go(func() {
				made, err := p.one(body, ending, shrink)
				lock.Lock()
				defer lock.Unlock()
				small[name+ending] = made
				failed = errors.Join(failed, err)
			})
		}
	}
	wait.Wait()
	return small, failed
}

func (p press) one(body []byte, ending string, shrink func([]byte) ([]byte, error)) ([]byte, error) {
	if p.memory == "" {
		return shrink(body)
	}
	sum := sha256.Sum256(body)
	remembered := filepath.Join(p.memory, pressing, hex.EncodeToString(sum[:])+ending)
	if made, err := os.ReadFile(remembered); err == nil {
		return made, nil
	}
	made, err := shrink(body)
	if err != nil {
		return nil, err
	}
	return made, writeWhole(remembered, made)
}

func brotlied(body []byte) ([]byte, error) {
	var out bytes.Buffer
	return written(&out, brotli.NewWriterOptions(&out, brotli.WriterOptions{Quality: 11, LGWin: 24}), body)
}

func gzipped(body []byte) ([]byte, error) {
	var out bytes.Buffer
	into, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	return written(&out, into, body)
}

func written(out *bytes.Buffer, into io.WriteCloser, body []byte) ([]byte, error) {
	if _, err := into.Write(body); err != nil {
		return nil, err
	}
	err := into.Close()
	return out.Bytes(), err
}

// writeWhole writes a file so that nobody ever finds half of it.
func writeWhole(name string, body []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	part, err := os.CreateTemp(filepath.Dir(name), ".part-*")
	if err != nil {
		return err
	}
	defer os.Remove(part.Name())
	if _, err := part.Write(body); err != nil {
		return errors.Join(err, part.Close())
	}
	if err := part.Close(); err != nil {
		return err
	}
	return os.Rename(part.Name(), name)
}
