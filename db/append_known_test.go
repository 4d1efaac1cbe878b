package db_test

import (
	"testing"

	"pgregory.net/rapid"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// Whatever else is written between batches, here or by another process, plain posts are numbered without a hole, and none is
// stored by a webhook that has changed or into a channel that is deleted.
func TestWhatBatchesRememberIsNeverOld(t *testing.T) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		here, there := dbtest.Open(t, url), dbtest.Open(t, url)
		server := dbtest.Server(t, here, dbtest.User(t, here))
		rapid.Check(t, func(r *rapid.T) {
			c := &changing{t: t, here: here, there: there, channel: dbtest.Channel(t, here, server)}
			c.read = *webhook(t, here, c.channel)
			c.now = c.read.Revision
			r.Repeat(map[string]func(*rapid.T){
				"post":  func(r *rapid.T) { c.post(r, here, nil) },
				"hook":  func(r *rapid.T) { c.post(r, here, &c.read) },
				"there": func(r *rapid.T) { c.post(r, there, &c.read) },
				"careful": func(r *rapid.T) {
					results, err := dbtest.AppendPosts(t.Context(), c.either(r), []db.Post{post(t, here, c.channel, nil, nil)}, false)
					c.stored(r, results[0].Err == nil, !c.deleted, err)
				},
				"read again": func(*rapid.T) { c.read.Revision = c.now },
				"change": func(r *rapid.T) {
					w := c.read
					if err := updateWebhook(t.Context(), c.either(r), &w, func(w *model.Webhook) { w.Name += "x" }); err == nil {
						c.now = w.Revision
					}
				},
				"delete": func(r *rapid.T) {
					if !c.deleted && rapid.IntRange(0, 9).Draw(r, "chance") == 0 {
						dbtest.DeleteChannel(t, c.either(r), c.channel)
						c.deleted = true
					}
				},
				"": c.numbered,
			})
		})
	})
}

type changing struct {
	t           *testing.T
	here, there *db.DB
	channel     *model.Channel
	read        model.Webhook // as a client read it last
	now         int64         // its revision
	deleted     bool
	posts       int64
}

func (c *changing) either(r *rapid.T) *db.DB {
	if rapid.Bool().Draw(r, "there") {
		return c.there
	}
	return c.here
}

func (c *changing) post(r *rapid.T, database *db.DB, hook *model.Webhook) {
	p := post(c.t, c.here, c.channel, hook, nil)
	stored, err := database.AppendFastUnchecked(c.t.Context(), []db.Post{p})
	c.stored(r, err == nil && stored[0], !c.deleted && (hook == nil || hook.Revision == c.now), err)
}

func (c *changing) stored(r *rapid.T, got, want bool, err error) {
	if err != nil || got != want {
		r.Fatalf("stored %v, want %v: %v", got, want, err)
	}
	if got {
		c.posts++
	}
}

func (c *changing) numbered(r *rapid.T) {
	heads, err := c.here.Heads(c.t.Context(), []model.ID{c.channel.ID})
	if err != nil || heads[c.channel.ID].Number != c.posts {
		r.Fatalf("%v: the head is %+v after %d posts", err, heads[c.channel.ID], c.posts)
	}
}
