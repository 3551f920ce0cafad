//go:build !wasm

package lean

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// What Go 1.26 calls the parts of its function table: runtime.pcHeader, runtime.moduledata and runtime._func.
const (
	tableMagic = 0xfffffff1
	headerSize = 72
	funcSize   = 44
	noData     = 0xffffffff // no entry in the list of function data

	wrapper = 23 // abi.FuncIDWrapper

	pcdataUnsafePoint  = 0
	pcdataInlined      = 2
	pcdataArgLive      = 3
	funcdataInlined    = 3
	funcdataArgInfo    = 5
	funcdataArgLive    = 6
	funcdataWrapInfo   = 7
	moduleWords        = 42 // of runtime.moduledata, up to epclntab
	moduleFuncs        = 16
	moduleFind         = 19
	moduleGoFunc       = 40
	moduleTableEnd     = 41
	offsetName         = 4
	offsetStack        = 16
	offsetFile         = 20
	offsetLine         = 24
	offsetPCData       = 28
	offsetUnit         = 32
	offsetStartLine    = 36
	offsetID           = 40
	offsetFuncData     = 43
	offsetEntry        = 0
	countOfKnownPCData = 5

	steps = 16 // how many functions further along Go may have to look: more would cost time in every stack walk

	inlinedSize = 16 // of runtime.inlinedCall
	inlinedName = 4
	inlinedLine = 12

	aligned = 8 // no function data asks for more
)

// A table is Go's table of functions, where it stands in memory. Its parts are windows: writing to one writes to memory.
type table struct {
	names, units, files, pcs, funcs, data []byte
	find                                  []byte // which function holds a program counter: see coarsen
	all                                   []function
}

// A function is one entry of the table: where it starts in table.funcs, and its two lists of offsets.
type function struct {
	at               int
	pcdata, funcdata int // how many there are
}

// readTable finds the table of functions in the memory that a program starts with.
func readTable(memory []byte) (*table, error) {
	at, err := findHeader(memory)
	if err != nil {
		return nil, err
	}
	word := func(i int) uint64 { return binary.LittleEndian.Uint64(memory[at+8*i:]) }
	module, err := findModule(memory, uint64(at), word)
	if err != nil {
		return nil, err
	}
	bounds := []uint64{word(4), word(5), word(6), word(7), word(8)}
	for i, b := range bounds {
		bounds[i] = b + uint64(at)
	}
	bounds = append(bounds, module[moduleGoFunc], module[moduleFind], module[moduleTableEnd])
	if !slices.IsSorted(bounds) || bounds[7] > uint64(len(memory)) {
		return nil, errors.New("the table of functions is not laid out as in Go 1.26")
	}
	part := func(i int) []byte { return memory[bounds[i]:bounds[i+1]:bounds[i+1]] }
	t := &table{names: part(0), units: part(1), files: part(2), pcs: part(3), funcs: part(4), data: part(5), find: part(6)}
	return t, t.read(word(1))
}

// findHeader gives the place of the table's header: the magic number, then bytes that only a header has.
func findHeader(memory []byte) (int, error) {
	start := binary.LittleEndian.AppendUint32(nil, tableMagic)
	start = append(start, 0, 0, 1, 8) // smallest instruction 1, pointer 8
	at := bytes.Index(memory, start)
	switch {
	case at < 0:
		return 0, fmt.Errorf("there is no table of functions with the magic %#x", tableMagic)
	case bytes.Contains(memory[at+1:], start):
		return 0, fmt.Errorf("there are two tables of functions with the magic %#x", tableMagic)
	case len(memory) < at+headerSize:
		return 0, fmt.Errorf("the table of functions: %w", errShort)
	default:
		return at, nil
	}
}

// findModule gives the words of the one runtime.moduledata that points to the table and to each of its parts.
func findModule(memory []byte, at uint64, word func(int) uint64) ([]uint64, error) {
	var found []uint64
	start := binary.LittleEndian.AppendUint64(nil, at)
	start = binary.LittleEndian.AppendUint64(start, at+word(4))
	for from := 0; ; {
		next := bytes.Index(memory[from:], start)
		if next < 0 {
			break
		}
		from += next
		var words []uint64
		for i := from; len(words) < moduleWords && i+8 <= len(memory); i += 8 {
			words = append(words, binary.LittleEndian.Uint64(memory[i:]))
		}
		from += 8
		if len(words) < moduleWords || words[4] != at+word(5) || words[7] != at+word(6) || words[10] != at+word(7) ||
			words[13] != at+word(8) || words[moduleFuncs] != at+word(8) || words[moduleFuncs+1] != word(1)+1 {
			continue
		}
		if found != nil {
			return nil, errors.New("two things look like the list of a program's parts")
		}
		found = words
	}
	if found == nil {
		return nil, errors.New("the list of a program's parts (runtime.moduledata) is not laid out as in Go 1.26")
	}
	return found, nil
}

