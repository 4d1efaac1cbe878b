package portal

import "encoding/binary"

// maxPixelScans bounds the pixels that a JPEG has its decoder go over, in all of its scans together. Progressive pictures of cameras and
// encoders have about ten scans, so that one of maxPixels has some to spare.
const maxPixelScans = 16 * maxPixels

const (
	jpegStartOfImage = 0xd8
	jpegEndOfImage   = 0xd9
	jpegStartOfScan  = 0xda
)

// jpegScans returns how many scans a JPEG file has, 0 if the file is no JPEG (ITU T.81, annex B). It follows the lengths of segments, so
// that a preview inside of one is not counted.
func jpegScans(file []byte) (scans int) {
	if len(file) < 2 || file[0] != 0xff || file[1] != jpegStartOfImage {
		return 0
	}
	for at := 2; at+4 <= len(file); {
		marker := file[at+1]
		if file[at] != 0xff || !hasLength(marker) { // inside of a scan's data, fill bytes, or a marker that stands alone
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

// hasLength reports whether a segment with a length follows the marker. End of image counts as one: nothing is read behind it.
func hasLength(marker byte) bool {
	switch {
	case marker == 0x00, marker == 0x01, marker == 0xff: // a byte of data, TEM, a fill byte
		return false
	case marker >= 0xd0 && marker <= jpegStartOfImage: // restarts, start of image
		return false
	}
	return true
}
