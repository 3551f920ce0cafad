//go:build !wasm

package main

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"secondlook/app/host/bench/drive"
	"secondlook/app/host/bench/events"
	"secondlook/app/host/bench/peers/sheet"
)

// compare walks every site at full speed and fails when anything that is to be read differs from ours.
func compare(sites []drive.Site, c course) error {
	var want map[int][]string
	for _, site := range sites {
		got := map[int][]string{}
		run := c.run(site, []events.Visit{events.First}, func(e events.Event) {
			switch e.What {
			case events.Words:
				got[e.Screen] = e.Texts
			case events.Lost:
				got[e.Screen] = append(got[e.Screen], "lost: "+e.Name)
			}
		})
		run.Brakes, run.Words = nil, true
		if err := run.Do(); err != nil {
			return err
		}
		if want == nil {
			want = got
		}
		if err := sameWords(c, want, got); err != nil {
			return fmt.Errorf("%s does not ask what %s asks: %w", site.Name, sites[0].Name, err)
		}
	}
	return nil
}

// sameWords compares what was read on each screen of two sites, but for white space. The start page must hold every text of
// the sheet; the questions must be the same in every option.
func sameWords(c course, want, got map[int][]string) error {
	start := squeeze(strings.Join(got[events.Start], ""))
	for _, text := range startTexts(c.sheet.Start) {
		if !strings.Contains(start, squeeze(text)) {
			return fmt.Errorf("the start page lacks %q", text)
		}
	}
	for i, step := range c.plan {
		if len(got[i]) < 4 || !slices.EqualFunc(want[i], got[i], func(a, b string) bool { return squeeze(a) == squeeze(b) }) {
			return fmt.Errorf("question %s:\n%q\nis not\n%q", step.Question, got[i], want[i])
		}
	}
	return nil
}

func squeeze(text string) string { return strings.Join(strings.Fields(text), "") }

// startTexts are all that is to be read on the start page but its button, whose text may stand in an attribute.
func startTexts(s sheet.Start) []string {
	texts := []string{s.Title, s.Lead, s.Note}
	for _, section := range s.Sections {
		texts = append(texts, section.Title)
		texts = append(texts, tagged(section.HTML)...)
	}
	return texts
}

// tagged are the texts between the tags of markup.
func tagged(markup string) []string {
	var texts []string
	for _, part := range strings.Split(markup, "<") {
		if _, text, found := strings.Cut(part, ">"); found && strings.TrimSpace(text) != "" {
			texts = append(texts, html.UnescapeString(text))
		}
	}
	return texts
}
