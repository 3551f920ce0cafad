//go:build !wasm

package host

import (
	"os"
	"path/filepath"

	"secondlook/assessment"
	"secondlook/assessment/proof"
)

// proved refuses to build a site whose questionnaire has any fault, in its shape or in a promise. The sources in root
// are looked at to say where.
func proved(root string) error {
	return proof.Check(assessment.Default(), os.DirFS(filepath.Join(root, "assessment")))
}
