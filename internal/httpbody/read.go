package httpbody

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"chattr/internal/model"
)

// Read returns the whole body of r, of at most limit bytes. Its memory grows with what has arrived, not with what was announced.
// It returns BODY_TOO_LARGE, without waiting for anything when the announced length says so, INVALID_JSON for a body that ends
// too soon, and, below Requests.Handler, REQUEST_TIMEOUT and SHUTTING_DOWN.
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

func tooLarge(limit int) error {
	return model.Errorf(model.BodyTooLarge, "The body is larger than %d bytes.", limit)
}
