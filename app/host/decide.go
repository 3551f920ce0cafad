//go:build !wasm

package host

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"time"

	"secondlook/app"
	"secondlook/assessment"
)

// longestLine is the most bytes one line of input may have. A whole answer
// sheet has under two thousand.
const longestLine = 1 << 20

type (
	sheetJSON struct {
		ID         string             `json:"id"`
		Answers    assessment.Answers `json:"answers"`
		Country    string             `json:"country"`
		Today      string             `json:"today"`
		Ended      string             `json:"ended"`
		Apologised string             `json:"apologised"`
		SpaceUntil string             `json:"space_until"`
		// Said holds every option that was ever given in this sitting, Slip what
		// was answered to whether a withdrawn one was a slip.
		Said assessment.Answers  `json:"said"`
		Slip assessment.OptionID `json:"slip"`
	}
	verdictJSON struct {
		ID        string                  `json:"id"`
		Outcome   assessment.OutcomeID    `json:"outcome"`
		Urgency   string                  `json:"urgency"`
		Sections  []assessment.SectionID  `json:"sections"`
		Resources []string                `json:"resources"`
		Because   []isJSON                `json:"because"`
		Missing   []assessment.QuestionID `json:"missing"`
		Step      assessment.StepID       `json:"step,omitempty"`
		Opens     string                  `json:"opens,omitempty"`
	}
	faultJSON struct {
		ID    string `json:"id"`
		Error string `json:"error"`
	}
)

// decide reads one answer sheet a line and writes one decision a line. A line
// it cannot use gets an error of its own, and the next goes on. Today, where a
// line does not say it, is the given day.
func decide(r io.Reader, w io.Writer, today time.Time) error {
	f := assessment.Default()
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	in := bufio.NewReaderSize(r, 64<<10)
	for {
		line, err := readLine(in)
		if errors.Is(err, io.EOF) {
			return out.Flush()
		}
		if err != nil && !errors.Is(err, errLong) {
			return errors.Join(err, out.Flush())
		}
		if err == nil && len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if writeErr := enc.Encode(answer(f, line, err, today)); writeErr != nil {
			return writeErr
		}
		if in.Buffered() == 0 {
			if flushErr := out.Flush(); flushErr != nil {
				return flushErr
			}
		}
	}
}

var errLong = fmt.Errorf("the line is longer than %d bytes", longestLine)

// readLine reads to the end of the line. Of one that is too long it keeps
// nothing, but reads on to its end.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if long = long || len(line)+len(part) > longestLine; !long {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && (len(line) > 0 || long):
			err = nil
		}
		if err == nil && long {
			return nil, errLong
		}
		return line, err
	}
}

func answer(f *assessment.Flow, line []byte, err error, today time.Time) any {
	if err != nil {
		return faultJSON{Error: err.Error()}
	}
	var sheet sheetJSON
	if err := json.Unmarshal(line, &sheet); err != nil {
		var id struct {
			ID string `json:"id"`
		}
		_ = json.Unmarshal(line, &id) // the ID, where there is one to be had
		return faultJSON{id.ID, "not an answer sheet: " + err.Error()}
	}
	verdict, err := judge(f, sheet, today)
	if err != nil {
		return faultJSON{sheet.ID, err.Error()}
	}
	return verdict
}

var twoLetters = regexp.MustCompile(`^([A-Z]{2})?$`)

func judge(f *assessment.Flow, sheet sheetJSON, today time.Time) (verdictJSON, error) {
	if err := f.Check(sheet.Answers); err != nil {
		return verdictJSON{}, err
	}
	if err := f.CheckSaid(sheet.Said); err != nil {
		return verdictJSON{}, err
	}
	if _, ok := f.Slip.Option(sheet.Slip); sheet.Slip != "" && !ok {
		return verdictJSON{}, fmt.Errorf("slip: no option %q", sheet.Slip)
	}
	if !twoLetters.MatchString(sheet.Country) {
		return verdictJSON{}, fmt.Errorf("country %q: want two capital letters, like GB", sheet.Country)
	}
	if sheet.Today == "" {
		sheet.Today = today.Format(time.DateOnly)
	}
	dates, err := assessment.ParseDates(sheet.Today, sheet.Ended, sheet.Apologised, sheet.SpaceUntil)
	if err != nil {
		return verdictJSON{}, err
	}
	sitting := assessment.Sitting{Answers: sheet.Answers, Said: sheet.Said, Slip: sheet.Slip}
	res, plan := f.Settle(sitting, dates)
	missing := f.Missing(sheet.Answers)
	if f.AskSlip(sitting) {
		missing = append(missing, assessment.Slip)
	}
	return verdictJSON{
		ID: sheet.ID, Outcome: res.Outcome, Urgency: res.Urgency.String(),
		Sections: list(res.Sections), Resources: list(app.Resources(f, res, sheet.Country)),
		Because: facts(res.Because), Missing: list(missing),
		Step: plan.Step, Opens: plan.Opens.String(),
	}, nil
}

func facts(because []assessment.Fact) []isJSON {
	out := []isJSON{}
	for _, fact := range because {
		out = append(out, isJSON{fact.Question, fact.Options})
	}
	return out
}
