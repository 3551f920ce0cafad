//go:build !wasm

package main

import (
	"log"
	"net/http"

	"secondlook/app/host/bench/peers/quiz"
	"secondlook/app/host/bench/peers/sheet"
)

func serve(s sheet.Sheet) {
	http.Handle("/", quiz.Handler(s.Name, "1"))
	log.Fatal(http.ListenAndServe("127.0.0.1:8000", nil))
}
