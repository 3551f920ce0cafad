// Package plain measures how easy our words are to read. It is for tests and builds: the client must never import it.
//
// The formula is the Flesch–Kincaid grade: 0.39 times the words in a sentence, plus 11.8 times the syllables in a word,
// less 15.59. It gives the school year, in the United States, of a child who can read the text. One short text says
// little, so texts are pooled: all questions, each outcome with its own sections, each longer page and section.
//
// A sentence ends at . ! ? or … and at the end of a paragraph, list item, heading or label. A word is what stands between
// spaces or dashes and holds a letter or a figure. How syllables are counted is told at Syllables.
package plain

import (
	"regexp"
	"slices"
	"strings"
)

// A Count is what was counted in a text.
type Count struct{ Words, Sentences, Syllables int }

// Plus gives two counts together.
func (c Count) Plus(d Count) Count {
	return Count{c.Words + d.Words, c.Sentences + d.Sentences, c.Syllables + d.Syllables}
}

// Grade gives the Flesch–Kincaid grade; 0 for no text.
func (c Count) Grade() float64 {
	if c.Words == 0 || c.Sentences == 0 {
		return 0
	}
	words := float64(c.Words)
	return 0.39*words/float64(c.Sentences) + 11.8*float64(c.Syllables)/words - 15.59
}

// Measure counts the sentences of a text, each given by itself.
func Measure(sentences []string) Count {
	var c Count
	for _, s := range sentences {
		words := Words(s)
		if len(words) == 0 {
			continue
		}
		c.Sentences++
		c.Words += len(words)
		for _, w := range words {
			c.Syllables += Syllables(w)
		}
	}
	return c
}

// shortest is how many words make a whole sentence. What is shorter is mostly a label, a heading or the item of a list.
const shortest = 6

// Whole keeps the sentences that are no labels: a text of many short labels would read easier than its prose is.
func Whole(sentences []string) []string {
	var whole []string
	for _, s := range sentences {
		if len(Words(s)) >= shortest {
			whole = append(whole, s)
		}
	}
	return whole
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?…]+[”’")]*(?:\s+|$)`)
	wordGap     = regexp.MustCompile(`[\s/–—-]+`)
	wordMark    = regexp.MustCompile(`[A-Za-z0-9À-ÿ]`)
	notLetter   = regexp.MustCompile(`[^a-z]+`)
	syllabicNot = regexp.MustCompile(`[^aeiourwo]n't$`)
)

// Sentences cuts a passage, such as a paragraph or a label, into its sentences.
func Sentences(passage string) []string {
	var all []string
	for rest := strings.TrimSpace(passage); rest != ""; {
		end := sentenceEnd.FindStringIndex(rest)
		if end == nil {
			return append(all, rest)
		}
		all = append(all, strings.TrimSpace(rest[:end[1]]))
		rest = rest[end[1]:]
	}
	return all
}

// Words gives the words of a sentence.
func Words(sentence string) []string {
	return slices.DeleteFunc(wordGap.Split(sentence, -1), func(w string) bool { return !wordMark.MatchString(w) })
}

// The rule for syllables, in the order it is applied.
var (
	vowels    = regexp.MustCompile(`[aeiouy]+`)
	silentE   = regexp.MustCompile(`[^aeiouy](?:e|ely|eless|eful|eness|ement|ements)$`)
	soundedLe = regexp.MustCompile(`[^aeiouylr]le[sd]?$`)
	silentEs  = regexp.MustCompile(`[^aeiouyscxzgh]es$|[^cs]hes$`)
	silentEd  = regexp.MustCompile(`[^aeiouytd]ed$`)
	apart     = regexp.MustCompile(`[^tscg]i[ao]|[^aeiou]ying|[aeou]ing|iet|eo[^aeiup]|ua[^ir]|uen|[^aeiou]ier|[^aeiou]iest|reat|ism$|[a-z]y[aeo]`)
)

// spoken are words of ours that the rule counts wrongly.
var spoken = map[string]int{
	"someone": 2, "something": 2, "sometimes": 2, "somewhere": 2, "anyone": 3, "everyone": 3, "every": 2, "everything": 3,
	"everybody": 4, "evening": 2, "evenings": 2, "one's": 1, "business": 2, "great": 1, "treat": 1, "threat": 1, "threats": 1,
	"threaten": 2, "threatened": 2, "treated": 2, "treats": 1, "heart": 1, "eyes": 1, "yes": 1,
	"people": 2, "quiet": 2, "real": 1, "really": 2,
	"idea": 3, "ideas": 3, "area": 3, "being": 2, "friends": 1, "friend": 1, "careful": 2, "carefully": 3, "safety": 2, "else": 1,
	"breathe": 1, "clothes": 1, "comes": 1, "homes": 1, "lonely": 2, "lovely": 2, "whole": 1, "wholly": 2, "before": 2,
	"therefore": 2, "likely": 2, "hundred": 2, "sacred": 2, "need": 1, "feed": 1, "speed": 1, "agreed": 2, "freed": 1, "seed": 1,
	"indeed": 2, "proceed": 2, "died": 1, "tried": 1, "lied": 1, "usual": 3, "usually": 4, "beyond": 2, "lawyer": 2, "buy": 1,
	"says": 1, "said": 1, "ago": 2, "any": 2, "ivy": 2, "owe": 1, "rely": 2, "stayed": 1, "staying": 2, "saying": 2,
	"paying": 2, "breath": 1, "breaths": 1, "react": 2, "union": 2, "opinion": 3, "somebody": 3, "everywhere": 3, "threatens": 2,
	"squeezed": 1, "used": 1, "create": 2, "created": 3, "science": 2, "diet": 2, "poem": 2, "lives": 1, "wicked": 2, "naked": 2,
	"behaviour": 3, "everyday": 3, "language": 2, "languages": 3,
}

// Syllables counts the syllables of a word, as it is spoken: each run of the vowels a, e, i, o, u and y is one; a last e
// is silent, also before -ly, -less, -ful, -ness and -ment, but for -le after a consonant; so are -es and -ed, but for -es after
// a hiss and -ed after t or d; in some pairs, like those of "riot", "going" and "quiet", both vowels are heard. Words of ours that
// this counts wrongly are listed. A number counts as one.
func Syllables(word string) int {
	word = strings.ToLower(strings.ReplaceAll(word, "’", "'"))
	bare := notLetter.ReplaceAllString(word, "")
	if n, ok := spoken[bare]; ok {
		return n
	}
	if strings.HasSuffix(word, "'s") {
		if n, ok := spoken[strings.TrimSuffix(bare, "s")]; ok {
			return n
		}
	}
	if len(bare) <= 3 {
		return 1
	}
	n := len(vowels.FindAllString(bare, -1))
	switch {
	case soundedLe.MatchString(bare):
	case silentE.MatchString(bare), silentEs.MatchString(bare), silentEd.MatchString(bare):
		n--
	}
	n += len(apart.FindAllString(bare, -1))
	if syllabicNot.MatchString(word) {
		n++ // did-n't, is-n't
	}
	return max(n, 1)
}
