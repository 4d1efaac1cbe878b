package picture

import "encoding/binary"

// maxPixelScans limits the pixels that the decoder of a JPEG processes, summed over all scans. Progressive pictures of cameras and
// encoders have about ten scans, so that such a picture of maxPixels stays below the limit.
const maxPixelScans = 16 * maxPixels

const (
	jpegStartOfImage = 0xd8
	jpegEndOfImage   = 0xd9
	jpegStartOfScan  = 0xda
)

// jpegScans returns the number of scans in a JPEG file (ITU T.81, annex B), or 0 if the file is not a JPEG. It skips segments by their
// lengths, so that the scans of a preview inside a segment are not counted.
func jpegScans(file []byte) (scans int) {
	if len(file) < 2 || file[0] != 0xff || file[1] != jpegStartOfImage {
		return 0
	}
	for at := 2; at+4 <= len(file); {
		marker := file[at+1]
		if file[at] != 0xff || !hasLength(marker) { // inside the data of a scan, a fill byte, or a marker without a segment
			at++
			continue
		}
		if marker == jpegEndOfImage {
			break
		}
		if marker == jpegStartOfScan {
			scans++
		}
		at += 2 + int(binary.BigEndian.Uint16(file[at+2:]))
	}
	return scans
}

// hasLength reports whether a segment with a length follows the marker. It returns true for the end of the image, after which
// jpegScans reads nothing.
func hasLength(marker byte) bool {
	switch {
	case marker == 0x00, marker == 0x01, marker == 0xff: // a byte of data, TEM, a fill byte
		return false
	case marker >= 0xd0 && marker <= jpegStartOfImage: // restarts, start of image
		return false
	}
	return true
}
