package e2e

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"chattr/db/dbtest"
)

// Two instances that share a database and a NATS server use the same subject for their hints, without any other setting.
func TestInstancesSendTheirHintsOverNATS(t *testing.T) {
	t.Parallel()
	s := natsServer(t, server.Options{Username: "chattr", Password: password})
	address := "nats://chattr:" + password + "@" + s.Addr().String()
	observer, err := nats.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	defer observer.Close()
	hints, err := observer.SubscribeSync("chattr.*.hints")
	if err != nil {
		t.Fatal(err)
	}
	env := []string{
		"CHATTR_DATABASE_URL=" + dbtest.PostgresURL(t), "CHATTR_NATS_URL=" + address, "CHATTR_DEMO=true",
		"CHATTR_OWNER_TOKEN=owner-token-of-the-tests-0123456789abcdef", "CHATTR_UNSAFE_DURABILITY=on",
	}
	a := start(t, env...)
	b := start(t, env...)
	webhook := regexp.MustCompile(`/webhooks/[^'\s]+`).FindString(a.out.String())
	subject, sender := awaitHint(t, hints, post(t, a.url+webhook))
	otherSubject, otherSender := awaitHint(t, hints, post(t, b.url+webhook))
	if subject != otherSubject || sender == otherSender {
		t.Errorf("got hints of %s on %s and of %s on %s, want two senders on one subject", sender, subject, otherSender, otherSubject)
	}
	if strings.Contains(a.out.String()+b.out.String(), password) {
		t.Error("the password is in the log")
	}
}

// post posts a message and returns the id of its channel.
func post(t *testing.T, url string) (channel string) {
	t.Helper()
	response, err := http.Post(url, "application/json", strings.NewReader(`{"content":"hello"}`))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var decoded struct{ Message struct{ ChannelID string } }
	if err := json.NewDecoder(response.Body).Decode(&decoded); err != nil || decoded.Message.ChannelID == "" {
		t.Fatal(response.Status, err)
	}
	return decoded.Message.ChannelID
}

// awaitHint waits for a hint for the channel, and returns its subject and the instance that sent it.
func awaitHint(t *testing.T, hints *nats.Subscription, channel string) (subject, sender string) {
	t.Helper()
	for deadline := time.Now().Add(patience); ; {
		m, err := hints.NextMsg(time.Until(deadline))
		if err != nil {
			t.Fatal(err)
		}
		if parts := strings.Split(string(m.Data), " "); len(parts) == 3 && strings.Contains(parts[2], channel) {
			return m.Subject, parts[1]
		}
	}
}
