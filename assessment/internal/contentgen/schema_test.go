package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"secondlook/assessment"
)

// A schema is a JSON Schema, as far as ours goes. What it uses beyond that
// the test below refuses, so that nothing is passed over in silence.
type schema struct {
	root map[string]any
}

func readSchema(t *testing.T, files fstest.MapFS) schema {
	t.Helper()
	var s schema
	if err := json.Unmarshal(files[schemaFile].Data, &s.root); err != nil {
		t.Fatal(err)
	}
	return s
}

// faults says what of a value a schema refuses.
func (s schema) faults(at string, rule, v any) []string {
	if allowed, ok := rule.(bool); ok {
		if !allowed {
			return []string{at + ": not allowed here"}
		}
		return nil
	}
	var wrong []string
	r := rule.(map[string]any)
	say := func(format string, args ...any) { wrong = append(wrong, at+": "+fmt.Sprintf(format, args...)) }
	for _, key := range slices.Sorted(maps.Keys(r)) {
		switch want := r[key]; key {
		case "$schema", "$id", "$defs", "title", "description", "then", "else":
		case "$ref":
			name := strings.TrimPrefix(want.(string), "#/$defs/")
			wrong = append(wrong, s.faults(at, s.root["$defs"].(map[string]any)[name], v)...)
		case "type":
			if got := typeOf(v); got != want {
				say("%s, want %s", got, want)
			}
		case "const":
			if v != want {
				say("%v, want %v", v, want)
			}
		case "enum":
			if !slices.Contains(want.([]any), v) {
				say("%v is none of %v", v, want)
			}
		case "pattern":
			if text, ok := v.(string); ok && !regexp.MustCompile(want.(string)).MatchString(text) {
				say("%q does not match %s", text, want)
			}
		case "minLength":
			if text, ok := v.(string); ok && utf8.RuneCountInString(text) < int(want.(float64)) {
				say("shorter than %v", want)
			}
		case "minItems":
			if list, ok := v.([]any); ok && len(list) < int(want.(float64)) {
				say("fewer than %v", want)
			}
		case "items":
			list, _ := v.([]any)
			for i, item := range list {
				wrong = append(wrong, s.faults(fmt.Sprintf("%s[%d]", at, i), want, item)...)
			}
		case "required":
			for _, k := range want.([]any) {
				if m, ok := v.(map[string]any); ok && m[k.(string)] == nil {
					say("%s is missing", k)
				}
			}
		case "dependentRequired":
			for k, needs := range want.(map[string]any) {
				for _, need := range needs.([]any) {
					if m, _ := v.(map[string]any); m[k] != nil && m[need.(string)] == nil {
						say("%s needs %s", k, need)
					}
				}
			}
		case "properties":
			for k, inner := range want.(map[string]any) {
				if m, _ := v.(map[string]any); m[k] != nil {
					wrong = append(wrong, s.faults(at+"."+k, inner, m[k])...)
				}
			}
		case "additionalProperties":
			known, _ := r["properties"].(map[string]any)
			m, _ := v.(map[string]any)
			for k, inner := range m {
				if known[k] == nil {
					wrong = append(wrong, s.faults(at+"."+k, want, inner)...)
				}
			}
		case "anyOf":
			if !slices.ContainsFunc(want.([]any), func(one any) bool { return len(s.faults(at, one, v)) == 0 }) {
				say("fits none of %v", want)
			}
		case "if":
			then := "else"
			if len(s.faults(at, want, v)) == 0 {
				then = "then"
			}
			wrong = append(wrong, s.faults(at, r[then], v)...)
		default:
			say("the schema uses %q, which this test does not know", key)
		}
	}
	return wrong
}

func typeOf(v any) string {
	switch v.(type) {
	case string:
		return "string"
	case bool:
		return "boolean"
	case []any:
		return "array"
	case map[string]any:
		return "object"
	default:
		return fmt.Sprint(reflect.TypeOf(v))
	}
}

// check holds a file against the schema, or a part of it.
func (s schema) check(t *testing.T, name string, data []byte) []string {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(data, &v); err != nil {
		return []string{err.Error()}
	}
	rule := any(s.root)
	if name == exceptionsFile || name == punishedFile {
		rule = map[string]any{"$ref": "#/$defs/reasons"}
	}
	return s.faults(name, rule, v)
}

func TestSchema_FitsEveryFile(t *testing.T) {
	for _, dir := range []string{ours, "testdata/good"} {
		files := folder(t, dir)
		s := readSchema(t, folder(t, ours))
		read := 0
		for name, f := range files {
			if strings.HasPrefix(name, "resources/") && name != schemaFile {
				read++
				for _, fault := range s.check(t, name, f.Data) {
					t.Error(fault)
				}
			}
		}
		if read < 4 {
			t.Errorf("%s: got %d files", dir, read)
		}
	}
}

