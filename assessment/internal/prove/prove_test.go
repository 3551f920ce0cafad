package prove

import (
	"testing"
	"time"

	"secondlook/assessment"
)

func TestProof_Promises(t *testing.T) {
	f := assessment.Default()
	for _, p := range Promises() {
		t.Run(p.ID, func(t *testing.T) {
			start := time.Now()
			r, err := Prove(f, p)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%s: %s: %v (%v)", p.ID, p.Says, r, time.Since(start).Round(time.Millisecond))
		})
	}
}
