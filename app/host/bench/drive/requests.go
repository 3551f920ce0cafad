//go:build !wasm

package drive

import (
	"net/url"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
)

// A Request is one file a visit asked for. Times are in milliseconds from the first request.
type Request struct {
	Path              string
	Begun, Come, Done float64 // asked for; the first byte of the answer; the last
	Bytes             int     // over the network
}

// A ledger notes requests as the browser tells of them.
type ledger struct {
	lock  sync.Mutex
	all   []Request
	known map[network.RequestID]int
	zero  cdp.MonotonicTime
}

func (l *ledger) hear(event any) {
	l.lock.Lock()
	defer l.lock.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if l.known == nil {
			l.known, l.zero = map[network.RequestID]int{}, e.Timestamp
		}
		path := e.Request.URL
		if u, err := url.Parse(path); err == nil && u.Scheme == "http" {
			path = u.Path
		}
		l.known[e.RequestID] = len(l.all)
		l.all = append(l.all, Request{Path: path, Begun: l.since(e.Timestamp)})
	case *network.EventResponseReceived:
		if i, known := l.known[e.RequestID]; known {
			l.all[i].Come = l.since(e.Timestamp)
		}
	case *network.EventLoadingFinished:
		if i, known := l.known[e.RequestID]; known {
			l.all[i].Done, l.all[i].Bytes = l.since(e.Timestamp), int(e.EncodedDataLength)
		}
	}
}

// since is a time of the browser in milliseconds from the first request.
func (l *ledger) since(t cdp.MonotonicTime) float64 { return 1000 * float64(t-l.zero) }

func (l *ledger) requests() []Request {
	l.lock.Lock()
	defer l.lock.Unlock()
	return append([]Request(nil), l.all...)
}
