package chat

import (
	"encoding/base64"
	"strings"
	"testing"

	"chattr/internal/model"
)

func edgeCursor(number int64) string { return messages.cursor(&model.Message{Number: number}) }

func TestParsePageRefuses(t *testing.T) {
	t.Parallel()
	type page struct {
		first  *int
		after  *string
		last   *int
		before *string
	}
	cursor := edgeCursor(1)
	stream := model.Cursor{ChannelID: 1, Number: 1, EventID: 1}.String()
	for name, p := range map[string]page{
		"both directions":      {first: new(1), last: new(1)},
		"after and last":       {after: &cursor, last: new(1)},
		"more than 100":        {first: new(101)},
		"negative":             {last: new(-1)},
		"garbage":              {after: new("x")},
		"nothing":              {after: new("")},
		"a stream's cursor":    {before: &stream},
		"an edge's, changed":   {after: new(strings.ToUpper(cursor) + "=")},
		"an edge of channels":  {after: new(channels.cursor(&model.Channel{ID: 1}))},
		"before the beginning": {after: new(edgeCursor(-1))},
		"the beginning":        {after: new(edgeCursor(0))},
		"another version":      {before: new(base64.RawURLEncoding.EncodeToString([]byte("f\x04\x00\x00\x00\x00\x00\x00\x00\x01")))},
	} {
		if _, err := ParsePage(model.KindMessage, p.first, p.after, p.last, p.before); model.ErrorCode(err) != model.BadUserInput {
			t.Errorf("%s: %v", name, err)
		}
	}
	if p, err := ParsePage(model.KindMessage, nil, &cursor, nil, nil); err != nil || p.After != 1 || p.Limit != DefaultPage {
		t.Errorf("an edge's cursor: %+v, %v", p, err)
	}
}
