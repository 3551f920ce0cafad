//go:build !wasm

package lean

import (
	"bytes"
	"fmt"
	"strings"
)

// gap is how many zeros it takes before a new segment is worth its header.
const gap = 1024

// packable is the one Go whose function table is understood here.
const packable = "go1.26"

// Pack makes a program smaller that Go's linker wrote. It runs as before. What it loses is in stack traces: files, lines,
// what was inlined, and functions that are not ours. Trace puts files and lines back, from the program before packing.
func Pack(program []byte, goVersion string) ([]byte, error) {
	if goVersion != packable && !strings.HasPrefix(goVersion, packable+".") {
		return nil, fmt.Errorf("a program made by %s cannot be packed, only one by %s: read what changed in its function table, or build with -lean=false", goVersion, packable)
	}
	all, err := sections(program)
	if err != nil {
		return nil, err
	}
	data, err := find(all, dataSection)
	if err != nil {
		return nil, err
	}
	memory, err := start(data)
	if err != nil {
		return nil, err
	}
	if !bytes.Contains(memory, []byte(goVersion)) {
		return nil, fmt.Errorf("the program was not made by %s: it does not name it", goVersion)
	}
	functions, err := readTable(memory)
	if err != nil {
		return nil, err
	}
	if err := functions.strip(); err != nil {
		return nil, err
	}
	data.body = cut(memory, gap)
	return joined(all), nil
}
