//go:build browser

package browser_test

import (
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/page"

	"secondlook/assessment/content"
)

var sheetOfPaper = regexp.MustCompile(`/Type\s*/Page[^s]`)

// Each text to read fits on one sheet of A4, as the page that lists them promises.
func TestPaper_EachTextPrintsOnOneSheet(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	p := newTab(t, 360, 740)
	p.open(s.at("/"))
	p.ready()
	for _, g := range content.English().Guides {
		p.press(`.foot [data-page="reading"]`)
		p.until(`document.querySelector('#main[data-screen="reading"] [data-guide="` + g.ID + `"]')`)
		p.press(`#main [data-guide="` + g.ID + `"]`)
		p.until(`document.querySelector('#main [data-act="print"]') && document.querySelector('h1').textContent === ` + quote(g.Title))
		paper := call(p, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69}).Data
		if n := len(sheetOfPaper.FindAll(paper, -1)); n != 1 {
			t.Errorf("%s: %d sheets", g.ID, n)
		}
		p.press(`#main [data-page="home"]`)
		p.until(`document.querySelector('#main[data-screen="home"]')`)
	}
}
