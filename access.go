package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
)

func setSignUp(c *config, v string) error {
	switch v {
	case "invited", "open":
		c.openSignUp = v == "open"
		return nil
	}
	return fmt.Errorf("%q is neither invited nor open", v)
}

func setOwnerToken(c *config, v string) error {
	visible := func(r rune) bool { return r > ' ' && r <= '~' }
	if len(v) < 32 || len(v) > 255 || strings.ContainsFunc(v, func(r rune) bool { return !visible(r) }) {
		return errors.New("a token has 32 to 255 visible ASCII characters; `openssl rand -hex 32` makes a good one")
	}
	c.ownerToken = v
	return nil
}

// ownerTokenHash is nil when there is no owner token.
func (c *config) ownerTokenHash() []byte {
	if c.ownerToken == "" {
		return nil
	}
	hash := sha256.Sum256([]byte(c.ownerToken))
	return hash[:]
}
