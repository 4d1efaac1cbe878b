package db

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"chattr/internal/model"
)

// Post is a message to append to its channel, with what must still be true of it when it is committed.
type Post struct {
	Message *model.Message        // complete but for its number
	Webhook *model.Webhook        // as it was read: it must not have changed since; nil for a user's post
	Key     *model.IdempotencyKey // nil: every post is a new one

	// Act is of somebody who posts by a right on the server with ServerID. Append checks it in its transaction, and AppendPlain
	// stores no such post. nil: the post is made by whoever has the webhook's URL.
	Act      *Act
	ServerID model.ID
}

// Posted is what became of a Post: the stored message, or with Replayed the one that its key already stands for, as it is
// now; or why nothing was stored, in Err: ErrWebhookChanged, or a model.Error.
type Posted struct {
	Message  *model.Message
	Replayed bool
	Err      error
}

// ErrWebhookChanged is told of a post whose webhook was renamed, moved or otherwise changed after it was read: read it again
// and retry.
var ErrWebhookChanged = errors.New("the webhook was changed")

// AppendPlain stores, in one transaction and as few round trips as can be, those posts that nothing is in the way of: their
// channel is there and not locked for long, their webhook has not changed since it was read, their key is new. It numbers them
// in the order given and says which they are; Append finds out about the others. All posts must have the same CreatedAt. An
// error is one of the whole: nothing was stored, unless it is COMMIT_UNKNOWN.
func (db *DB) AppendPlain(ctx context.Context, posts []Post) (stored []bool, err error) {
	// SECURITY: the fast path knows no users: it would store what is posted by a right that was taken.
	if slices.ContainsFunc(posts, func(p Post) bool { return p.Act != nil }) {
		return nil, errors.New("the fast path checks no rights of users")
	}
	if db.postgres() {
		stored, err = db.plain.append(ctx, posts)
	} else {
		stored, err = db.appendPlainSQLite(ctx, posts)
	}
	switch {
	case err == nil:
		return stored, nil
	case !db.postgres() && inDoubt(err):
		return nil, commitUnknown(err)
	}
	return nil, wrap(err)
}

func commitUnknown(cause error) error {
	return model.Errorf(model.CommitUnknown, "The connection to the database broke while the change was being stored.").Because(cause)
}

// places reads what a statement says of posts: place:number pairs between commas, "" for none; places count from `first`.
func places(text string, first int, found func(i int, number int64)) error {
	if text == "" {
		return nil
	}
	for pair := range strings.SplitSeq(text, ",") {
		place, number, _ := strings.Cut(pair, ":")
		i, err := strconv.Atoi(place)
		n, err2 := strconv.ParseInt(number, 10, 64)
		if err := errors.Join(err, err2); err != nil {
			return err
		}
		found(i-first, n)
	}
	return nil
}

// webhookOf is what a post's statement is told of its webhook: zeros for a user's.
func (p *Post) webhookOf() (id model.ID, revision int64) {
	if p.Webhook == nil {
		return 0, 0
	}
	return p.Webhook.ID, p.Webhook.Revision
}
