package drive

import (
	"testing"

	"github.com/chromedp/cdproto/network"
)

func TestLedger_NotesWhenEachFileCame(t *testing.T) {
	var l ledger
	for _, event := range []any{
		&network.EventRequestWillBeSent{RequestID: "1", Timestamp: 10, Request: &network.Request{URL: "http://127.0.0.1:1/"}},
		&network.EventResponseReceived{RequestID: "1", Timestamp: 10.25},
		&network.EventRequestWillBeSent{RequestID: "2", Timestamp: 10.5, Request: &network.Request{URL: "http://127.0.0.1:1/web/style.css"}},
		&network.EventLoadingFinished{RequestID: "1", Timestamp: 10.5, EncodedDataLength: 7000},
		&network.EventLoadingFinished{RequestID: "of another tab", Timestamp: 11},
	} {
		l.hear(event)
	}
	got := l.requests()
	if len(got) != 2 || got[0] != (Request{"/", 0, 250, 500, 7000}) || got[1] != (Request{Path: "/web/style.css", Begun: 500}) {
		t.Errorf("got %+v", got)
	}
}
