package main

import (
	"fmt"
	"strconv"

	"chattr/caller"
)

const (
	minWebhookRate  = 1e-3 // else the time in which a large bucket fills could not be counted
	maxWebhookRate  = 1e6
	maxWebhookBurst = 1e6
	maxSockets      = 1e9
)

func setWebhookRate(c *config, v string) (err error) {
	c.webhookRate, err = strconv.ParseFloat(v, 64)
	if r := c.webhookRate; err != nil || r != 0 && !(r >= minWebhookRate && r <= maxWebhookRate) {
		return fmt.Errorf("%q is neither 0 (no limit) nor a number of posts a second from %v to %.0f, like 30 or 0.5",
			v, minWebhookRate, maxWebhookRate)
	}
	return nil
}

func setWebhookBurst(c *config, v string) (err error) {
	c.webhookBurst, err = parseCount(v, 1, maxWebhookBurst)
	return err
}

func setSocketsPerUser(c *config, v string) (err error) {
	c.socketsPerUser, err = parseCount(v, 0, maxSockets)
	return err
}

func setSocketsPerAddress(c *config, v string) (err error) {
	if c.socketsPerAddress, err = parseCount(v, 0, maxSockets); c.socketsPerAddress == 0 {
		c.socketsPerAddress = -1
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

func setTrustedProxies(c *config, v string) (err error) {
	c.trustedProxies, err = caller.ParseProxies(v)
	return err
}
