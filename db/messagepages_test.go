package db_test

import (
	"reflect"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// A page that is read alone and prepared is the one that is read beside another, for every actor and every page.
func TestPagesOfMessagesAreTheSameAloneAndTogether(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		owner, outsider := dbtest.User(t, d), dbtest.User(t, d)
		server := dbtest.Server(t, d, owner)
		channel, empty := dbtest.Channel(t, d, server), dbtest.Channel(t, d, server)
		fillWithMessages(t, d, channel.ID, owner, 27)
		admin := *outsider
		admin.Administrator = true
		for _, who := range []model.Actor{
			{User: owner}, {User: outsider}, {User: &admin}, {User: owner, ChannelIDs: []model.ID{channel.ID}},
		} {
			for _, p := range []db.Page{
				{Limit: 10},
				{Limit: 10, Backward: true},
				{Limit: 10, After: 20},
				{Limit: 10, Before: 20, Backward: true},
				{Limit: 100},
				{Limit: 0},
				{Limit: 7, Backward: true},
				{Limit: 10, After: 27},
				{Limit: 26, Backward: true},
			} {
				comparePages(t, d, who, p, channel.ID, empty.ID)
			}
		}
	})
}

func fillWithMessages(t *testing.T, d *db.DB, channel model.ID, author *model.User, messages int) {
	t.Helper()
	for i := range messages {
		m := &model.Message{
			ID: dbtest.ID(t, d, model.KindMessage), ChannelID: channel, AuthorKind: model.AuthorUser, AuthorID: author.ID,
			AuthorName: author.Name, Content: "text", CreatedAt: model.Now(),
		}
		if i%3 == 0 {
			m.AvatarURL, m.EditedAt = new("https://example.com/a"), &m.CreatedAt
		}
		results, err := dbtest.AppendPosts(t.Context(), d, []db.Post{{Message: m, By: db.ByActor(model.Actor{User: &model.User{ID: 1}}, 1)}}, false)
		dbtest.OK(t, err)
		dbtest.OK(t, results[0].Err)
	}
}

func comparePages(t *testing.T, d *db.DB, who model.Actor, p db.Page, channels ...model.ID) {
	t.Helper()
	together, err := d.MessagesOf(t.Context(), who, channels, p)
	dbtest.OK(t, err)
	for _, channel := range channels {
		alone, err := d.MessagesOf(t.Context(), who, []model.ID{channel}, p)
		dbtest.OK(t, err)
		if !reflect.DeepEqual(alone[channel], together[channel]) {
			t.Errorf("%+v, %+v: alone %+v, together %+v", who, p, alone[channel], together[channel])
		}
	}
}
