package main

import (
	"regexp"
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

var (
	dialled = regexp.MustCompile(`^[+*#]?[0-9]{2,15}$`)
	visible = regexp.MustCompile(`^[+*#]?[0-9(][0-9 ()/.-]*( ?[A-Z]+ ?\([0-9]+\))?$`)
)

// european are the regions a number for all of Europe is tried in.
var european = []string{
	"AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE",
	"IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
}

// reaches reports whether a number, dialled in a country, is one the number
// library knows there: an emergency number, a short one or an ordinary one.
func reaches(number, code string) bool {
	if code == europe {
		return slices.ContainsFunc(european, func(c string) bool { return reaches(number, c) })
	}
	if phonenumbers.IsEmergencyNumber(number, code) {
		return true
	}
	n, err := phonenumbers.Parse(number, code)
	if err != nil {
		return false
	}
	return phonenumbers.IsValidNumberForRegion(n, code) || phonenumbers.IsValidShortNumberForRegion(n, code)
}

// abroad reports whether an international number is one the library knows anywhere.
func abroad(number string) bool {
	n, err := phonenumbers.Parse(number, "ZZ")
	return err == nil && phonenumbers.IsValidNumber(n)
}

// sameNumber reports whether what is shown is the number that is dialled: their
// digits end alike, for as much as both have. Letters spell digits again.
func sameNumber(phone, shown string) bool {
	a, b := digits(phone), digits(shown)
	n := min(6, len(a))
	return n > 0 && len(b) >= n && a[len(a)-n:] == b[len(b)-n:]
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
