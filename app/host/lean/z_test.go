//go:build !wasm

package lean

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestP(t *testing.T) {
	in := os.Getenv("IN")
	b, _ := os.ReadFile(in)
	v := os.Getenv("V")
	all, _ := sections(b)
	d, _ := find(all, dataSection)
	c, _ := find(all, codeSection)
	segs, _ := segments(d.body)
	mem, _ := image(segs)
	tab, err := readTable(mem)
	if err != nil {
		t.Fatal(err)
	}
	tab.strip()
	if strings.Contains(v, "N") {
		m := newMarks(tab.names)
		for _, f := range tab.all {
			n := tab.name(f)
			keep := strings.HasPrefix(n, "runtime.") || tab.funcs[f.at+offsetID] == wrapper && strings.Contains(n, ".(*")
			if strings.Contains(v, "s") {
				keep = keep || strings.HasPrefix(n, "secondlook/") || strings.HasPrefix(n, "main.")
			}
			if strings.Contains(v, "g") {
				keep = keep || strings.HasPrefix(n, goApp)
			}
			if !keep {
				tab.set(f, offsetName, 0)
			} else {
				m.addName(int(tab.get(f, offsetName)))
			}
		}
		m.clearOthers()
	}
	d.body = cut(mem, gap)
	os.WriteFile(in+".p"+v, joined(all), 0o644)
	if strings.Contains(v, "p") {
		os.WriteFile(in+".p.code", c.body, 0o644)
		os.WriteFile(in+".p.data", d.body, 0o644)
		at, _ := findHeader(mem)
		os.WriteFile(in+".p.rodata", mem[:at], 0o644)
		os.WriteFile(in+".p.tables", mem[at:at+len(tab.names)+len(tab.files)+len(tab.units)+len(tab.pcs)+len(tab.funcs)+len(tab.data)+len(tab.find)], 0o644)
		os.WriteFile(in+".p.data", mem[at+len(tab.names)+len(tab.files)+len(tab.units)+len(tab.pcs)+len(tab.funcs)+len(tab.data)+len(tab.find):], 0o644)
	}
	fmt.Println(in)
}
