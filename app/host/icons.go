//go:build !wasm

package host

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
)

// A picture is an icon of the site: a lit window and a low hill, opaque, with nothing in it about people.
type picture struct {
	name  string
	side  int
	scale float64 // how much of the side the drawing takes; phones may cut the rim off
}

var pictures = []picture{
	{"web/icons/icon-192.png", 192, 1},
	{"web/icons/icon-512.png", 512, 1},
	{"web/icons/maskable-512.png", 512, 0.72},
	{"web/icons/apple-touch-180.png", 180, 0.9},
	{"web/icons/tab-48.png", 48, 1.15},
}

var (
	dusk = color.RGBA{0x1b, 0x5e, 0x5a, 0xff}
	hill = color.RGBA{0x14, 0x47, 0x44, 0xff}
	wall = color.RGBA{0xfb, 0xf8, 0xf3, 0xff}
	lamp = color.RGBA{0xff, 0xdd, 0x99, 0xff}
	grey = color.RGBA{0x8c, 0x98, 0x96, 0xff}
)

// drawIcons draws every icon, and the plain grey one of the page that must not be known as ours.
func drawIcons() (map[string][]byte, error) {
	icons := map[string][]byte{}
	for _, p := range pictures {
		drawn, err := draw(p.side, func(x, y float64) color.RGBA {
			return window(0.5+(x-0.5)/p.scale, 0.5+(y-0.5)/p.scale)
		})
		if err != nil {
			return nil, err
		}
		icons[p.name] = drawn
	}
	plain, err := draw(48, func(float64, float64) color.RGBA { return grey })
	icons["web/icons/plain-48.png"] = plain
	return icons, err
}

// window is the colour at a point of the drawing, whose sides run from 0 to 1.
func window(x, y float64) color.RGBA {
	const top, foot, half, frame, bar = 0.42, 0.74, 0.2, 0.045, 0.018
	off := math.Abs(x - 0.5)
	inside := func(reach float64) bool {
		return off <= reach && y >= top && y <= foot+reach-half || math.Hypot(x-0.5, y-top) <= reach && y < top
	}
	switch {
	case inside(half) && (off <= bar || math.Abs(y-0.5) <= bar):
		return wall
	case inside(half):
		return lamp
	case inside(half + frame):
		return wall
	case y > 0.8+0.05*math.Cos(5*x+0.6):
		return hill
	default:
		return dusk
	}
}

// draw colours a square, taking the mean of 16 points for each dot so that edges are smooth.
func draw(side int, at func(x, y float64) color.RGBA) ([]byte, error) {
	const fine = 4
	canvas := image.NewRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			var r, g, b int
			for i := range fine * fine {
				c := at((float64(x)+(float64(i%fine)+0.5)/fine)/float64(side), (float64(y)+(float64(i/fine)+0.5)/fine)/float64(side))
				r, g, b = r+int(c.R), g+int(c.G), b+int(c.B)
			}
			canvas.SetRGBA(x, y, color.RGBA{uint8(r / 16), uint8(g / 16), uint8(b / 16), 0xff})
		}
	}
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, canvas)
	return out.Bytes(), err
}
