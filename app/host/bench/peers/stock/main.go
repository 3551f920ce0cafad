// Command stock is the quiz as go-app's guide has it: one program, of which the browser gets the server's code too.
package main

import (
	"log"
	"net/http"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"secondlook/app/host/bench/peers/quiz"
	"secondlook/app/host/bench/peers/sheet"
)

func main() {
	s := sheet.Linked()
	quiz.Route(s)
	goapp.RunWhenOnBrowser()

	http.Handle("/", &goapp.Handler{Name: s.Name, Description: "A few questions, then a page that fits.", Styles: []string{"/web/style.css"}})
	log.Fatal(http.ListenAndServe("127.0.0.1:8000", nil))
}
