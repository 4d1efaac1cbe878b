package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"sync/atomic"
	"testing"
)

const side = 96 // pixels

// red returns a red picture of this size.
func red(width, height int) *image.Paletted {
	return image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.RGBA{255, 0, 0, 255}})
}

// encoded returns the picture as a file of this kind: png, jpeg or gif.
func encoded(t *testing.T, kind string, picture image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	err := map[string]func() error{
		"png":  func() error { return png.Encode(&out, picture) },
		"jpeg": func() error { return jpeg.Encode(&out, picture, nil) },
		"gif":  func() error { return gif.Encode(&out, picture, nil) },
	}[kind]()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// oneByOne is a WebP picture of one pixel. The standard library cannot encode WebP.
const oneByOne = "RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"

func TestSquareEncodesPixelsOnly(t *testing.T) {
	t.Parallel()
	for name, file := range map[string][]byte{
		"png": encoded(t, "png", red(300, 200)), "jpeg": encoded(t, "jpeg", red(20, 30)), "gif": encoded(t, "gif", red(96, 96)),
		"webp": []byte(oneByOne), "png with a script behind it": append(encoded(t, "png", red(9, 9)), "<script>alert(1)</script>"...),
	} {
		out, err := Square(t.Context(), file, side)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		picture, err := png.Decode(bytes.NewReader(out))
		if err != nil || picture.Bounds() != image.Rect(0, 0, side, side) || bytes.Contains(out, []byte("script")) {
			t.Errorf("%s: got %v, %v, want a picture of 96 by 96 pixels", name, picture, err)
		}
	}
}

func TestInvalidFilesAreRefused(t *testing.T) {
	t.Parallel()
	half := encoded(t, "png", red(300, 200))
	for name, file := range map[string][]byte{
		"nothing": nil, "text": []byte("hello"), "half a picture": half[:len(half)/2],
		"svg":       []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`),
		"html":      []byte("<!doctype html><script>alert(1)</script>"),
		"too wide":  encoded(t, "png", red(maxSide+1, 1)),
		"too large": encoded(t, "png", red(2100, 2100)),
	} {
		if _, err := Square(t.Context(), file, side); err == nil {
			t.Errorf("%s: got no error, want one", name)
		}
	}
}

// TestPicturesWithAWrongSizeInTheHeaderAreRefused checks extended WebP files: their header states a size, and the picture inside can have
// another.
func TestPicturesWithAWrongSizeInTheHeaderAreRefused(t *testing.T) {
	t.Parallel()
	const data = "\x07\x10\x11\x11\x88\x88\xfe\x07\x00"
	for size, works := range map[string]bool{"\x00\x00\x00\x10": true, "\xff\xff\xff\x0f": false} { // 1 × 1, 16384 × 16384
		file := "WEBPVP8X\x0a\x00\x00\x00" + string(make([]byte, 10)) + "VP8L\x0e\x00\x00\x00\x2f" + size + data
		file = "RIFF" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(file)))) + file
		if _, err := Square(t.Context(), []byte(file), side); works != (err == nil) {
			t.Errorf("size %x: got %v, want success: %v", size, err, works)
		}
	}
}

// init registers two formats for these tests: one whose pictures are too large, and one whose decoder panics.
func init() {
	config := func(width, height int) func(io.Reader) (image.Config, error) {
		return func(io.Reader) (image.Config, error) { return image.Config{Width: width, Height: height}, nil }
	}
	image.RegisterFormat("large", "LARGE", func(io.Reader) (image.Image, error) {
		largeDecoded.Store(true)
		return nil, errors.New("decoded")
	}, config(2001, 2000))
	image.RegisterFormat("unsound", "UNSOUND", func(io.Reader) (image.Image, error) { panic("index out of range") }, config(1, 1))
}

var largeDecoded atomic.Bool

func TestPicturesOfTooManyPixelsAreNotDecoded(t *testing.T) {
	t.Parallel()
	if _, err := Square(t.Context(), []byte("LARGE"), side); err == nil || largeDecoded.Load() {
		t.Errorf("got %v, decoded: %v, want an error without decoding", err, largeDecoded.Load())
	}
}

func TestPanicOfADecoderIsAnError(t *testing.T) {
	t.Parallel()
	if out, err := Square(t.Context(), []byte("UNSOUND"), side); err == nil || out != nil {
		t.Errorf("got %q, %v, want an error only", out, err)
	}
}

// progressive returns a JPEG of 2000 × 2000 pixels with this many scans of 15 bytes. Each scan makes the decoder process all 62,500
// blocks.
func progressive(scans int) []byte {
	file := append([]byte("\xff\xd8\xff\xdb\x00\x43\x00"), bytes.Repeat([]byte{1}, 64)...)                          // one quantization table
	file = append(file, "\xff\xc2\x00\x0b\x08\x07\xd0\x07\xd0\x01\x01\x11\x00"...)                                  // 2000 × 2000, grey
	file = append(file, "\xff\xc4\x00\x14\x10\x01"+string(make([]byte, 15))+"\xe0"...)                              // a Huffman code: the next 2^14 + n blocks are empty
	file = append(file, bytes.Repeat([]byte("\xff\xda\x00\x08\x01\x01\x00\x01\x3f\x00\x77\xbc\xef\x7b"), scans)...) // scans
	return append(file, "\xff\xd9"...)
}

// TestJPEGsOfTooManyScansAreNotDecoded checks the limit of scans. Only one picture is decoded at a time, so a slow one delays all
// others.
func TestJPEGsOfTooManyScansAreNotDecoded(t *testing.T) {
	t.Parallel()
	for _, scans := range []int{17, 1_100, 60_000} { // the pixels of the last two, times the scans, need more than 32 bits
		if isDecodable(progressive(scans)) {
			t.Errorf("%d scans are decoded, want a refusal before", scans)
		}
	}
	if _, err := Square(t.Context(), progressive(16), side); err != nil {
		t.Errorf("16 scans: got %v, want a picture", err)
	}
}

func TestJPEGScansAreCounted(t *testing.T) {
	t.Parallel()
	inside := append([]byte("\xff\xd8\xff\xe1\x00\x10"), bytes.Repeat([]byte("\xff\xda"), 7)...) // a segment whose data looks like scans
	for _, c := range []struct {
		name string
		file []byte
		want int
	}{
		{"nothing", nil, 0},
		{"a PNG", encoded(t, "png", red(9, 9)), 0},
		{"baseline", encoded(t, "jpeg", red(200, 300)), 1},
		{"progressive", progressive(11), 11},
		{"fill bytes", bytes.ReplaceAll(progressive(5), []byte("\xff\xda"), []byte("\xff\xff\xff\xda")), 5},
		{"inside of a segment", append(inside, progressive(3)[2:]...), 3},
		{"behind the end", append(encoded(t, "jpeg", red(9, 9)), progressive(9)[2:]...), 1},
		{"a segment longer than the file", []byte("\xff\xd8\xff\xe1\xff\xff\xff\xda"), 0},
	} {
		if got := jpegScans(c.file); got != c.want {
			t.Errorf("%s: got %d scans, want %d", c.name, got, c.want)
		}
	}
}

func TestDecodingEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Square(ctx, encoded(t, "png", red(300, 200)), side); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v, want that nothing is decoded", err)
	}
}
