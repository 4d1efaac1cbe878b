package chat

import (
	"chattr/internal/model"
)

// gone has NOT_FOUND name the kind of thing that was asked for.
func gone(err error, kind string) error {
	if model.ErrorCode(err) == model.NotFound {
		return model.NoSuch(kind)
	}
	return err
}
