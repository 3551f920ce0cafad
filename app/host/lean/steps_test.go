//go:build !wasm

package lean

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/andybalholm/brotli"
)

var measure = flag.Bool("steps", false, "measure what each step saves: ten minutes")

// TestSteps_SaveWhatTheDecisionSays prints the table in app/host/decisions/002-lean-client.md:
//
//	go test ./app/host/lean -run Steps -v -timeout 30m -args -steps
func TestSteps_SaveWhatTheDecisionSays(t *testing.T) {
	if !*measure {
		t.Skip("only when asked for, with -args -steps")
	}
	t.Logf("%-44s %9s %9s %s", "step", "raw", "brotli", "packages")
	before := 0
	say := func(name string, program []byte, packages int) {
		size := brotlied(t, program)
		if before > 0 && size >= before {
			t.Errorf("%s saves nothing", name)
		}
		before = size
		t.Logf("%-44s %9d %9d %d", name, len(program), size, packages)
	}
	whole := modules[0]
	client := added["pkg/app/client_wasm.go"]
	left := map[string]string{"pkg/app/client_wasm.go": client, "pkg/app/left_wasm.go": leftOut}
	var program []byte
	for _, step := range []struct {
		name    string
		modules []module
		flags   []string
	}{
		{"plain", nil, nil},
		{"server code out of go-app", []module{whole.until(helpers, map[string]string{"pkg/app/client_wasm.go": client})}, nil},
		{"encryption out of go-app", []module{whole.until("package app\n\nimport (\n\t\"crypto/aes\"\n", left)}, nil},
		{"regular expressions out of go-app", []module{whole.until("\tregexp       *regexp.Regexp\n", left)}, nil},
		{"encoding/json, net/url, sort, line numbers out of go-app", []module{whole}, nil},
		{"hashes, databases, JSON, AES out of google/uuid", modules, nil},
		{"no inlining in our code", modules, inlining},
	} {
		var packages int
		program, packages = built(t, step.modules, step.flags)
		say(step.name, program, packages)
	}
	memory := memoryOf(t, program)
	say("data segments joined", withMemory(t, program, memory), 0)
	packed, err := Pack(program, runtime.Version())
	if err != nil {
		t.Fatal(err)
	}
	say("tables for stack traces emptied", packed, 0)
}

// until is the module with its edits up to the one of this text, and these files.
func (m module) until(last string, added map[string]string) module {
	m.edits = m.edits[:1+slices.IndexFunc(m.edits, func(e edit) bool { return e.old == last })]
	m.added = added
	return m
}

// built is the client with some modules trimmed, and how many packages it is linked from.
func built(t *testing.T, trimmed []module, flags []string) (program []byte, packages int) {
	t.Helper()
	folder := t.TempDir()
	if len(trimmed) > 0 {
		mod, sum := read(t, filepath.Join(home, "go.mod")), read(t, filepath.Join(home, "go.sum"))
		for _, m := range trimmed {
			mod += "\nreplace " + m.path + " => " + copyOf(t, m) + "\n"
		}
		for name, body := range map[string]string{"client.mod": mod, "client.sum": sum} {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(body), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		flags = append(slices.Clone(flags), "-modfile="+filepath.Join(folder, "client.mod"))
	}
	file := filepath.Join(folder, "app.wasm")
	command := exec.Command("go", slices.Concat([]string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", file}, flags, []string{"."})...)
	command.Dir = home
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	linked, err := Packages(home, flags...)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(read(t, file)), len(linked)
}

func brotlied(t *testing.T, body []byte) int {
	t.Helper()
	var out bytes.Buffer
	into := brotli.NewWriterOptions(&out, brotli.WriterOptions{Quality: 11, LGWin: 24})
	if _, err := into.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := into.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}
