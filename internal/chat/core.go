package chat

import (
	"log/slog"

	"chattr/db"
	"chattr/internal/ingest"
	"chattr/internal/logcount"
	"chattr/internal/model"
	"chattr/internal/pubsub"
	"chattr/internal/stream"
	"chattr/internal/tasks"
)

// core is what the services share: the database, the engines and the options; and the steps that several services use, such as
// authorization and audit entries.
type core struct {
	db           *db.DB
	broker       pubsub.Broker
	hub          *stream.Hub
	ingest       *ingest.Writer
	webhookCache *webhookCache
	refusals     *logcount.Log // of posts to webhooks
	limits       *rateLimits
	hasher       *hasher
	o            Options

	uses       uses
	background tasks.Group
	stopped    chan struct{} // closed by Stop
}

// newCore creates the engines. They do nothing before Run.
func newCore(database *db.DB, broker pubsub.Broker, o Options) *core {
	if o.Now == nil {
		o.Now = model.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	c := &core{db: database, broker: broker, o: o, hasher: newHasher(), stopped: make(chan struct{})}
	c.limits = newRateLimits(database, o, c.stopped)
	c.hub = stream.NewHub(database, stream.Options{CheckAccess: c.checkAccess, Now: o.Now, Log: o.Log, Metrics: o.Metrics})
	c.ingest = ingest.NewWriter(database, c.authorizePosts, ingest.Options{Now: o.Now, Log: o.Log, Metrics: o.Metrics, Announce: broker.Publish})
	c.webhookCache = newWebhookCache()
	c.refusals = logcount.New(o.Log, "posts to a webhook were refused", logcount.Minute)
	o.Metrics.WatchIngest(c.ingest.Depth)
	o.Metrics.WatchChannels(c.hub.Channels)
	broker.Subscribe(func(h pubsub.Hint) { c.hub.Wake(h.Channel) })
	return c
}

// How much there may be of what people make. They keep a mistake or a runaway script from filling the installation.
const (
	maxServersOwned       = 100
	maxChannelsPerServer  = 500
	maxWebhooksPerChannel = 100
	maxTokensPerUser      = 100
	maxTokenChannels      = 100

	maxMembersPerServer     = 10000
	maxRolesPerServer       = 100
	maxInvitationsPerServer = 100
)

// checkLimit returns LIMIT_REACHED if there are as many as the limit allows, so that there cannot be one more. The rows must be counted
// in the transaction that adds one, under a lock that others who add one take too.
func checkLimit(n, limit int, what string) error {
	if n < limit {
		return nil
	}
	return model.Errorf(model.LimitReached, "There are %d %s already, which is the limit; delete one first.", n, what)
}
