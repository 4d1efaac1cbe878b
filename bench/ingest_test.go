package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

func TestResponseSizeIsKnownWhenTheHeadHasArrived(t *testing.T) {
	t.Parallel()
	const head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nDate: now\r\n\r\n"
	for text, want := range map[string]int{
		"":                             0,
		head[:len(head)-1]:             0,
		head:                           len(head) + 5,
		head + "12345":                 len(head) + 5,
		"HTTP/1.1 204 No Body\r\n\r\n": len("HTTP/1.1 204 No Body\r\n\r\n"),
	} {
		if got := responseSize([]byte(text)); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

// contenderAt returns a baseline in this process, so that a test can choose its handler.
func contenderAt(t *testing.T, handler http.Handler, database string) *contender {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	c := &contender{database: database, target: &target{name: t.Name()}}
	c.address = strings.TrimPrefix(server.URL, "http://")
	for i := range 3 {
		c.channels = append(c.channels, channel{postURL: server.URL + "/webhooks/" + bareID(i) + "/t"})
	}
	return c
}

func TestAcknowledgedPostsAreCountedAsTheyAreStored(t *testing.T) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		store, err := openInsertStore(url)
		dbtest.OK(t, err)
		t.Cleanup(func() { dbtest.OK(t, store.pool.Close()) })
		c := contenderAt(t, newBare(store), url)
		for _, rate := range []float64{0, 200} {
			_, err = c.post(t.Context(), postLoad{channels: c.channels, connections: 4, rate: rate, lasts: time.Second / 2})
			dbtest.OK(t, err)
		}
		stored, err := c.stored(t.Context())
		dbtest.OK(t, err)
		if acknowledged := int(c.acknowledged.Load()); stored != acknowledged || stored == 0 {
			t.Errorf("got %d stored and %d acknowledged posts, want the same number above 0", stored, acknowledged)
		}
	})
}

func TestPostLoadEndsWithARefusedPost(t *testing.T) {
	t.Parallel()
	c := contenderAt(t, http.NotFoundHandler(), "")
	_, err := c.post(t.Context(), postLoad{channels: c.channels, connections: 2, lasts: time.Minute})
	if err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("got %v, want an error with 404", err)
	}
	if n := c.acknowledged.Load(); n != 0 {
		t.Errorf("got %d acknowledged posts, want 0", n)
	}
}

// A response that is shorter or longer than that of Chattr would make the baseline cheaper or more expensive.
func TestBareResponseIsLikeChattrs(t *testing.T) {
	t.Parallel()
	var response struct {
		Message struct {
			ID, ChannelID, Content, CreatedAt, Cursor string
			Author                                    struct{ Kind, ID, Name string }
		}
	}
	if err := json.Unmarshal(bareResponse(1441815214882553857), &response); err != nil {
		t.Fatal(err)
	}
	m := response.Message
	if _, err := model.ParseCursor(m.Cursor); err != nil || len(m.ID) != 19 || len(m.ChannelID) != 19 || len(m.Author.ID) != 19 {
		t.Errorf("got %+v, %v; want ids of 19 digits and a cursor", m, err)
	}
}
