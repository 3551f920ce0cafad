//go:build !wasm

package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"sync"

	"secondlook/app/host/bench/events"
)

// A log is the file of events while it is written. The first mistake is told when it is closed.
type log struct {
	lines  *json.Encoder
	failed error
	close  func() error
}

func create(name string) (*log, error) {
	file, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	buffered := bufio.NewWriter(file)
	l := &log{lines: json.NewEncoder(buffered)}
	l.close = sync.OnceValue(func() error { return errors.Join(l.failed, buffered.Flush(), file.Close()) })
	return l, nil
}

func (l *log) note(e events.Event) {
	if l.failed == nil {
		l.failed = l.lines.Encode(e)
	}
}

// in notes the events of one round.
func (l *log) in(round int) func(events.Event) {
	return func(e events.Event) {
		e.Round = round
		l.note(e)
	}
}
