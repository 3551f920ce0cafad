//go:build browser

package browser_test

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// A fault is what goes wrong with one address.
type fault struct {
	status int                      // answered with this instead
	kind   string                   // Content-Type of the answer
	body   string                   // the whole answer, where it is made up
	edit   func(body []byte) []byte // changes the true answer
	cut    bool                     // the connection ends half-way
	wait   chan struct{}            // nothing comes until it is closed
}

// A server stands before the real one. It counts what is asked, and lies where it is told to.
type server struct {
	t       testing.TB
	address string

	lock   sync.Mutex
	behind *httputil.ReverseProxy
	real   string
	faults map[string]fault
	log    []string
	http   *http.Server
}

// serve puts a server with an address of its own before the built site.
func serve(t testing.TB, folder string) *server {
	t.Helper()
	s := &server{t: t, faults: map[string]fault{}}
	s.show(folder)
	s.start("127.0.0.1:0")
	t.Cleanup(s.stop)
	return s
}

// show changes what stands behind this server: another version of the site, say.
func (s *server) show(folder string) {
	s.t.Helper()
	at, err := realServer(folder)
	if err != nil {
		s.t.Fatal(err)
	}
	target := &url.URL{Scheme: "http", Host: at}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			r.Out.Host = at
		},
		Transport: &http.Transport{DisableCompression: true},
		ErrorLog:  log.New(io.Discard, "", 0),
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	s.behind, s.real = proxy, at
}

func (s *server) start(address string) {
	s.t.Helper()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		s.t.Fatal(err)
	}
	s.address = listener.Addr().String()
	s.http = &http.Server{Handler: s, ErrorLog: log.New(io.Discard, "", 0)}
	go s.http.Serve(listener)
}

// stop is the network going away.
func (s *server) stop() {
	if s.http != nil {
		s.http.Close()
		s.http = nil
	}
}

// again is the network coming back.
func (s *server) again() { s.t.Helper(); s.start(s.address) }

// at is the full address of a path.
func (s *server) at(path string) string { return "http://" + s.address + path }

// fail makes one path go wrong; "*" stands for all that have no fault of their own.
func (s *server) fail(path string, f fault) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.faults[path] = f
}

func (s *server) mend() {
	s.lock.Lock()
	defer s.lock.Unlock()
	clear(s.faults)
}

// asked lists the requests so far: method and address, in order.
func (s *server) asked() []string {
	s.lock.Lock()
	defer s.lock.Unlock()
	return slices.Clone(s.log)
}

// count says how often an address was asked for.
func (s *server) count(address string) int {
	n := 0
	for _, line := range s.asked() {
		if line == "GET "+address {
			n++
		}
	}
	return n
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.lock.Lock()
	s.log = append(s.log, r.Method+" "+r.URL.RequestURI())
	f, wrong := s.faults[r.URL.Path]
	if !wrong {
		f, wrong = s.faults["*"]
	}
	behind := s.behind
	s.lock.Unlock()
	if !wrong {
		behind.ServeHTTP(w, r)
		return
	}
	if f.wait != nil {
		select {
		case <-f.wait:
		case <-r.Context().Done():
			return
		}
	}
	switch {
	case f.status != 0 || f.kind != "":
		w.Header().Set("Content-Type", f.kind)
		w.Header().Set("Cache-Control", "no-store")
		if f.status != 0 {
			w.WriteHeader(f.status)
		}
		io.WriteString(w, f.body)
	case f.cut || f.edit != nil:
		s.change(w, r, f)
	default:
		behind.ServeHTTP(w, r)
	}
}

// change passes the true answer on, altered or only half of it.
func (s *server) change(w http.ResponseWriter, r *http.Request, f fault) {
	s.lock.Lock()
	real := s.real
	s.lock.Unlock()
	answer, err := http.Get("http://" + real + r.URL.RequestURI()) // Go undoes any compression
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	for name, values := range answer.Header {
		if name != "Etag" && name != "Content-Length" && name != "Content-Encoding" && name != "Accept-Ranges" {
			w.Header()[name] = values
		}
	}
	if f.edit != nil {
		changed := f.edit(bytes.Clone(body))
		if bytes.Equal(changed, body) {
			s.t.Errorf("the planted change to %s changes nothing", r.URL.Path)
		}
		body = changed
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(answer.StatusCode)
	if f.cut {
		w.Write(body[:len(body)/2])
		panic(http.ErrAbortHandler)
	}
	w.Write(body)
}

// get fetches a path from the server as it is.
func (s *server) get(path string) (int, string, error) {
	answer, err := http.Get(s.at(path))
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, "", fmt.Errorf("%s: %w", path, err)
	}
	return answer.StatusCode, string(body), nil
}

// hashed reports whether an address carries the hash of what is behind it.
func hashed(address string) bool { return strings.HasPrefix(address, "/web/") }
