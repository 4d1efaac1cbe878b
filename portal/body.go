package portal

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"time"
	"unicode/utf8"

	"chattr/model"
)

const maxBody = 4 << 10

// readJSON reads the body into input, whose form like shows to people.
func (p *Portal) readJSON(w http.ResponseWriter, r *http.Request, like string, input any) error {
	// SECURITY: a form of another site cannot send this type without asking first.
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
		return model.Errorf(model.UnsupportedType, "Send Content-Type: application/json.")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return p.unreadable(err)
	}
	// The work may take its time: net/http watches the connection, and ends the request when the deadline passes.
	_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
	if !utf8.Valid(body) {
		return model.Errorf(model.InvalidUTF8, "The body is not UTF-8.")
	}
	if err := json.Unmarshal(body, input); err != nil {
		return model.Errorf(model.InvalidJSON, "The body is not the JSON %s.", like)
	}
	return nil
}

// unreadable says why a body could not be read.
func (p *Portal) unreadable(err error) error {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return model.Errorf(model.BodyTooLarge, "The body is larger than %d bytes.", tooLarge.Limit)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return model.Errorf(model.RequestTimeout, "The body did not arrive within %v.", p.bodyTimeout)
	default:
		return model.Errorf(model.InvalidJSON, "The body broke off.")
	}
}

func answer(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body) // nobody is left to tell when this fails
}
