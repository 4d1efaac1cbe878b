package chat

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"chattr/model"
)

const avatarURLLimit = 2048 // bytes

func checkAvatarURL(text string) *model.FieldError {
	switch at := invalidUTF8(text); {
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

// urlFlaw says what keeps a text from being an absolute http or https URL that every browser reads the same way.
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
		return "must not carry credentials" // SECURITY: every reader of the channel would be told them
	case u.Port() != "" && !isPort(u.Port()):
		return "has a port that does not exist"
	}
	return ""
}

// refusedInURL holds what RFC 3986 does not allow and what browsers drop, rewrite or may be led astray by.
func refusedInURL(r rune) bool {
	return unicode.IsControl(r) || isInvisible(r) || strings.ContainsRune("\"<>\\`", r)
}

func isLetterOrNumber(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

func isPort(text string) bool {
	port, err := strconv.ParseUint(text, 10, 16)
	return err == nil && port > 0
}
