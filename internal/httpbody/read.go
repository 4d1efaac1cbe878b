package httpbody

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"chattr/internal/model"
)

// ReadJSON returns the whole body of r, which must be announced as uncompressed JSON in UTF-8. limit is the largest number of bytes.
// It does not check that the body is JSON. Every route that reads JSON calls it, so that all accept the same requests. It returns
// UNSUPPORTED_TYPE or UNSUPPORTED_ENCODING for other bodies, BODY_TOO_LARGE for a larger body, INVALID_JSON for a body that ends too
// soon, and REQUEST_TIMEOUT and SHUTTING_DOWN if Requests.Handler serves the request.
func ReadJSON(r *http.Request, limit int) ([]byte, error) {
	if !isJSON(r.Header["Content-Type"]) {
		return nil, model.Errorf(model.UnsupportedType, "Send the header Content-Type: application/json, with the body in UTF-8.")
	}
	if isEncoded(r.Header["Content-Encoding"]) {
		return nil, model.Errorf(model.UnsupportedEncoding, "Send the body as it is, without a Content-Encoding.")
	}
	return read(r, limit)
}

// read returns the whole body of r. limit is the largest number of bytes. read allocates memory for what has arrived, not for the
// announced length. It returns BODY_TOO_LARGE for a larger body, immediately if the announced length exceeds the limit. It
// returns INVALID_JSON for a body that ends too soon. If Requests.Handler serves the request, it can also return REQUEST_TIMEOUT
// and SHUTTING_DOWN.
func read(r *http.Request, limit int) ([]byte, error) {
	if r.ContentLength > int64(limit) {
		return nil, tooLarge(limit)
	}
	var body bytes.Buffer
	body.Grow(int(min(max(r.ContentLength, 0), 4<<10)) + bytes.MinRead)
	_, err := body.ReadFrom(io.LimitReader(r.Body, int64(limit)+1))
	var refused *model.Error
	switch {
	case errors.As(err, &refused):
		return nil, err
	case err != nil:
		return nil, model.Errorf(model.InvalidJSON, "The body broke off after %d bytes; nothing was stored.", body.Len())
	case body.Len() > limit:
		return nil, tooLarge(limit)
	}
	return body.Bytes(), nil
}

// tooLarge returns a BODY_TOO_LARGE error.
func tooLarge(limit int) error {
	return model.Errorf(model.BodyTooLarge, "The body is larger than %d bytes.", limit)
}
