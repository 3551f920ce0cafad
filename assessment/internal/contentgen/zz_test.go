package main

import (
	"math/rand/v2"
	"testing"
	"testing/fstest"
)

func TestZZ(t *testing.T) {
	files := folder(t, "testdata/good")
	var names []string
	for n := range files {
		names = append(names, n)
	}
	bits := []string{"\n", ":", "- ", "[", "]", "{", "|", "&", "*", "---\n", ":::", "<", "\\", "'", "\"", "\t", "#", "!", "?", "`", "\xff", "  ", "1. ", "> ", "[a]: b\n", "<!--", "<a>"}
	for i := range 90000 {
		n := names[rand.IntN(len(names))]
		old := files[n]
		d := string(old.Data)
		for range 1 + rand.IntN(3) {
			at := rand.IntN(len(d) + 1)
			if rand.IntN(3) == 0 {
				end := min(len(d), at+rand.IntN(20))
				d = d[:at] + d[end:]
			} else {
				d = d[:at] + bits[rand.IntN(len(bits))] + d[at:]
			}
		}
		files[n] = &fstest.MapFile{Data: []byte(d)}
		func() {
			defer func() {
				if e := recover(); e != nil {
					t.Errorf("%d %s: %v\n%s", i, n, e, d)
				}
			}()
			generateSmall(files)
		}()
		files[n] = old
		if t.Failed() { return }
	}
}
