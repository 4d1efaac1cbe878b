package portal

import (
	"bytes"
	"context"
	"errors"
	"image"
	_ "image/gif"  // decodes
	_ "image/jpeg" // decodes
	"image/png"
	"io"
	"time"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // decodes
)

const (
	avatarSide     = 96        // px; twice what the pages show
	maxPictureSide = 4096      // px
	maxPixels      = 4_000_000 // decoded they take up to twenty times as many bytes
	maxAvatarBytes = 40 << 10  // of the PNG, whatever is on it
	drawTimeout    = time.Second
)

var errNoPicture = errors.New("not a PNG, JPEG, GIF or WebP picture of at most 4 million pixels")

// avatarOf makes a small PNG of a picture: the middle square of its first frame.
//
// SECURITY: what is sent to browsers is what was decoded here, whatever the file was. Vector types, which can carry scripts, are
// not decoded; how large a picture is is looked at before room is made for it. A decoder that a file brings to panic takes
// nobody along. A JPEG of few bytes can have its decoder go over all pixels thousands of times: scans are counted before it is decoded, and
// decoding ends when ctx does.
func avatarOf(ctx context.Context, file []byte) (avatar []byte, err error) {
	defer func() {
		if recover() != nil {
			avatar, err = nil, errNoPicture
		}
	}()
	if !isDecodable(file) {
		return nil, errNoPicture
	}
	picture, _, err := image.Decode(untilDone{ctx, bytes.NewReader(file)})
	if err != nil {
		return nil, errNoPicture
	}
	small := image.NewNRGBA(image.Rect(0, 0, avatarSide, avatarSide))
	draw.ApproxBiLinear.Scale(small, small.Bounds(), picture, middle(picture.Bounds()), draw.Src, nil)
	var out bytes.Buffer
	err = png.Encode(&out, small)
	return out.Bytes(), err
}

// isDecodable reports whether decoding a picture takes little memory and time, by what its header says and by its scans.
func isDecodable(file []byte) bool {
	about, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil || min(about.Width, about.Height) < 1 || max(about.Width, about.Height) > maxPictureSide {
		return false
	}
	pixels := int64(about.Width) * int64(about.Height)
	return pixels <= maxPixels && pixels*int64(jpegScans(file)) <= maxPixelScans
}

// untilDone reads while there is time, little at once: a decoder looks up only when it has worked through what it was given.
type untilDone struct {
	ctx  context.Context
	file io.Reader
}

func (r untilDone) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.file.Read(p[:min(len(p), 256)])
}

// middle is the largest square in the middle of a rectangle.
func middle(r image.Rectangle) image.Rectangle {
	side := min(r.Dx(), r.Dy())
	corner := r.Min.Add(image.Pt((r.Dx()-side)/2, (r.Dy()-side)/2))
	return image.Rectangle{Min: corner, Max: corner.Add(image.Pt(side, side))}
}
