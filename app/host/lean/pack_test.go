//go:build !wasm

package lean

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

// trial is testdata/trial, built for the browser once, and the version of Go that built it.
var trial = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "lean-trial-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "trial.wasm")
	command := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", file, "./testdata/trial")
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if said, err := command.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, said)
	}
	return os.ReadFile(file)
})

func trialProgram(t *testing.T) []byte {
	t.Helper()
	program, err := trial()
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// memoryOf is the memory a program starts with.
func memoryOf(t *testing.T, program []byte) []byte {
	t.Helper()
	all, err := sections(program)
	if err != nil {
		t.Fatal(err)
	}
	data, err := find(all, dataSection)
	if err != nil {
		t.Fatal(err)
	}
	memory, err := start(data)
	if err != nil {
		t.Fatal(err)
	}
	return memory
}

// withMemory is the program with another memory.
func withMemory(t *testing.T, program, memory []byte) []byte {
	t.Helper()
	all, err := sections(program)
	if err != nil {
		t.Fatal(err)
	}
	data, err := find(all, dataSection)
	if err != nil {
		t.Fatal(err)
	}
	data.body = cut(memory, gap)
	return joined(all)
}

func tableOf(t *testing.T, memory []byte) *table {
	t.Helper()
	read, err := readTable(memory)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestSections_JoinedAgainAreTheProgram(t *testing.T) {
	program := trialProgram(t)
	all, err := sections(program)
	if err != nil {
		t.Fatal(err)
	}
	again, err := sections(joined(all))
	if err != nil {
		t.Fatal(err)
	}
	if len(again) != len(all) {
		t.Fatalf("got %d sections, want %d", len(again), len(all))
	}
	for i := range all {
		if all[i].id != again[i].id || !bytes.Equal(all[i].body, again[i].body) {
			t.Errorf("section %d is not as it was", i)
		}
	}
}

func TestCut_MakesTheSameMemory(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	scattered := make([]byte, 300_000)
	for range 300 {
		at := random.IntN(len(scattered) - 100)
		for i := range random.IntN(100) {
			scattered[at+i] = byte(random.IntN(3))
		}
	}
	for _, test := range []struct {
		name   string
		memory []byte
		gap    int
	}{
		{"empty", nil, gap},
		{"one byte", []byte{1}, gap},
		{"far away", append(make([]byte, 200_000), 7), gap},
		{"a run of zeros as long as the gap", slices.Concat([]byte{1}, make([]byte, 1024), []byte{2}), 1024},
		{"a shorter run", slices.Concat([]byte{1}, make([]byte, 1023), []byte{2}), 1024},
		{"scattered", scattered, gap},
		{"scattered, cut at every zero", scattered, 1},
		{"a real program", memoryOf(t, trialProgram(t)), gap},
	} {
		t.Run(test.name, func(t *testing.T) {
			pieces, err := segments(cut(test.memory, test.gap))
			if err != nil {
				t.Fatal(err)
			}
			got, err := image(pieces)
			if err != nil {
				t.Fatal(err)
			}
			if want := bytes.TrimRight(test.memory, "\x00"); !bytes.Equal(got, want) {
				t.Errorf("got another memory: %d bytes, want %d", len(got), len(want))
			}
			for i, s := range pieces {
				if bytes.Contains(s.data, make([]byte, test.gap)) {
					t.Errorf("segment %d holds a run of %d zeros", i, test.gap)
				}
			}
		})
	}
}

func TestSegments_RefusesWhatGoDoesNotWrite(t *testing.T) {
	whole := cut([]byte("some memory"), gap)
	for name, body := range map[string][]byte{
		"cut":              whole[:len(whole)-1],
		"cut in a number":  {0x81},
		"more behind":      append(slices.Clone(whole), 0),
		"passive":          {1, 1, 1, 'x'},
		"another memory":   {1, 2, 0, i32const, 0, end, 1, 'x'},
		"a global address": {1, 0, 0x23, 0, end, 1, 'x'},
		"below zero":       {1, 0, i32const, 0x7f, end, 1, 'x'},
		"too many":         binary.AppendUvarint(nil, 1<<60),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := segments(body); err == nil {
				t.Error("got no error")
			}
		})
	}
	if _, err := image([]segment{{at: 1 << 30, data: []byte{1}}}); err == nil {
		t.Error("a segment a gigabyte away: got no error")
	}
}

