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
	"regexp"
	"time"

	"secondlook/app/host/book"
	"secondlook/app/host/resourcereport"
	"secondlook/app/host/safety"
)

const usage = `Second Look is run with one of these:

  go run . build [-out folder] [-tags list] [-lean=false] [-strict]
      write the site, complete and ready for any static host (default folder: dist); strict fails on an overrun budget;
      without lean the program is what the go command makes, larger and with every line number in its stack traces
  go run . size
      print how many bytes each package takes in the program
  go run . trace
      read a stack trace of the program from standard input, write it with files and lines; build the same sources first
  go run . serve [-dir folder]
      serve that folder on this machine alone (ADDR=127.0.0.1:8000 unless set otherwise)
  go run . flow
      print the questionnaire, its rules, outcomes and sections as one JSON object
  go run . decide
      read one answer sheet a line (JSON) from standard input, write one decision a line
  go run . book [-out file]   write the reviewer's book, one HTML file to print (build/book.html), and the hazard log and safety case beside it
  go run . review -base REV   say which situations, words and numbers changed since a revision
  go run . resources [-out folder]
      say how old the facts about help are, write a call sheet and the table of what stands first (build/resources)
  go run . safety [-out folder] [-red [-only pattern]]   write the hazard log and safety case (build/safety); red takes controls away first
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
		small := flags.Bool("lean", true, "")
		strict := flags.Bool("strict", false, "")
		if err := parse(flags, args[1:]); err != nil {
			return err
		}
		return buildInto(*folder, *tags, *small, *strict, out)
	case "size":
		if err := parse(flags, args[1:]); err != nil {
			return err
		}
		return writeSizes(out)
	case "trace":
		if err := parse(flags, args[1:]); err != nil {
			return err
		}
		return writeTrace(os.Stdin, out)
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
	case "book":
		file := flags.String("out", "build/book.html", "")
		if err := parse(flags, args[1:]); err != nil {
			return err
		}
		root, err := moduleRoot()
		if err != nil {
			return err
		}
		return book.Write(root, *file, out)
	case "review":
		base := flags.String("base", "", "")
		if err := parse(flags, args[1:]); err != nil {
			return err
		}
		return reviewAgainst(*base, out)
	case "resources":
		folder := flags.String("out", "build/resources", "")
		if err := parse(flags, args[1:]); err != nil {
			return err
		}
		root, err := moduleRoot()
		if err != nil {
			return err
		}
		return resourcereport.Run(root, *folder, time.Now(), out)
	case "safety":
		folder := flags.String("out", "build/safety", "")
		red := flags.Bool("red", false, "")
		only := flags.String("only", "", "")
		if err := parse(flags, args[1:]); err != nil {
			return err
		}
		pattern, err := regexp.Compile(*only)
		if err != nil {
			return fmt.Errorf("%w: -only %q: %v", errUsage, *only, err)
		}
		root, err := moduleRoot()
		if err != nil {
			return err
		}
		return safety.Run(root, *folder, *red, pattern, out)
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
