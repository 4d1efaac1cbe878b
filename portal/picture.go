package portal

import (
	"bytes"
	"errors"
	"image"
	_ "image/gif"  // decodes
	_ "image/jpeg" // decodes
	"image/png"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // decodes
)

const (
	avatarSide     = 96        // px; twice what the pages show
	maxPictureSide = 4096      // px
	maxPixels      = 4_000_000 // decoded they take four times as many bytes
)

var errNoPicture = errors.New("not a PNG, JPEG, GIF or WebP picture of at most 4 million pixels")

// avatarOf makes a small PNG of a picture: the middle square of its first frame.
//
// SECURITY: what is sent to browsers is what was decoded here, whatever the file was. Vector types, which can carry scripts, are
// not decoded; how large a picture is is looked at before room is made for it.
func avatarOf(file []byte) ([]byte, error) {
	about, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil || about.Width < 1 || about.Height < 1 || about.Width > maxPictureSide || about.Height > maxPictureSide ||
		about.Width*about.Height > maxPixels {
		return nil, errNoPicture
	}
	picture, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, errNoPicture
	}
	small := image.NewNRGBA(image.Rect(0, 0, avatarSide, avatarSide))
	draw.ApproxBiLinear.Scale(small, small.Bounds(), picture, middle(picture.Bounds()), draw.Src, nil)
	var out bytes.Buffer
	err = png.Encode(&out, small)
	return out.Bytes(), err
}

// middle is the largest square in the middle of a rectangle.
func middle(r image.Rectangle) image.Rectangle {
	side := min(r.Dx(), r.Dy())
	corner := r.Min.Add(image.Pt((r.Dx()-side)/2, (r.Dy()-side)/2))
	return image.Rectangle{Min: corner, Max: corner.Add(image.Pt(side, side))}
}
