//go:build !wasm

package lean

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// A Size is what one package takes in a program that was not packed yet.
type Size struct {
	Package   string
	Functions int
	Code      int // bytes of its functions
	Tables    int // bytes of what the collector and stack traces read about them
}

// Sizes gives what each package takes, the largest first, and how many bytes of other data there are: words, types,
// variables. Functions made for a type of another package count where they were written.
func Sizes(program []byte) (packages []Size, other int, err error) {
	all, err := sections(program)
	if err != nil {
		return nil, 0, err
	}
	code, err := find(all, codeSection)
	if err != nil {
		return nil, 0, err
	}
	data, err := find(all, dataSection)
	if err != nil {
		return nil, 0, err
	}
	memory, err := start(data)
	if err != nil {
		return nil, 0, err
	}
	t, err := readTable(memory)
	if err != nil {
		return nil, 0, err
	}
	r := reader{rest: code.body}
	if count := r.uvarint(); count != uint64(len(t.all)) {
		return nil, 0, fmt.Errorf("%d functions in the code, %d in the table", count, len(t.all))
	}
	lengths, starts := lengthsOf(t.dataUsed()), map[int]bool{}
	sizes := map[string]Size{}
	for _, f := range t.all {
		name := packageOf(t.name(f))
		s := sizes[name]
		s.Package, s.Functions = name, s.Functions+1
		s.Code += len(r.take(r.uvarint()))
		s.Tables += funcSize + 4*(f.pcdata+f.funcdata)
		for i := range f.funcdata {
			if at := int(t.get(f, f.dataOf(i))); !starts[at] {
				starts[at] = true // shared data counts once
				s.Tables += lengths[at]
			}
		}
		sizes[name] = s
	}
	tables := len(t.names) + len(t.units) + len(t.files) + len(t.pcs) + len(t.funcs) + len(t.data) + len(t.find)
	packages = slices.SortedFunc(maps.Values(sizes), func(a, b Size) int {
		return cmp.Or(cmp.Compare(b.Code+b.Tables, a.Code+a.Tables), cmp.Compare(a.Package, b.Package))
	})
	return packages, len(memory) - tables, r.err
}

// packageOf gives the import path of a function's package from its full name.
func packageOf(function string) string {
	name, _, _ := strings.Cut(function, "[")
	if kind, _, special := strings.Cut(name, ":"); special {
		return kind + ":"
	}
	slash := strings.LastIndexByte(name, '/') + 1
	if dot := strings.IndexByte(name[slash:], '.'); dot > 0 {
		return name[:slash+dot]
	}
	return "(assembly)"
}

// Report prints what each package takes, largest first, and how many packages the program is linked from.
func Report(out io.Writer, program []byte, linked int) error {
	packages, other, err := Sizes(program)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%9s %9s %9s  package\n", "code", "tables", "functions")
	var all Size
	for _, s := range packages {
		fmt.Fprintf(out, "%9d %9d %9d  %s\n", s.Code, s.Tables, s.Functions, s.Package)
		all.Code, all.Tables, all.Functions = all.Code+s.Code, all.Tables+s.Tables, all.Functions+s.Functions
	}
	fmt.Fprintf(out, "%9d %9d %9d  all; %d bytes of words, types and variables; linked from %d packages; before packing and compression\n",
		all.Code, all.Tables, all.Functions, other, linked)
	return nil
}
