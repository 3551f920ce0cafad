//go:build !wasm

package serve

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

// kinds are the Content-Types by the ending of an address; an address without one is a page.
var kinds = map[string]string{
	"":             "text/html; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".png":         "image/png",
}

// Files serves files from memory, by their address.
func (p Press) Files(files map[string][]byte) (http.Handler, error) {
	bodies := map[string]body{}
	for address, whole := range files {
		b, err := p.body(kinds[path.Ext(address)], whole)
		if err != nil {
			return nil, err
		}
		bodies[address] = b
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, found := bodies[r.URL.Path]
		if !found {
			http.NotFound(w, r)
			return
		}
		b.send(w, r)
	}), nil
}

// Pages serves what a handler makes for each request. Each page it has made before was compressed beforehand.
func (p Press) Pages(handler http.Handler) http.Handler {
	var lock sync.Mutex
	made := map[[sha256.Size]byte]body{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, r)
		if answer.Code != http.StatusOK {
			http.Error(w, answer.Body.String(), answer.Code)
			return
		}
		whole := answer.Body.Bytes()
		sum := sha256.Sum256(whole)
		lock.Lock()
		b, known := made[sum]
		lock.Unlock()
		if !known {
			var err error
			if b, err = p.body(answer.Header().Get("Content-Type"), whole); err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			lock.Lock()
			made[sum] = b
			lock.Unlock()
		}
		b.send(w, r)
	})
}

// send answers with the smallest form the browser reads, under the rules our own server has: what lies under /web/ keeps for
// ever, all else is asked for again.
func (b body) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Vary", "Accept-Encoding")
	h.Set("Content-Type", b.kind)
	h.Set("Cache-Control", "no-cache")
	if strings.HasPrefix(r.URL.Path, "/web/") {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	h.Set("ETag", b.tag)
	if r.Method != http.MethodPost && r.Header.Get("If-None-Match") == b.tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	chosen := b.whole
	switch accepted := r.Header.Get("Accept-Encoding"); {
	case b.brotli != nil && strings.Contains(accepted, "br"):
		h.Set("Content-Encoding", "br")
		chosen = b.brotli
	case b.gzip != nil && strings.Contains(accepted, "gzip"):
		h.Set("Content-Encoding", "gzip")
		chosen = b.gzip
	}
	h.Set("Content-Length", strconv.Itoa(len(chosen)))
	w.Write(chosen)
}

// Late answers every page later; files under /web/ come as they did.
func Late(handler http.Handler, by time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/web/") {
			time.Sleep(by)
		}
		handler.ServeHTTP(w, r)
	})
}

// Start serves a handler on a free port of this machine alone. It gives the address, and what ends it: from then on every
// connection is refused.
func Start(handler http.Handler) (address string, stop func(), err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := &http.Server{Handler: handler, ErrorLog: log.New(io.Discard, "", 0), IdleTimeout: time.Minute}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	return "http://" + listener.Addr().String(), func() {
		left, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if server.Shutdown(left) != nil {
			server.Close() // whoever is still connected is let go
		}
		if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
			log.Print(err)
		}
	}, nil
}
