package db

import (
	"context"
	"fmt"

	"chattr/internal/model"
)

// stretch is what there is between two numbers of a channel, and above its floor, in one snapshot.
type stretch struct {
	FloorNumber                          int64
	Messages, Changes, Doubled, Forsaken int64
}

// inStretch selects the rows of a channel that lie in the stretch. Rows that retention has removed meanwhile are not missed.
const inStretch = "channel_id = h.channel_id AND number > ?1 AND number <= ?2 AND number > h.floor_number"

// stretchFaults says what is wrong with the events above number from, up to number to.
func (db *DB) stretchFaults(ctx context.Context, channel model.ID, from, to int64) (faults []string, err error) {
	var rows []stretch
	err = db.read.NewRaw("SELECT h.floor_number, "+
		"(SELECT count(*) FROM messages WHERE "+inStretch+") AS messages, "+
		"(SELECT count(*) FROM message_changes WHERE "+inStretch+") AS changes, "+
		"(SELECT count(*) FROM message_changes AS c WHERE "+inStretch+
		" AND EXISTS (SELECT 1 FROM messages AS m WHERE m.channel_id = c.channel_id AND m.number = c.number)) AS doubled, "+
		"(SELECT count(*) FROM message_changes AS c WHERE "+inStretch+
		" AND NOT EXISTS (SELECT 1 FROM messages AS m WHERE m.id = c.message_id)) AS forsaken "+
		"FROM channel_heads AS h JOIN channels AS ch ON ch.id = h.channel_id AND ch.deleted_at IS NULL "+
		"JOIN servers AS s ON s.id = ch.server_id AND s.deleted_at IS NULL WHERE h.channel_id = ?0", channel, from, to).
		Scan(ctx, &rows)
	if err != nil || len(rows) == 0 { // deleted meanwhile
		return nil, err
	}
	s := rows[0]
	if s.Forsaken > 0 {
		faults = append(faults, fmt.Sprintf("%d edits or deletions between events %d and %d are of messages that are not there",
			s.Forsaken, from+1, to))
	}
	if s.Doubled == 0 && s.Messages+s.Changes == max(0, to-max(from, s.FloorNumber)) {
		return faults, nil
	}
	found, err := db.holes(ctx, channel, from, to)
	return append(faults, found...), err
}

// holes names the numbers of a stretch that are missing or used twice.
func (db *DB) holes(ctx context.Context, channel model.ID, from, to int64) (faults []string, err error) {
	var rows []struct{ FloorNumber, Number int64 }
	err = db.read.NewRaw("SELECT h.floor_number, e.number FROM channel_heads AS h LEFT JOIN ("+
		"SELECT channel_id, number FROM messages WHERE channel_id = ?0 AND number > ?1 AND number <= ?2 UNION ALL "+
		"SELECT channel_id, number FROM message_changes WHERE channel_id = ?0 AND number > ?1 AND number <= ?2"+
		") AS e ON e.channel_id = h.channel_id AND e.number > h.floor_number WHERE h.channel_id = ?0 ORDER BY e.number",
		channel, from, to).Scan(ctx, &rows)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	last := max(from, rows[0].FloorNumber)
	for _, row := range rows {
		switch {
		case row.Number == 0: // not one is there
		case row.Number == last:
			faults = append(faults, fmt.Sprintf("event %d is there twice", last))
		case row.Number > last+1:
			faults = append(faults, missing(last+1, row.Number-1))
		}
		last = max(last, row.Number)
	}
	if last < to {
		faults = append(faults, missing(last+1, to))
	}
	return faults[:min(len(faults), faultsOfChannel)], nil
}

func missing(first, last int64) string {
	if first == last {
		return fmt.Sprintf("event %d is missing", first)
	}
	return fmt.Sprintf("events %d to %d are missing", first, last)
}
