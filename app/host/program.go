//go:build !wasm

package host

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/app/host/lean"
)

// compile builds the program for the browser and returns it, whole and checked. Lean makes it small; what it was packed
// from stays beside it, with every file and line in it, to read stack traces with.
func compile(root, tags string, small bool) ([]byte, error) {
	file := programFile(root, tags, small)
	program, err := link(root, tags, file, small)
	if err != nil || !small {
		return program, err
	}
	version, err := goVersion(root)
	if err != nil {
		return nil, err
	}
	packed, err := lean.Pack(program, version)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return packed, checkProgram(packed)
}

// programFile is where the go command leaves the program.
func programFile(root, tags string, small bool) string {
	name := "app"
	if tags != "" {
		name += "-" + strings.ReplaceAll(tags, ",", "-")
	}
	if small {
		name += ".unpacked"
	}
	return filepath.Join(root, ".cache", name+".wasm")
}

// link runs go build.
func link(root, tags, file string, small bool) ([]byte, error) {
	args := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-tags=" + tags, "-o", file}
	if small {
		flags, err := lean.Flags(root)
		if err != nil {
			return nil, fmt.Errorf("the program was not built: %w", err)
		}
		args = append(args, flags...)
	}
	command := exec.Command("go", append(args, ".")...)
	command.Dir = root
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	said, err := command.CombinedOutput()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("the program was not built: there is no go command here; install Go from https://go.dev/dl")
	case err != nil:
		return nil, fmt.Errorf("the program was not built: %v\n%s", err, bytes.TrimSpace(said))
	}
	program, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("the program was not built: %w", err)
	}
	if err := checkProgram(program); err != nil {
		return nil, fmt.Errorf("%s: %w; delete it and build again", file, err)
	}
	return program, nil
}

// writeSizes prints what each package takes in the program.
func writeSizes(out io.Writer) error {
	program, root, err := unpacked()
	if err != nil {
		return err
	}
	flags, err := lean.Flags(root)
	if err != nil {
		return err
	}
	linked, err := lean.Packages(root, flags...)
	if err != nil {
		return err
	}
	return lean.Report(out, program, len(linked))
}

// writeTrace puts files and lines into a stack trace.
func writeTrace(in io.Reader, out io.Writer) error {
	program, _, err := unpacked()
	if err != nil {
		return err
	}
	trace, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	text, err := lean.Trace(program, string(trace))
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, text)
	return err
}

// unpacked builds the lean program as it is before packing.
func unpacked() (program []byte, root string, err error) {
	if root, err = moduleRoot(); err != nil {
		return nil, "", err
	}
	program, err = link(root, "", programFile(root, "", true), true)
	return program, root, err
}

// goVersion is the version of the go command that builds the program, such as go1.26.8.
func goVersion(root string) (string, error) {
	command := exec.Command("go", "env", "GOVERSION")
	command.Dir = root
	version, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("go env GOVERSION: %w", err)
	}
	return strings.TrimSpace(string(version)), nil
}

// checkProgram refuses a program that no browser would start: an empty one, a cut one, or something else altogether.
func checkProgram(program []byte) error {
	switch {
	case len(program) == 0:
		return errors.New("the program is missing")
	case !bytes.HasPrefix(program, []byte("\x00asm\x01\x00\x00\x00")):
		return errors.New("the program is not WebAssembly")
	}
	sections := 0
	for rest := program[8:]; len(rest) > 0; sections++ {
		size, width := binary.Uvarint(rest[1:])
		if width <= 0 || size > uint64(len(rest)-1-width) {
			return fmt.Errorf("the program is cut short in section %d", sections+1)
		}
		rest = rest[1+width+int(size):]
	}
	if sections == 0 {
		return errors.New("the program is cut short: it has no sections")
	}
	return nil
}

// bridge is Go's own script between a program and the browser, in the copy that go-app ships.
func bridge() ([]byte, error) {
	answer := httptest.NewRecorder()
	handler := goapp.Handler{}
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/wasm_exec.js", nil))
	if answer.Code != http.StatusOK || !bytes.Contains(answer.Body.Bytes(), []byte("globalThis.Go = class")) {
		return nil, errors.New("go-app gave no wasm_exec.js")
	}
	return answer.Body.Bytes(), nil
}

// moduleRoot is the folder of our go.mod, looked for from here upwards.
func moduleRoot() (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for folder := here; ; folder = filepath.Dir(folder) {
		if text, err := os.ReadFile(filepath.Join(folder, "go.mod")); err == nil && bytes.HasPrefix(text, []byte("module secondlook\n")) {
			return folder, nil
		}
		if folder == filepath.Dir(folder) {
			return "", fmt.Errorf("%s is not inside the sources of Second Look", here)
		}
	}
}
