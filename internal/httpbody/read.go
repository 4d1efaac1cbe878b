package httpbody

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"chattr/internal/model"
)

// Read returns the whole body of r. limit is the largest number of bytes. Read allocates memory for what has arrived, not for the
// announced length. It returns BODY_TOO_LARGE for a larger body, immediately if the announced length exceeds the limit. It
// returns INVALID_JSON for a body that ends too soon. If Requests.Handler serves the request, it can also return REQUEST_TIMEOUT
// and SHUTTING_DOWN.
func Read(r *http.Request, limit int) ([]byte, error) {
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
