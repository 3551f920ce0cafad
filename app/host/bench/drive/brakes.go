//go:build !wasm

package drive

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/chromedp/chromedp"

	"secondlook/app/host/bench/serve"
)

// load is what the check of the brakes downloads; random, so that nothing makes it smaller.
const load = 100_000

const (
	brakePage   = `<!doctype html><title>Brakes</title>`
	brakeWorker = `self.addEventListener('install', (event) => event.waitUntil(new Promise((go) => setTimeout(go, 500)) // until the brakes are on
  .then(async () => {
    const begun = Date.now();
    await (await fetch('/load?worker')).arrayBuffer();
    const cache = await caches.open('took');
    await cache.put('/took', new Response(String(Date.now() - begun)));
  })));`
	brakeNetwork = `(async () => {
    const begun = performance.now();
    await (await fetch('/load?page')).arrayBuffer();
    return performance.now() - begun;
  })()`
	brakeProcessor = `(() => {
    const begun = performance.now();
    let x = 0;
    for (let i = 0; i < 3e7; i += 1) x += Math.sqrt(i);
    return x > 0 ? performance.now() - begun : 0;
  })()`
	brakeTook = `(async () => {
    await navigator.serviceWorker.register('/worker.js');
    await navigator.serviceWorker.ready;
    return Number(await (await caches.match('/took')).text());
  })()`
)

// CheckBrakes measures what the brakes do: to a page's network and processor, and to a worker's network. The error says
// which does not take.
func CheckBrakes(b Brakes) error {
	body := make([]byte, load)
	rand.Read(body)
	address, stop, err := serve.Start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		switch r.URL.Path {
		case "/load":
			w.Write(body)
		case "/worker.js":
			w.Header().Set("Content-Type", "text/javascript")
			w.Write([]byte(brakeWorker))
		default:
			w.Header().Set("Content-Type", "text/html")
			w.Write([]byte(brakePage))
		}
	}))
	if err != nil {
		return err
	}
	defer stop()
	free, err := timed(address, nil, brakeProcessor)
	if err != nil {
		return err
	}
	slow, err := timed(address, &b, brakeProcessor, brakeNetwork, brakeTook)
	if err != nil {
		return err
	}
	if ratio := slow[0] / free[0]; ratio < 0.6*b.CPU {
		return fmt.Errorf("the processor is %.1f times slower, not %.0f times", ratio, b.CPU)
	}
	want := float64(b.Latency.Milliseconds()) + load/b.Down*1000
	for i, what := range []string{"page", "worker"} {
		if got := slow[1+i]; got < 0.9*want || got > 2*want {
			return fmt.Errorf("%d bytes take the %s %.0f ms, not about %.0f", load, what, got, want)
		}
	}
	return nil
}

// timed evaluates expressions that give milliseconds, in a browser of their own.
func timed(address string, brakes *Brakes, expressions ...string) ([]float64, error) {
	profile, err := os.MkdirTemp("", "second-look-bench-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(profile)
	b, err := open(profile, brakes, nil)
	if err != nil {
		return nil, err
	}
	defer b.close()
	if err := chromedp.Do(b.ctx, chromedp.Navigate(address)); err != nil {
		return nil, err
	}
	var took []float64
	for _, expression := range expressions {
		ms, err := chromedp.Run(b.ctx, chromedp.Evaluate[float64](expression, chromedp.EvalAwaitPromise))
		if err != nil {
			return nil, err
		}
		took = append(took, ms)
		time.Sleep(100 * time.Millisecond)
	}
	return took, b.trouble()
}
