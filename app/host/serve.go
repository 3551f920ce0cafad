//go:build !wasm

package host

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"maps"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	usualAddress   = "127.0.0.1:8000"
	mostVisitors   = 256 // connections at once
	goodbye        = 5 * time.Second
	largestHeaders = 16 << 10
)

// serve shows a built folder on this machine until it is told to stop.
func serve(folder, address string, out io.Writer) error {
	files, err := load(folder)
	if err != nil {
		return err
	}
	listener, err := listen(address)
	if err != nil {
		return err
	}
	server := newServer(files, listener.Addr().(*net.TCPAddr))
	stopped, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	fmt.Fprintf(out, "Second Look is at http://%s (Ctrl-C ends it)\n", listener.Addr())

	ended := make(chan error, 1)
	go func() { ended <- server.Serve(limit(listener, mostVisitors)) }()
	select {
	case err := <-ended:
		return err
	case <-stopped.Done():
		left, cancel := context.WithTimeout(context.Background(), goodbye)
		defer cancel()
		if err := server.Shutdown(left); err != nil {
			return server.Close() // whoever is still here after that time is let go
		}
		return nil
	}
}

// listen takes an address of this machine alone.
func listen(address string) (net.Listener, error) {
	if address == "" {
		address = usualAddress
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("ADDR=%q is not an address; write ADDR=127.0.0.1:8000", address)
	}
	switch host {
	case "", "localhost":
		host = "127.0.0.1"
	case "127.0.0.1", "::1":
	default:
		return nil, fmt.Errorf("ADDR=%q would show the site to other machines; write ADDR=127.0.0.1:%s", address, port)
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("port %s is taken by another program; choose another, such as ADDR=127.0.0.1:8001", port)
	}
	if err != nil {
		return nil, fmt.Errorf("ADDR=%q: %w", address, err)
	}
	return listener, nil
}

// newServer is the server with its limits; at tells it which names it may be called by.
func newServer(files *folder, at *net.TCPAddr) *http.Server {
	return &http.Server{
		Handler:                      files.at(at),
		ReadHeaderTimeout:            5 * time.Second,
		ReadTimeout:                  10 * time.Second,
		WriteTimeout:                 60 * time.Second,
		IdleTimeout:                  60 * time.Second,
		MaxHeaderBytes:               largestHeaders,
		ErrorLog:                     log.New(io.Discard, "", 0),
		DisableGeneralOptionsHandler: true,
	}
}

// A variant is one form of a file: as it is, or compressed.
type variant struct {
	coding string // "", "br" or "gzip"
	body   []byte
	tag    string
}

// A served file has its plain form first and then the smaller ones, best first.
type served struct {
	kind     kind
	variants []variant
}

// A folder is a built site in memory. What is not listed does not exist: no path is ever looked up on disk.
type folder struct {
	files map[string]served // by address
	moved map[string]string // "/urgent.html" and "/urgent/" -> "/urgent"
	hosts map[string]bool
	sheet header // sent with the start page
}

// load reads a built folder: regular files of a known kind, and nothing behind a link or a dot.
func load(name string) (*folder, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, fmt.Errorf("there is no site in %s; run make build first", name)
	}
	defer root.Close()
	f := &folder{files: map[string]served{}, moved: map[string]string{}}
	err = fs.WalkDir(root.FS(), ".", func(file string, entry fs.DirEntry, err error) error {
		switch hidden := strings.HasPrefix(path.Base(file), ".") && file != "."; {
		case err != nil:
			return err
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden || !entry.Type().IsRegular():
			return nil
		}
		return f.take(root, file)
	})
	if err != nil {
		return nil, err
	}
	for _, needed := range []string{"/", "/404", "/worker.js"} {
		if _, found := f.files[needed]; !found {
			return nil, fmt.Errorf("%s is not a whole site: there is no %s; run make build", name, needed)
		}
	}
	f.sheet = sheetFirst(maps.Keys(f.files))
	return f, nil
}

func (f *folder) take(root *os.Root, file string) error {
	kind, known := kindOf(file)
	if !known {
		return nil
	}
	body, err := root.ReadFile(file)
	if err != nil {
		return err
	}
	one := served{kind: kind, variants: []variant{newVariant("", body)}}
	for _, small := range []struct{ coding, ending string }{{"br", ".br"}, {"gzip", ".gz"}} {
		body, err := root.ReadFile(file + small.ending)
		if err == nil && len(body) < len(one.variants[0].body) {
			one.variants = append(one.variants, newVariant(small.coding, body))
		}
	}
	address := addressOf(file)
	f.files[address] = one
	if address != "/"+file {
		f.moved["/"+file] = address
	}
	if kind.Ending == "html" && address != "/" {
		f.moved[address+"/"] = address
	}
	return nil
}

