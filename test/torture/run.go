//go:build linux

package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"math"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"chattr/test/torture/checker"
)

const (
	checkEvery = 3 * time.Second
	socketers  = 6 // readers over WebSocket
	eventers   = 4 // readers over server-sent events
	pagers     = 2 // readers of pages
	posters    = 6 // clients that post by webhooks
)

// running is one run of the test.
type running struct {
	config
	dir     string
	journal *journal
	disk    *disk
	storage *storage
	all     []*instance
	stored  *checker.Database // what the database holds at the end; nil: it was not read
	*scenario
}

// run starts everything, lets clients and faults loose on it until the time is over or a promise is broken, and returns the
// report.
func run(ctx context.Context, c config, dir string) (*report, error) {
	r := &running{config: c, dir: dir, journal: newJournal(c.instances > 1, c.slack)}
	defer r.close()
	if err := r.start(ctx); err != nil {
		return nil, err
	}
	length := time.Duration(c.minutes * float64(time.Minute))
	plans := planFaults(c.seed, length, c.database == "postgres", c.instances)
	if !c.retention {
		plans = plans[:len(plans)-1] // the last track is that of retention
	}
	caught := r.torture(ctx, length, plans)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if caught == nil {
		if err := r.compare(ctx); err != nil {
			return nil, err
		}
	}
	return r.report(plans), nil
}

// start starts the database and the instances and creates the scenario.
func (r *running) start(ctx context.Context) (err error) {
	if r.disk, err = newDisk(filepath.Join(r.dir, "disk"), r.diskMegabytes()); err != nil {
		return err
	}
	if r.storage, err = startStorage(r.database, r.disk.dir); err != nil {
		return err
	}
	token, err := randomToken()
	if err != nil {
		return err
	}
	for number := range r.instances {
		if err := r.addInstance(ctx, number, token); err != nil {
			return err
		}
	}
	r.scenario, err = newScenario(ctx, newAPI(r.all, token), r.journal)
	return err
}

// diskMegabytes returns the size of the small disk: enough for the run, and little enough to be filled.
func (r *running) diskMegabytes() int {
	if r.database == "postgres" {
		return 600 + int(8*math.Ceil(r.minutes))
	}
	return 64 + int(8*math.Ceil(r.minutes))
}

func randomToken() (string, error) {
	secret := make([]byte, 32)
	_, err := rand.Read(secret)
	return hex.EncodeToString(secret), err
}

func (r *running) addInstance(ctx context.Context, number int, token string) error {
	url := "sqlite:" + r.storage.file
	var data *proxy
	if r.storage.cluster != nil {
		var err error
		if data, err = startProxy(func() (net.Conn, error) { return net.Dial("unix", r.storage.socket()) }, true); err != nil {
			return err
		}
		url = "postgres://postgres@" + data.address + "/" + databaseName + "?sslmode=disable"
	}
	public := "http://chattr.test:8080" // one for all: it decides the name of the session's cookie
	i, err := newInstance(number, r.program, r.dir, []string{
		"CHATTR_PUBLIC_URL=" + public,
		"CHATTR_DATABASE_URL=" + url, "CHATTR_OWNER_TOKEN=" + token, "CHATTR_DEMO=off", "CHATTR_AVATARS=off",
		"CHATTR_WEBHOOK_RATE=100", "CHATTR_WEBHOOK_BURST=200",
	}, r.journal)
	if err != nil {
		return err
	}
	i.data = data
	r.all = append(r.all, i)
	return i.start(ctx)
}

// torture lets clients and faults loose. It returns the first violation that it finds, or nil when the time is over and all
// have come to rest.
func (r *running) torture(ctx context.Context, length time.Duration, plans [][]plannedFault) *checker.Violation {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var found *checker.Violation
	var background, clients, readers sync.WaitGroup
	acting, stopActing := context.WithCancel(ctx)
	defer stopActing()
	background.Go(func() { r.journal.watchOwnStalls(ctx.Done()) })
	background.Go(func() {
		if found = r.watch(ctx); found != nil {
			stopActing()
			cancel()
		}
	})
	background.Go(func() { r.watchFloors(ctx) })
	r.startReaders(ctx, &readers)
	r.startClients(acting, &clients)
	faulting, stopFaults := context.WithTimeout(acting, max(0, length-r.journal.now()))
	defer stopFaults()
	e := &environment{
		instances: r.all, storage: r.storage, disk: r.disk, journal: r.journal,
		burst: r.burst, postQuiet: r.postQuiet, readFromHead: r.readFromHead,
	}
	e.run(faulting, plans)
	<-faulting.Done()
	stopActing()
	clients.Wait()
	r.waitUntilDelivered(ctx)
	cancel()
	readers.Wait()
	background.Wait()
	return found
}

