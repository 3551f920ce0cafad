//go:build !wasm

package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"time"

	"secondlook/app/host/bench/drive"
	"secondlook/app/host/bench/events"
	"secondlook/app/host/bench/figures"
	"secondlook/app/host/bench/peers"
	"secondlook/app/host/bench/peers/plain"
	"secondlook/app/host/bench/peers/quiz"
	"secondlook/app/host/bench/peers/sheet"
	"secondlook/app/host/bench/peers/survey"
	"secondlook/app/host/bench/serve"
)

// plainSite is the plain pages; late, the same from a slower server.
func (w workshop) plainSite(s sheet.Sheet, name string, by time.Duration) (drive.Site, error) {
	press := w.press()
	style, err := press.Files(map[string][]byte{"/web/style.css": peers.Style})
	if err != nil {
		return drive.Site{}, err
	}
	mux := http.NewServeMux()
	mux.Handle("/", press.Pages(plain.Handler(s)))
	mux.Handle("/web/", style)
	var handler http.Handler = mux
	if by > 0 {
		handler = serve.Late(handler, by)
	}
	return site(name, drive.Plain, false, handler), nil
}

// quizSite is a go-app peer: go-app's own pages and scripts, and the program as it was built.
func (w workshop) quizSite(s sheet.Sheet, name string, flags ...string) (drive.Site, error) {
	program, err := w.program(name, s, flags...)
	if err != nil {
		return drive.Site{}, err
	}
	files, err := quizFiles(s, program)
	if err != nil {
		return drive.Site{}, err
	}
	handler, err := w.press().Files(files)
	return site(name, drive.Quiz, true, handler), err
}

// quizFiles asks go-app for everything a browser would.
func quizFiles(s sheet.Sheet, program []byte) (map[string][]byte, error) {
	handler := quiz.Handler(s.Name, fmt.Sprintf("%x", sha256.Sum256(program))[:16])
	var icon bytes.Buffer
	if err := png.Encode(&icon, image.NewGray(image.Rect(0, 0, 192, 192))); err != nil {
		return nil, err
	}
	files := map[string][]byte{"/web/app.wasm": program, "/web/style.css": peers.Style, "/web/icon.png": icon.Bytes()}
	for _, address := range []string{"/", "/app.css", "/app.js", "/wasm_exec.js", "/app-worker.js", "/manifest.webmanifest"} {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, address, nil))
		if answer.Code != http.StatusOK {
			return nil, fmt.Errorf("go-app answers %d for %s", answer.Code, address)
		}
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			return nil, err
		}
		files[address] = body
	}
	return files, nil
}

func (w workshop) surveySite(s sheet.Sheet) (drive.Site, error) {
	files, err := survey.Files(s, filepath.Join(w.root, "app", "host", "bench", "peers", "survey"))
	if err != nil {
		return drive.Site{}, err
	}
	handler, err := w.press().Files(files)
	return site(figures.Survey, drive.Survey, true, handler), err
}

func (w workshop) oursSite() drive.Site {
	return drive.Site{Name: figures.Ours, Look: drive.Ours, Offline: true, Start: w.serveOurs}
}

func (w workshop) press() serve.Press { return serve.Press{Memory: w.file("pressed")} }

func site(name string, look drive.Look, offline bool, handler http.Handler) drive.Site {
	return drive.Site{Name: name, Look: look, Offline: offline, Start: func() (string, func(), error) { return serve.Start(handler) }}
}

// build makes ours and every peer, and gives the sizes that our build reports.
func (w workshop) build(s sheet.Sheet) (sites []drive.Site, sized []events.Event, err error) {
	quiz.Route(s)
	for _, made := range []func() (drive.Site, error){
		func() (one drive.Site, err error) { sized, err = w.ours(); return w.oursSite(), err },
		func() (drive.Site, error) { return w.plainSite(s, figures.Plain, 0) },
		func() (drive.Site, error) { return w.quizSite(s, figures.Stock) },
		func() (drive.Site, error) { return w.quizSite(s, figures.Split, "-s", "-w") },
		func() (drive.Site, error) { return w.surveySite(s) },
	} {
		one, err := made()
		if err != nil {
			return nil, nil, err
		}
		sites = append(sites, one)
	}
	return sites, sized, nil
}
