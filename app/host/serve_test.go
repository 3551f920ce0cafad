//go:build !wasm

package host

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

// A stand is a running server over a small site in a folder of its own.
type stand struct {
	address string
	files   map[string][]byte
}

// start serves the real pages. Patience is how long it waits for a request's first lines.
func start(t *testing.T, patience time.Duration) stand {
	t.Helper()
	files, err := complete(smallSite(t), press{memory: filepath.Join(os.TempDir(), "second-look-test-press")})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "dist")
	if err := replaceFolder(name, files); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(filepath.Dir(name), "secret.txt")
	for file, body := range map[string]string{outside: "secret", filepath.Join(name, ".hidden.txt"): "secret", filepath.Join(name, "go.mod"): "secret"} {
		if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(outside, filepath.Join(name, "link.txt")); err != nil {
		t.Fatal(err)
	}
	loaded, err := load(name)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := newServer(loaded, listener.Addr().(*net.TCPAddr))
	server.ReadHeaderTimeout = patience
	go server.Serve(limit(listener, mostVisitors))
	t.Cleanup(func() { server.Close() })
	return stand{listener.Addr().String(), files}
}

// raw sends bytes as they are and reads what comes back.
func (s stand) raw(t *testing.T, request string) (*http.Response, []byte) {
	t.Helper()
	conn, err := net.Dial("tcp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	go io.WriteString(conn, strings.ReplaceAll(request, "HOST", s.address))
	method, _, _ := strings.Cut(request, " ")
	answer, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	if err != nil {
		t.Fatalf("%.60q: %v", request, err)
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil && method != http.MethodHead {
		t.Fatalf("%.60q: %v", request, err)
	}
	return answer, body
}

func TestServe_RawRequests(t *testing.T) {
	s := start(t, 5*time.Second)
	program := ""
	for name := range s.files {
		if strings.HasSuffix(name, ".wasm") {
			program = "/" + name
		}
	}
	const host = " HTTP/1.1\r\nHost: HOST\r\n"
	for _, test := range []struct {
		name, request string
		status        int
	}{
		{"start page", "GET /" + host + "\r\n", 200},
		{"page without its ending", "GET /urgent" + host + "\r\n", 200},
		{"page with a query", "GET /urgent?from=x&y=%00" + host + "\r\n", 200},
		{"absolute address", "GET http://HOST/urgent" + host + "\r\n", 200},
		{"head", "HEAD /urgent" + host + "\r\n", 200},
		{"unknown path", "GET /nothing/here" + host + "\r\n", 404},
		{"climbing out", "GET /web/../go.mod" + host + "\r\n", 404},
		{"climbing out further", "GET /../secret.txt" + host + "\r\n", 404},
		{"climbing out, escaped", "GET /web/%2e%2e%2fgo.mod" + host + "\r\n", 404},
		{"climbing out, escaped twice", "GET /web/%252e%252e%252fgo.mod" + host + "\r\n", 404},
		{"backslash", "GET /web\\..\\go.mod" + host + "\r\n", 404},
		{"escaped NUL", "GET /urgent%00.html" + host + "\r\n", 404},
		{"NUL", "GET /urgent\x00" + host + "\r\n", 400},
		{"file of no kind", "GET /go.mod" + host + "\r\n", 404},
		{"settings", "GET /_headers" + host + "\r\n", 404},
		{"hidden file", "GET /.hidden.txt" + host + "\r\n", 404},
		{"symbolic link", "GET /link.txt" + host + "\r\n", 404},
		{"folder", "GET /web" + host + "\r\n", 404},
		{"folder listing", "GET /web/" + host + "\r\n", 404},
		{"compressed copy by name", "GET /index.html.br" + host + "\r\n", 404},
		{"trailing slash", "GET /urgent/" + host + "\r\n", 308},
		{"file name of a page", "GET /urgent.html" + host + "\r\n", 308},
		{"file name of the start page", "GET /index.html" + host + "\r\n", 308},
		{"other host in the path", "GET //evil.example/urgent/" + host + "\r\n", 404},
		{"other host, doubly", "GET //urgent/" + host + "\r\n", 404},
		{"post", "POST /" + host + "Content-Length: 1\r\n\r\nx", 405},
		{"put", "PUT /x" + host + "\r\n", 405},
		{"options for all", "OPTIONS *" + host + "\r\n", 405},
		{"connect", "CONNECT evil.example:443" + " HTTP/1.1\r\nHost: HOST\r\n\r\n", 421},
		{"trace", "TRACE /" + host + "\r\n", 405},
		{"body", "GET /" + host + "Content-Length: 5\r\n\r\nhello", 413},
		{"body in parts", "GET /" + host + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 413},
		{"another name", "GET / HTTP/1.1\r\nHost: evil\r\n\r\n", 421},
		{"another port", "GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n", 421},
		{"our name inside another", "GET / HTTP/1.1\r\nHost: HOST.evil.example\r\n\r\n", 421},
		{"two names", "GET / HTTP/1.1\r\nHost: HOST\r\nHost: evil\r\n\r\n", 400},
		{"no name", "GET / HTTP/1.1\r\n\r\n", 400},
		{"HTTP/1.0 with a name", "GET /urgent HTTP/1.0\r\nHost: HOST\r\n\r\n", 200},
		{"HTTP/1.0 without", "GET /urgent HTTP/1.0\r\n\r\n", 421},
		{"headers of a megabyte", "GET /" + host + "X: " + strings.Repeat("x", 1<<20) + "\r\n\r\n", 431},
		{"not HTTP", "hello\r\n\r\n", 400},
		{"one part", "GET " + program + host + "Range: bytes=0-3\r\n\r\n", 206},
		{"one part, compressed", "GET " + program + host + "Accept-Encoding: br\r\nRange: bytes=0-3\r\n\r\n", 206},
		{"a part beyond the end", "GET " + program + host + "Range: bytes=99999999-\r\n\r\n", 416},
		{"a thousand parts", "GET " + program + host + "Range: bytes=0-0" + strings.Repeat(",0-0", 1000) + "\r\n\r\n", 200},
		{"any version will do", "GET /urgent" + host + "If-None-Match: *\r\n\r\n", 304},
		{"another version", "GET /urgent" + host + "If-None-Match: \"x\"\r\n\r\n", 200},
	} {
		t.Run(test.name, func(t *testing.T) {
			answer, body := s.raw(t, test.request)
			if answer.StatusCode != test.status {
				t.Fatalf("got %d, want %d", answer.StatusCode, test.status)
			}
			if bytes.Contains(body, []byte("secret")) {
				t.Error("a file from outside came back")
			}
			byUs := test.status != 400 && test.status != 431 // those two are Go's own, before anything of ours runs
			for _, h := range headers {
				if got := answer.Header.Get(h.Name); byUs && got != h.Value {
					t.Errorf("%s: got %q, want %q", h.Name, got, h.Value)
				}
			}
			for _, name := range []string{"Server", "Set-Cookie", "Strict-Transport-Security", "X-Powered-By"} {
				if got := answer.Header.Get(name); got != "" {
					t.Errorf("%s: got %q, want none", name, got)
				}
			}
			switch test.status {
			case 308:
				if got := answer.Header.Get("Location"); got != "/" && got != "/urgent" {
					t.Errorf("Location: got %q", got)
				}
			case 404:
				if got := answer.Header.Get("Cache-Control"); got != never || !bytes.Contains(body, []byte(`href="tel:`)) {
					t.Errorf("a missing page: Cache-Control %q, %d bytes without a number", got, len(body))
				}
			case 405:
				if got := answer.Header.Get("Allow"); got != "GET, HEAD" {
					t.Errorf("Allow: got %q", got)
				}
			}
			if test.name == "head" && (len(body) > 0 || answer.ContentLength < 1000) {
				t.Errorf("got %d bytes and a length of %d, want none and the page's", len(body), answer.ContentLength)
			}
		})
	}
}

func TestServe_EveryFileAsTheWorkerAsksForIt(t *testing.T) {
	s := start(t, 5*time.Second)
	asked := listed(t, s.files["worker.js"])
	asked = append(asked, kept{URL: "/worker.js"}, kept{URL: "/robots.txt"})
	for _, file := range asked {
		name := strings.TrimPrefix(file.URL, "/")
		if _, found := s.files[name]; !found {
			name = fileOf(file.URL)
		}
		tags := map[string]bool{}
		for coding, open := range map[string]func(io.Reader) (io.Reader, error){
			"":         func(r io.Reader) (io.Reader, error) { return r, nil },
			"br":       func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
			"gzip":     func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
			"br;q=0":   func(r io.Reader) (io.Reader, error) { return r, nil },
			"identity": func(r io.Reader) (io.Reader, error) { return r, nil },
		} {
			answer, body := s.raw(t, "GET "+file.URL+" HTTP/1.1\r\nHost: HOST\r\nAccept-Encoding: "+coding+"\r\n\r\n")
			if answer.Header.Get("Content-Encoding") == "" {
				open = func(r io.Reader) (io.Reader, error) { return r, nil }
			} else if got := answer.Header.Get("Content-Encoding"); got != coding {
				t.Errorf("%s: got %s, asked for %s", file.URL, got, coding)
			}
			reader, err := open(bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			plain, err := io.ReadAll(reader)
			if err != nil || !bytes.Equal(plain, s.files[name]) {
				t.Errorf("%s (%q): not the file that was built: %v", file.URL, coding, err)
			}
			kind, _ := kindOf(name)
			if got := answer.Header.Get("Content-Type"); got != kind.contentType() {
				t.Errorf("%s: got type %q, want %q", file.URL, got, kind.contentType())
			}
			if got := answer.Header.Get("Vary"); got != "Accept-Encoding" {
				t.Errorf("%s: Vary: got %q", file.URL, got)
			}
			tag := answer.Header.Get("ETag") + answer.Header.Get("Content-Encoding")
			tags[answer.Header.Get("ETag")] = true
			again, _ := s.raw(t, "GET "+file.URL+" HTTP/1.1\r\nHost: HOST\r\nAccept-Encoding: "+coding+"\r\nIf-None-Match: "+answer.Header.Get("ETag")+"\r\n\r\n")
			if again.StatusCode != 304 {
				t.Errorf("%s: got %d for the tag %s, want 304", file.URL, again.StatusCode, tag)
			}
		}
		if text := strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".js"); text && len(tags) != 3 {
			t.Errorf("%s: got %d tags for three encodings", file.URL, len(tags))
		}
	}
}

func TestServe_HeadersFileSaysTheSame(t *testing.T) {
	s := start(t, 5*time.Second)
	rules := map[string]map[string]string{}
	rule := ""
	for line := range strings.Lines(string(s.files["_headers"])) {
		switch line = strings.TrimRight(line, "\n"); {
		case strings.HasPrefix(line, "/"):
			rule = line
			rules[rule] = map[string]string{}
		case strings.HasPrefix(line, "  "):
			name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			rules[rule][name] = value
		}
	}
	if got := rules["/*"]["Strict-Transport-Security"]; got != "max-age=63072000" {
		t.Errorf("Strict-Transport-Security: got %q", got)
	}
	delete(rules["/*"], "Strict-Transport-Security")
	for _, file := range append(listed(t, s.files["worker.js"]), kept{URL: "/worker.js"}) {
		answer, _ := s.raw(t, "GET "+file.URL+" HTTP/1.1\r\nHost: HOST\r\n\r\n")
		want := map[string]string{}
		for pattern, set := range rules {
			if start, wild := strings.CutSuffix(pattern, "*"); pattern == file.URL || wild && strings.HasPrefix(file.URL, start) {
				for name, value := range set {
					if want[name] != "" {
						t.Errorf("%s: two rules of _headers set %s", file.URL, name)
					}
					want[name] = value
				}
			}
		}
		rules := len(headers) + 1
		if file.URL == "/" {
			rules++ // the style sheet's
		}
		if len(want) != rules {
			t.Errorf("%s: _headers sets %d headers, want %d", file.URL, len(want), rules)
		}
		sheet, _, preload := strings.Cut(answer.Header.Get("Link"), ">; rel=preload; as=style")
		if _, there := s.files[strings.TrimPrefix(sheet, "</")]; preload != (file.URL == "/") || preload != there {
			t.Errorf("%s: Link: got %q", file.URL, answer.Header.Get("Link"))
		}
		for name, value := range want {
			if got := answer.Header.Get(name); got != value {
				t.Errorf("%s: %s: served %q, _headers says %q", file.URL, name, got, value)
			}
		}
	}
	for _, name := range []string{"nginx.conf", "Caddyfile"} {
		sheet := regexp.MustCompile(`</web/style\.[0-9a-f]{16}\.css>; rel=preload; as=style`).FindString(string(s.files[name]))
		if sheet == "" || !strings.Contains(string(s.files["_headers"]), sheet) {
			t.Errorf("%s does not ask for the style sheet at once: %q", name, sheet)
		}
		for _, h := range append(slices.Clone(headers), strict) {
			if !strings.Contains(string(s.files[name]), h.Name+` "`+h.Value+`"`) {
				t.Errorf("%s does not set %s", name, h.Name)
			}
		}
	}
}

func TestServe_SlowAndIdleVisitorsKeepNobodyOut(t *testing.T) {
	s := start(t, 700*time.Millisecond)
	slow, err := net.Dial("tcp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	began := time.Now()
	dropped := make(chan time.Duration, 1)
	go func() {
		for _, c := range "GET / HTTP/1.1\r\nHost: " + s.address {
			if _, err := slow.Write([]byte(string(c))); err != nil {
				break
			}
			slow.SetReadDeadline(time.Now().Add(time.Second)) // one byte a second
			if _, err := slow.Read(make([]byte, 1)); err == io.EOF || err != nil && !os.IsTimeout(err) {
				break
			}
		}
		dropped <- time.Since(began)
	}()
	for range 300 {
		idle, err := net.Dial("tcp", s.address)
		if err != nil {
			t.Fatal(err)
		}
		defer idle.Close()
	}
	answer, _ := s.raw(t, "GET /urgent HTTP/1.1\r\nHost: HOST\r\n\r\n")
	if answer.StatusCode != 200 {
		t.Errorf("behind 300 idle visitors: got %d", answer.StatusCode)
	}
	if took := <-dropped; took > 5*time.Second {
		t.Errorf("a byte a second was put up with for %v", took)
	}
}

func TestServe_Limits(t *testing.T) {
	server := newServer(&folder{}, &net.TCPAddr{Port: 8000})
	got := fmt.Sprint(server.ReadHeaderTimeout, server.ReadTimeout, server.WriteTimeout, server.IdleTimeout, server.MaxHeaderBytes, mostVisitors)
	if want := "5s 10s 1m0s 1m0s 16384 256"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestListen_StaysOnThisMachine(t *testing.T) {
	taken, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	for _, test := range []struct{ address, want string }{
		{"127.0.0.1:" + port, "port " + port + " is taken"},
		{"0.0.0.0:8000", "other machines"},
		{"192.168.0.5:8000", "other machines"},
		{"example.org:80", "other machines"},
		{"8000", "is not an address"},
		{"127.0.0.1:x", "127.0.0.1:x"},
	} {
		if listener, err := listen(test.address); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.address, err, test.want)
			if listener != nil {
				listener.Close()
			}
		}
	}
	for _, address := range []string{":0", "localhost:0"} {
		listener, err := listen(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := listener.Addr().(*net.TCPAddr).IP; !got.IsLoopback() {
			t.Errorf("%s: listens on %v", address, got)
		}
		listener.Close()
	}
}

func TestLoad_RefusesHalfASite(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "index.html"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := load(folder); err == nil || !strings.Contains(err.Error(), "not a whole site") {
		t.Errorf("got %v", err)
	}
}

// The test's own program plays the server here, so that it can be told to stop as from a keyboard.
func TestServe_EndsWhenAsked(t *testing.T) {
	if folder := os.Getenv("SECOND_LOOK_SERVE"); folder != "" {
		os.Exit(map[bool]int{true: 0, false: 1}[serve(folder, "127.0.0.1:0", os.Stdout) == nil])
	}
	name := filepath.Join(t.TempDir(), "dist")
	if err := replaceFolder(name, smallSite(t)); err != nil {
		t.Fatal(err)
	}
	for _, sign := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		server := exec.Command(os.Args[0], "-test.run=TestServe_EndsWhenAsked")
		server.Env = append(os.Environ(), "SECOND_LOOK_SERVE="+name)
		out, err := server.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := server.Start(); err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(out).ReadString('\n')
		if err != nil || !strings.Contains(line, "http://127.0.0.1:") {
			t.Errorf("got %q, %v", line, err)
		}
		if err := server.Process.Signal(sign); err != nil {
			t.Fatal(err)
		}
		if err := server.Wait(); err != nil {
			t.Errorf("after %v: %v", sign, err)
		}
	}
}
