package plain_test

import (
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"secondlook/app/host/bench/peers/ask"
	"secondlook/app/host/bench/peers/plain"
	"secondlook/app/host/bench/peers/sheet"
)

func page(t *testing.T, h http.Handler, r *http.Request) string {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		t.Fatalf("%s %s: %d %s", r.Method, r.URL, w.Code, w.Body)
	}
	return html.UnescapeString(w.Body.String())
}

func post(form url.Values) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/questions", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

var hidden = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)

// The whole journey, as a browser would go: the answers so far travel in the form.
func TestPlain_AsksTheWholeJourney(t *testing.T) {
	s := ask.Sheet()
	plan, err := ask.Journey()
	if err != nil {
		t.Fatal(err)
	}
	h := plain.Handler(s)
	start := page(t, h, httptest.NewRequest(http.MethodGet, "/", nil))
	for _, want := range []string{s.Start.Title, s.Start.Lead, s.Start.Button, s.Start.Sections[1].HTML} {
		if !strings.Contains(start, want) {
			t.Errorf("the start page lacks %q", want)
		}
	}
	shown := page(t, h, httptest.NewRequest(http.MethodGet, "/questions", nil))
	answers := sheet.Answers{}
	for _, step := range plan {
		q, _ := s.Next(answers)
		if !strings.Contains(shown, q.Title) || !strings.Contains(shown, q.Hint) {
			t.Fatalf("question %s lacks its words:\n%s", q.ID, shown)
		}
		for _, o := range q.Options {
			if !strings.Contains(shown, ">"+o.Label) || !strings.Contains(shown, o.Note) {
				t.Errorf("question %s lacks option %q", q.ID, o.Label)
			}
		}
		form := url.Values{step.Question: {step.Option}}
		for _, field := range hidden.FindAllStringSubmatch(shown, -1) {
			form.Add(field[1], field[2])
		}
		answers[step.Question] = []string{step.Option}
		shown = page(t, h, post(form))
	}
	for _, said := range s.Said(answers) {
		if !strings.Contains(shown, "<li>"+said+"</li>") {
			t.Errorf("the end does not tell %q", said)
		}
	}
}

func TestPlain_AsksAgainWithoutAnAnswer(t *testing.T) {
	s := ask.Sheet()
	if shown := page(t, plain.Handler(s), post(nil)); !strings.Contains(shown, s.Questions[0].Title) {
		t.Errorf("an empty form leads to\n%s", shown)
	}
}