// read checks every function's entry and lists them.
func (t *table) read(count uint64) error {
	if count == 0 || count > uint64(len(t.funcs)/8) {
		return fmt.Errorf("a table of %d functions in %d bytes", count, len(t.funcs))
	}
	for i := range int(count) {
		f := function{at: int(binary.LittleEndian.Uint32(t.funcs[8*i+4:]))}
		if f.at%4 != 0 || f.at+funcSize > len(t.funcs) {
			return fmt.Errorf("function %d is outside the table", i)
		}
		f.pcdata, f.funcdata = int(t.get(f, offsetPCData)), int(t.funcs[f.at+offsetFuncData])
		if f.pcdata > countOfKnownPCData || f.at+funcSize+4*(f.pcdata+f.funcdata) > len(t.funcs) {
			return fmt.Errorf("function %d has %d tables and %d data", i, f.pcdata, f.funcdata)
		}
		if t.get(f, offsetEntry) != binary.LittleEndian.Uint32(t.funcs[8*i:]) {
			return fmt.Errorf("function %d is not where the table says", i)
		}
		if int(t.get(f, offsetName)) >= len(t.names) {
			return fmt.Errorf("function %d has no name", i)
		}
		t.all = append(t.all, f)
	}
	return t.checkKinds()
}

// checkKinds makes sure that the numbers for kinds of functions still mean what they meant in Go 1.26.
func (t *table) checkKinds() error {
	want := map[string]byte{"runtime.gopanic": 10, "runtime.main": 17, "runtime.systemstack_switch": 22}
	for _, f := range t.all {
		name := t.name(f)
		kind, known := want[name]
		if known && t.funcs[f.at+offsetID] != kind {
			return fmt.Errorf("%s is of kind %d, not %d as in Go 1.26", name, t.funcs[f.at+offsetID], kind)
		}
		delete(want, name)
	}
	if len(want) > 0 {
		return fmt.Errorf("there is no function %s", slices.Sorted(maps.Keys(want))[0])
	}
	return nil
}

func (t *table) get(f function, offset int) uint32 {
	return binary.LittleEndian.Uint32(t.funcs[f.at+offset:])
}

func (t *table) set(f function, offset int, value uint32) {
	binary.LittleEndian.PutUint32(t.funcs[f.at+offset:], value)
}

// name is the function's full name, such as runtime.gopanic.
func (t *table) name(f function) string {
	name, _, _ := bytes.Cut(t.names[t.get(f, offsetName):], []byte{0})
	return string(name)
}

// tableOf and dataOf are the places of a function's offsets, counted from its own start.
func (f function) tableOf(i int) int { return funcSize + 4*i }
func (f function) dataOf(i int) int  { return funcSize + 4*(f.pcdata+i) }

// strip empties what only stack traces read: files, lines, what was inlined where, arguments, and the names of functions
// that are not ours. The tables that the collector reads stay, but not the one for stopping a function half-way: Go does
// not do that in WebAssembly.
//
// What was inlined into a wrapper stays. When a program recovers from a panic, Go counts the functions between the panic
// and recover, and those inlined into a wrapper of a deferred call count.
func (t *table) strip() error {
	before := t.dataUsed()
	if len(before) == 0 || slices.Max(slices.Collect(maps.Keys(before))) >= len(t.data) {
		return errors.New("function data is outside the table")
	}
	clear(t.files)
	clear(t.units)
	for _, f := range t.all {
		if !t.named(f) {
			t.set(f, offsetName, 0)
		}
		for _, offset := range []int{offsetFile, offsetLine, offsetUnit, offsetStartLine} {
			t.set(f, offset, 0)
		}
		tables, data := []int{pcdataUnsafePoint, pcdataArgLive}, []int{funcdataArgInfo, funcdataArgLive, funcdataWrapInfo}
		if t.funcs[f.at+offsetID] != wrapper {
			tables, data = append(tables, pcdataInlined), append(data, funcdataInlined)
		}
		for _, i := range tables {
			if i < f.pcdata {
				t.set(f, f.tableOf(i), 0)
			}
		}
		for _, i := range data {
			if i < f.funcdata {
				t.set(f, f.dataOf(i), noData)
			}
		}
	}
	return errors.Join(t.sweepTables(), t.sweepData(before), t.sweepNames(), t.coarsen())
}

// coarsen makes the index that leads from a program counter to its function repeat itself. For WebAssembly, Go writes 16
// buckets for every function and reads the first; from the function found there it looks further along the list. So the
// others can be empty, and the first may name an earlier function.
func (t *table) coarsen() error {
	const bucket, perFunction = 20, 16
	index := t.find
	for i := range t.all {
		if len(index) < 5 || binary.LittleEndian.Uint32(index) != uint32(i) || index[4] != 0 {
			return fmt.Errorf("the index of functions does not lead to function %d", i)
		}
		buckets := index[:min(bucket*perFunction, len(index))]
		clear(buckets)
		binary.LittleEndian.PutUint32(buckets, uint32(i/steps*steps))
		index = index[len(buckets):]
	}
	return nil
}

