// Package chat decides: what may be done, by whom, and what is announced when it is done. It knows no HTTP, no GraphQL and
// no SQL.
package chat

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"chattr/db"
	"chattr/internal/metrics"
	"chattr/internal/pubsub"
	"chattr/internal/ratelimit"
	"chattr/internal/stream"
)

// Chat is the application: one service per subject. The methods of all services are safe to call from many goroutines. An error that
// a client may see is a *model.Error.
type Chat struct {
	*core

	Servers      *Servers
	Channels     *Channels
	Members      *Members
	Roles        *Roles
	Invitations  *Invitations
	Webhooks     *Webhooks
	Messages     *Messages
	Events       *Events
	AuditLog     *AuditLog
	Accounts     *Accounts
	SignIn       *SignIn
	Identities   *Identities
	AccessTokens *AccessTokens

	stop sync.Once
}

// Options are what Chat needs to know of its surroundings.
type Options struct {
	PublicURL      string           // base of every URL shown to people, without a slash at its end
	OwnerTokenHash []byte           // SHA-256 of the owner token; nil: there is none
	OpenSignUp     bool             // whether an account needs no invitation
	OpenIDIssuer   string           // the issuer of the OpenID provider that people sign in with; "": there is none
	WebhookRate    float64          // posts a second that a webhook takes; 0: any number
	WebhookBurst   int              // and at once, at least 1
	PostRate       float64          // messages a second that a user may post, edit and delete; 0: any number
	PostBurst      int              // and at once, at least 1
	MutationRate   float64          // other changes a second that a user may make; 0: any number
	MutationBurst  int              // and at once, at least 1
	Retention      Retention        // zero: everything is kept
	Now            func() time.Time // nil: model.Now
	Log            *slog.Logger     // nil: slog.Default
	Metrics        *metrics.Metrics // nil: nothing is counted
}

// New returns the application over an open, migrated database. Streams need Run.
func New(database *db.DB, broker pubsub.Broker, o Options) *Chat {
	c := newCore(database, broker, o)
	app := &Chat{
		core: c, Servers: &Servers{c}, Channels: &Channels{c}, Members: &Members{c}, Roles: &Roles{c}, Messages: &Messages{c},
		Events: &Events{c}, AuditLog: &AuditLog{c}, AccessTokens: &AccessTokens{c},
	}
	app.Webhooks = &Webhooks{c, app.Channels}
	app.Invitations = &Invitations{c, app.Servers}
	app.SignIn = &SignIn{c, app.Invitations}
	app.Accounts, app.Identities = &Accounts{c, app.SignIn}, &Identities{c, app.SignIn}
	return app
}

// Run does the work in the background until ctx ends: it polls the heads of watched channels, so that a lost hint does no harm, shares the
// buckets of rate limits and of failed attempts with other instances, and sweeps. End it last, after all calls of the services have
// returned.
func (c *Chat) Run(ctx context.Context) {
	c.background.Start(func() { c.every(ctx, stream.PollInterval, c.hub.Poll) })
	c.background.Start(func() { c.every(ctx, sweepEvery, c.sweep) })
	c.background.Start(func() { c.every(ctx, ratelimit.PruneInterval, c.limits.prune) })
	if c.limits.isShared() {
		c.background.Start(func() { c.every(ctx, ratelimit.ShareInterval, c.limits.share) })
	}
	if c.db.Shared() {
		c.background.Start(func() { c.every(ctx, ratelimit.ShareInterval, c.limits.attempts.Share) })
		c.background.Start(func() { c.every(ctx, ratelimit.DeleteUnusedInterval, c.limits.deleteUnused) })
	}
	if c.o.Retention != (Retention{}) {
		c.background.Start(func() { c.every(ctx, retainEvery, c.retain) })
	}
	<-ctx.Done()
	c.Stop()
	c.background.Close()
	c.hub.Close()
	c.ingest.Breaker().Stop()
	c.refusals.Flush()
}

// Stop ends every stream with SHUTTING_DOWN and refuses new ones; everything else goes on. A second call does nothing.
func (c *Chat) Stop() {
	c.stop.Do(func() {
		close(c.stopped)
		c.hub.Stop()
	})
}

// accessChanged has every instance look at once whose streams must end; without it they would look within a second.
func (c *core) accessChanged() { c.broker.Publish(0) }

const sweepEvery = 5 * time.Second

// every runs f now and then until ctx ends. An error is logged; the next run may do better.
func (c *core) every(ctx context.Context, pause time.Duration, f func(context.Context) error) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		if err := f(ctx); err != nil && ctx.Err() == nil {
			c.o.Metrics.DatabaseFailed(metrics.Background)
			c.o.Log.Warn("background work failed; it will be tried again", "error", err)
		}
		timer.Reset(pause)
	}
}

const (
	sweepRows  = 500
	sweepPause = 20 * time.Millisecond
)

// sweep removes the rows of deleted objects in small transactions, with pauses in which other transactions run.
func (c *Chat) sweep(ctx context.Context) error {
	for {
		more, err := c.db.Sweep(ctx, c.o.Now(), sweepRows)
		if err != nil || !more {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(sweepPause):
		}
	}
}

// Ready says whether Chattr can do its work now.
func (c *Chat) Ready(ctx context.Context) error { return c.db.Ping(ctx) }
