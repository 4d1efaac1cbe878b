package stream

import "chattr/internal/model"

// compareCursor returns the error of a cursor whose event is not kept: CURSOR_EXPIRED or CURSOR_FORKED. It returns nil if the cursor is
// the floor.
func compareCursor(at model.Cursor, h model.Head) error {
	switch {
	case at.Number < h.FloorNumber:
		return cursorExpired()
	case at == h.Floor():
		return nil
	}
	return model.Errorf(model.CursorForked, "The history this cursor belongs to is gone: the database was restored. "+
		"Read a page of messages and resume from its resumeCursor.")
}

// cursorExpired returns CURSOR_EXPIRED.
func cursorExpired() error {
	return model.Errorf(model.CursorExpired, "The events after this cursor are no longer kept. "+
		"Read a page of messages and resume from its resumeCursor.")
}
