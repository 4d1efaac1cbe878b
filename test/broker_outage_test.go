package test

import (
	"regexp"
	"strings"
	"testing"

	"chattr/db/dbtest"
)

// Hints only save time: an instance that cannot send them to the others serves all the same.
func TestANATSServerThatIsDownDoesNotStopTheStart(t *testing.T) {
	t.Parallel()
	p := startServer(t, "CHATTR_DATABASE_URL="+dbtest.PostgresURL(t), "CHATTR_NATS_URL=nats://user:secret-password@"+freeAddress(t))
	if _, err := p.stderr.wait(regexp.MustCompile(`(hints do not travel)`)); err != nil {
		t.Error(err)
	}
	p.Terminate()
	if text := p.stderr.text(); strings.Contains(text, "secret-password") {
		t.Errorf("the log: %s", text)
	}
}
