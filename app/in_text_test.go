package app

import (
	"strings"
	"testing"

	"secondlook/assessment/content"
)

// A country is named inside a sentence the way people say it.
func TestInText_PutsTheBeforeTheCountriesThatTakeIt(t *testing.T) {
	v := view{words: content.English()}
	for code, want := range map[string]string{
		"GB": "the United Kingdom", "US": "the United States", "NL": "the Netherlands", "PH": "the Philippines",
		"IE": "Ireland", "MT": "Malta", "DE": "Germany",
	} {
		c, ok := content.CountryByCode(code)
		if !ok {
			t.Fatalf("no country %s", code)
		}
		if got := v.inText(c); got != want {
			t.Errorf("%s is named %q in a sentence, want %q", code, got, want)
		}
	}
	for code := range strings.SplitSeq(strings.TrimSuffix(v.label("the-countries"), "."), ". ") {
		if _, ok := content.CountryByCode(code); !ok {
			t.Errorf("the-countries holds %q, which is no country", code)
		}
	}
}
