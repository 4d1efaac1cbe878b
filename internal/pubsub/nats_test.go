package pubsub_test

import (
	"strings"
	"testing"

	"chattr/internal/pubsub"
)

func TestNATSURLs(t *testing.T) {
	t.Parallel()
	for _, valid := range []string{
		"nats://127.0.0.1:4222", "nats://localhost", "tls://user:p%40ss@nats.example.com:4222/", "nats://token@a,nats://[::1]:4222, tls://c",
	} {
		if err := pubsub.CheckNATSURL(valid); err != nil {
			t.Errorf("%s: %v", valid, err)
		}
	}
	for _, invalid := range []string{
		"", "nats://", "127.0.0.1:4222", "localhost", "http://localhost", "nats://a,", "nats://a/path", "nats://a?x=y",
		"nats://user:secret%zz@a", "nats://user:secret#x@a", "nats://user:secret@a:port", "postgres://user:secret@a/b",
	} {
		err := pubsub.CheckNATSURL(invalid)
		if err == nil || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", invalid, err)
		}
	}
}
