package validate

import "chattr/internal/model"

const idempotencyKeyLimit = 255 // bytes

// IdempotencyKey refuses a key that is not 1 to 255 visible ASCII characters; nil is no key.
func IdempotencyKey(key *string) error {
	if key == nil {
		return nil
	}
	const rule = "An idempotency key has 1 to 255 visible ASCII characters; "
	if *key == "" {
		return model.Errorf(model.IdempotencyKeyInvalid, rule+"this one is empty.")
	}
	for at, r := range *key {
		if r < '!' || '~' < r {
			return model.Errorf(model.IdempotencyKeyInvalid, rule+"this one has %U at byte %d.", r, at+1)
		}
	}
	if len(*key) > idempotencyKeyLimit {
		return model.Errorf(model.IdempotencyKeyInvalid, rule+"this one has %d.", len(*key))
	}
	return nil
}
