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

// Two instances share a database and a NATS server, and nothing else is said to them: the hints of both are on one subject.
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
		t.Errorf("%s on %s, %s on %s", sender, subject, otherSender, otherSubject)
	}
	if strings.Contains(a.out.String()+b.out.String(), password) {
		t.Error("the password is in the log")
	}
}

// post posts and answers the channel's id.
func post(t *testing.T, url string) (channel string) {
	t.Helper()
	response, err := http.Post(url, "application/json", strings.NewReader(`{"content":"hello"}`))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct{ Message struct{ ChannelID string } }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || answer.Message.ChannelID == "" {
		t.Fatal(response.Status, err)
	}
	return answer.Message.ChannelID
}

// awaitHint waits for a hint of a channel and answers where it came and who sent it.
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
