//go:build browser

package browser_test

import (
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
)

// A browser that keeps its profile can install the site; we never ask anyone to.
func TestInstall_IsPossible(t *testing.T) {
	t.Parallel()
	s := serve(t, built.folder)
	b, _ := ownBrowser(t, nil)
	p := b.tab(t, 360, 740)
	for _, path := range []string{"/", "/help"} {
		p.open(s.at(path))
		if path == "/" {
			p.ready()
		}
		p.keeps()
		for _, e := range call(p, page.GetInstallabilityErrors, cdp.Empty{}).InstallabilityErrors {
			t.Errorf("%s cannot be installed: %s %v", path, e.ErrorID, e.ErrorArguments)
		}
		manifest := call(p, page.GetAppManifest, page.GetAppManifestParams{})
		for _, e := range manifest.Errors {
			t.Errorf("%s: the manifest is wrong: %s", path, e.Message)
		}
	}
	p.silent()
}
