package config

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// minRetention is the shortest retention that can be set: readers need time to resume. It is a string so that a build for tests can
// shorten it: -ldflags "-X chattr/internal/config.minRetention=1s".
var minRetention = "1h"

// parseRetention parses a duration of at least minRetention.
func parseRetention(v string) (time.Duration, error) {
	least, err := time.ParseDuration(minRetention)
	if err != nil {
		return 0, fmt.Errorf("minRetention of this build: %w", err)
	}
	kept, err := parseDays(v)
	if err != nil || kept < least {
		return 0, fmt.Errorf("%q is not a duration of at least %s, like 720h or 30d", v, minRetention)
	}
	return kept, nil
}

// parseDays parses a duration as Go writes it, or a whole number of days.
func parseDays(v string) (time.Duration, error) {
	days, isDays := strings.CutSuffix(v, "d")
	if !isDays {
		return time.ParseDuration(v)
	}
	const day = 24 * time.Hour
	n, err := strconv.ParseUint(days, 10, 16)
	return time.Duration(n) * day, err
}

const maxDrainWindow = 20 * time.Second

// parseDrainWindow parses a duration up to maxDrainWindow.
func parseDrainWindow(v string) (time.Duration, error) {
	window, err := time.ParseDuration(v)
	if err != nil || window < 0 || window > maxDrainWindow {
		return 0, fmt.Errorf("%q is not a duration from 0s to 20s, like 5s", v)
	}
	return window, nil
}
