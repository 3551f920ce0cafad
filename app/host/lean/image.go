//go:build !wasm

package lean

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// magic starts every WebAssembly file of version 1.
var magic = []byte("\x00asm\x01\x00\x00\x00")

// The sections of a WebAssembly file that are read here, by their number in the file.
const (
	codeSection = 10
	dataSection = 11
)

// A section is one part of a WebAssembly file.
type section struct {
	id   byte
	body []byte
}

// sections cuts a WebAssembly file into its parts.
func sections(program []byte) ([]section, error) {
	if !bytes.HasPrefix(program, magic) {
		return nil, errors.New("the program is not WebAssembly")
	}
	var all []section
	for r := (reader{rest: program[len(magic):]}); len(r.rest) > 0; {
		s := section{id: r.byte(), body: r.take(r.uvarint())}
		if r.err != nil {
			return nil, fmt.Errorf("the program is cut short in section %d", len(all)+1)
		}
		all = append(all, s)
	}
	return all, nil
}

// joined is the opposite of sections.
func joined(all []section) []byte {
	program := bytes.Clone(magic)
	for _, s := range all {
		program = append(program, s.id)
		program = binary.AppendUvarint(program, uint64(len(s.body)))
		program = append(program, s.body...)
	}
	return program
}

// find gives the one section of a kind.
func find(all []section, id byte) (*section, error) {
	var found *section
	for i := range all {
		if all[i].id == id && found != nil {
			return nil, fmt.Errorf("the program has two sections %d", id)
		}
		if all[i].id == id {
			found = &all[i]
		}
	}
	if found == nil {
		return nil, fmt.Errorf("the program has no section %d", id)
	}
	return found, nil
}

// A segment is a piece of memory that the program starts with.
type segment struct {
	at   int
	data []byte
}

// i32const and end are the instructions around the address of a segment.
const (
	i32const = 0x41
	end      = 0x0b
)

// segments reads a data section. Only what Go's linker writes is understood: memory 0, constant addresses.
func segments(body []byte) ([]segment, error) {
	r := reader{rest: body}
	count := r.uvarint()
	if r.err != nil || count > uint64(len(body)) {
		return nil, fmt.Errorf("%d data segments in %d bytes", count, len(body))
	}
	all := make([]segment, 0, count)
	for range count {
		if kind, op := r.uvarint(), r.byte(); r.err == nil && (kind != 0 || op != i32const) {
			return nil, fmt.Errorf("data segment %d: not at a constant place in memory 0", len(all))
		}
		at := r.varint()
		if op := r.byte(); r.err == nil && (op != end || at < 0) {
			return nil, fmt.Errorf("data segment %d: not at a constant place in memory 0", len(all))
		}
		s := segment{at: int(at), data: r.take(r.uvarint())}
		if r.err != nil {
			return nil, fmt.Errorf("data segment %d: %w", len(all), r.err)
		}
		all = append(all, s)
	}
	if len(r.rest) > 0 {
		return nil, fmt.Errorf("%d bytes after the last data segment", len(r.rest))
	}
	return all, nil
}

// image is the memory that the segments make, from address 0 to the last byte that is not zero.
func image(all []segment) ([]byte, error) {
	const most = 1 << 28
	var memory []byte
	for i, s := range all {
		if s.at > most || len(s.data) > most {
			return nil, fmt.Errorf("data segment %d: too far or too long: %d bytes at %d", i, len(s.data), s.at)
		}
		if reach := s.at + len(s.data); reach > len(memory) {
			memory = append(memory, make([]byte, reach-len(memory))...)
		}
		copy(memory[s.at:], s.data)
	}
	return bytes.TrimRight(memory, "\x00"), nil
}

// start is the memory that a program starts with.
func start(data *section) ([]byte, error) {
	pieces, err := segments(data.body)
	if err != nil {
		return nil, err
	}
	return image(pieces)
}

// cut is the opposite of image and segments: a data section that makes this memory, with a new segment after every run
// of at least gap zeros.
func cut(memory []byte, gap int) []byte {
	var body []byte
	count := 0
	for at := 0; at < len(memory); {
		if memory[at] == 0 {
			at++
			continue
		}
		reach := at + 1
		for next := reach; next < len(memory) && next-reach < gap; next++ {
			if memory[next] != 0 {
				reach = next + 1
			}
		}
		body = append(body, 0, i32const)
		body = appendVarint(body, int64(at))
		body = append(body, end)
		body = binary.AppendUvarint(body, uint64(reach-at))
		body = append(body, memory[at:reach]...)
		at = reach
		count++
	}
	return append(binary.AppendUvarint(nil, uint64(count)), body...)
}

// appendVarint appends a signed number as WebAssembly writes it.
func appendVarint(to []byte, n int64) []byte {
	for {
		low := byte(n & 0x7f)
		n >>= 7
		if n == 0 && low&0x40 == 0 || n == -1 && low&0x40 != 0 {
			return append(to, low)
		}
		to = append(to, low|0x80)
	}
}

// A reader takes numbers and bytes off the front. After the first mistake it gives zeros.
type reader struct {
	rest []byte
	err  error
}

var errShort = errors.New("it ends too early")

func (r *reader) take(n uint64) []byte {
	if n > uint64(len(r.rest)) {
		r.rest, r.err = nil, errShort
		return nil
	}
	taken := r.rest[:n:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) byte() byte {
	if taken := r.take(1); len(taken) == 1 {
		return taken[0]
	}
	return 0
}

func (r *reader) uvarint() uint64 {
	n, width := binary.Uvarint(r.rest)
	if width <= 0 {
		r.rest, r.err = nil, errShort
		return 0
	}
	r.rest = r.rest[width:]
	return n
}

func (r *reader) varint() int64 {
	var n int64
	for shift := 0; shift < 64; shift += 7 {
		b := r.byte()
		n |= int64(b&0x7f) << shift
		if b&0x80 == 0 {
			if b&0x40 != 0 && shift+7 < 64 {
				n |= -1 << (shift + 7)
			}
			return n
		}
	}
	r.rest, r.err = nil, errShort
	return 0
}
