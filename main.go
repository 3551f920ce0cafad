// Command secondlook is Second Look: in the browser the program itself, elsewhere what builds and serves it.
package main

import (
	"os"

	"secondlook/app"
	"secondlook/app/host"
)

func main() {
	app.Main()
	os.Exit(host.Run(os.Args[1:]))
}
