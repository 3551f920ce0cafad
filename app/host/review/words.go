//go:build !wasm

package review

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// A said is one sentence of the words, and where in its file it stands: "title", "options.hit", "text".
type said struct{ at, sentence string }

// grave are words that must not be lost: what denies, what asks for haste, numbers.
var grave = regexp.MustCompile(`(?i)\b(?:not|no|never|none|nothing|nobody|nowhere|nor|neither|cannot|without|now|today|tonight|first|call|ring|at once|urgent|emergency|danger|stop)\b|n[’']t\b|[0-9]`)

// words tells which sentences are there no longer, and which are new, file by file.
func (p *paper) words(before, after string) error {
	was, err := readWords(before)
	if err != nil {
		return err
	}
	is, err := readWords(after)
	if err != nil {
		return err
	}
	p.line("\n## Words")
	files := map[string]bool{}
	for f := range was {
		files[f] = true
	}
	for f := range is {
		files[f] = true
	}
	changed := false
	for _, f := range sortedKeys(files) {
		gone, fresh := missing(was[f], is[f]), missing(is[f], was[f])
		if len(gone)+len(fresh) == 0 {
			continue
		}
		changed = true
		p.line("\n%s", f)
		for _, s := range gone {
			p.sentence("-", s)
		}
		for _, s := range fresh {
			p.sentence("+", s)
		}
	}
	if !changed {
		p.line("No word changed.")
	}
	return nil
}

func (p *paper) sentence(sign string, s said) {
	mark := " "
	if grave.MatchString(s.sentence) {
		mark = "!"
		p.marked++
	}
	p.line("%s %s %s: %s", mark, sign, s.at, s.sentence)
}

