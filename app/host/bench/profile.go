//go:build !wasm

package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"text/tabwriter"

	"secondlook/app/host/bench/drive"
	"secondlook/app/host/bench/figures"
)

const profileName = "first-visit.cpuprofile"

// profile takes our first visit once more, and writes its profile beside the events.
func profile(w workshop, c course, sites []drive.Site) (drive.Profile, error) {
	i := slices.IndexFunc(sites, func(s drive.Site) bool { return s.Name == figures.Ours })
	if i < 0 {
		return drive.Profile{}, nil
	}
	p, err := drive.TakeProfile(c.run(sites[i], nil, nil))
	if err != nil {
		return drive.Profile{}, err
	}
	return p, os.WriteFile(w.file(profileName), p.File, 0o644)
}

// writeProfile names what our first visit waits for: the files until its first paint, and the functions that took most.
func writeProfile(out io.Writer, p drive.Profile, file string) {
	if len(p.Costs) == 0 {
		return
	}
	fmt.Fprintf(out, "\nWhat our first visit takes, once more with the profiler on, which slows it. First paint at %.0f ms. Files asked for until then, in ms:\n\n", p.Painted)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "asked\tfirst byte\tlast byte\tbytes\tfile")
	for _, r := range p.Requests {
		if r.Begun < p.Painted {
			fmt.Fprintf(table, "%.0f\t%.0f\t%.0f\t%d\t%s\n", r.Begun, r.Come, r.Done, r.Bytes, r.Path)
		}
	}
	table.Flush()
	fmt.Fprintf(out, "\nThe main thread, until the program is at rest (%s opens in DevTools):\n\n", file)
	for _, c := range p.Costs[:min(len(p.Costs), 10)] {
		fmt.Fprintf(out, "%6d ms  %s\n", c.Took.Milliseconds(), c.Name)
	}
}
