package rest

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"
	"time"

	"chattr/model"
)

const (
	maxBody = 64 << 10
	// maxDiscard is how much of a body that is too large is still read: many clients look at the answer only when they
	// have sent everything, and would see a broken connection instead of the 413.
	maxDiscard = 1 << 20
)

// checkHeaders says whether the body is of a kind that is read here.
func checkHeaders(w http.ResponseWriter, header http.Header) error {
	if !isJSON(header["Content-Type"]) {
		w.Header().Set("Accept-Post", "application/json")
		return model.Errorf(model.UnsupportedType, "Send the header Content-Type: application/json, with the body in UTF-8.")
	}
	for _, value := range header["Content-Encoding"] {
		for coding := range strings.SplitSeq(value, ",") {
			if coding = strings.TrimSpace(coding); coding != "" && !strings.EqualFold(coding, "identity") {
				w.Header().Set("Accept-Encoding", "identity")
				return model.Errorf(model.UnsupportedEncoding, "Send the body as it is, without a Content-Encoding.")
			}
		}
	}
	return nil
}

func isJSON(contentType []string) bool {
	if len(contentType) != 1 {
		return false
	}
	if contentType[0] == "application/json" { // nearly always; parsing costs more than reading the body
		return true
	}
	media, parameters, err := mime.ParseMediaType(contentType[0])
	if err != nil || media != "application/json" {
		return false
	}
	charset, given := parameters["charset"]
	return !given || strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8") // as browsers name it too
}

// limitReading bounds how long a body is waited for, also one that nobody wants to read: net/http reads it before it
// sends an answer.
func (h *Handler) limitReading(w http.ResponseWriter, r *http.Request) {
	if r.Body != nil && r.Body != http.NoBody {
		// A writer that knows no deadlines leaves it to the limits of its server.
		_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(h.bodyTimeout))
	}
}

// readBody reads the whole body. Its memory grows with what has arrived, not with what was announced.
func (h *Handler) readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if r.ContentLength > maxBody {
		return nil, tooLarge(r)
	}
	h.limitReading(w, r) // storing takes less time than that, and no other deadline need be set for each post
	var body bytes.Buffer
	body.Grow(int(min(max(r.ContentLength, 0), 4<<10)) + bytes.MinRead)
	_, err := body.ReadFrom(io.LimitReader(r.Body, maxBody+1))
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, model.Errorf(model.RequestTimeout, "The body did not arrive within %v; nothing was stored.", h.bodyTimeout)
	case err != nil:
		return nil, model.Errorf(model.InvalidJSON, "The body broke off after %d bytes; nothing was stored.", body.Len())
	case body.Len() > maxBody:
		return nil, tooLarge(r)
	}
	return body.Bytes(), nil
}

// tooLarge lets the rest of the body pass by, unless the sender waits for a word before sending it.
func tooLarge(r *http.Request) error {
	if r.Header.Get("Expect") == "" {
		_, _ = io.CopyN(io.Discard, r.Body, maxDiscard)
	}
	return model.Errorf(model.BodyTooLarge, "The body is larger than %d bytes.", maxBody)
}
