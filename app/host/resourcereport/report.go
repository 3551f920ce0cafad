//go:build !wasm

// Package resourcereport says how old what we know of helplines is, prints a
// sheet to check it by, and shows what stands first for each thing that can be
// said, in each country.
package resourcereport

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"secondlook/assessment/content"
)

// Folder is where the facts live, below the root of the sources.
const Folder = "assessment/content/resources"

// Run reads the facts below root, says on out how old they are by country, and
// writes the call sheet and the table of first help into folder.
func Run(root, folder string, today time.Time, out io.Writer) error {
	facts, err := readFacts(os.DirFS(filepath.Join(root, Folder)))
	if err != nil {
		return err
	}
	due := overdue(facts, today)
	writeAges(out, facts, due, today)
	table := firstHelp(content.Countries())
	var sheet, first bytes.Buffer
	if err := errors.Join(sheetPage.Execute(&sheet, callSheet(due, today)), tablePage.Execute(&first, table)); err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for name, page := range map[string][]byte{"call-sheet.html": sheet.Bytes(), "first-help.html": first.Bytes()} {
		if err := os.WriteFile(filepath.Join(folder, name), page, 0o644); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "\nFirst help, for %d countries and %d things that can be said: %s.\n", len(table.Rows), len(table.Things), table.steps())
	fmt.Fprintf(out, "Written: %s, to check what is due; %s, to see what stands first.\n",
		filepath.Join(folder, "call-sheet.html"), filepath.Join(folder, "first-help.html"))
	return table.wrong()
}
