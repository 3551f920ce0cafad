package drive

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/profiler"
	"github.com/chromedp/cdproto/runtime"
)

func TestCosts_AddUpByFunction(t *testing.T) {
	node := func(id int64, function, url string) *profiler.ProfileNode {
		return &profiler.ProfileNode{ID: id, CallFrame: &runtime.CallFrame{FunctionName: function, URL: url}}
	}
	got := costs(&profiler.Profile{
		Nodes: []*profiler.ProfileNode{
			node(1, "(root)", ""), node(2, "(idle)", ""), node(3, "wasm-function[7]", "http://127.0.0.1:1/web/app.0a.wasm"), node(4, "wasm-function[8]", "http://127.0.0.1:1/web/app.0a.wasm"),
			node(5, "show", "http://127.0.0.1:1/web/opening.js"), node(6, "(program)", ""),
		},
		Samples:    []int64{2, 3, 4, 5, 3, 6},
		TimeDeltas: []int64{9000, 1000, 2000, 500, 1000, 100},
	})
	want := []Cost{
		{"the program, all functions", 4 * time.Millisecond},
		{"show in opening.js", 500 * time.Microsecond},
		{"the browser itself: reading, style, layout, paint, compiling", 100 * time.Microsecond},
	}
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %+v, want %+v", got[i], want[i])
		}
	}
}
