//go:build browser

// Package browser_test checks in a real Chromium what nothing else can show: that someone can go through the whole
// thing by keyboard, without a network, with half of it broken, and leave at any moment.
//
// Nothing here sleeps and hopes: every wait is for a condition, and no press is ever made twice.
package browser_test

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

var shotsFolder = flag.String("shots", "", "folder for the pictures of TestShots; they are taken only when it is named")

// What all tests share: the program for this machine, the built site, and one browser.
var (
	workshop string // everything the tests write lives here
	command  string // second-look itself
	built    release
	shared   *browser
)

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	begun := time.Now()
	var err error
	if workshop, err = os.MkdirTemp("", "second-look-browser-*"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(workshop)
	defer stopServers()
	if err := build(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Printf("site built in %.1f s\n", time.Since(begun).Seconds())
	if shared, err = start(filepath.Join(workshop, "shared-profile")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer shared.stop()
	return m.Run()
}

// build makes the command and the site once, as anyone would.
func build() error {
	root, err := filepath.Abs("../../..")
	if err != nil {
		return err
	}
	command = filepath.Join(workshop, "second-look")
	folder := filepath.Join(workshop, "site")
	for _, args := range [][]string{
		{"go", "build", "-o", command, "."},
		{command, "build", "-out", folder},
	} {
		c := exec.Command(args[0], args[1:]...)
		c.Dir = root
		if said, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, said)
		}
	}
	built, err = readRelease(folder)
	return err
}

// servers are the real ones that run, by the folder they serve.
var servers struct {
	sync.Mutex
	at    map[string]string
	stops []func()
}

// realServer serves a folder with the command itself, and gives its address. A folder has one server for all tests.
func realServer(folder string) (string, error) {
	servers.Lock()
	defer servers.Unlock()
	if at, runs := servers.at[folder]; runs {
		return at, nil
	}
	c := exec.Command(command, "serve", "-dir", folder)
	c.Env = append(os.Environ(), "ADDR=127.0.0.1:0")
	out, err := c.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := c.Start(); err != nil {
		return "", err
	}
	servers.stops = append(servers.stops, func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		_ = c.Wait() // it ends because it was told to
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	_, after, found := strings.Cut(line, "http://")
	if err != nil || !found {
		return "", fmt.Errorf("the server said %q (%v)", line, err)
	}
	at, _, _ := strings.Cut(after, " ")
	if servers.at == nil {
		servers.at = map[string]string{}
	}
	servers.at[folder] = at
	return at, nil
}

func stopServers() {
	servers.Lock()
	defer servers.Unlock()
	for _, stop := range servers.stops {
		stop()
	}
}
