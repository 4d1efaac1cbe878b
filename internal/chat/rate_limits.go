package chat

import (
	"context"
	"net/netip"
	"time"

	"chattr/internal/model"
	"chattr/internal/ratelimit"
	"chattr/internal/token"
)

// rateLimits are the rate limits of this instance.
type rateLimits struct {
	store     ratelimit.Store
	webhooks  *ratelimit.Limiter        // posts to a webhook
	posts     *ratelimit.Limiter        // posts, edits and deletions of messages by a user
	mutations *ratelimit.Limiter        // other changes by a user
	anonymous *ratelimit.AddressLimiter // operations without a credential
	attempts  *ratelimit.Throttle       // sign-ins, sign-ups and other attempts to use or find out secrets and names

	wrongWebhooks, wrongBearers, wrongInvitations *ratelimit.CredentialThrottle
}

// wrongBearerDelay is how long the refusal of a wrong bearer token takes beyond the limit.
//
// SECURITY: the owner token is the only one of these credentials that a person chooses. A connection that guesses it beyond the
// limit waits after each guess.
const wrongBearerDelay = 200 * time.Millisecond

// newRateLimits returns the rate limits. Waits for them end when stopped is closed.
func newRateLimits(store ratelimit.Store, o Options, stopped <-chan struct{}) *rateLimits {
	limiter := func(rate float64, burst int, subject string, sharedID func(model.ID) model.ID) *ratelimit.Limiter {
		return ratelimit.NewLimiter(store, ratelimit.Options{Rate: rate, Burst: burst, Subject: subject, SharedID: sharedID, Stopped: stopped})
	}
	// Ids of webhooks and users differ, and each user has two buckets.
	same, negative := func(id model.ID) model.ID { return id }, func(id model.ID) model.ID { return -id }
	return &rateLimits{
		store:     store,
		webhooks:  limiter(o.WebhookRate, o.WebhookBurst, "This webhook takes %v posts", same),
		posts:     limiter(o.PostRate, o.PostBurst, "You can post, edit and delete %v messages", same),
		mutations: limiter(o.MutationRate, o.MutationBurst, "You can change %v things", negative),
		anonymous: ratelimit.NewAddressLimiter(stopped),
		attempts:  ratelimit.NewThrottle(store, ratelimit.ThrottleOptions{}),

		wrongWebhooks:    ratelimit.NewCredentialThrottle(model.WebhookNotFound, "unknown webhook URLs", 0),
		wrongBearers:     ratelimit.NewCredentialThrottle(model.Unauthenticated, "wrong bearer tokens", wrongBearerDelay),
		wrongInvitations: ratelimit.NewCredentialThrottle(model.NotFound, "unknown invitations", 0),
	}
}

// limiters returns the limits that users can set.
func (l *rateLimits) limiters() []*ratelimit.Limiter {
	return []*ratelimit.Limiter{l.webhooks, l.posts, l.mutations}
}

// isShared reports whether share must be called at ratelimit.ShareInterval.
func (l *rateLimits) isShared() bool {
	for _, limiter := range l.limiters() {
		if limiter.IsShared() {
			return true
		}
	}
	return false
}

// share shares the buckets of the limiters with other instances.
func (l *rateLimits) share(ctx context.Context) error {
	for _, limiter := range l.limiters() {
		if err := limiter.Share(ctx); err != nil {
			return err
		}
	}
	return nil
}

// prune drops buckets that are full.
func (l *rateLimits) prune(context.Context) error {
	for _, limiter := range l.limiters() {
		limiter.Prune()
	}
	for _, throttle := range []*ratelimit.CredentialThrottle{l.wrongWebhooks, l.wrongBearers, l.wrongInvitations} {
		throttle.Prune()
	}
	l.anonymous.Prune()
	l.attempts.Prune()
	return nil
}

// deleteUnused deletes shared buckets that are full.
func (l *rateLimits) deleteUnused(ctx context.Context) error {
	return ratelimit.DeleteUnused(ctx, l.store, l.limiters()...)
}

// WebhookRate returns the state of a webhook's bucket.
func (c *core) WebhookRate(id model.ID) ratelimit.State { return c.limits.webhooks.State(id) }

// ReservePost reserves one post in the bucket of a webhook that Webhooks.Authenticate returned, before ExecuteAs. If the bucket is
// empty, it waits up to a second, in the order of arrival, and holds no slot meanwhile. It returns RATE_LIMITED if that is not
// enough. It returns the state of the bucket with an error, too.
func (c *core) ReservePost(ctx context.Context, w *model.Webhook) (ratelimit.State, error) {
	return c.limits.webhooks.Reserve(ctx, w.ID)
}

