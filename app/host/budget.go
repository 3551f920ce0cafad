//go:build !wasm

package host

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// A budget is how many bytes some files together may take. A kilobyte is 1,000 bytes.
type budget struct {
	what  string
	most  int
	holds func(name string) bool
}

var budgets = []budget{
	{"start, leave and worker scripts", 12_000, func(name string) bool {
		return path.Ext(name) == ".js" && !strings.Contains(name, "wasm_exec") && !strings.Contains(name, "opening") && !strings.Contains(name, "numbers")
	}},
	{"first answer, brotli", 14_000, func(name string) bool {
		return name == "index.html.br" || strings.Contains(name, "opening") && strings.HasSuffix(name, ".js.br") ||
			strings.Contains(name, "style") && strings.HasSuffix(name, ".css.br")
	}},
	{"style sheets", 20_000, func(name string) bool { return path.Ext(name) == ".css" }},
	{"fonts", 35_000, func(name string) bool { return path.Ext(name) == ".woff2" }},
	{"program, raw", 7_000_000, func(name string) bool { return path.Ext(name) == ".wasm" }},
	{"program, brotli", 920_000, func(name string) bool { return strings.HasSuffix(name, ".wasm.br") }},
}

// report says how large the site came out. The error says which budgets are overrun.
func report(out io.Writer, folder string, files map[string][]byte) error {
	var over error
	fmt.Fprintf(out, "%s: %d files\n", folder, len(files))
	for _, b := range budgets {
		size := b.size(files)
		note := ""
		if size > b.most {
			note = "  OVER"
			over = errors.Join(over, fmt.Errorf("over budget: %s take %d bytes, at most %d are allowed", b.what, size, b.most))
		}
		fmt.Fprintf(out, "  %-32s %9d of %9d bytes%s\n", b.what, size, b.most, note)
	}
	return over
}

func (b budget) size(files map[string][]byte) int {
	size := 0
	for name, body := range files {
		if b.holds(name) {
			size += len(body)
		}
	}
	return size
}
