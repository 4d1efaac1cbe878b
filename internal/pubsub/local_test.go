package pubsub_test

import (
	"testing"

	"chattr/internal/pubsub"
	"chattr/internal/pubsub/pubsubtest"
)

func TestLocal(t *testing.T) {
	t.Parallel()
	pubsubtest.Self(t, new(pubsub.Local))
}
