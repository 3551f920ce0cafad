package serve_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"secondlook/app/host/bench/serve"
)

var text = strings.Repeat("One moment. It starts by itself. ", 100)

func get(t *testing.T, h http.Handler, path string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func TestServe_SendsWhatTheBrowserReads(t *testing.T) {
	press := serve.Press{Memory: t.TempDir()}
	files, err := press.Files(map[string][]byte{"/": []byte(text), "/web/a.css": []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	pages := press.Pages(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, text)
	}))
	for name, h := range map[string]http.Handler{"files": files, "pages": pages} {
		for _, c := range []struct {
			accepted, coding string
			read             func(io.Reader) io.Reader
		}{
			{"gzip, deflate, br", "br", func(r io.Reader) io.Reader { return brotli.NewReader(r) }},
			{"gzip", "gzip", func(r io.Reader) io.Reader {
				z, err := gzip.NewReader(r)
				if err != nil {
					t.Fatal(err)
				}
				return z
			}},
			{"", "", func(r io.Reader) io.Reader { return r }},
		} {
			answer := get(t, h, "/", "Accept-Encoding", c.accepted)
			body, err := io.ReadAll(c.read(answer.Body))
			if err != nil || string(body) != text || answer.Header.Get("Content-Encoding") != c.coding {
				t.Errorf("%s: asked for %q, got %q, %d bytes, %v", name, c.accepted, answer.Header.Get("Content-Encoding"), len(body), err)
			}
			if got := answer.Header.Get("Content-Type"); got != "text/html; charset=utf-8" {
				t.Errorf("%s: Content-Type %q", name, got)
			}
		}
		tag := get(t, h, "/").Header.Get("ETag")
		if again := get(t, h, "/", "If-None-Match", tag); again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: asked again with its tag, got %d", name, again.StatusCode)
		}
	}
	if got := get(t, files, "/web/a.css").Header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("a file under /web/ has Cache-Control %q", got)
	}
	if got := get(t, files, "/").Header.Get("Cache-Control"); got != "no-cache" {
		t.Errorf("a page has Cache-Control %q", got)
	}
}

func TestLate_SlowsPagesOnly(t *testing.T) {
	h := serve.Late(http.NotFoundHandler(), 50*time.Millisecond)
	for path, late := range map[string]bool{"/": true, "/questions": true, "/web/style.css": false} {
		begun := time.Now()
		get(t, h, path)
		if took := time.Since(begun); took >= 50*time.Millisecond != late {
			t.Errorf("%s took %v", path, took)
		}
	}
}

func TestStart_RefusesOnceStopped(t *testing.T) {
	address, stop, err := serve.Start(http.NotFoundHandler())
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	stop()
	if answer, err := http.Get(address); err == nil {
		answer.Body.Close()
		t.Error("it still answers")
	}
}
