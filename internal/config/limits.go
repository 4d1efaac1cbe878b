package config

import (
	"fmt"
	"strconv"
)

const (
	minRate    = 1e-3 // else the time in which a large bucket fills could not be counted
	maxRate    = 1e6
	maxBurst   = 1e6
	maxSockets = 1e9
)

// parseRate parses a rate per second. 0 means no limit.
func parseRate(v string) (float64, error) {
	r, err := strconv.ParseFloat(v, 64)
	if err != nil || r != 0 && !(r >= minRate && r <= maxRate) {
		return 0, fmt.Errorf("%q is neither 0 (no limit) nor a number a second from %v to %.0f, like 30 or 0.5", v, minRate, maxRate)
	}
	return r, nil
}

// parseSocketsPerAddress parses a number of sockets. It returns -1 for 0, no limit, because 0 means that nothing was given.
func parseSocketsPerAddress(v string) (int, error) {
	n, err := parseCount(v, 0, maxSockets)
	if n == 0 {
		n = -1
	}
	return n, err
}

// parseCount parses a whole number within bounds.
func parseCount(v string, from, to int) (int, error) {
	n, err := strconv.Atoi(v)
	if err != nil || n < from || n > to {
		return 0, fmt.Errorf("%q is not a whole number from %d to %d", v, from, to)
	}
	return n, nil
}
