// Contentgen checks the words and the facts of a content folder and compiles
// them to Go, so that the program a person opens holds no parser.
//
// It refuses what could mislead a frightened person, and says which file, which
// line and what to do. What is only worth a second look it warns of. The rules
// are told to editors in assessment/content/README.md.
//
//	go run ./assessment/internal/contentgen assessment/content
package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"secondlook/assessment"
	"secondlook/assessment/internal/fault"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: contentgen DIR")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run compiles the content folder dir into the two Go files in it.
func run(dir string) error {
	return compile(dir, assessment.Default())
}

func compile(dir string, flow *assessment.Flow) error {
	if err := fault.Tell(flow.Validate(), os.DirFS(filepath.Join(dir, ".."))); err != nil {
		return err
	}
	r := &report{}
	files, err := generate(source{
		files: os.DirFS(dir),
		flow:  flow,
		rows:  methodRows(),
		today: time.Now(),
	}, r)
	fmt.Fprint(os.Stderr, r.warned())
	if err != nil {
		return err
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, text) {
			continue
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// A source is all that the generated files are made from.
type source struct {
	files fs.FS
	flow  *assessment.Flow
	rows  []string  // every row of the method, each to be carried somewhere
	today time.Time // for the warnings only: what is written never depends on it
}

// methodRows names the rows of the article's method: S1 to S56.
func methodRows() []string {
	var rows []string
	for n := 1; n <= 56; n++ {
		rows = append(rows, fmt.Sprintf("S%d", n))
	}
	return rows
}

// generate gives the generated files by name, or everything that is wrong.
func generate(s source, r *report) (map[string][]byte, error) {
	g := &generator{source: s, report: r, said: map[place]passages{}}
	words := g.words()
	countries, lines, newest := g.resources()
	words.Countries = lines
	g.carried()
	if err := r.refused(); err != nil {
		return nil, err
	}
	contentFile, err := goFile("english", words)
	if err != nil {
		return nil, err
	}
	resourcesFile, err := goFile("countries", countries)
	if err != nil {
		return nil, err
	}
	resourcesFile = fmt.Appendf(resourcesFile, "\n// ContentDate is the latest day that any of these facts was checked.\nconst ContentDate = %q\n", newest)
	return map[string][]byte{"content_gen.go": contentFile, "resources_gen.go": resourcesFile}, nil
}

// A generator is one reading of a content folder.
type generator struct {
	source
	*report
	said  map[place]passages // what each section and page says, for the rows
	rowed []carrier          // the sentences that carry rows

	reading []string // the guides, in the order pages/reading.md names them
}
