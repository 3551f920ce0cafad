//go:build !wasm

package drive

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"secondlook/app/host/chromium"
)

// Patience is how long a site may take for any one step.
const patience = 120 * time.Second

// settling is how long a browser that has just started is left alone: with an empty profile it is busy with itself.
const settling = 1500 * time.Millisecond

// Brakes are what make a fast machine slow.
type Brakes struct {
	Down, Up float64       // bytes a second
	Latency  time.Duration // from a request to the first byte of its answer
	CPU      float64       // how many times slower
}

// Slow is the fixed profile: a cheap phone on a poor connection.
var Slow = Brakes{Down: 1.6e6 / 8, Up: 750e3 / 8, Latency: 150 * time.Millisecond, CPU: 4}

// A browser is one Chromium with one tab, and the brakes on.
type browser struct {
	ctx    context.Context
	close  func()
	brakes *Brakes
	// network hears of every request of the page. It may be nil.
	network func(event any)
	// Errors that come while nobody waits for them: the brakes did not take on a worker.
	lock   sync.Mutex
	failed error
}

// open starts Chromium on a profile folder. All network events of the page are handed to hear, which may be nil.
func open(profile string, brakes *Brakes, hear func(event any)) (*browser, error) {
	allocator, closeAllocator := chromedp.NewExecAllocator(context.Background(), chromium.Options(profile)...)
	ctx, cancel := chromedp.NewContext(allocator)
	b := &browser{ctx: ctx, brakes: brakes, network: hear, close: sync.OnceFunc(func() {
		_ = chromedp.Cancel(ctx) // politely, so that it writes its profile
		cancel()
		closeAllocator()
	})}
	if err := chromedp.Do(ctx); err != nil {
		b.close()
		return nil, fmt.Errorf("chromium did not start: %w", err)
	}
	if err := b.prepare(); err != nil {
		b.close()
		return nil, err
	}
	time.Sleep(settling)
	return b, nil
}

func (b *browser) prepare() error {
	_, err := chromedp.Call(b.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: 360, Height: 740, DeviceScaleFactor: 1, Mobile: true})
	if err != nil {
		return err
	}
	if b.network != nil {
		if err := chromedp.Listen(b.ctx, b.network); err != nil {
			return err
		}
	}
	if b.brakes == nil {
		return nil
	}
	if err := b.brake(b.ctx); err != nil {
		return err
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: b.brakes.CPU}); err != nil {
		return err
	}
	if err := chromedp.ListenBrowser(b.ctx, func(event any) {
		if e, created := event.(*target.EventTargetCreated); created && e.TargetInfo.Type == "service_worker" {
			go func() { b.note(b.brakeWorker(e.TargetInfo.TargetID)) }() // not in here: it waits for an answer, and answers are read by who calls us
		}
	}); err != nil {
		return err
	}
	_, err = chromedp.CallBrowser(b.ctx, target.SetDiscoverTargets, target.SetDiscoverTargetsParams{Discover: true})
	return err
}

// brake slows the network of a page or a worker.
func (b *browser) brake(ctx context.Context) error {
	_, err := chromedp.Call(ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{
			Latency:            float64(b.brakes.Latency.Milliseconds()),
			DownloadThroughput: b.brakes.Down,
			UploadThroughput:   b.brakes.Up,
		}}})
	return err
}

// brakeWorker slows the network of a worker, some milliseconds after it has begun: Chromium answers nobody on behalf of a
// worker that is made to wait for its brakes. The brake on the processor is the page's, and is for its main thread alone.
func (b *browser) brakeWorker(id target.ID) error {
	ctx, _ := chromedp.NewContext(b.ctx, chromedp.WithTargetID(id)) // ends with the browser
	if err := b.brake(ctx); err != nil {
		return fmt.Errorf("no brakes on the worker: %w", err)
	}
	return nil
}

func (b *browser) note(err error) {
	if err == nil || b.ctx.Err() != nil {
		return
	}
	b.lock.Lock()
	defer b.lock.Unlock()
	b.failed = errors.Join(b.failed, err)
}

func (b *browser) trouble() error {
	b.lock.Lock()
	defer b.lock.Unlock()
	return b.failed
}

// before runs a script in every document before any other, and hears what it tells.
func (b *browser) before(script string, hear func(payload string)) error {
	if err := chromedp.Listen(b.ctx, func(event any) {
		if e, told := event.(*runtime.EventBindingCalled); told && e.Name == "benchTell" {
			hear(e.Payload)
		}
	}); err != nil {
		return err
	}
	if _, err := chromedp.Call(b.ctx, runtime.AddBinding, runtime.AddBindingParams{Name: "benchTell"}); err != nil {
		return err
	}
	_, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	return err
}

// visit goes to an address without waiting for anything.
func (b *browser) visit(address string) error {
	_, err := chromedp.Call(b.ctx, page.Navigate, page.NavigateParams{URL: address})
	return err
}
