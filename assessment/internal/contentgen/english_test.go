package main

import (
	"testing"

	"secondlook/assessment/hours"
)

func TestOpenWords(t *testing.T) {
	for _, c := range []struct{ hours, want string }{
		{"24/7", "Day and night"},
		{"unknown", ""},
		{"Mo-Fr 09:00-17:00", "Monday to Friday, 9 am to 5 pm"},
		{"Mo-Fr 09:00-17:00; Sa 10:00-13:00; PH off", "Monday to Friday, 9 am to 5 pm; Saturday, 10 am to 1 pm; closed on public holidays"},
		{"Mo-Su 17:00-21:00", "Every day, 5 pm to 9 pm"},
		{"Mo-Su 15:00-03:00", "Every day, 3 pm to 3 am"},
		{"Mo-Su 12:00-24:00", "Every day, 12 noon to midnight"},
		{"Mo-Su 00:00-12:30", "Every day, midnight to 12:30 pm"},
		{"Mo-Su 00:30-08:05", "Every day, 12:30 am to 8:05 am"},
		{"Mo-Fr 09:00-12:00,13:00-16:00", "Monday to Friday, 9 am to 12 noon and 1 pm to 4 pm"},
		{"Mo,We,Fr 09:00-14:00", "Monday, Wednesday and Friday, 9 am to 2 pm"},
		{"Mo-Th,Su 11:00-23:00; Fr,Sa 11:00-03:00", "Monday to Thursday and Sunday, 11 am to 11 pm; Friday and Saturday, 11 am to 3 am"},
		{"Sa-Su 09:30-17:00", "Saturday and Sunday, 9:30 am to 5 pm"},
		{"Mo-Fr 09:00-17:00; We 13:00-16:00", "Monday, Tuesday, Thursday and Friday, 9 am to 5 pm; Wednesday, 1 pm to 4 pm"},
		{"Mo-Su 09:00-17:00; Su off; PH off", "Monday to Saturday, 9 am to 5 pm; closed on Sunday; closed on public holidays"},
		{"Mo-Su 00:00-24:00", "Day and night"},
	} {
		read, err := hours.Parse(c.hours)
		if got := openWords(read); err != nil || got != c.want {
			t.Errorf("%s: got %q, %v, want %q", c.hours, got, err, c.want)
		}
	}
}

func TestCheckedWords(t *testing.T) {
	for day, want := range map[string]string{"2026-07-17": "July 2026", "2023-12": "December 2023", "2020": "2020", "": ""} {
		if got := checkedWords(day); got != want {
			t.Errorf("%s: got %q, want %q", day, got, want)
		}
	}
}

func TestLanguageWords(t *testing.T) {
	got, err := languageWords([]string{"en", "cy", "pt-BR", "tpi"})
	if want := "English, Welsh, Brazilian Portuguese, Tok Pisin"; err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	for _, code := range []string{"xx", "english", "zz"} {
		if got, err := languageWords([]string{code}); err == nil {
			t.Errorf("%q: got %q, want it refused", code, got)
		}
	}
}

func TestSameNumber(t *testing.T) {
	for _, c := range []struct {
		phone, shown string
		want         bool
	}{
		{"116123", "116 123", true},
		{"+18447628483", "1-844-762-8483", true},
		{"+442079460000", "020 7946 0000", true},
		{"#8008", "#8008", true},
		{"999", "999", true},
		{"116123", "116 124", false},
		{"999", "99", false},
		{"", "", false},
	} {
		if got := sameNumber(c.phone, c.shown); got != c.want {
			t.Errorf("%s shown as %s: got %t, want %t", c.phone, c.shown, got, c.want)
		}
	}
}

func TestReaches(t *testing.T) {
	for _, c := range []struct {
		number, code string
		want         bool
	}{
		{"999", "GB", true}, {"116123", "GB", true}, {"08082000247", "GB", true}, {"08001111", "GB", true},
		{"+18447628483", "US", true}, {"911", "US", true}, {"116016", europe, true}, {"112", europe, true},
		{"998", "GB", false}, {"0207946", "GB", false}, {"+18447628483", "GB", false}, {"1234567", everywhere, false},
	} {
		if got := reaches(c.number, c.code); got != c.want {
			t.Errorf("%s in %s: got %t, want %t", c.number, c.code, got, c.want)
		}
	}
}