// waitUntilDelivered waits until everything that was stored must have arrived everywhere, and reads all channels once more from the first
// event that is kept.
func (r *running) waitUntilDelivered(ctx context.Context) {
	if ctx.Err() != nil {
		return
	}
	sleep(ctx, 4*time.Second+r.slack)
	var replays sync.WaitGroup
	for at := range r.all {
		for _, channel := range r.channels {
			_, head, err := checker.ParseCursor(r.readPage(ctx, at, r.ownerIdentity(), channel, 100, false))
			if err != nil || head.Number == 0 {
				continue
			}
			for _, via := range []string{"websocket", "sse"} {
				replays.Go(func() { r.replayTo(ctx, via, at, channel, head.Number) })
			}
		}
	}
	replays.Wait()
}

func (r *running) startReaders(ctx context.Context, readers *sync.WaitGroup) {
	who := func(i int) func() identity {
		if i%3 == 0 {
			return r.ownerIdentity
		}
		return r.users[i%len(r.users)].identity
	}
	for i := range socketers {
		readers.Go(func() { r.follow(ctx, "websocket", who(i)) })
	}
	for i := range eventers {
		readers.Go(func() { r.follow(ctx, "sse", who(i+1)) })
	}
	for at := range r.all {
		readers.Go(func() { r.followQuietly(ctx, at) })
	}
}

func (r *running) startClients(ctx context.Context, clients *sync.WaitGroup) {
	mean := func(d time.Duration) time.Duration { return time.Duration(float64(d) / r.rate) }
	for range posters {
		clients.Go(func() { r.postByWebhooks(ctx, mean(120*time.Millisecond)) })
	}
	clients.Go(func() { r.postQuietly(ctx) })
	for _, u := range r.users {
		clients.Go(func() { r.actAsUser(ctx, u, mean(700*time.Millisecond)) })
	}
	for range pagers {
		clients.Go(func() { r.readPages(ctx, mean(200*time.Millisecond)) })
	}
	clients.Go(func() { r.moderate(ctx, mean(500*time.Millisecond)) })
	clients.Go(func() { r.manageWebhooks(ctx, mean(1500*time.Millisecond)) })
	clients.Go(func() { r.dropChannels(ctx, mean(4*time.Second)) })
	clients.Go(func() { r.manageMembers(ctx, mean(700*time.Millisecond)) })
}

// watch checks the history now and then, and returns the first violation. The longer a check takes, the rarer it is.
func (r *running) watch(ctx context.Context) *checker.Violation {
	took := time.Duration(0)
	for {
		sleep(ctx, max(checkEvery, 20*took))
		if ctx.Err() != nil {
			return nil
		}
		for _, i := range r.all {
			i.checkAlive()
		}
		began := time.Now()
		if found := r.journal.violations(nil); len(found) > 0 {
			return &found[0]
		}
		took = time.Since(began)
	}
}

// compare stops the instances and checks the whole history with what the database holds.
func (r *running) compare(ctx context.Context) error {
	for _, i := range r.all {
		i.shutDown()
	}
	database, err := r.storage.read(ctx)
	if err != nil {
		return fmt.Errorf("read the database: %w", err)
	}
	r.stored = database
	return nil
}

func (r *running) report(plans [][]plannedFault) *report {
	for _, i := range r.all {
		if err := i.checkLog(); err != nil {
			r.journal.violate("test-program", err.Error())
		}
	}
	p := &report{config: r.config, dir: r.dir, disk: r.disk.describe(), plans: plans, history: r.journal.history(r.stored)}
	p.violations = r.journal.violations(r.stored)
	if len(p.violations) > 0 && r.disk.mounted {
		_ = os.CopyFS(filepath.Join(r.dir, "database"), os.DirFS(r.disk.dir)) // the mount ends with this process
	}
	return p
}

func (r *running) close() {
	for _, i := range r.all {
		i.close()
	}
	if r.disk != nil {
		r.disk.close()
	}
}
