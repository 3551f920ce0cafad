package app

import (
	"slices"
	"strings"
	"testing"

	"secondlook/assessment/content"
	"secondlook/components"
	"secondlook/components/markup"
)

// made are the pieces that stand in pages made at build time.
func made() map[string]string {
	all := map[string]string{
		"failed": FailedBlock(), "not-found": NotFound(), "cover": Cover(),
		"worker": WorkerNumbers(), "live": LiveRegion(), "sprite": Sprite(),
	}
	for _, p := range Pages() {
		all[p.Path] = Prerender(p.Path)
	}
	return all
}

func TestPages_AreWholeWithoutAScript(t *testing.T) {
	for _, p := range Pages() {
		root := parsed(t, Prerender(p.Path)+LiveRegion()+Sprite())
		for _, fault := range pageFaults(root) {
			t.Errorf("%s: %s", p.Path, fault)
		}
		if got := root.Tagged("main")[0].Attrs["data-screen"]; got != string(p.Screen) {
			t.Errorf("%s: got screen %s, want %s", p.Path, got, p.Screen)
		}
		if n := len(root.Find(isNumber)); n < 3 {
			t.Errorf("%s: got %d numbers, want some on every page", p.Path, n)
		}
		if p.Program {
			continue
		}
		// Nothing may ask for a program that is not there.
		for _, n := range root.Tagged("button", "input", "select", "form") {
			t.Errorf("%s: <%s> %q does nothing here", p.Path, n.Tag, n.Words())
		}
		for _, n := range root.With("data-act") {
			if n.Tag != "a" {
				t.Errorf("%s: %q does nothing here", p.Path, n.Words())
			}
		}
	}
}

func TestPages_HaveNoOtherAddress(t *testing.T) {
	paths := map[string]bool{}
	for _, p := range Pages() {
		paths[p.Path] = true
	}
	for name, html := range made() {
		root := parsed(t, html)
		for _, a := range root.Tagged("a") {
			href, guide, _ := strings.Cut(a.Attrs["href"], "#")
			if href == "/urgent" && guide != "" {
				if !strings.Contains(Prerender(href), `id="`+guide+`"`) {
					t.Errorf("%s: %q leads to %q, which is not on %s", name, a.Words(), guide, href)
				}
			} else if guide != a.Attrs["data-guide"] && href != "" {
				t.Errorf("%s: %q opens %q and leads to %q", name, a.Words(), a.Attrs["data-guide"], guide)
			}
			if guide != "" && href == "/reading" && !strings.Contains(Prerender(href), `id="`+guide+`"`) {
				t.Errorf("%s: %q leads to %q, which is not on %s", name, a.Words(), guide, href)
			}
			if page := a.Attrs["data-page"]; page != "" && href != "/"+strings.TrimPrefix(page, "home") {
				t.Errorf("%s: %q goes to page %s and to %s", name, a.Words(), page, href)
			}
			if strings.HasPrefix(href, "/") && !paths[href] {
				t.Errorf("%s: there is no %s", name, href)
			}
		}
	}
	if got := Prerender("/result"); got != "" {
		t.Errorf("got a page for /result, want none: a result has no address")
	}
}

func TestPages_NoneHoldsThePlan(t *testing.T) {
	for name, html := range made() {
		root := parsed(t, html)
		for _, found := range planIn(root.Words()) {
			t.Errorf("%s holds %s", name, found)
		}
		for _, attribute := range []string{"data-outcome", "data-step", "data-section", "data-plan"} {
			if len(root.With(attribute)) > 0 {
				t.Errorf("%s holds a result: %s", name, attribute)
			}
		}
		for _, n := range root.With("data-act") {
			if act := n.Attrs["data-act"]; act != "start" && act != "skip" {
				t.Errorf("%s: %q leads further than the start", name, n.Words())
			}
		}
	}
}

