package chat

import (
	"context"
	"net/netip"
	"time"

	"chattr/internal/model"
	"chattr/internal/ratelimit"
)

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
