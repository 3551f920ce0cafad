//go:build !wasm

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"

	"secondlook/app/host/bench/events"
	"secondlook/app/host/bench/peers/sheet"
)

// A workshop is where everything is built and written: build/bench, which git does not see.
type workshop struct{ root, folder string }

func newWorkshop() (workshop, error) {
	said, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return workshop{}, fmt.Errorf("go env GOMOD: %w", err)
	}
	root := filepath.Dir(strings.TrimSpace(string(said)))
	w := workshop{root, filepath.Join(root, "build", "bench")}
	return w, os.MkdirAll(w.folder, 0o755)
}

func (w workshop) file(name string) string { return filepath.Join(w.folder, name) }

// ours builds the command and the site as anyone would, and gives the sizes that the build reports.
func (w workshop) ours() ([]events.Event, error) {
	if _, err := w.run(nil, "go", "build", "-o", w.file("second-look"), "."); err != nil {
		return nil, err
	}
	report, err := w.run(nil, w.file("second-look"), "build", "-out", w.file("site"))
	if err != nil {
		return nil, err
	}
	return sizes(report)
}

// program builds a peer's program for the browser, with the sheet linked in.
func (w workshop) program(name string, s sheet.Sheet, args ...string) ([]byte, error) {
	linked, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	quoted := bytes.ReplaceAll(linked, []byte("'"), []byte(`\u0027`)) // the go command takes the quotes as its own
	flags := fmt.Sprintf("-ldflags=%s -X 'secondlook/app/host/bench/peers/sheet.linked=%s'", strings.Join(args, " "), quoted)
	file := w.file(name + ".wasm")
	// Without the revision, so that the same program has the same bytes and is compressed once.
	if _, err := w.run([]string{"GOOS=js", "GOARCH=wasm"}, "go", "build", "-buildvcs=false", flags, "-o", file, "./app/host/bench/peers/"+name); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
}

func (w workshop) run(env []string, name string, args ...string) ([]byte, error) {
	command := exec.Command(name, args...)
	command.Dir = w.root
	command.Env = append(os.Environ(), env...)
	var said bytes.Buffer
	command.Stderr = &said
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s%s", filepath.Base(name), args[0], err, out, said.Bytes())
	}
	return out, nil
}

var sizeLine = regexp.MustCompile(`(?m)^  (.+?) +(\d+) of +(\d+) bytes`)

// sizes reads the sizes in what the build says.
func sizes(report []byte) ([]events.Event, error) {
	var all []events.Event
	for _, line := range sizeLine.FindAllSubmatch(report, -1) {
		size, err := strconv.Atoi(string(line[2]))
		if err != nil {
			return nil, err
		}
		most, err := strconv.Atoi(string(line[3]))
		if err != nil {
			return nil, err
		}
		all = append(all, events.Event{What: events.Size, Name: string(line[1]), Bytes: size, Most: most})
	}
	if len(all) == 0 {
		return nil, errors.New("the build reports no sizes")
	}
	return all, nil
}

// serveOurs runs the real server.
func (w workshop) serveOurs() (string, func(), error) {
	command := exec.Command(w.file("second-look"), "serve", "-dir", w.file("site"))
	command.Env = append(os.Environ(), "ADDR=127.0.0.1:0")
	out, err := command.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := command.Start(); err != nil {
		return "", nil, err
	}
	stop := func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		_ = command.Wait() // it ends because it was told to
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	_, after, found := strings.Cut(line, "http://")
	if err != nil || !found {
		stop()
		return "", nil, fmt.Errorf("the server said %q (%v)", line, err)
	}
	at, _, _ := strings.Cut(after, " ")
	return "http://" + at, stop, nil
}
