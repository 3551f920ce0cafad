//go:build !wasm

// Package host is everything of Second Look that is not the program in the browser: it builds the site into a folder
// and serves that folder on this machine.
//
// Every page is rendered when the site is built. No server of ours or of anyone else ever runs code for a visitor.
package host

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"
)

const usage = `Second Look is run with one of these:

  go run . build [-out folder] [-tags list] [-strict]
      write the site, complete and ready for any static host (default folder: dist); strict fails on an overrun budget
  go run . serve [-dir folder]
      serve that folder on this machine alone (ADDR=127.0.0.1:8000 unless set otherwise)
  go run . flow
      print the questionnaire, its rules, outcomes and sections as one JSON object
  go run . decide
      read one answer sheet a line (JSON) from standard input, write one decision a line
`

var errUsage = errors.New("no such command")

// Run does what the command line asks for and returns the exit code.
func Run(args []string) int {
	err := run(args, os.Stdout)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(os.Stderr, usage)
		return 0
	case errors.Is(err, errUsage):
		fmt.Fprintf(os.Stderr, "%v\n\n%s", err, usage)
		return 2
	default:
		fmt.Fprintln(os.Stderr, "second look:", err)
		return 1
	}
}

func run(args []string, out io.Writer) error {
	if len(args) == 0 {
		return fmt.Errorf("%w: nothing was asked for", errUsage)
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	switch args[0] {
	case "build":
		folder := flags.String("out", "dist", "")
		tags := flags.String("tags", "", "")
		strict := flags.Bool("strict", false, "")
		if err := parse(flags, args[1:]); err != nil {
			return err
		}
		return buildInto(*folder, *tags, *strict, out)
	case "serve":
		folder := flags.String("dir", "dist", "")
		if err := parse(flags, args[1:]); err != nil {
			return err
		}
		return serve(*folder, os.Getenv("ADDR"), out)
	case "flow":
		return writeFlow(out)
	case "decide":
		return decide(os.Stdin, out, time.Now())
	case "help", "-h", "-help", "--help":
		return flag.ErrHelp
	default:
		return fmt.Errorf("%w: %q", errUsage, args[0])
	}
}

func parse(flags *flag.FlagSet, args []string) error {
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return err
	case err != nil:
		return fmt.Errorf("%w: %s: %v", errUsage, flags.Name(), err)
	case flags.NArg() > 0:
		return fmt.Errorf("%w: %s takes no %q", errUsage, flags.Name(), flags.Arg(0))
	default:
		return nil
	}
}
