package validate

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"chattr/internal/model"
)

const avatarURLLimit = 2048 // bytes

func checkAvatarURL(text string) *model.FieldError {
	switch at := InvalidUTF8(text); {
	case at >= 0:
		return &model.FieldError{Code: model.FieldInvalidCharacter, Message: fmt.Sprintf("is not valid UTF-8 at byte %d", at+1)}
	case len(text) > avatarURLLimit:
		return &model.FieldError{
			Code: model.FieldTooLong, Limit: avatarURLLimit, Got: len(text),
			Message: fmt.Sprintf("is %d bytes long; the limit is %d", len(text), avatarURLLimit),
		}
	}
	if why := urlFlaw(text); why != "" {
		return &model.FieldError{Code: model.FieldInvalidURL, Message: why}
	}
	return nil
}

// urlFlaw returns why a text is not an absolute http or https URL that every browser reads in the same way, "" if it is one.
func urlFlaw(text string) string {
	if at := strings.IndexFunc(text, refusedInURL); at >= 0 {
		return describe(text, at, "not allowed in a URL")
	}
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return "is not a URL"
	case u.Scheme != "http" && u.Scheme != "https":
		return "must begin with https:// or http://"
	case !strings.ContainsFunc(u.Hostname(), isLetterOrNumber):
		return "has no host"
	case u.User != nil:
		return "must not carry credentials" // SECURITY: every reader of the channel would see them
	case u.Port() != "" && !isPort(u.Port()):
		return "has a port that does not exist"
	}
	return ""
}

// refusedInURL reports whether a character is not allowed by RFC 3986, or is dropped, rewritten or misread by browsers.
func refusedInURL(r rune) bool {
	return unicode.IsControl(r) || isInvisible(r) || strings.ContainsRune("\"<>\\`", r)
}

func isLetterOrNumber(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

func isPort(text string) bool {
	port, err := strconv.ParseUint(text, 10, 16)
	return err == nil && port > 0
}
