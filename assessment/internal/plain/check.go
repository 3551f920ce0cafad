package plain

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"secondlook/assessment"
	"secondlook/assessment/content"
)

// The budget. Grades are Flesch–Kincaid; a sentence is measured in words.
const (
	MedianGrade   = 6.0 // of all pooled texts
	TextGrade     = 8.0 // of each text
	longestAsked  = 20  // of a sentence on a question
	mostNegations = 1   // in a sentence
	hardSyllables = 4   // a word of so many is hard
)

// A Fault is a place that breaks the budget. Name is how an exception speaks of it.
type Fault struct{ Name, Says string }

// Check gives everything that breaks the budget, exceptions or not.
func Check(texts []Text, w *content.Words) []Fault {
	var all []Fault
	if m := Median(texts, Text.Count); m > MedianGrade {
		all = append(all, Fault{"median", fmt.Sprintf("the median grade is %.1f, more than %.0f", m, MedianGrade)})
	}
	if m := Median(texts, Text.Prose); m > MedianGrade {
		all = append(all, Fault{"median of prose", fmt.Sprintf("the median grade of whole sentences is %.1f, more than %.0f", m, MedianGrade)})
	}
	for _, h := range HardWords(texts) {
		all = append(all, Fault{"hard " + h.Word, fmt.Sprintf("%q has %d syllables or more: say it in other words", h.Word, hardSyllables)})
	}
	seen := map[Sentence]bool{}
	for _, t := range texts {
		if g := t.Count().Grade(); g > TextGrade {
			all = append(all, Fault{t.Name, fmt.Sprintf("the grade is %.1f, more than %.0f", g, TextGrade)})
		}
		for _, s := range t.Sentences {
			if seen[s] {
				continue
			}
			seen[s] = true
			all = append(all, s.faults()...)
		}
	}
	for _, q := range w.Questions {
		for _, o := range q.Options { // here a no that somebody said counts too
			if no := negation.FindAllString(o.Label, -1); len(no) > 0 && o.ID != assessment.None && o.ID != assessment.NotSay {
				all = append(all, Fault{fmt.Sprintf("label %s.%s", q.ID, o.ID),
					fmt.Sprintf("an answer denies (%s): %q", strings.Join(no, ", "), o.Label)})
			}
		}
	}
	return all
}

func (s Sentence) faults() []Fault {
	var all []Fault
	if n := len(Words(s.Said)); n > longestAsked && strings.HasPrefix(s.At, "question ") {
		all = append(all, Fault{"long " + s.At, fmt.Sprintf("a sentence of %d words, more than %d: %q", n, longestAsked, s.Said)})
	}
	parts := []string{s.Said}
	if !strings.HasPrefix(s.At, "question ") {
		parts = clauseEnd.Split(s.Said, -1)
	}
	for _, part := range parts {
		if no := negations(part); len(no) > mostNegations && !strings.HasSuffix(s.At, string(assessment.NotSay)) {
			all = append(all, Fault{"denied " + s.At, fmt.Sprintf("%s deny in one go: %q", strings.Join(no, " and "), s.Said)})
		}
	}
	return all
}

// Two negations trip a reader where the second turns the first over. On a question one sentence may hold one. Elsewhere
// one part of a sentence may: “no call, no letter and no visit” is a list, and reads as easily as one. A no that somebody
// said is a thing, not a negation.
var (
	negation  = regexp.MustCompile(`(?i)\b(?:not|no|never|none|nothing|nobody|nowhere|nor|neither|cannot|without)\b|n[’']t\b`)
	saidNo    = regexp.MustCompile(`(?i)“(?:no|not now)”|\b(?:a|said|say|says|saying|told|second|past a|clear|one) no\b`)
	clauseEnd = regexp.MustCompile(`[,;:]|\b(?:and|or|but|nor|then)\b`)
)

// negations gives the words of a sentence that deny something.
func negations(sentence string) []string {
	found := negation.FindAllString(saidNo.ReplaceAllString(sentence, ""), -1)
	for i, n := range found {
		found[i] = "“" + strings.ToLower(n) + "”"
	}
	return found
}

// Median gives the middle grade of the pooled texts, by one of the ways to count them.
func Median(texts []Text, count func(Text) Count) float64 {
	var grades []float64
	for _, t := range texts {
		if t.Pooled {
			grades = append(grades, count(t).Grade())
		}
	}
	if len(grades) == 0 {
		return 0
	}
	slices.Sort(grades)
	return (grades[(len(grades)-1)/2] + grades[len(grades)/2]) / 2
}

// A Hard word is long, and stands in so many sentences of the texts.
type Hard struct {
	Word string
	Uses int
}

// HardWords lists the words of four syllables or more, the most used first.
func HardWords(texts []Text) []Hard {
	uses := map[string]int{}
	seen := map[Sentence]bool{}
	for _, t := range texts {
		for _, s := range t.Sentences {
			if seen[s] {
				continue
			}
			seen[s] = true
			for _, w := range Words(s.Said) {
				if Syllables(w) >= hardSyllables {
					uses[strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }))]++
				}
			}
		}
	}
	var all []Hard
	for w, n := range uses {
		all = append(all, Hard{w, n})
	}
	slices.SortFunc(all, func(a, b Hard) int { return cmp.Or(b.Uses-a.Uses, strings.Compare(a.Word, b.Word)) })
	return all
}
