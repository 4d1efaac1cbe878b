package config

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// minRetention is the shortest retention that can be set: readers need time to resume. It is a text so that a build for tests
// can shorten it: -ldflags "-X chattr/internal/config.minRetention=1s".
var minRetention = "1h"

func setRetention(to *time.Duration, v string) (err error) {
	least, err := time.ParseDuration(minRetention)
	if err != nil {
		return fmt.Errorf("minRetention of this build: %w", err)
	}
	if *to, err = parseDays(v); err != nil || *to < least {
		return fmt.Errorf("%q is not a duration of at least %s, like 720h or 30d", v, minRetention)
	}
	return nil
}

// parseDays reads a duration as Go writes it, or a whole number of days.
func parseDays(v string) (time.Duration, error) {
	days, isDays := strings.CutSuffix(v, "d")
	if !isDays {
		return time.ParseDuration(v)
	}
	const day = 24 * time.Hour
	n, err := strconv.ParseUint(days, 10, 16)
	return time.Duration(n) * day, err
}
