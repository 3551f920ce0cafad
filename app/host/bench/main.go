//go:build !wasm

// Command bench measures Second Look in a real Chromium under a fixed slow profile, beside peers that ask the same questions.
//
// It builds everything, checks that all sites read the same and that the harness measures what it should, takes every site
// through all rounds, writes each event to build/bench/events.jsonl, and works the table, the budgets and the picture out of
// that file. It fails when a budget is not held.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"secondlook/app/host/bench/drive"
	"secondlook/app/host/bench/events"
	"secondlook/app/host/bench/figures"
	"secondlook/app/host/bench/peers/ask"
	"secondlook/app/host/bench/peers/sheet"
)

// options are what the command line asks for.
type options struct {
	rounds   int
	only     string
	selftest bool
	from     string
	picture  string
}

func main() {
	var o options
	flag.IntVar(&o.rounds, "rounds", 5, "how many times each site is measured")
	flag.StringVar(&o.only, "only", "", "a quick look at these sites alone, as in ours,plain: no check of the harness, no budget that needs others")
	flag.BoolVar(&o.selftest, "selftest", false, "check the harness and nothing else")
	flag.StringVar(&o.from, "from", "", "measure nothing: work the table out of this file of events")
	flag.StringVar(&o.picture, "picture", "", "draw the picture here too, as in app/host/bench/result.svg")
	flag.Parse()
	if err := bench(o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// A course is all that a run needs but the site.
type course struct {
	sheet sheet.Sheet
	plan  []ask.Step
}

func (c course) run(site drive.Site, visits []events.Visit, note func(events.Event)) drive.Run {
	return drive.Run{Site: site, Plan: c.plan, Said: c.said(), Brakes: &drive.Slow, Visits: visits, Note: note}
}

// said are the labels of what the plan picks.
func (c course) said() []string {
	picks := sheet.Answers{}
	for _, step := range c.plan {
		picks[step.Question] = []string{step.Option}
	}
	return c.sheet.Said(picks)
}

func bench(o options, out io.Writer) error {
	w, err := newWorkshop()
	if err != nil {
		return err
	}
	if o.from != "" {
		return report(w, o, o.from, nil, out)
	}
	plan, err := ask.Journey()
	if err != nil {
		return err
	}
	c, begun := course{ask.Sheet(), plan}, time.Now()
	say := func(format string, args ...any) {
		fmt.Fprintf(out, "%4.0f s  %s\n", time.Since(begun).Seconds(), fmt.Sprintf(format, args...))
	}
	if o.only == "" {
		if err := selftest(w, c); err != nil {
			return fmt.Errorf("the harness measures wrongly: %w", err)
		}
		say("the brakes take, and a server that is %v late shows as that", lateBy)
	}
	if o.selftest {
		return nil
	}
	sites, sized, err := w.build(c.sheet)
	if err != nil {
		return err
	}
	say("built")
	if o.only != "" {
		sites = slices.DeleteFunc(sites, func(s drive.Site) bool { return !slices.Contains(strings.Split(o.only, ","), s.Name) })
	}
	if err := compare(sites, c); err != nil {
		return err
	}
	say("the start page and %d questions read the same on %d sites", len(plan), len(sites))

	file := w.file("events.jsonl")
	log, err := create(file)
	if err != nil {
		return err
	}
	defer log.close() // also of a run that fails
	for _, e := range sized {
		log.note(e)
	}
	for round := range o.rounds {
		for i := range sites {
			site := sites[(round+i)%len(sites)]
			log.in(round)(events.Event{What: events.Load, Site: site.Name, Value: load()})
			if err := c.run(site, everyVisit, log.in(round)).Do(); err != nil {
				return fmt.Errorf("round %d: %w", round+1, err)
			}
			say("round %d of %d: %s", round+1, o.rounds, site.Name)
		}
	}
	if err := log.close(); err != nil {
		return err
	}
	return report(w, o, file, func() (drive.Profile, error) { return profile(w, c, sites) }, out)
}

var everyVisit = []events.Visit{events.First, events.Second, events.Offline}

// report works everything out of a file of events. Where a budget is not held and there is a way to profile, it names what
// took most.
func report(w workshop, o options, file string, profile func() (drive.Profile, error), out io.Writer) error {
	lines, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	all, err := events.Read(bytes.NewReader(lines))
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	rounds, err := figures.Of(all)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if err := figures.WriteTable(out, rounds); err != nil {
		return err
	}
	if busy := figures.Load(all); busy.Most > float64(runtime.NumCPU()) {
		fmt.Fprintf(out, "\nThe machine was not ours alone: %.1f (%.1f-%.1f) programs wanted its %d processors. Trust ratios more than times, and neither much.\n",
			busy.Median, busy.Least, busy.Most, runtime.NumCPU())
	}
	verdicts := append(rounds.Verdicts(), figures.Sizes(all)...)
	if o.only != "" {
		verdicts = slices.DeleteFunc(verdicts, func(v figures.Verdict) bool { return !v.Value.Known() })
	}
	missed, err := figures.WriteVerdicts(out, verdicts)
	if err != nil {
		return err
	}
	for _, name := range []string{w.file("result.svg"), o.picture} {
		if name == "" {
			continue
		}
		if err := os.WriteFile(name, figures.Picture(rounds), 0o644); err != nil {
			return err
		}
	}
	if profile != nil {
		p, err := profile()
		if err != nil {
			return err
		}
		writeProfile(out, p, w.file(profileName))
	}
	if len(missed) > 0 {
		var names []string
		for _, v := range missed {
			names = append(names, fmt.Sprintf("%s is %.3f, at most %.4g is allowed", v.What, v.Value.Median, v.Hold))
		}
		return fmt.Errorf("%d budgets are not held:\n  %s", len(missed), strings.Join(names, "\n  "))
	}
	return nil
}

// load is how many programs wanted a processor in the last minute, ours too; where the system does not tell it is 0.
func load() float64 {
	told, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return 0
	}
	first, _, _ := strings.Cut(string(told), " ")
	value, err := strconv.ParseFloat(first, 64)
	if err != nil {
		return 0
	}
	return value
}
