package plain

import (
	"fmt"
	"strings"
)

// Table writes the grades of all texts, the pooled ones first, and the hard words.
func Table(texts []Text) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-34s %6s %6s %9s %6s %6s\n", "text", "words", "sent.", "words/s.", "grade", "prose")
	row := func(t Text) {
		c := t.Count()
		fmt.Fprintf(&b, "%-34s %6d %6d %9.1f %6.1f %6.1f\n", t.Name, c.Words, c.Sentences, float64(c.Words)/float64(c.Sentences), c.Grade(), t.Prose().Grade())
	}
	worst := texts[0]
	single := 0
	for _, t := range texts {
		if t.Pooled {
			row(t)
			continue
		}
		single++
		if worst.Pooled || t.Count().Grade() > worst.Count().Grade() {
			worst = t
		}
	}
	fmt.Fprintf(&b, "median of the pooled texts: %.1f, and %.1f of sentences of %d words or more alone (prose); at most %.0f allowed, each text at most %.0f\n",
		Median(texts, Text.Count), Median(texts, Text.Prose), shortest, MedianGrade, TextGrade)
	if single > 0 {
		fmt.Fprintf(&b, "%d sections of %d words or more by themselves; the hardest:\n", single, longText)
		row(worst)
	}
	var hard []string
	for _, h := range HardWords(texts) {
		hard = append(hard, fmt.Sprintf("%s %d", h.Word, h.Uses))
	}
	fmt.Fprintf(&b, "words of %d syllables or more: %s\n", hardSyllables, strings.Join(hard, ", "))
	return b.String()
}