// missing gives what stands in a and not in b, as often as it is missing.
func missing(a, b []said) []said {
	left := map[said]int{}
	for _, s := range b {
		left[s]++
	}
	var out []said
	for _, s := range a {
		if left[s]--; left[s] < 0 {
			out = append(out, s)
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// readWords gives every sentence under en/, by file. A folder that is not there has none.
func readWords(folder string) (map[string][]said, error) {
	all := map[string][]said{}
	root := os.DirFS(folder)
	err := fs.WalkDir(root, "en", func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() || !slices.Contains([]string{".md", ".yaml"}, path.Ext(name)) {
			return err
		}
		body, err := fs.ReadFile(root, name)
		all[name] = sentencesOf(name, strings.ReplaceAll(string(body), "\r\n", "\n"))
		return err
	})
	return all, err
}

func sentencesOf(name, text string) []said {
	switch {
	case path.Ext(name) == ".yaml":
		return headSentences(text)
	case path.Base(name) == "words.md":
		return labelSentences(text)
	}
	head, body, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	if !ok || !strings.HasPrefix(text, "---\n") {
		return bodySentences("text", text)
	}
	return append(headSentences(head), bodySentences("text", body)...)
}

// headSentences reads YAML.
func headSentences(text string) []said {
	var fields yaml.MapSlice
	if err := yaml.UnmarshalWithOptions([]byte(text), &fields, yaml.UseOrderedMap()); err != nil {
		return bodySentences("head", text)
	}
	var all []said
	for _, f := range fields {
		if key := fmt.Sprint(f.Key); !slices.Contains(notWords, key) {
			all = append(all, valueSentences(key, f.Value)...)
		}
	}
	return all
}

func valueSentences(at string, value any) []said {
	switch v := value.(type) {
	case yaml.MapSlice:
		var all []said
		for _, f := range v {
			all = append(all, valueSentences(at+"."+fmt.Sprint(f.Key), f.Value)...)
		}
		return all
	case []any:
		var all []said
		for _, item := range v {
			all = append(all, valueSentences(at, item)...)
		}
		return all
	case nil:
		return nil
	}
	return bodySentences(at, fmt.Sprint(value))
}

// labelSentences reads words.md, where each heading names the text under it.
func labelSentences(text string) []said {
	var all []said
	name, body := "text", ""
	flush := func() {
		all = append(all, bodySentences(name, body)...)
		body = ""
	}
	for line := range strings.Lines(text) {
		if id, ok := strings.CutPrefix(line, "## "); ok {
			flush()
			name = strings.TrimSpace(id)
			continue
		}
		body += line
	}
	flush()
	return all
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?…]+[”’")]*\s+`)
	fenceLine   = regexp.MustCompile(`^:::\s*(\w*)\s*$`)
	listMark    = regexp.MustCompile(`^\s*(?:- |#{2,3} )`)
	boldStart   = regexp.MustCompile(`^\*\*([^*]+)\*\*\s*`)
)

// notWords are fields of a head that name things, or repeat sentences of the text below it.
var notWords = []string{"rows", "sources", "needs"}

// bodySentences cuts Markdown into sentences; those in a block are told apart from those outside.
func bodySentences(at, text string) []said {
	var all []said
	block, run := "", ""
	flush := func() {
		rest := strings.ReplaceAll(strings.Join(strings.Fields(run), " "), "**", "")
		run = ""
		where := at
		if block != "" {
			where += " (" + block + ")"
		}
		for rest != "" {
			end := sentenceEnd.FindStringIndex(rest)
			if end == nil {
				all = append(all, said{where, rest})
				return
			}
			all = append(all, said{where, strings.TrimSpace(rest[:end[1]])})
			rest = rest[end[1]:]
		}
	}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if fence := fenceLine.FindStringSubmatch(line); fence != nil {
			flush()
			block = fence[1]
			continue
		}
		if strings.TrimSpace(line) == "" || listMark.MatchString(line) {
			flush()
		}
		line = listMark.ReplaceAllString(line, "")
		if title := boldStart.FindString(line); title != "" && run == "" {
			run = title // the title of a list item stands by itself
			flush()
			line = strings.TrimPrefix(line, title)
		}
		run += " " + line
	}
	flush()
	return all
}

// helplines tells which numbers and lines are not what they were.
func (p *paper) helplines(before, after string) error {
	was, err := readLines(before)
	if err != nil {
		return err
	}
	is, err := readLines(after)
	if err != nil {
		return err
	}
	p.line("\n## Helplines")
	names := map[string]bool{}
	for n := range was {
		names[n] = true
	}
	for n := range is {
		names[n] = true
	}
	changed := false
	for _, n := range sortedKeys(names) {
		a, b := was[n], is[n]
		switch {
		case a == nil:
			changed = true
			p.number("+ %s is new: %s", n, reach(b))
		case b == nil:
			changed = true
			p.number("- %s is gone: %s", n, reach(a))
		default:
			changed = p.lineChanged(n, a, b) || changed
		}
	}
	if !changed {
		p.line("No number and no line changed.")
	}
	return nil
}

func (p *paper) number(format string, args ...any) {
	p.marked++
	p.line("! "+format, args...)
}

// numbers are the facts of a line by which it is reached.
var numbers = []string{"general", "police", "ambulance", "phone", "shown", "also", "text", "keyword", "whatsapp", "chat", "web"}

func (p *paper) lineChanged(name string, a, b map[string]string) bool {
	keys := map[string]bool{}
	for k := range a {
		keys[k] = true
	}
	for k := range b {
		keys[k] = true
	}
	changed := false
	for _, k := range sortedKeys(keys) {
		if a[k] == b[k] {
			continue
		}
		changed = true
		if slices.Contains(numbers, k) {
			p.number("%s, %s: %q → %q", name, k, a[k], b[k])
		} else {
			p.line("  %s, %s: %q → %q", name, k, a[k], b[k])
		}
	}
	return changed
}

func reach(facts map[string]string) string {
	var ways []string
	for _, k := range numbers {
		if facts[k] != "" && k != "shown" {
			ways = append(ways, k+" "+facts[k])
		}
	}
	return strings.Join(ways, ", ")
}

// readLines gives the facts of every line, under "GB gb-samaritans", and of the emergency numbers, under "GB emergency".
func readLines(folder string) (map[string]map[string]string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil {
		return nil, err
	}
	all := map[string]map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		code := strings.TrimSuffix(filepath.Base(file), ".yaml")
		var country struct {
			Emergency map[string]any   `yaml:"emergency"`
			Lines     []map[string]any `yaml:"lines"`
		}
		if code == "exceptions" || yaml.Unmarshal(text, &country) != nil {
			continue
		}
		if len(country.Emergency) > 0 {
			all[code+" emergency"] = facts(country.Emergency)
		}
		for _, l := range country.Lines {
			all[fmt.Sprintf("%s %v", code, l["id"])] = facts(l)
		}
	}
	return all, nil
}

func facts(m map[string]any) map[string]string {
	out := map[string]string{}
	for k, v := range m {
		if !slices.Contains([]string{"sources", "checked", "confidence", "inferred", "id"}, k) {
			out[k] = fmt.Sprint(v)
		}
	}
	return out
}
