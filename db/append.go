package db

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"

	"chattr/internal/model"
)

// Post is a message to append to its channel, with what must still be true of it when it is committed.
type Post struct {
	Message *model.Message        // complete but for its number
	Webhook *model.Webhook        // as it was read: it must not have changed since; nil for a post without a webhook
	Key     *model.IdempotencyKey // nil: every post is a new one
	By      Authority
}

// Authority says how a post is authorized. The zero Authority is refused: it is a mistake in the program.
type Authority struct {
	url    bool
	actor  *model.Actor
	server model.ID
}

// ByURL is the Authority of a sender who has the URL of the webhook: the token of the webhook must not have changed since it was read.
func ByURL() Authority { return Authority{url: true} }

// ByActor is the Authority of a user with a permission on a server, about which Batch.Decide must decide.
func ByActor(actor model.Actor, server model.ID) Authority {
	return Authority{actor: &actor, server: server}
}

// Actor returns the actor and its server. ok is false for a post by the URL of a webhook.
func (a Authority) Actor() (actor model.Actor, server model.ID, ok bool) {
	if a.actor == nil {
		return model.Actor{}, 0, false
	}
	return *a.actor, a.server, true
}

// IsActor reports whether the post is by a user with a permission on a server.
func (a Authority) IsActor() bool { return a.actor != nil }

// Check returns an error unless the post says how it is authorized.
func (p *Post) Check() error {
	if p.By == (Authority{}) || p.By.url && p.Webhook == nil {
		return errors.New("a post must be by the URL of its webhook or by an actor")
	}
	return nil
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

// AppendFast stores, in one transaction and as few round trips as can be, those posts that nothing is in the way of: their
// channel is there and not locked for long, their webhook has not changed since it was read, their key is new. It numbers them
// in the order given and says which they are; Append finds out about the others. All posts must have the same CreatedAt. An
// error is one of the whole: nothing was stored, unless it is COMMIT_UNKNOWN.
func (db *DB) AppendFast(ctx context.Context, posts []Post) (stored []bool, err error) {
	for i := range posts {
		// SECURITY: the fast path checks no permissions. It would store a post by a permission that was taken.
		if err := posts[i].Check(); err != nil || posts[i].By.IsActor() {
			return nil, cmp.Or(err, errors.New("the fast path stores no posts by users"))
		}
	}
	return db.appendFast(ctx, posts)
}

// appendFast does the same as AppendFast, without the check how posts are authorized.
func (db *DB) appendFast(ctx context.Context, posts []Post) (stored []bool, err error) {
	if db.postgres() {
		stored, err = db.fast.append(ctx, posts)
	} else {
		stored, err = db.appendFastSQLite(ctx, posts)
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
