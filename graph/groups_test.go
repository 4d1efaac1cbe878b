package graph

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/internal/chat"
	"chattr/internal/graphqlws"
	"chattr/internal/model"
)

// emptyOperation selects nothing.
var emptyOperation = &ast.OperationDefinition{}

// longOperation selects the text 90 times.
func longOperation() *ast.OperationDefinition {
	long := &ast.OperationDefinition{}
	for range 90 {
		long.SelectionSet = append(long.SelectionSet, &ast.Field{Name: "content"})
	}
	return long
}

func event(number int64) *model.ChannelEvent {
	return &model.ChannelEvent{Number: number, Message: &model.Message{Content: strings.Repeat("x", 4000)}}
}

// A group whose executions are short does not wait for the queues of a thousand groups whose executions are long.
func TestGroupsAreExecutedFairly(t *testing.T) {
	t.Parallel()
	const hostile, long, short = 1000, 5 * time.Millisecond, 100 * time.Microsecond
	synctest.Test(t, func(t *testing.T) {
		gs := newGroups(func(_ context.Context, op *graphql.OperationContext, _ *model.ChannelEvent) []byte {
			if op.RawQuery == "short" {
				time.Sleep(short)
			} else {
				time.Sleep(long)
			}
			return []byte("{}")
		})
		gs.maxGoroutines = 1
		join := func(name string, operation *ast.OperationDefinition) *group {
			return gs.join(groupKey{selection: name}, &graphql.OperationContext{RawQuery: name, Operation: operation})
		}
		var slow []*group
		for i := range hostile {
			slow = append(slow, join(fmt.Sprint(i), longOperation()))
		}
		quick := join("short", emptyOperation)
		for round := range int64(20) {
			for _, g := range slow {
				g.ask(event(round))
			}
			time.Sleep(time.Duration(round) * 7 * time.Millisecond)
			began := time.Now()
			done := make(chan struct{})
			x, payload := quick.ask(event(round))
			if payload == nil && x.result(func() { close(done) }) == nil {
				<-done
			}
			if took := time.Since(began); took > 2*long {
				t.Errorf("round %d: the short execution was done after %v, want at most %v", round, took, 2*long)
			}
		}
		for _, g := range slow {
			g.leave()
		}
		quick.leave()
		time.Sleep(time.Second) // the one that is running
		synctest.Wait()
	})
}

// After the pause between long executions all goroutines go on, not only one.
func TestLongExecutionsUseAllGoroutines(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		running, most := 0, 0
		count := func(n int) (runningNow, mostUntilNow int) {
			mu.Lock()
			defer mu.Unlock()
			running += n
			most = max(most, running)
			return running, most
		}
		gs := newGroups(func(context.Context, *graphql.OperationContext, *model.ChannelEvent) []byte {
			count(1)
			defer count(-1)
			time.Sleep(longPause)
			return make([]byte, longBytes)
		})
		gs.maxGoroutines = 4
		join := func(name string) *group {
			return gs.join(groupKey{selection: name}, &graphql.OperationContext{Operation: longOperation()})
		}
		join("first").ask(event(1))
		time.Sleep(longPause + time.Millisecond) // now the pause goes on
		for i := range 2 * gs.maxGoroutines {
			join(fmt.Sprint(i)).ask(event(1))
		}
		synctest.Wait()
		if got, _ := count(0); got != 0 {
			t.Errorf("%d executions run in the pause, want 0", got)
		}
		time.Sleep(time.Second)
		if _, got := count(0); got != gs.maxGoroutines {
			t.Errorf("%d executions ran at a time after the pause, want %d", got, gs.maxGoroutines)
		}
	})
}

