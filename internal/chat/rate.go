package chat

import (
	"context"
	"time"

	"chattr/internal/fairslots"
	"chattr/internal/model"
)

// Rate is the state of a bucket: of the posts to a webhook, of the posts of a user, or of a user's other changes.
type Rate struct {
	Bucket     string        // the id of the webhook or the user; "": there is no limit
	Limit      int           // posts or changes that a full bucket holds
	Remaining  int           // of them, those that need not wait now
	ResetAfter time.Duration // until the bucket is full, if nothing is taken
}

// WebhookRate returns the state of a webhook's bucket.
func (c *Chat) WebhookRate(id model.ID) Rate { return c.rates.rate(id) }

// TakeRate reserves one post in the bucket of a webhook that AuthenticateWebhook returned, before ExecuteAs. If the bucket is
// empty, it waits up to a second, in the order in which posts came, and holds no slot meanwhile. It returns RATE_LIMITED if that
// is not enough. It returns what is left with an error, too.
func (c *Chat) TakeRate(ctx context.Context, w *model.Webhook) (Rate, error) {
	return c.reserve(ctx, c.rates, w.ID)
}

// LimitMutation reserves one change in the bucket of the actor, for whatever is not a post, an edit or a deletion of a message. It
// waits and returns RATE_LIMITED as TakeRate does. Nobody has no bucket: they may change nothing.
//
// SECURITY: each change is a transaction, and most leave an audit entry that is kept for ever.
func (c *Chat) LimitMutation(ctx context.Context, actor model.Actor) error {
	return c.reserveFor(ctx, c.mutations, actor)
}

// limitPost is LimitMutation for posts, edits and deletions of messages.
//
// SECURITY: one access token would otherwise fill the database with thousands of messages a second.
func (c *Chat) limitPost(ctx context.Context, actor model.Actor) error {
	return c.reserveFor(ctx, c.posts, actor)
}

func (c *Chat) reserveFor(ctx context.Context, r *rates, actor model.Actor) error {
	if actor.User == nil {
		return nil
	}
	_, err := c.reserve(ctx, r, actor.UserID())
	return err
}

func (c *Chat) reserve(ctx context.Context, r *rates, id model.ID) (Rate, error) {
	allowance := waitAllowanceOf(ctx)
	rate, turn, err := r.take(id, allowance.rest())
	if err != nil || turn == nil {
		return rate, err
	}
	began, resume := time.Now(), fairslots.Pause(ctx)
	select {
	case <-turn.come:
		allowance.spend(time.Since(began))
		err = resume()
	case <-ctx.Done():
		err = ctx.Err()
	case <-c.stopped:
		err = model.Errorf(model.ShuttingDown, "The server is shutting down; nothing was stored.")
	}
	if err != nil {
		r.giveBack(turn)
	}
	return rate, err
}

type waitAllowanceKey struct{}

// waitAllowance is how long the mutations of one document may still wait for rate limits. It is for one goroutine at a time. Without
// one, each mutation may wait maxRateWait.
type waitAllowance struct{ left time.Duration }

// WaitTogether returns a context in which all mutations of a document (posts to webhooks, posts of users, other changes) together wait
// for rate limits at most as long as one by itself does.
//
// SECURITY: a document of a hundred mutations would otherwise hold its connection and memory for a hundred seconds.
func WaitTogether(ctx context.Context) context.Context {
	return context.WithValue(ctx, waitAllowanceKey{}, &waitAllowance{maxRateWait})
}

func waitAllowanceOf(ctx context.Context) *waitAllowance {
	allowance, _ := ctx.Value(waitAllowanceKey{}).(*waitAllowance)
	return allowance
}

func (a *waitAllowance) rest() time.Duration {
	if a == nil {
		return maxRateWait
	}
	return a.left
}

func (a *waitAllowance) spend(waited time.Duration) {
	if a != nil {
		a.left = max(0, a.left-waited)
	}
}

const (
	shareEvery        = 200 * time.Millisecond
	shareTimeout      = 2 * time.Second
	sharePause        = time.Second // after a failure
	forgetEvery       = 10 * time.Second
	deleteUnusedEvery = time.Hour
)

// forgetFull keeps memory to the buckets that say something.
func (c *Chat) forgetFull(context.Context) error {
	for _, r := range c.allRates() {
		r.forget()
	}
	for _, l := range []*wrongLimit{c.wrongWebhooks, c.wrongBearers, c.wrongInvitations} {
		l.forget()
	}
	c.anonymous.forget()
	c.guesses.forget()
	return nil
}

// shareRates adds what was let through here to the buckets that all instances share, and takes over what they say. Until then
// each instance has its own bucket: what was too much is a debt, which all of them pay back. Without the database the limits
// of each go on.
func (c *Chat) shareRates(ctx context.Context) error {
	for _, r := range c.allRates() {
		if !r.shared {
			continue
		}
		if err := r.share(func(costs map[model.ID]time.Duration) (map[model.ID]time.Duration, error) {
			return c.updateRateBuckets(ctx, costs, maxRateDebt*r.pace.capacity())
		}); err != nil {
			return err
		}
	}
	return nil
}

func (c *Chat) allRates() []*rates { return []*rates{c.rates, c.posts, c.mutations} }

// A shared bucket can need longer to be full than an empty one, when several instances have taken from it before they heard of
// each other. So many times as long is believed; what needs longer was stored before the clock of the database was set back.
const (
	maxRateDebt  = 8
	maxGuessDebt = 2
)

// updateRateBuckets takes from shared buckets that need at most that long to be full. It gives up in time, and after a failure
// lets some pass.
func (c *Chat) updateRateBuckets(
	ctx context.Context, costs map[model.ID]time.Duration, most time.Duration,
) (map[model.ID]time.Duration, error) {
	limited, cancel := context.WithTimeout(ctx, shareTimeout)
	defer cancel()
	missing, err := c.db.UpdateRateBuckets(limited, costs, most)
	if err != nil {
		select {
		case <-ctx.Done():
		case <-time.After(sharePause):
		}
	}
	return missing, err
}

// deleteUnusedBuckets deletes the shared buckets that are full, and those that need longer to be full than any bucket can. Those of
// sign-ins and sign-ups fill within hours.
func (c *Chat) deleteUnusedBuckets(ctx context.Context) error {
	most := 24 * time.Hour
	for _, r := range c.allRates() {
		most = max(most, (maxRateDebt+1)*r.pace.capacity()) // what is taken comes on top of the largest debt
	}
	return c.db.DeleteUnusedRateBuckets(ctx, most)
}

func (r *rates) limited(wait time.Duration) error {
	e := model.Errorf(model.RateLimited, r.subject+" a second and %d at once; try again in %s.",
		r.perSecond, r.pace.burst, seconds(wait))
	e.RetryAfter = wait
	return e
}
