//go:build !wasm

// Package chromium says how Chromium is started, by the browser tests and by the benchmark: without a window, on a profile of its
// own, and so that nothing it does reaches any other machine.
package chromium

import "github.com/chromedp/chromedp"

// Options start Debian's Chromium on a profile folder. What else a caller needs goes behind them.
func Options(profile string) []chromedp.ExecAllocatorOption {
	return []chromedp.ExecAllocatorOption{
		chromedp.ExecPath("/usr/bin/chromium"),
		chromedp.UserDataDir(profile),
		chromedp.Env("LANG=en_US.UTF-8"),
		chromedp.Flag("headless", "new"),
		chromedp.Flag("no-sandbox", true),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("no-first-run", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	}
}
