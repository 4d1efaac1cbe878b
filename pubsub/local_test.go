package pubsub_test

import (
	"testing"

	"chattr/pubsub"
	"chattr/pubsub/pubsubtest"
)

func TestLocal(t *testing.T) {
	t.Parallel()
	pubsubtest.Self(t, new(pubsub.Local))
}
