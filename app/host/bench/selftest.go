//go:build !wasm

package main

import (
	"time"

	"secondlook/app/host/bench/drive"
	"secondlook/app/host/bench/events"
	"secondlook/app/host/bench/figures"
)

const (
	late       = "late"
	lateBy     = 500 * time.Millisecond
	lateRounds = 3
)

// selftest checks the harness: the brakes take, and plain pages whose server answers late are measured as that much later.
func selftest(w workshop, c course) error {
	if err := drive.CheckBrakes(drive.Slow); err != nil {
		return err
	}
	var sites []drive.Site
	// Chromium's latency is the least that an answer takes: what a server takes until then does not show.
	for name, by := range map[string]time.Duration{figures.Plain: 0, late: drive.Slow.Latency + lateBy} {
		site, err := w.plainSite(c.sheet, name, by)
		if err != nil {
			return err
		}
		sites = append(sites, site)
	}
	var all []events.Event
	for round := range lateRounds {
		for i := range sites {
			err := c.run(sites[(round+i)%2], []events.Visit{events.First}, func(e events.Event) {
				e.Round = round
				all = append(all, e)
			}).Do()
			if err != nil {
				return err
			}
		}
	}
	rounds, err := figures.Of(all)
	if err != nil {
		return err
	}
	return figures.CheckDelay(rounds, figures.Plain, late, float64(lateBy.Milliseconds()))
}
