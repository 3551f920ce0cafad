//go:build !wasm

package lean

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// place is how a packed program tells a function and how far inside it we are.
var place = regexp.MustCompile(`(?m)^(created by )?(.+?)(\([^()\n]*\)| in goroutine \d+)?\n\t\?:0 \+0x([0-9a-f]+)`)

// Trace puts files and lines into a stack trace of the packed program. The program given is the one before packing.
func Trace(program []byte, trace string) (string, error) {
	all, err := sections(program)
	if err != nil {
		return "", err
	}
	data, err := find(all, dataSection)
	if err != nil {
		return "", err
	}
	memory, err := start(data)
	if err != nil {
		return "", err
	}
	t, err := readTable(memory)
	if err != nil {
		return "", err
	}
	functions := map[string]function{}
	for _, f := range t.all {
		functions[t.name(f)] = f
	}
	return place.ReplaceAllStringFunc(trace, func(found string) string {
		parts := place.FindStringSubmatch(found)
		f, known := functions[parts[2]]
		offset, err := strconv.ParseUint(parts[4], 16, 32)
		if !known || err != nil {
			return found
		}
		return strings.Replace(found, "?:0", t.line(f, offset), 1)
	}), nil
}

// line gives the file and line a little before an offset in a function: where the call was made that had not returned.
func (t *table) line(f function, offset uint64) string {
	file, line := t.value(t.get(f, offsetFile), offset), t.value(t.get(f, offsetLine), offset)
	at := 4 * (int(t.get(f, offsetUnit)) + int(file))
	if file < 0 || line < 0 || at+4 > len(t.units) {
		return "?:0"
	}
	name := int(binary.LittleEndian.Uint32(t.units[at:]))
	if name >= len(t.files) {
		return "?:0"
	}
	text, _, _ := bytes.Cut(t.files[name:], []byte{0})
	return fmt.Sprintf("%s:%d", text, line)
}

// value looks an offset up in a table by program counter, and gives -1 where there is nothing.
func (t *table) value(table uint32, offset uint64) int32 {
	if table == 0 || int(table) > len(t.pcs) {
		return -1
	}
	r, value, reach := reader{rest: t.pcs[table:]}, int32(-1), uint64(0)
	for first := true; r.err == nil; first = false {
		step := uint32(r.uvarint())
		if step == 0 && !first {
			break
		}
		value += int32(step>>1) ^ -int32(step&1)
		if reach += r.uvarint(); max(offset, 1)-1 < reach {
			return value
		}
	}
	return -1
}