func TestSchema_RefusesPlantedFaults(t *testing.T) {
	files := folder(t, ours)
	s := readSchema(t, files)
	good := string(files["resources/GB.yaml"].Data)
	for _, c := range []struct{ old, with, want string }{
		{`country: "GB"`, `country: "Britain"`, "country"},
		{`country: "GB"` + "\n", "", "country is missing"},
		{`country: "GB"`, `country: "ZZ"`, "emergency: not allowed"},
		{`zone: "Europe/London"`, `zone: "London"`, "zone"},
		{`general: "999"`, `general: "nine"`, "emergency.general"},
		{`general: "999"`, `general: 999`, "emergency.general"},
		{`general: "999"`, `genral: "999"`, "genral: not allowed"},
		{"- id: gb-samaritans", "- id: GB_samaritans", "id"},
		{`name: "Samaritans"`, `name: ""`, "name"},
		{`name: "Samaritans"`, `title: "Samaritans"`, "title: not allowed"},
		{`phone: "116123"`, `phone: "116 123"`, "phone"},
		{`  shown: "116 123"` + "\n", "", "phone needs shown"},
		{`keyword: "SHOUT"`, `keyword: "SHOUT"` + "\n  whatsapp: \"07700\"", "whatsapp"},
		{`  text: "85258"` + "\n", "", "keyword needs text"},
		{`hours: "Mo-Fr 10:00-16:00; PH off"`, `hours: "weekdays"`, "hours"},
		{`hours: "Mo-Fr 10:00-16:00; PH off"`, `hours: "Mo-Fr 10:00-25:00"`, "hours"},
		{`hours: "Mo-Fr 10:00-16:00; PH off"`, `hours: "PH off"`, "hours"},
		{`bill: hidden` + "\n  languages: [\"en\"]\n  checked: \"2022-08-28\"", `bill: shown` + "\n  checked: \"2022-08-28\"", "bill"},
		{"  for: lgbtq\n", "  for: everyone\n", "for"},
		{`checked: "2022-08-28"`, `checked: "28 August"`, "checked"},
		{`checked: "2022-08-28"`, `checked: "2022-13"`, "checked"},
		{`web: "https://www.childline.org.uk/"`, `web: "childline.org.uk"`, "web"},
		{`- "https://www.edinburghnews.scotsman.com/news/people/increased-help-for-families-in-difficulties-4397417"`, `- "the paper"`, "sources"},
		{"  serves: [youth]\n", "  serves: [children]\n", "serves"},
		{"  serves: [youth]\n", "  serves: []\n", "serves"},
	} {
		if n := strings.Count(good, c.old); n != 1 {
			t.Fatalf("%q stands there %d times", c.old, n)
		}
		got := s.check(t, "resources/GB.yaml", []byte(strings.Replace(good, c.old, c.with, 1)))
		if !slices.ContainsFunc(got, func(fault string) bool { return strings.Contains(fault, c.want) }) {
			t.Errorf("%q: got %q, want a fault of %s", c.with, got, c.want)
		}
	}
	if got := s.check(t, punishedFile, []byte("UG: []\n")); len(got) == 0 {
		t.Error("a reason that is a list passes")
	}
}

// The schema knows the keys that the generator knows, and the kinds of help
// that the sections ask for.
func TestSchema_KnowsWhatTheGeneratorKnows(t *testing.T) {
	files := folder(t, "testdata/good")
	change(t, files, "resources/GB.yaml", `country: "GB"`, "country: \"GB\"\nextra: \"1\"")
	change(t, files, "resources/GB.yaml", `  general: "999"`, "  general: \"999\"\n  extra: \"1\"")
	change(t, files, "resources/GB.yaml", "  serves: [crisis, betrayal]", "  serves: [crisis, betrayal]\n  extra: \"1\"")
	_, _, err := generateSmall(files)
	root := readSchema(t, folder(t, ours)).root
	defs := root["$defs"].(map[string]any)
	for _, rule := range []any{root, defs["emergency"], defs["line"]} {
		keys := slices.Sorted(maps.Keys(rule.(map[string]any)["properties"].(map[string]any)))
		found := false
		for _, line := range strings.Split(fmt.Sprint(err), "\n") {
			_, known, ok := strings.Cut(line, `unknown key "extra": known here are `)
			all := strings.Split(known, ", ")
			slices.Sort(all)
			found = found || ok && slices.Equal(all, keys)
		}
		if !found {
			t.Errorf("the schema knows the keys %v, and the generator says\n%v", keys, err)
		}
	}
	var want []string
	for _, n := range beside {
		want = append(want, string(n))
	}
	for _, s := range assessment.Default().Sections {
		for _, n := range s.Needs {
			if !slices.Contains(want, string(n)) {
				want = append(want, string(n))
			}
		}
	}
	var got []string
	line := defs["line"].(map[string]any)["properties"].(map[string]any)
	for _, n := range line["serves"].(map[string]any)["items"].(map[string]any)["enum"].([]any) {
		got = append(got, n.(string))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the schema knows the kinds of help %v, want %v", got, want)
	}
}