func newVariant(coding string, body []byte) variant {
	sum := sha256.Sum256(body)
	return variant{coding, body, fmt.Sprintf(`"%x"`, sum[:12])}
}

// at is the folder under the names of one address of this machine. Any other name is someone else's trick.
func (f *folder) at(address *net.TCPAddr) *folder {
	named := *f
	named.hosts = map[string]bool{}
	for _, host := range []string{"127.0.0.1", "localhost", "::1"} {
		named.hosts[net.JoinHostPort(host, strconv.Itoa(address.Port))] = true
	}
	if address.Port == 80 {
		named.hosts["127.0.0.1"], named.hosts["localhost"], named.hosts["[::1]"] = true, true, true
	}
	return &named
}

// ServeHTTP answers with a file of the folder, or says plainly why not.
func (f *folder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, h := range headers {
		w.Header().Set(h.Name, h.Value)
	}
	w.Header().Set("Cache-Control", never)
	r.Body = http.MaxBytesReader(w, r.Body, 0)
	switch {
	case !f.hosts[r.Host]:
		refuse(w, http.StatusMisdirectedRequest)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed)
	case r.ContentLength != 0:
		w.Header().Set("Connection", "close")
		refuse(w, http.StatusRequestEntityTooLarge)
	default:
		f.find(w, r)
	}
}

func (f *folder) find(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Vary", "Accept-Encoding")
	if one, found := f.files[r.URL.Path]; found {
		w.Header().Set("Cache-Control", caching(r.URL.Path))
		if r.URL.Path == "/" {
			w.Header().Set(f.sheet.Name, f.sheet.Value)
		}
		one.send(w, r)
		return
	}
	if address, moved := f.moved[r.URL.Path]; moved {
		w.Header().Set("Location", address) // from our own list, so it never leads to another host
		w.WriteHeader(http.StatusPermanentRedirect)
		return
	}
	missing := f.files["/404"]
	w.Header().Set("Content-Type", missing.kind.contentType())
	w.Header().Set("Content-Length", strconv.Itoa(len(missing.variants[0].body)))
	w.WriteHeader(http.StatusNotFound)
	w.Write(missing.variants[0].body)
}

func (one served) send(w http.ResponseWriter, r *http.Request) {
	chosen := one.variants[0]
	// One part of the plain form is as far as ranges go; a list of a thousand parts gets the whole.
	if strings.Contains(r.Header.Get("Range"), ",") || len(r.Header["Range"]) > 1 {
		r.Header.Del("Range")
	}
	if r.Header.Get("Range") == "" {
		chosen = one.best(r.Header.Values("Accept-Encoding"))
	}
	w.Header().Set("Content-Type", one.kind.contentType())
	w.Header().Set("ETag", chosen.tag)
	if chosen.coding != "" {
		w.Header().Set("Content-Encoding", chosen.coding)
		w.Header().Set("Content-Length", strconv.Itoa(len(chosen.body)))
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(chosen.body))
}

// best is the smallest form that the browser says it can read.
func (one served) best(accepted []string) variant {
	reads := map[string]bool{}
	for _, part := range strings.Split(strings.Join(accepted, ","), ",") {
		coding, weight, weighted := strings.Cut(strings.ReplaceAll(strings.ToLower(part), " ", ""), ";q=")
		q, err := strconv.ParseFloat(weight, 64)
		reads[coding] = !weighted || err == nil && q > 0
	}
	for _, v := range one.variants[1:] {
		if reads[v.coding] {
			return v
		}
	}
	return one.variants[0]
}

func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintln(w, http.StatusText(status))
}

// limit lets only so many connections in at once; the others wait outside.
func limit(l net.Listener, most int) net.Listener {
	return limited{l, make(chan struct{}, most)}
}

type limited struct {
	net.Listener
	inside chan struct{}
}

// Accept waits for a visitor, and for room.
func (l limited) Accept() (net.Conn, error) {
	l.inside <- struct{}{}
	out := sync.OnceFunc(func() { <-l.inside })
	conn, err := l.Listener.Accept()
	if err != nil {
		out()
		return nil, err
	}
	return visitor{conn.(*net.TCPConn), out}, nil
}

// A visitor is a whole TCP connection, so that the server can still end it politely: half first.
type visitor struct {
	*net.TCPConn
	out func()
}

// Close makes room for the next visitor.
func (v visitor) Close() error {
	defer v.out()
	return v.TCPConn.Close()
}
