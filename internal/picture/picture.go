// Package picture decodes pictures from untrusted sources and shrinks them.
package picture

import (
	"bytes"
	"context"
	"errors"
	"image"
	_ "image/gif"  // decodes
	_ "image/jpeg" // decodes
	"image/png"
	"io"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // decodes
)

const (
	maxSide   = 4096      // pixels
	maxPixels = 4_000_000 // a decoded picture takes up to twenty bytes per pixel
)

// ErrInvalid is the error for a file that is not a picture, or one that is too large.
var ErrInvalid = errors.New("not a PNG, JPEG, GIF or WebP picture of at most 4 million pixels")

// Square returns a PNG of side by side pixels: the largest centered square of the picture's first frame, scaled. It returns ErrInvalid
// if file is not a PNG, JPEG, GIF or WebP, if it has more than 4 million pixels or is wider or higher than 4096 pixels, or if ctx ends.
//
// SECURITY: browsers get only pixels that were decoded and encoded here, never bytes of the file (stored cross-site scripting). Vector
// formats, which can contain scripts, are not decoded. The size of a picture is checked before memory is allocated for it
// (decompression bomb). A panic of a decoder is recovered. A small JPEG can make its decoder process all pixels thousands of times
// (denial of service): the scans are counted before the picture is decoded, and decoding stops when ctx ends.
func Square(ctx context.Context, file []byte, side int) (square []byte, err error) {
	defer func() {
		if recover() != nil {
			square, err = nil, ErrInvalid
		}
	}()
	if !isDecodable(file) {
		return nil, ErrInvalid
	}
	picture, _, err := image.Decode(untilDone{ctx, bytes.NewReader(file)})
	if err != nil {
		return nil, ErrInvalid
	}
	small := image.NewNRGBA(image.Rect(0, 0, side, side))
	draw.ApproxBiLinear.Scale(small, small.Bounds(), picture, middle(picture.Bounds()), draw.Src, nil)
	var out bytes.Buffer
	err = png.Encode(&out, small)
	return out.Bytes(), err
}

// isDecodable reports whether decoding a picture takes little memory and time, by the size in its header and the number of its scans.
func isDecodable(file []byte) bool {
	about, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil || min(about.Width, about.Height) < 1 || max(about.Width, about.Height) > maxSide {
		return false
	}
	pixels := int64(about.Width) * int64(about.Height)
	return pixels <= maxPixels && pixels*int64(jpegScans(file)) <= maxPixelScans
}

// untilDone is a reader that returns the error of ctx when that has ended. It returns at most 256 bytes per read: a decoder notices
// the error only when it has processed all bytes that it got.
type untilDone struct {
	ctx  context.Context
	file io.Reader
}

// Read implements io.Reader.
func (r untilDone) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.file.Read(p[:min(len(p), 256)])
}

// middle returns the largest square in the middle of a rectangle.
func middle(r image.Rectangle) image.Rectangle {
	side := min(r.Dx(), r.Dy())
	corner := r.Min.Add(image.Pt((r.Dx()-side)/2, (r.Dy()-side)/2))
	return image.Rectangle{Min: corner, Max: corner.Add(image.Pt(side, side))}
}