func TestPages_EveryoneCanLeave(t *testing.T) {
	for name, html := range made() {
		root := parsed(t, html)
		ways := root.With("data-leave")
		if len(root.Classed("bar")) == 0 {
			continue // a piece of a page, or the page that looks like nothing
		}
		if len(ways) != 1 || ways[0].Attrs["href"] != LeaveTo || !strings.Contains(ways[0].Attrs["rel"], "noreferrer") {
			t.Errorf("%s: got ways out %v, want one to %s", name, ways, LeaveTo)
		}
		for n := range root.All() {
			if n.Tag == "a" && n != ways[0] && n.Attrs["class"] != "skip" {
				t.Errorf("%s: %q stands before the way out", name, n.Words())
			}
			if n == ways[0] {
				break
			}
		}
	}
}

// The failed block lies in the same page as the program's root.
func TestPages_TheFailedBlockFitsBesideTheProgram(t *testing.T) {
	root := parsed(t, Prerender("/")+FailedBlock()+LiveRegion()+Sprite())
	for _, fault := range markup.Faults(root, components.HasIcon) {
		t.Error(fault)
	}
	failed := parsed(t, FailedBlock()).Children[0]
	if !failed.Has("hidden") {
		t.Error("the failed block is not hidden")
	}
	for _, name := range []string{"data-restart", "data-clean"} {
		if got := failed.With(name); len(got) != 1 || got[0].Attrs["href"] != "/" {
			t.Errorf("%s: got %v, want one link to the start", name, got)
		}
	}
	if n := len(failed.Find(isNumber)); n < 3 {
		t.Errorf("got %d numbers, want them where the program fails", n)
	}
}

func TestPages_TheCoverLooksLikeNothing(t *testing.T) {
	root := parsed(t, Cover())
	for _, telling := range []string{"Second Look", "second look", "help", "danger", "leave"} {
		if strings.Contains(root.Words(), telling) {
			t.Errorf("it says %q", telling)
		}
	}
	if n := len(root.Tagged("a", "button", "svg")); n > 0 {
		t.Errorf("got %d links, buttons and pictures, want none", n)
	}
	for _, fault := range pageFaults(root) {
		if !strings.Contains(fault, "focus") {
			t.Error(fault)
		}
	}
}

func TestPages_ThePageForNoAddressIsSound(t *testing.T) {
	for _, fault := range pageFaults(parsed(t, NotFound()+LiveRegion()+Sprite())) {
		t.Error(fault)
	}
}

// With no script, the page of all help holds every country, each folded, with
// every number and line of it.
func TestHelp_HoldsEveryCountryWithoutAScript(t *testing.T) {
	root := parsed(t, Prerender("/help"))
	for _, letter := range "ABCDEFGHIJKLMNOPQRSTUVWYZ" {
		if got := linkTo(root, string(letter)); len(got) != 1 || got[0] != "#letter-"+strings.ToLower(string(letter)) {
			t.Errorf("the countries with %c are reached by %v", letter, got)
		}
	}
	if got := linkTo(root, "Calling a helpline"); len(got) != 1 || got[0] != "/reading#calling-a-helpline" {
		t.Errorf("what to know before ringing stands at %v", got)
	}
	folds := map[string]*markup.Node{}
	for _, d := range root.Tagged("details") {
		folds[d.Tagged("summary")[0].Words()] = d
	}
	for _, c := range content.Countries() {
		box := folds[c.Name]
		switch {
		case c.Code == content.Europe:
			continue
		case c.Code == content.Everywhere:
			box = root
		case box == nil:
			t.Errorf("%s is not there", c.Name)
			continue
		}
		got := values(box, "data-resource")
		for _, l := range c.Lines {
			if !slices.Contains(got, l.ID) {
				t.Errorf("%s: line %s is not there", c.Name, l.ID)
			}
		}
		for _, digits := range []string{c.Emergency.General, c.Emergency.Police, c.Emergency.Ambulance} {
			if digits != "" && !slices.ContainsFunc(box.Find(isNumber), func(n *markup.Node) bool {
				return n.Attrs["href"] == "tel:"+components.Dial(digits)
			}) {
				t.Errorf("%s: emergency number %s is not there", c.Name, digits)
			}
		}
		if !c.Emergency.Numbers() && c.Code != content.Everywhere {
			say := content.English().Emergency(c.Code)
			if say == "" {
				say = content.English().Label("no-emergency")
			}
			if !strings.Contains(box.Words(), say) {
				t.Errorf("%s: it does not say that no number is known", c.Name)
			}
		}
	}
}