// LimitMutation reserves one change in the bucket of the actor, for every change that is not a post, an edit or a deletion of a
// message. It waits and returns RATE_LIMITED as ReservePost does. An actor without a user has no bucket: it may change nothing.
//
// SECURITY: each change is a transaction, and most leave an audit entry that is kept for ever.
func (c *core) LimitMutation(ctx context.Context, actor model.Actor) error {
	return reserveFor(ctx, c.limits.mutations, actor)
}

// limitPost is LimitMutation for posts, edits and deletions of messages.
//
// SECURITY: one access token would otherwise fill the database with thousands of messages a second.
func (c *core) limitPost(ctx context.Context, actor model.Actor) error {
	return reserveFor(ctx, c.limits.posts, actor)
}

func reserveFor(ctx context.Context, l *ratelimit.Limiter, actor model.Actor) error {
	if actor.User == nil {
		return nil
	}
	_, err := l.Reserve(ctx, actor.UserID())
	return err
}

type anonymousKey struct{}

// AdmitAnonymous reserves one operation without a credential in the bucket of the address. If the bucket is empty, it waits for at
// most maxWait, in the order of arrival, and holds no slot meanwhile. It returns RATE_LIMITED if that is not enough. An operation that
// sends the token of a webhook in the context that during returns does not count. The zero Addr is one address, too.
func (c *core) AdmitAnonymous(
	ctx context.Context, from netip.Addr, maxWait time.Duration,
) (during func(context.Context) context.Context, err error) {
	refund, err := c.limits.anonymous.Reserve(ctx, from, maxWait)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) context.Context { return context.WithValue(ctx, anonymousKey{}, refund) }, nil
}

// refundAnonymous records that the operation of ctx has sent the token of a webhook, and so does not count as anonymous.
func refundAnonymous(ctx context.Context) {
	if refund, ok := ctx.Value(anonymousKey{}).(func()); ok {
		refund()
	}
}

// AuthenticateFrom is Authenticate for a client of that address. It returns RATE_LIMITED for a wrong token if the address has sent
// too many. A right one is accepted whatever the address has sent.
func (c *SignIn) AuthenticateFrom(ctx context.Context, from netip.Addr, bearer string) (actor model.Actor, err error) {
	// SECURITY: guessing the owner token is slow, and look-ups of wrong tokens keep few connections of the database busy.
	err = c.limits.wrongBearers.Check(ctx, from, token.Hash(bearer), token.IsWellFormed(token.Access, bearer), func() error {
		actor, err = c.Authenticate(ctx, bearer)
		return err
	})
	return actor, err
}

// How many attempts to use passwords and secrets may fail, on all instances together.
var (
	accountLimit = ratelimit.Limit{Interval: 30 * time.Second, Burst: 10}
	addressLimit = ratelimit.Limit{Interval: 2 * time.Second, Burst: 30}
	networkLimit = ratelimit.Limit{Interval: 500 * time.Millisecond, Burst: 120}
)

// How many sign-ins may succeed, on all instances together. Each costs a hash and a row.
var (
	accountSignInLimit = ratelimit.Limit{Interval: 10 * time.Second, Burst: 60}
	addressSignInLimit = ratelimit.Limit{Interval: time.Second, Burst: 300}
	networkSignInLimit = ratelimit.Limit{Interval: 250 * time.Millisecond, Burst: 1200}
)

// How many accounts may be created from one address, and from one network of IPv6, if sign-up needs no invitation.
var (
	addressSignUpLimit = ratelimit.Limit{Interval: time.Minute, Burst: 60}
	networkSignUpLimit = ratelimit.Limit{Interval: 15 * time.Second, Burst: 240}
)

// failureRules returns the rules for failed attempts of a client.
func failureRules(client netip.Addr) []ratelimit.Rule {
	return ratelimit.AddressRules("", client, addressLimit, networkLimit)
}

// signInRules returns the rules for successful sign-ins to an account by a client.
func signInRules(account string, client netip.Addr) []ratelimit.Rule {
	rules := ratelimit.AddressRules("signed in ", client, addressSignInLimit, networkSignInLimit)
	return append(rules, ratelimit.Rule{Key: "signed in " + account, Limit: accountSignInLimit})
}

// signUpRules returns the rules for accounts created by a client without an invitation.
func signUpRules(client netip.Addr) []ratelimit.Rule {
	return ratelimit.AddressRules("accounts ", client, addressSignUpLimit, networkSignUpLimit)
}

// limitFailures calls attempt, and counts UNAUTHENTICATED as a failed attempt. It returns RATE_LIMITED, and does not call attempt, if
// there were too many.
func (c *core) limitFailures(ctx context.Context, rules []ratelimit.Rule, attempt func() error) error {
	counts := func(err error) bool { return model.ErrorCode(err) == model.Unauthenticated }
	return c.limits.attempts.Do(ctx, rules, counts, attempt)
}
