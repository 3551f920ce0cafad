// Command split is the quiz with the server's code left out of the browser by a build tag.
package main

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/app/host/bench/peers/quiz"
	"secondlook/app/host/bench/peers/sheet"
)

func main() {
	s := sheet.Linked()
	quiz.Route(s)
	goapp.RunWhenOnBrowser()
	serve(s)
}
