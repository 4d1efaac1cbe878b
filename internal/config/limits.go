package config

import (
	"fmt"
	"strconv"

	"chattr/internal/caller"
)

const (
	minRate    = 1e-3 // else the time in which a large bucket fills could not be counted
	maxRate    = 1e6
	maxBurst   = 1e6
	maxSockets = 1e9
)

func setRate(rate *float64, v string) (err error) {
	*rate, err = strconv.ParseFloat(v, 64)
	if r := *rate; err != nil || r != 0 && !(r >= minRate && r <= maxRate) {
		return fmt.Errorf("%q is neither 0 (no limit) nor a number a second from %v to %.0f, like 30 or 0.5", v, minRate, maxRate)
	}
	return nil
}

func setBurst(burst *int, v string) (err error) {
	*burst, err = parseCount(v, 1, maxBurst)
	return err
}

func setSocketsPerUser(c *Config, v string) (err error) {
	c.SocketsPerUser, err = parseCount(v, 0, maxSockets)
	return err
}

func setSocketsPerAddress(c *Config, v string) (err error) {
	if c.SocketsPerAddress, err = parseCount(v, 0, maxSockets); c.SocketsPerAddress == 0 {
		c.SocketsPerAddress = -1
	}
	return err
}

func parseCount(v string, from, to int) (int, error) {
	n, err := strconv.Atoi(v)
	if err != nil || n < from || n > to {
		return 0, fmt.Errorf("%q is not a whole number from %d to %d", v, from, to)
	}
	return n, nil
}

func setTrustedProxies(c *Config, v string) (err error) {
	c.TrustedProxies, err = caller.ParseProxies(v)
	return err
}
