//go:build browser

package browser_test

import (
	"bytes"
	"fmt"
	"html/template"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// A shot is one picture: a screen, how wide, by day or by night.
type shot struct {
	Screen, File string
	Width        int
	Dark         bool
	small        image.Image
}

var unfit = regexp.MustCompile(`[^a-z0-9]+`)

// TestShots takes a picture of every screen into the folder named by -shots, and lays them all out on one sheet.
func TestShots(t *testing.T) {
	if *shotsFolder == "" {
		t.Skip("no -shots folder is named")
	}
	if err := os.RemoveAll(*shotsFolder); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(*shotsFolder, 0o755); err != nil {
		t.Fatal(err)
	}
	taken := make([][]shot, len(walks))
	t.Run("all", func(t *testing.T) {
		for i, w := range walks {
			t.Run(w.name, func(t *testing.T) {
				t.Parallel()
				p := newTab(t, 360, 740)
				n := 0
				w.take(p, serve(t, built.folder), func(screen string) {
					n++
					for _, width := range []int{360, 1280} {
						for _, dark := range []bool{false, true} {
							light := map[bool]string{false: "light", true: "dark"}[dark]
							name := fmt.Sprintf("%d%02d-%s--%d-%s.png", i+1, n, strings.Trim(unfit.ReplaceAllString(screen, "-"), "-"), width, light)
							picture := p.picture(int64(width), dark)
							if err := os.WriteFile(filepath.Join(*shotsFolder, name), picture, 0o644); err != nil {
								t.Fatal(err)
							}
							small, err := thumbnail(picture, width)
							if err != nil {
								t.Fatal(name, err)
							}
							taken[i] = append(taken[i], shot{screen, name, width, dark, small})
						}
					}
					p.size(360, 740)
				})
			})
		}
	})
	var all []shot
	for _, some := range taken {
		all = append(all, some...)
	}
	if err := contactSheet(filepath.Join(*shotsFolder, "contact-sheet.html"), all); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []struct {
		name  string
		width int
		dark  bool
	}{{"contact-sheet-360-light.png", 360, false}, {"contact-sheet-360-dark.png", 360, true},
		{"contact-sheet-1280-light.png", 1280, false}, {"contact-sheet-1280-dark.png", 1280, true}} {
		var some []shot
		for _, s := range all {
			if s.Width == kind.width && s.Dark == kind.dark {
				some = append(some, s)
			}
		}
		if err := montage(filepath.Join(*shotsFolder, kind.name), some); err != nil {
			t.Fatal(err)
		}
	}
	fmt.Printf("%d pictures of %d screens in %s\n", len(all), len(all)/4, *shotsFolder)
}

// picture takes the whole page, as tall as it is.
func (p *tab) picture(width int64, dark bool) []byte {
	p.t.Helper()
	p.scheme(dark)
	p.size(width, 740)
	look[bool](p, `document.fonts.ready.then(() => (scrollTo({ top: 0, behavior: 'instant' }), document.activeElement.matches('h1') || document.activeElement.blur(), true))`)
	height := look[int64](p, `Math.min(document.documentElement.scrollHeight, 12000)`)
	p.size(width, max(height, 740))
	return call(p, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatPng,
		OptimizeForSpeed: yes()}).Data
}

func yes() *bool { is := true; return &is }

const (
	thumbWidth  = 240
	thumbHeight = 520
)

// thumbnail shrinks a picture to the width of a column by taking the middle of each block of pixels, and keeps its top.
func thumbnail(picture []byte, width int) (image.Image, error) {
	whole, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		return nil, err
	}
	scale := float64(whole.Bounds().Dx()) / thumbWidth
	height := min(int(float64(whole.Bounds().Dy())/scale), thumbHeight)
	small := image.NewRGBA(image.Rect(0, 0, thumbWidth, height))
	for y := range height {
		for x := range thumbWidth {
			small.Set(x, y, average(whole, float64(x)*scale, float64(y)*scale, scale))
		}
	}
	return small, nil
}

// average is the colour of a square of a picture.
func average(of image.Image, left, top, side float64) color.Color {
	var r, g, b, n uint32
	for y := int(top); y <= int(top+side-0.01); y++ {
		for x := int(left); x <= int(left+side-0.01); x++ {
			pr, pg, pb, _ := of.At(x, y).RGBA()
			r, g, b, n = r+pr>>8, g+pg>>8, b+pb>>8, n+1
		}
	}
	return color.RGBA{uint8(r / n), uint8(g / n), uint8(b / n), 255}
}

// montage lays pictures out in rows on one.
func montage(file string, shots []shot) error {
	const columns, gap = 8, 12
	rows := (len(shots) + columns - 1) / columns
	sheet := image.NewRGBA(image.Rect(0, 0, columns*(thumbWidth+gap)+gap, rows*(thumbHeight+gap)+gap))
	draw.Draw(sheet, sheet.Bounds(), image.NewUniform(color.RGBA{128, 128, 128, 255}), image.Point{}, draw.Src)
	for i, s := range shots {
		at := image.Pt(gap+i%columns*(thumbWidth+gap), gap+i/columns*(thumbHeight+gap))
		draw.Draw(sheet, s.small.Bounds().Add(at), s.small, image.Point{}, draw.Src)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, sheet); err != nil {
		return err
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}

var sheetPage = template.Must(template.New("sheet").Parse(`<!doctype html>
<meta charset="utf-8"><title>Every screen</title>
<style>
body { font: 16px/1.4 system-ui, sans-serif; margin: 24px; background: #888; color: #111 }
section { display: grid; grid-template-columns: 180px 180px 1fr 1fr; gap: 12px; align-items: start; margin-bottom: 32px }
h2 { grid-column: 1 / -1; margin: 0; font-size: 18px }
a { display: block; max-height: 560px; overflow: hidden; border-radius: 6px }
img { width: 100%; display: block }
</style>
{{range .}}<section><h2>{{(index . 0).Screen}}</h2>{{range .}}<a href="{{.File}}"><img loading="lazy" src="{{.File}}" alt="{{.Screen}}, {{.Width}} pixels wide, {{if .Dark}}dark{{else}}light{{end}}"></a>{{end}}</section>
{{end}}`))

// contactSheet shows every picture beside its name, the four of a screen in a row.
func contactSheet(file string, shots []shot) error {
	var screens [][]shot
	for i := 0; i+4 <= len(shots); i += 4 {
		screens = append(screens, shots[i:i+4])
	}
	var out bytes.Buffer
	if err := sheetPage.Execute(&out, screens); err != nil {
		return err
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}
