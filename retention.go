package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// minRetention leaves whoever reads or resumes the time to do so.
const minRetention = time.Hour

func setRetention(to *time.Duration, v string) (err error) {
	if *to, err = parseDays(v); err != nil || *to < minRetention {
		return fmt.Errorf("%q is not a duration of at least 1h, like 720h or 30d", v)
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
