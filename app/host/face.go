//go:build !wasm

package host

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"secondlook/app"
)

// A page is one address of the site and the root element shown there.
type page struct {
	path    string
	program bool // the program takes over here once it has started
	root    string
}

// A face is what people see of the site: ready HTML from package app, and the few words our scripts say.
type face struct {
	pages   []page
	failed  string
	live    string
	sprite  string // the icons' shapes, outside everything that is ever replaced
	away    string // where the way out leads
	missing string
	cover   string
	numbers string
	opening []app.Place       // the first questions, shown before the program is there
	every   string            // every country's emergency numbers, for the opening
	words   map[string]string // said by our scripts
}

// appFace renders every page of package app.
func appFace() face {
	f := face{
		failed:  app.FailedBlock(),
		live:    app.LiveRegion(),
		sprite:  app.Sprite(),
		away:    app.LeaveTo,
		missing: app.NotFound(),
		cover:   app.Cover(),
		numbers: app.WorkerNumbers(),
		opening: app.Opening(),
		every:   app.OpeningNumbers(),
		words:   scriptWords(),
	}
	for _, p := range app.Pages() {
		f.pages = append(f.pages, page{path: p.Path, program: p.Program, root: app.Prerender(p.Path)})
	}
	return f
}

func scriptWords() map[string]string {
	return map[string]string{
		"soon":   "Getting ready…",
		"slow":   "Still getting ready. The numbers on this page work already.",
		"stuck":  "This is taking very long. The numbers and help pages work without it.",
		"again":  "Start again",
		"moment": "One moment. It starts by itself.",
		"shift1": "Press Shift two more times to leave this page.",
		"shift2": "Press Shift one more time to leave this page.",
		"shift3": "Leaving this page.",
	}
}

var anyLink = regexp.MustCompile(`<a [^>]*>`)

// check refuses a page that lacks what our scripts and a frightened person look for. It is easily lost: go-app drops
// an attribute whose value is empty.
func (f face) check() error {
	roots := map[string]string{"404": f.missing, "failed": f.failed}
	for _, p := range f.pages {
		roots[p.path] = p.root
	}
	for _, name := range slices.Sorted(maps.Keys(roots)) {
		links := anyLink.FindAllString(roots[name], -1)
		links = slices.DeleteFunc(links, func(link string) bool { return !strings.Contains(link, " data-leave") })
		if len(links) == 0 {
			return fmt.Errorf("page %s: there is no way out (no link with data-leave)", name)
		}
		for _, link := range links {
			if !strings.Contains(link, ` href="`+f.away+`"`) {
				return fmt.Errorf("page %s: the way out does not lead to %s: %s", name, f.away, link)
			}
		}
	}
	for _, needed := range []string{` id="failed"`, " data-restart", " data-clean", "<h1", " hidden"} {
		if !strings.Contains(f.failed, needed) {
			return fmt.Errorf("the failed block lacks %q", strings.TrimSpace(needed))
		}
	}
	if len(f.opening) == 0 || f.opening[0].Question == "" || f.every == "" {
		return errors.New("there is no opening: Start would wait for the program")
	}
	if !strings.Contains(f.live, ` id="announce"`) {
		return errors.New(`there is no live region (id="announce")`)
	}
	return nil
}
