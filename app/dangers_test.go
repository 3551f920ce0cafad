package app

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"secondlook/assessment"
	"secondlook/assessment/content"
	"secondlook/components/markup"
)

// part is what stands on a page under the heading with an ID.
func part(t *testing.T, root *markup.Node, id string) *markup.Node {
	t.Helper()
	for _, box := range root.Tagged("section") {
		if h := box.Tagged("h2"); len(h) > 0 && h[0].Attrs["id"] == id {
			return box
		}
	}
	t.Fatalf("there is no part %q", id)
	return nil
}

// linkTo finds the address under which a page has some words as a link.
func linkTo(root *markup.Node, words string) []string {
	var all []string
	for _, a := range root.Tagged("a") {
		if a.Words() == words {
			all = append(all, a.Attrs["href"])
		}
	}
	return all
}

// Each answer to the danger questions is a plain link, in the flow's own words,
// to what the flow itself says first to whoever gives it, with the numbers.
func TestDangers_EachAnswerLeadsToWhatFits(t *testing.T) {
	f, w := assessment.Default(), content.English()
	urgent := parsed(t, Prerender("/urgent"))
	linked := 0
	for _, id := range dangerQuestions {
		q, _ := f.Question(id)
		asked := urgent.Tagged("section")[slices.IndexFunc(urgent.Tagged("section"), func(n *markup.Node) bool {
			h := n.Tagged("h2")
			return len(h) > 0 && h[0].Words() == w.Question(id).Title
		})]
		for _, o := range q.Options {
			words := w.Question(id).Option(o.ID).Label
			ways := linkTo(asked, words)
			if o.ID == assessment.None || o.ID == assessment.No {
				if len(ways) > 0 {
					t.Errorf("%s = %s is a link to %v, and nothing is wrong", id, o.ID, ways)
				}
				continue
			}
			if len(ways) == 0 {
				t.Errorf("%s = %s: there is no link %q", id, o.ID, words)
				continue
			}
			for _, way := range ways {
				linked++
				box := part(t, urgent, strings.TrimPrefix(way, "#"))
				res := f.Decide(assessment.Answers{id: {o.ID}})
				i := slices.IndexFunc(res.Sections, func(s assessment.SectionID) bool {
					return w.Section(s, content.Plain).Title == box.Tagged("h2")[0].Words()
				})
				if i < 0 {
					t.Errorf("%s = %s leads to %q, which its own page does not hold: %v", id, o.ID, box.Tagged("h2")[0].Words(), res.Sections)
				}
				if n := len(box.Find(isNumber)); n < len(wellKnown) {
					t.Errorf("%s = %s: got %d numbers, want those of every well-known country", id, o.ID, n)
				}
				if len(box.Find(func(n *markup.Node) bool { return n.Attrs["href"] == "/help" })) == 0 {
					t.Errorf("%s = %s: it does not lead on to all help", id, o.ID)
				}
			}
		}
	}
	if linked < 10 {
		t.Errorf("got %d links, want one for each answer", linked)
	}
	for option, want := range map[assessment.OptionID]string{
		assessment.TheyMayHurtMe: "danger-to-me", assessment.OthersInDanger: "danger-to-others",
		assessment.IMayHurtSomeone: "danger-from-me", assessment.IMayHurtMyself: "danger-to-myself", assessment.NotSay: "urgent-numbers",
	} {
		if got := static(Urgent).doFirst(assessment.RightNow, option); string(got) != want {
			t.Errorf("%s: got %s, want %s", option, got, want)
		}
	}
	for option, want := range map[assessment.OptionID]string{
		assessment.YesPlan: "danger-to-myself", assessment.Yes: "crisis-help", assessment.Passive: "crisis-help",
		assessment.Before: "crisis-help", assessment.NotSay: "crisis-help", assessment.No: "",
	} {
		if got := static(Urgent).doFirst(assessment.Thoughts, option); string(got) != want {
			t.Errorf("%s: got %s, want %s", option, got, want)
		}
	}
}

// An address stays in the history: it says nothing of what was picked.
func TestDangers_AddressesSayNothing(t *testing.T) {
	for name, html := range made() {
		for _, a := range parsed(t, html).Tagged("a") {
			page, place, _ := strings.Cut(a.Attrs["href"], "#")
			if page != "/urgent" || place == "" {
				continue
			}
			if !regexp.MustCompile(`^part-[1-9]$`).MatchString(place) {
				t.Errorf("%s: %q leads to %q, which says what it is", name, a.Words(), a.Attrs["href"])
			}
		}
	}
}

// Where the program cannot be, the danger questions stand as links.
func TestDangers_StandWhereThereIsNoProgram(t *testing.T) {
	quiet := regexp.MustCompile(`(?s)<noscript>.*</noscript>`).FindString(Prerender("/"))
	for name, html := range map[string]string{"failed": FailedBlock(), "not-found": NotFound(), "no script": quiet} {
		root := parsed(t, html)
		for _, words := range []string{"Someone might hurt or kill me", "I might hurt someone", "I might hurt or kill myself", "Yes, in the last month"} {
			if ways := linkTo(root, words); len(ways) != 1 || !strings.HasPrefix(ways[0], "/urgent#part-") {
				t.Errorf("%s: %q leads to %v", name, words, ways)
			}
		}
	}
}

// A person who fears what they may do is shown first who helps with that, and
// nobody is shown a line that could expose them.
func TestDangers_ShowWhoFits(t *testing.T) {
	urgent := parsed(t, Prerender("/urgent"))
	for _, test := range []struct{ words, want, never string }{
		{"Someone might hurt or kill me", "tel:08082000247", "tel:08088024040"},
		{"I might hurt someone", "tel:08088024040", "tel:08082000247"},
		{"I might hurt or kill myself", "tel:116123", "tel:08082000247"},
		{"Yes, in the last month", "tel:116123", "tel:08082000247"},
	} {
		box := part(t, urgent, strings.TrimPrefix(linkTo(urgent, test.words)[0], "#"))
		var dials []string
		for _, n := range box.Find(isNumber) {
			dials = append(dials, n.Attrs["href"])
		}
		if !slices.Contains(dials, test.want) || slices.Contains(dials, test.never) {
			t.Errorf("%s: got %v, want %s among them and not %s", test.words, dials, test.want, test.never)
		}
	}
	private := map[string]bool{}
	for _, c := range content.Countries() {
		for _, l := range c.Lines {
			private[l.Name] = private[l.Name] || l.For == content.LGBTQ
		}
	}
	for _, page := range []string{"/urgent", "/reading"} {
		for _, row := range parsed(t, Prerender(page)).Classed("lines__name") {
			if b := row.Tagged("b"); private[b[0].Words()] {
				t.Errorf("%s shows %s to anyone", page, b[0].Words())
			}
		}
	}
}

// In the program the urgent page says the same first words, beside the lines.
func TestDangers_AreToldInTheProgramToo(t *testing.T) {
	w := content.English()
	for _, country := range []string{"", "GB", "AF", "UG"} {
		root := drawn(t, Model{Screen: Urgent, Country: country, Answers: assessment.Answers{}})
		for _, id := range []assessment.SectionID{"danger-to-me", "danger-to-others", "danger-from-me", "danger-to-myself"} {
			want := parsed(t, "<div>"+string(w.Section(id, content.Plain).Body[0].HTML)+"</div>").Tagged("strong")[0].Words()
			if !strings.Contains(root.Words(), want) {
				t.Errorf("%s: it does not say %q", country, want)
			}
		}
		if country != "" && len(root.With("data-resource")) < 3 {
			t.Errorf("%s: got no lines", country)
		}
	}
}