func TestPack_Refuses(t *testing.T) {
	program, version := trialProgram(t), runtime.Version()
	memory := memoryOf(t, program)
	spoilt := func(spoil func(memory []byte)) []byte {
		m := slices.Clone(memory)
		spoil(m)
		return withMemory(t, program, m)
	}
	header, err := findHeader(memory)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, version, want string
		program             []byte
	}{
		{"a newer Go", "go1.27.0", "cannot be packed", program},
		{"an older Go", "go1.25.9", "cannot be packed", program},
		{"a Go that only begins alike", "go1.260.1", "cannot be packed", program},
		{"no Go at all", "", "cannot be packed", program},
		{"another Go than it was made by", "go1.26.999", "does not name it", program},
		{"a log-in page", version, "not WebAssembly", []byte("<!doctype html>")},
		{"nothing", version, "not WebAssembly", nil},
		{"cut in the code", version, "cut short", program[:len(program)/2]},
		{"cut by a byte", version, "cut short", program[:len(program)-1]},
		{"only a header", version, "no section 11", program[:8]},
		{"another magic", version, "magic 0xfffffff1", spoilt(func(m []byte) { m[header] = 0xf0 })},
		{"two tables", version, "two tables", spoilt(func(m []byte) { copy(m[8192:], m[header:][:8]) })},
		{"a moved part", version, "moduledata", spoilt(func(m []byte) { m[header+40]++ })},
		{"another count of functions", version, "moduledata", spoilt(func(m []byte) { m[header+8]++ })},
		{"another kind of function", version, "runtime.gopanic", spoilt(func(m []byte) {
			table := tableOf(t, m)
			for _, f := range table.all {
				if table.name(f) == "runtime.gopanic" {
					table.funcs[f.at+offsetID]++
				}
			}
		})},
		{"an index that leads elsewhere", version, "index of functions", spoilt(func(m []byte) { tableOf(t, m).find[320]++ })},
		{"a table outside", version, "outside", spoilt(func(m []byte) {
			table := tableOf(t, m)
			table.set(table.all[5], offsetStack, 1<<30)
		})},
		{"function data outside", version, "outside", spoilt(func(m []byte) {
			table := tableOf(t, m)
			for _, f := range table.all {
				if f.funcdata > 0 {
					table.set(f, f.dataOf(0), 1<<30)
				}
			}
		})},
		{"a function outside", version, "outside", spoilt(func(m []byte) {
			binary.LittleEndian.PutUint32(tableOf(t, m).funcs[8*7+4:], 1<<30)
		})},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Pack(test.program, test.version)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error that says %q", err, test.want)
			}
		})
	}
}

// What the collector and the unwinder read is the same for every function before and after.
func TestPack_KeepsWhatGoReads(t *testing.T) {
	program := trialProgram(t)
	packed, err := Pack(program, runtime.Version())
	if err != nil {
		t.Fatal(err)
	}
	if got, was := compressed(t, packed), compressed(t, program); got > was*9/10 {
		t.Errorf("got %d bytes of %d, compressed: too little was gained", got, was)
	}
	before, after := tableOf(t, memoryOf(t, program)), readPacked(t, packed)
	lengths, last := lengthsOf(before.dataUsed()), 0
	for at := range before.dataUsed() {
		last = max(last, at)
	}
	kept := map[string]bool{"pcdata 1": true, "pcdata 4": true, "funcdata 0": true, "funcdata 1": true, "funcdata 2": true, "funcdata 4": true}
	for i, f := range before.all {
		g, name := after.all[i], before.name(f)
		if f != g {
			t.Fatalf("%s: its entry is another", name)
		}
		for _, offset := range []int{offsetEntry, 8, 12, offsetPCData, offsetID} { // 8 and 12: arguments, deferred return
			if before.get(f, offset) != after.get(g, offset) {
				t.Errorf("%s: field %d is another", name, offset)
			}
		}
		if !sameTable(t, before, after, f, offsetStack) {
			t.Errorf("%s: another stack", name)
		}
		for n := range f.pcdata {
			what := fmt.Sprint("pcdata ", n)
			wanted := kept[what] || n == pcdataInlined && before.funcs[f.at+offsetID] == wrapper
			switch {
			case wanted && !sameTable(t, before, after, f, f.tableOf(n)):
				t.Errorf("%s: another %s", name, what)
			case !wanted && after.get(g, g.tableOf(n)) != 0:
				t.Errorf("%s: still has its %s", name, what)
			}
		}
		for n := range f.funcdata {
			what := fmt.Sprint("funcdata ", n)
			from, to := before.get(f, f.dataOf(n)), after.get(g, g.dataOf(n))
			if !kept[what] || from == noData {
				continue
			}
			length, known := lengths[int(from)]
			if !known {
				length = len(before.data) - last
			}
			if to == noData || !bytes.Equal(before.data[from:][:length], after.data[to:][:length]) {
				t.Errorf("%s: another %s", name, what)
			}
			if from%8 == 0 && to%8 != 0 {
				t.Errorf("%s: %s stands across words", name, what)
			}
		}
		if got := after.found(i); got != i {
			t.Errorf("%s: its program counter leads to function %d, not %d", name, got, i)
		}
		if strings.HasPrefix(name, "runtime.") && after.name(g) != name {
			t.Errorf("got name %q, want %q", after.name(g), name)
		}
	}
}