// An execution is done once for all tasks, and tasks that request it while it runs are woken.
func TestGroupExecutesOnce(t *testing.T) {
	t.Parallel()
	var count atomic.Int64
	proceed := make(chan struct{})
	gs := newGroups(func(context.Context, *graphql.OperationContext, *model.ChannelEvent) []byte {
		count.Add(1)
		<-proceed
		return []byte("{}")
	})
	g := gs.join(groupKey{}, &graphql.OperationContext{Operation: longOperation()})
	e := event(1)
	var woken sync.WaitGroup
	for range 100 {
		woken.Add(1)
		x, payload := g.ask(e)
		if payload != nil || x.result(woken.Done) != nil {
			t.Fatal("got a payload before the execution")
		}
	}
	close(proceed)
	woken.Wait()
	if _, payload := g.ask(e); string(payload) != "{}" || count.Load() != 1 {
		t.Errorf("got %s after %d executions, want {} after 1", payload, count.Load())
	}
}

// A text that is deleted while its event waits to be executed is not delivered.
func TestDeletedTextIsNotDeliveredByAWaitingExecution(t *testing.T) {
	t.Parallel()
	for name, selection := range map[string]string{
		"for a group":    "cursor message { content }",
		"for one viewer": "cursor message { content channel { name } }",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newFixture(t)
			o := w.operations()
			o.groups.maxGoroutines = 0 // until proceed
			task := w.subscribed(o, selection)
			defer task.close()
			p := graphqlws.Portion{Bytes: writeSize, Requested: new(atomic.Int64)}
			posted, err := w.chat.Messages.Post(w.Context(), w.owner, chat.PostMessageInput{ChannelID: w.channel, Content: "secret"})
			w.must(err)
			eventually(t, "the event is taken", func() bool {
				if out, _ := task.next(nil, p); len(out) > 0 {
					t.Fatalf("got %s, want nothing before it is executed", out[0].payload)
				}
				return len(task.executions)+len(task.unexecuted) > 0
			})
			if task.group == nil {
				task.work(w.Context()) // executes the event with its text
			}
			_, err = w.chat.Messages.Delete(w.Context(), w.owner, chat.DeleteMessageInput{MessageID: posted.Message.ID})
			w.must(err)
			proceed(o.groups)
			var got []string
			eventually(t, "both events", func() bool {
				out, state := task.next(nil, p)
				for _, d := range out {
					got = append(got, string(d.payload))
				}
				if state == graphqlws.Blocked {
					task.work(w.Context())
				}
				return len(got) == 2
			})
			for _, payload := range got {
				if want := `"content":""`; !strings.Contains(payload, want) {
					t.Errorf("got %s after the deletion, want %s", payload, want)
				}
			}
			if asked := p.Requested.Load(); asked != 0 {
				t.Errorf("%d bytes are still asked for, want 0", asked)
			}
		})
	}
}

// proceed starts executions that waited because there were no goroutines for them.
func proceed(gs *groups) {
	gs.mu.Lock()
	defer gs.mu.Unlock()
	gs.maxGoroutines, gs.goroutines = 1, 1
	go gs.run()
}

// operations returns a second set of operations over the same chat.
func (w *fixture) operations() *operations {
	w.Helper()
	known := authenticator{chat: w.chat}
	t := transports{presenter: presenter{log: slog.New(slog.DiscardHandler)}, known: known, avatars: true, batchWait: batchWait}
	t.schema = newSchema(&resolver{chat: w.chat, avatars: true})
	return newOperations(t, t.executor())
}

// subscribed returns a running subscription of the owner.
func (w *fixture) subscribed(o *operations, selection string) *task {
	w.Helper()
	document := fmt.Sprintf(`subscription { channelEvents(channelId: "%s") { %s } }`, w.channel, selection)
	t := &task{operations: o, wake: func() {}}
	t.prepare = func(ctx context.Context) (callerContext, *graphql.OperationContext, gqlerror.List, error) {
		asOwner := func(ctx context.Context) context.Context {
			return withActor(graphql.StartOperationTrace(ctx), w.owner)
		}
		op, errs := o.exec.CreateOperationContext(asOwner(ctx), &graphql.RawParams{Query: document})
		return asOwner, op, errs, nil
	}
	for t.work(w.Context()) {
	}
	if t.stream == nil {
		w.Fatalf("%s does not begin: %v", document, t.failure())
	}
	return t
}
