package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"chattr/internal/model"

	"github.com/uptrace/bun"
)

// bareMode is the mode in which the program starts itself as the baseline of ingest.
const bareMode = "bare-baseline"

// bareServer is the baseline of ingest: the least that a server must do to accept a message. It decodes the JSON and responds with
// as many bytes as Chattr does. With a store, each request is one insert, as in the first version of many servers.
type bareServer struct {
	last  atomic.Int64 // an id of 19 digits
	store *insertStore // nil: nothing is stored
}

// serveBare serves the baseline. args has the address to listen on and, to store each message, the URL of a database that Chattr
// has migrated.
func serveBare(_ context.Context, args []string) error {
	switch len(args) {
	case 1:
		return http.ListenAndServe(args[0], newBare(nil))
	case 2:
		store, err := openInsertStore(args[1])
		if err != nil {
			return err
		}
		return http.ListenAndServe(args[0], newBare(store))
	}
	return errors.New("the arguments are the address to listen on and, optionally, the URL of a database")
}

func newBare(store *insertStore) http.Handler {
	s := &bareServer{store: store}
	s.last.Store(time.Now().UnixNano())
	mux := http.NewServeMux()
	mux.HandleFunc("POST /webhooks/{id}/{token}", s.post)
	mux.HandleFunc("GET /{$}", func(http.ResponseWriter, *http.Request) {}) // reports that the server is ready
	return mux
}

func (s *bareServer) post(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Content   string  `json:"content"`
		Name      *string `json:"name"`
		AvatarURL *string `json:"avatarUrl"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	id := s.last.Add(1)
	if s.store != nil {
		m := &model.Message{ID: model.ID(id), Content: body.Content, AuthorName: *body.Name, AvatarURL: body.AvatarURL}
		if err := s.store.insert(m, r.PathValue("id")); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(bareResponse(id))
}

// The parts before and after the id of a response to postBody, as Chattr sends it.
var (
	responseBefore = `{"message":{"id":"`
	responseAfter  = fmt.Sprintf(`","channelId":"%[1]s","content":"%[2]s","createdAt":"2026-01-31T12:00:00.000000Z","cursor":"%[3]s",`+
		`"author":{"kind":"WEBHOOK","id":"%[1]s","name":"CI Bot","avatarUrl":null}}}`+"\n",
		bareID(1), postContent, model.Cursor{ChannelID: 1, Number: 1, EventID: 1})
)

// bareResponse returns a response to postBody with that id.
func bareResponse(id int64) []byte {
	response := make([]byte, 0, len(responseBefore)+19+len(responseAfter))
	return append(strconv.AppendInt(append(response, responseBefore...), id, 10), responseAfter...)
}

// bareID returns an id of 19 digits like those of Chattr.
func bareID(n int) string { return strconv.FormatInt(1_000_000_000_000_000_000+int64(n), 10) }

// insertStore stores a message with one statement. It checks nothing, numbers the messages of all channels together, and stores no
// idempotency key.
type insertStore struct {
	pool   *bun.DB
	number atomic.Int64
}

func openInsertStore(url string) (*insertStore, error) {
	pool, err := openDatabase(url)
	return &insertStore{pool: pool}, err
}

// insert fills in the missing fields of the message and stores it. Its context cannot be cancelled, which costs least in the
// drivers.
func (s *insertStore) insert(m *model.Message, webhook string) error {
	id, err := strconv.ParseInt(webhook, 10, 64)
	if err != nil {
		return err
	}
	m.ChannelID, m.AuthorID, m.AuthorKind = model.ID(id), model.ID(id), model.AuthorWebhook
	m.Number, m.CreatedAt = s.number.Add(1), model.Now()
	_, err = s.pool.NewInsert().Model(m).Exec(context.Background())
	return err
}