func compressed(t *testing.T, program []byte) int {
	t.Helper()
	var out bytes.Buffer
	into := gzip.NewWriter(&out)
	if _, err := into.Write(program); err != nil {
		t.Fatal(err)
	}
	if err := into.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// readPacked reads the table of a packed program: its index is not the linker's any more, and that is all right.
func readPacked(t *testing.T, packed []byte) *table {
	t.Helper()
	return tableOf(t, memoryOf(t, packed))
}

// found looks a function up as runtime.findfunc does.
func (t *table) found(i int) int {
	index := int(binary.LittleEndian.Uint32(t.find[i*320:])) + int(t.find[i*320+4])
	entry := binary.LittleEndian.Uint32(t.funcs[8*i:])
	for binary.LittleEndian.Uint32(t.funcs[8*(index+1):]) <= entry {
		index++
	}
	return index
}

func sameTable(t *testing.T, before, after *table, f function, offset int) bool {
	t.Helper()
	from, to := before.get(f, offset), after.get(f, offset)
	if from == 0 || to == 0 {
		return from == to
	}
	length, err := tableLength(before.pcs, int(from))
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(before.pcs[from:][:length], after.pcs[to:][:length])
}

// The packed program says exactly what the other says; a trace of its last panic is put right again.
func TestPack_RunsAsBefore(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node here")
	}
	program := trialProgram(t)
	packed, err := Pack(program, runtime.Version())
	if err != nil {
		t.Fatal(err)
	}
	run := func(program []byte) (said, trace string) {
		file := filepath.Join(t.TempDir(), "trial.wasm")
		if err := os.WriteFile(file, program, 0o644); err != nil {
			t.Fatal(err)
		}
		command := exec.Command(node, nodeScript(t), file)
		out, err := command.CombinedOutput()
		if err == nil {
			t.Fatal("the program did not panic at its end")
		}
		said, trace, _ = strings.Cut(string(out), "panic: ")
		return said, trace
	}
	want, wantTrace := run(program)
	got, gotTrace := run(packed)
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	for _, part := range []string{"value method main.square.area called using nil *square pointer", "value method time.Duration.String called using nil *Duration pointer",
		"rescued by interface five", "total "} {
		if !strings.Contains(want, part) {
			t.Errorf("the trial does not say %q any more:\n%s", part, want)
		}
	}
	for _, part := range []string{"the end of square 50\n", "main.last(", "main.main("} {
		if !strings.Contains(gotTrace, part) {
			t.Errorf("the trace does not hold %q:\n%s", part, gotTrace)
		}
	}
	read, err := Trace(program, gotTrace)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(wantTrace) {
		if strings.Contains(line, "main.go:") && !strings.Contains(read, line) {
			t.Errorf("the trace that was put right does not hold %q:\n%s", line, read)
		}
	}
}

// nodeScript is Go's own script that runs a program in Node.
func nodeScript(t *testing.T) string {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js")
}

func TestTrace_LeavesAloneWhatItDoesNotKnow(t *testing.T) {
	for _, trace := range []string{"", "panic: one\n\nmain.nowhere()\n\t?:0 +0x12\n", "main.main()\n\t?:0 +0xffffffffffff\n", "main.main()\n\tmain.go:3 +0x1\n"} {
		got, err := Trace(trialProgram(t), trace)
		if err != nil || got != trace {
			t.Errorf("got %q and %v, want %q", got, err, trace)
		}
	}
}

func TestSizes_CountEveryFunction(t *testing.T) {
	program := trialProgram(t)
	packages, other, err := Sizes(program)
	if err != nil {
		t.Fatal(err)
	}
	functions, code, names := 0, 0, []string{}
	for _, s := range packages {
		functions, code, names = functions+s.Functions, code+s.Code, append(names, s.Package)
	}
	if want := len(tableOf(t, memoryOf(t, program)).all); functions != want {
		t.Errorf("got %d functions, want %d", functions, want)
	}
	if code < len(program)/4 || code > len(program) || other <= 0 || names[0] != "runtime" {
		t.Errorf("got %d bytes of code and %d of other data in %d bytes, first %s", code, other, len(program), names[0])
	}
	for _, want := range []string{"main", "fmt", "internal/runtime/maps", "type:"} {
		if !slices.Contains(names, want) {
			t.Errorf("there is no %s in %v", want, names)
		}
	}
	var out strings.Builder
	if err := Report(&out, program, 42); err != nil || !strings.Contains(out.String(), "linked from 42 packages") {
		t.Errorf("got %v and\n%s", err, out.String())
	}
}

func TestPackageOf(t *testing.T) {
	for function, want := range map[string]string{
		"runtime.gopanic":                    "runtime",
		"internal/runtime/maps.(*Iter).Next": "internal/runtime/maps",
		"github.com/maxence-charriere/go-app/v10/pkg/app.(*router).route": "github.com/maxence-charriere/go-app/v10/pkg/app",
		"slices.Sort[go.shape.[]secondlook/app.page,go.shape.string]":     "slices",
		"type:.eq.secondlook/app.place":                                   "type:",
		"wasm_export_run":                                                 "(assembly)",
	} {
		if got := packageOf(function); got != want {
			t.Errorf("%s: got %q, want %q", function, got, want)
		}
	}
}
