package chat

import "chattr/internal/model"

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
