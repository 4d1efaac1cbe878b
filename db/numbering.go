package db

import (
	"context"
	"fmt"

	"chattr/internal/model"
)

// Examined is how much CheckNumbering has looked at.
type Examined struct {
	Channels int
	Events   int64
}

const (
	examinedNumbers  = 20_000 // at a time: a short statement, and a snapshot of its own
	examinedChannels = 500
	faultsOfChannel  = 3
	faultsAtMost     = 50
)

// CheckNumbering looks whether the events of every channel are numbered from what is kept up to the head without a hole and
// without a number used twice, whether the head knows its last event, and whether each change has its message. Faults are
// sentences for people, some fifty at most. It changes nothing and makes no other transaction wait: it reads in short
// statements, each right by itself while others post, delete and remove. It calls progress now and then with how far it is.
func (db *DB) CheckNumbering(ctx context.Context, progress func(Examined)) (done Examined, faults []string, err error) {
	x := &examination{db: db, progress: progress}
	x.faults, err = db.strayHeads(ctx)
	for last := model.ID(0); err == nil; {
		var channels []examinedChannel
		if channels, err = db.examinedChannels(ctx, last); err != nil || len(channels) == 0 {
			break
		}
		if err = x.all(ctx, channels); len(x.faults) > faultsAtMost {
			x.faults = append(x.faults[:faultsAtMost], "there may be more")
			break
		}
		last = channels[len(channels)-1].ID
	}
	return x.done, x.faults, wrap(err)
}

type examination struct {
	db       *DB
	progress func(Examined)
	done     Examined
	faults   []string
}

type examinedChannel struct {
	ID           model.ID
	Name, Server string
	HasHead      bool
}

func (c examinedChannel) String() string {
	return fmt.Sprintf("channel %s (%q of server %q)", c.ID, c.Name, c.Server)
}

func (db *DB) examinedChannels(ctx context.Context, after model.ID) (channels []examinedChannel, err error) {
	err = db.read.NewRaw("SELECT c.id, c.name, s.name AS server, h.channel_id IS NOT NULL AS has_head FROM channels AS c "+
		"JOIN servers AS s ON s.id = c.server_id LEFT JOIN channel_heads AS h ON h.channel_id = c.id "+
		"WHERE c.id > ? AND c.deleted_at IS NULL AND s.deleted_at IS NULL ORDER BY c.id LIMIT ?", after, examinedChannels).
		Scan(ctx, &channels)
	return channels, err
}

func (db *DB) strayHeads(ctx context.Context) (faults []string, err error) {
	var ids []model.ID
	err = db.read.NewRaw("SELECT channel_id FROM channel_heads WHERE channel_id NOT IN (SELECT id FROM channels) LIMIT ?",
		faultsOfChannel).Scan(ctx, &ids)
	for _, id := range ids {
		faults = append(faults, fmt.Sprintf("there is a head of channel %s, and no such channel", id))
	}
	return faults, err
}

func (x *examination) all(ctx context.Context, channels []examinedChannel) error {
	for _, c := range channels {
		faults := []string{"it has no head, so that nothing can be posted"}
		if c.HasHead {
			var err error
			if faults, err = x.channel(ctx, c.ID); err != nil {
				return err
			}
		}
		for _, fault := range faults {
			x.faults = append(x.faults, c.String()+": "+fault)
		}
		x.done.Channels++
		x.progress(x.done)
		if len(x.faults) > faultsAtMost {
			break
		}
	}
	return nil
}

// channel walks along the numbers up to the head as it is at first, and looks at the head at last.
func (x *examination) channel(ctx context.Context, id model.ID) (faults []string, err error) {
	head, exists, err := x.db.examinedHead(ctx, id)
	if err != nil || !exists {
		return nil, err
	}
	faults = head.faults()
	for from := head.FloorNumber; from < head.Number && len(faults) < faultsOfChannel; from += examinedNumbers {
		to := min(from+examinedNumbers, head.Number)
		found, err := x.db.stretchFaults(ctx, id, from, to)
		if err != nil {
			return nil, err
		}
		faults = append(faults, found...)
		x.done.Events += to - from
		x.progress(x.done)
	}
	return faults, nil
}

// examinedHead is a head with what the rows say about it, all in one statement.
type examinedHead struct {
	model.Head
	LastMessage, LastChange, FloorMessage *model.ID
	Above                                 bool
}

func (db *DB) examinedHead(ctx context.Context, id model.ID) (head examinedHead, exists bool, err error) {
	var rows []examinedHead
	err = db.read.NewRaw("SELECT h.channel_id, h.number, h.event_id, h.floor_number, h.floor_event_id, "+
		"(SELECT id FROM messages WHERE channel_id = h.channel_id AND number = h.number) AS last_message, "+
		"(SELECT event_id FROM message_changes WHERE channel_id = h.channel_id AND number = h.number) AS last_change, "+
		"(SELECT id FROM messages WHERE channel_id = h.channel_id AND number = h.floor_number) AS floor_message, "+
		"EXISTS (SELECT 1 FROM messages WHERE channel_id = h.channel_id AND number > h.number) OR "+
		"EXISTS (SELECT 1 FROM message_changes WHERE channel_id = h.channel_id AND number > h.number) AS above "+
		"FROM channel_heads AS h WHERE h.channel_id = ?", id).Scan(ctx, &rows)
	if err != nil || len(rows) == 0 {
		return head, false, err
	}
	return rows[0], true, nil
}

func (h *examinedHead) faults() (faults []string) {
	is := func(id *model.ID, want model.ID) bool { return id != nil && *id == want }
	switch {
	case h.FloorNumber > h.Number:
		faults = append(faults, fmt.Sprintf("events are kept from number %d on, and the last is %d", h.FloorNumber+1, h.Number))
	case h.FloorNumber == h.Number && h.FloorEventID != h.EventID,
		h.FloorNumber < h.Number && !is(h.LastMessage, h.EventID) && !is(h.LastChange, h.EventID):
		faults = append(faults, fmt.Sprintf("the head says that event %d is %s, and it is not", h.Number, h.EventID))
	}
	if h.FloorMessage != nil && *h.FloorMessage != h.FloorEventID {
		faults = append(faults, fmt.Sprintf("the last event that is not kept, %d, should be %s and is %s",
			h.FloorNumber, h.FloorEventID, *h.FloorMessage))
	}
	if h.Above {
		faults = append(faults, fmt.Sprintf("there are events above the head, which stands at %d", h.Number))
	}
	return faults
}
