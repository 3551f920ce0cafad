// Package fault tells what is wrong with the flow as whoever edits it needs to hear it: file, line, and what to do. It is
// for builds: the client must never import it.
package fault

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

// The files that a flow is written in, below the folder of package assessment. What is found nowhere stands in the first.
var files = []string{"flow.go", "sections.go", "withdraw.go"}

var thing = regexp.MustCompile(`^(question|rule|outcome|section) "([^"]*)"`)

// Tell puts before each line of an error of the flow the file and, where it can be found in the sources, the line. The
// sources are the folder of package assessment.
func Tell(err error, sources fs.FS) error {
	if err == nil {
		return nil
	}
	var told []error
	for line := range strings.SplitSeq(err.Error(), "\n") {
		place := "assessment/" + files[0]
		if found := thing.FindStringSubmatch(line); found != nil {
			place = Place(sources, found[1], found[2])
		}
		told = append(told, fmt.Errorf("%s: %s", place, line))
	}
	return errors.Join(told...)
}

// Place gives the file and line where a thing of the flow is written down: the best match of several ways to write it.
// The ID of a rule may be put together from a question and what is said of it: then it is where that is said.
func Place(sources fs.FS, kind, id string) string {
	quoted := regexp.QuoteMeta(`"` + id + `"`)
	ways := []string{`\bID: ` + quoted, `\{` + quoted}
	if name := constant(sources, kind, quoted); name != "" {
		ways = append([]string{`\b(?:single|several|critical)\(` + name + `\b`, `\bID: ` + name + `\b`}, ways...)
	}
	ways = append(ways, quoted)
	for at, r := range id {
		if r == '-' && kind == "rule" {
			ways = append(ways, regexp.QuoteMeta(`"`+id[at:]+`"`))
		}
	}
	for _, way := range ways {
		pattern := regexp.MustCompile(way)
		for _, file := range files {
			if n := lineOf(sources, file, pattern); n > 0 {
				return fmt.Sprintf("assessment/%s:%d", file, n)
			}
		}
	}
	return "assessment/" + files[0]
}

// constant gives the Go name of an ID, where it has one.
func constant(sources fs.FS, kind, quoted string) string {
	declared := regexp.MustCompile(`\b(\w+)\s+` + strings.ToUpper(kind[:1]) + kind[1:] + `ID\s+= ` + quoted)
	for _, file := range files {
		body, _ := fs.ReadFile(sources, file) // a file that is not there holds no name
		if found := declared.FindSubmatch(body); found != nil {
			return string(found[1])
		}
	}
	return ""
}

func lineOf(sources fs.FS, file string, pattern *regexp.Regexp) int {
	body, _ := fs.ReadFile(sources, file)
	n := 0
	for line := range strings.Lines(string(body)) {
		n++
		if pattern.MatchString(line) {
			return n
		}
	}
	return 0
}
