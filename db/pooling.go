package db

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"
)

// ErrPooled is the error of a connection that is not a session of its own. A pooler that hands out server sessions per
// transaction mixes up settings (a commit may then return before it is on disk), prepared statements (a wrong answer), locks
// and LISTEN.
var ErrPooled = errors.New("a pooler in transaction or statement mode shares the sessions of the server between connections: " +
	"use a direct connection, or set pool_mode=session with a pool_size of 20 for each instance")

const (
	poolingRounds   = 4
	poolingAttempts = 3
	poolingTimeout  = 2 * time.Second // of one statement
	// watchEvery is how often a running instance checks its sessions again: a pooler can be reconfigured at any time.
	watchEvery = 5 * time.Second
)

// checkSessions returns ErrPooled if connections of the pool are not sessions of their own. It marks two sessions and looks for
// the marks again and again, while a transaction keeps one server session busy: a pooler then has to give the other connection
// a session with another mark, or none. It does not ask a pooler about itself.
func checkSessions(ctx context.Context, pool *sql.DB) (err error) {
	for range poolingAttempts { // a server that stood still for a moment or was restarted looks the same, once
		if err = checkSessionsOnce(ctx, pool); !errors.Is(err, errWaited) && !errors.Is(err, errNoTransaction) {
			return err
		}
	}
	return err
}

// errWaited is the error of a statement that waited for the transaction of another connection. A session of its own waits for
// no other connection.
var errWaited = fmt.Errorf("%w (a statement waited for the transaction of another connection)", ErrPooled)

// errNoTransaction is the error of a connection that breaks when a transaction begins. PgBouncer does that in statement mode.
var errNoTransaction = fmt.Errorf("%w (it takes no transactions)", ErrPooled)

func checkSessionsOnce(ctx context.Context, pool *sql.DB) error {
	var sessions [2]*markedSession
	for i := range sessions {
		s, err := markSession(ctx, pool)
		if err != nil {
			return err
		}
		defer s.close()
		sessions[i] = s
	}
	for round := range poolingRounds {
		busy, idle := sessions[round%2], sessions[(round+1)%2]
		if err := busy.whileInTransaction(ctx, func() error { return idle.look(ctx) }); err != nil {
			return err
		}
		for _, s := range sessions {
			if err := s.look(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// markedSession is a connection whose session carries a mark.
type markedSession struct {
	conn *sql.Conn
	mark string
	pid  int
}

func markSession(ctx context.Context, pool *sql.DB) (*markedSession, error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	s := &markedSession{conn: conn, mark: rand.Text()}
	err = s.ask(ctx, "SELECT set_config('chattr.session', '"+s.mark+"', false), pg_backend_pid()", &s.mark, &s.pid)
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *markedSession) close() { _ = s.conn.Close() }

func (s *markedSession) ask(ctx context.Context, query string, into ...any) error {
	ctx, cancel := context.WithTimeout(ctx, poolingTimeout)
	defer cancel()
	return s.conn.QueryRowContext(ctx, query).Scan(into...)
}

// look returns ErrPooled unless the connection still has the session that was marked.
func (s *markedSession) look(ctx context.Context) error {
	var mark string
	var pid int
	err := s.ask(ctx, "SELECT coalesce(current_setting('chattr.session', true), ''), pg_backend_pid()", &mark, &pid)
	if err == nil && (mark != s.mark || pid != s.pid) {
		return ErrPooled
	}
	return err
}

// whileInTransaction runs f while the session is in a transaction. It returns errWaited if f had to wait for that.
func (s *markedSession) whileInTransaction(ctx context.Context, f func() error) error {
	if _, err := s.conn.ExecContext(ctx, "BEGIN"); err != nil {
		if isBroken(err) || postgresCode(err) == protocolViolation {
			return errNoTransaction
		}
		return err
	}
	err := s.look(ctx)
	if err == nil {
		err = f()
		var again int
		if errors.Is(err, os.ErrDeadlineExceeded) && s.ask(ctx, "SELECT 1", &again) == nil {
			err = errWaited
		}
	}
	if _, endErr := s.conn.ExecContext(ctx, "ROLLBACK"); err == nil {
		err = endErr
	}
	return err
}

// CheckSessions returns ErrPooled if a pooler shares the sessions of a PostgreSQL database between connections.
func (db *DB) CheckSessions(ctx context.Context) error { return checkSessions(ctx, db.write.DB) }

// WatchSessions checks the sessions of a PostgreSQL database until ctx ends: now and then, and whenever a prepared statement is
// not found on its session. If a pooler has begun to share sessions, every later use of the database fails, and it returns
// ErrPooled.
//
// NOTE(dialect): with SQLite there is no pooler, and it waits for the end of ctx.
func (db *DB) WatchSessions(ctx context.Context) error {
	if !db.postgres() {
		<-ctx.Done()
		return nil
	}
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		case <-db.health.suspected:
		}
		// Other errors are no news about a pooler; a caller that needs the database gets them too.
		if err := checkSessions(ctx, db.write.DB); errors.Is(err, ErrPooled) {
			db.health.refuse(err)
			return err
		}
	}
}
