package prove

import (
	"os"
	"runtime/debug"
	"testing"
)

// TestMain lets the proofs, which make much and keep little, collect less often.
func TestMain(m *testing.M) {
	debug.SetGCPercent(1000)
	os.Exit(m.Run())
}