// named says whether a function keeps its name. A trace leaves out functions without one, so ours stand together in it.
// Go itself reads names that start with runtime., and those of wrappers around methods.
func (t *table) named(f function) bool {
	name := t.name(f)
	return strings.HasPrefix(name, "secondlook/") || strings.HasPrefix(name, "main.") || strings.HasPrefix(name, "runtime.") ||
		t.funcs[f.at+offsetID] == wrapper && strings.Contains(name, ".(*")
}

// dataUsed gives the places of function data that some function points to, and which are lists of inlined calls.
func (t *table) dataUsed() map[int]bool {
	used := map[int]bool{}
	for _, f := range t.all {
		for i := range f.funcdata {
			if at := t.get(f, f.dataOf(i)); at != noData {
				used[int(at)] = used[int(at)] || i == funcdataInlined
			}
		}
	}
	return used
}

// lengthsOf gives how long each piece of function data is. The last is left out: nothing says where it ends.
func lengthsOf(used map[int]bool) map[int]int {
	lengths := map[int]int{}
	starts := slices.Sorted(maps.Keys(used))
	for i, at := range starts[:max(0, len(starts)-1)] {
		lengths[at] = starts[i+1] - at
	}
	return lengths
}

// sweepTables writes the tables by program counter that functions still point to again, close together, and zeros over
// what is left.
func (t *table) sweepTables() error {
	packed, moved := make([]byte, 1, len(t.pcs)), map[uint32]uint32{} // offset 0 means no table
	for _, f := range t.all {
		offsets := []int{offsetStack}
		for i := range f.pcdata {
			offsets = append(offsets, f.tableOf(i))
		}
		for _, offset := range offsets {
			from := t.get(f, offset)
			if from == 0 {
				continue
			}
			if _, done := moved[from]; !done {
				length, err := tableLength(t.pcs, int(from))
				if err != nil {
					return fmt.Errorf("%s: %w", t.name(f), err)
				}
				moved[from] = uint32(len(packed))
				packed = append(packed, t.pcs[from:][:length]...)
			}
			t.set(f, offset, moved[from])
		}
	}
	if len(packed) > len(t.pcs) {
		return errors.New("the tables by program counter overlap")
	}
	clear(t.pcs)
	copy(t.pcs, packed)
	return nil
}

// tableLength is how many bytes a table by program counter takes: pairs of differences, up to a zero.
func tableLength(pcs []byte, at int) (int, error) {
	if at > len(pcs) {
		return 0, fmt.Errorf("its table is outside: %d of %d bytes", at, len(pcs))
	}
	r := reader{rest: pcs[at:]}
	for first := true; ; first = false {
		if value := r.uvarint(); value == 0 && !first {
			break
		}
		r.uvarint()
	}
	return len(pcs) - at - len(r.rest), r.err
}

// sweepData writes the function data that is still used again, close together, and zeros over what is left. The last
// piece stays where it is: nothing says where it ends. before are the places of all the data that there was.
func (t *table) sweepData(before map[int]bool) error {
	lengths, now := lengthsOf(before), t.dataUsed()
	packed, moved := make([]byte, 0, len(t.data)), map[int]uint32{}
	for _, f := range t.all {
		for i := range f.funcdata {
			offset := f.dataOf(i)
			from := int(t.get(f, offset))
			length, known := lengths[from]
			if !known {
				continue
			}
			if _, done := moved[from]; !done {
				if now[from] {
					t.forget(from, length)
				}
				packed = append(packed, make([]byte, -len(packed)&(aligned-1))...)
				moved[from] = uint32(len(packed))
				packed = append(packed, t.data[from:][:length]...)
			}
			t.set(f, offset, moved[from])
		}
	}
	last := slices.Max(slices.Collect(maps.Keys(before)))
	if len(packed) > last || last >= len(t.data) {
		return errors.New("function data is not where it is expected")
	}
	clear(t.data[:last])
	copy(t.data, packed)
	return nil
}

// forget empties what only traces read in a list of inlined calls.
func (t *table) forget(at, length int) {
	for i := at; i+inlinedSize <= at+length; i += inlinedSize {
		clear(t.data[i+inlinedName:][:4])
		clear(t.data[i+inlinedLine:][:4])
	}
}

// sweepNames writes the names that functions still have again, close together, and zeros over what is left.
func (t *table) sweepNames() error {
	packed := []byte{0} // offset 0 means no name
	for _, f := range t.all {
		if t.get(f, offsetName) == 0 {
			continue
		}
		name := t.name(f)
		t.set(f, offsetName, uint32(len(packed)))
		packed = append(append(packed, name...), 0)
	}
	if len(packed) > len(t.names) {
		return errors.New("the names of functions overlap")
	}
	clear(t.names)
	copy(t.names, packed)
	return nil
}
