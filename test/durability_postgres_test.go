package test

import (
	"database/sql"
	"strconv"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/db/pgcluster"
)

// crashing is a server on a PostgreSQL cluster that loses each commit which nobody waits for. The cluster, the database and the
// role all say that nobody waits: the program must say otherwise, on each of its connections.
type crashing struct {
	*process
	cluster *pgcluster.Cluster
	admin   *sql.DB
}

func startCrashing(t *testing.T) *crashing {
	t.Helper()
	cluster, err := pgcluster.Start(pgcluster.Durable)
	if err != nil {
		skip(t, err.Error())
	}
	admin, err := sqlPool(t, cluster.URL("postgres"))
	dbtest.OK(t, err)
	for _, statement := range []string{
		"CREATE DATABASE crashing",
		"ALTER SYSTEM SET synchronous_commit = off",
		"ALTER SYSTEM SET wal_writer_delay = '10s'", // nobody else writes the log out in time
		"ALTER DATABASE crashing SET synchronous_commit = off",
		"ALTER ROLE postgres IN DATABASE crashing SET synchronous_commit = off",
		"SELECT pg_reload_conf()",
		"CREATE TABLE control (n integer)",
		"CHECKPOINT",
	} {
		_, err := admin.Exec(statement)
		dbtest.OK(t, err)
	}
	p := startServer(t, "CHATTR_DATABASE_URL="+cluster.URL("crashing"), "CHATTR_UNSAFE_DURABILITY=off")
	return &crashing{process: p, cluster: cluster, admin: admin}
}

func sqlPool(t *testing.T, url string) (*sql.DB, error) {
	t.Helper()
	pool, err := db.PostgresPool(url, 1)
	if err == nil {
		t.Cleanup(func() { _ = pool.Close() })
	}
	return pool, err
}

// crash stops PostgreSQL as a crash does and waits until the server works again.
func (c *crashing) crash(t *testing.T) {
	t.Helper()
	dbtest.OK(t, c.cluster.Restart(pgcluster.Immediate))
	c.waitUntilReady()
}

// What was acknowledged survives a crash of PostgreSQL, also where the cluster, the database and the role say that COMMIT does
// not wait for the disk.
func TestAcknowledgedSurvivesACrashWithoutSynchronousCommit(t *testing.T) {
	t.Parallel()
	c := startCrashing(t)
	c.losesWhatNobodyWaitsFor(t)
	var webhook string
	for name, act := range map[string]struct {
		do   func()
		kept func() bool
	}{
		"a post by a webhook": {
			do:   func() { postContent(t, c.WebhookURL(), "kept by the webhook") },
			kept: func() bool { return c.hasContent("kept by the webhook") },
		},
		"a post by a user": {
			do: func() {
				c.GraphQL(nil, `mutation($id:ID!){postMessage(input:{channelId:$id,content:"kept by the user"}){cursor}}`,
					map[string]any{"id": c.webhookChannel()})
			},
			kept: func() bool { return c.hasContent("kept by the user") },
		},
		"a webhook": {
			do:   func() { webhook = newHook(t, c.process, "Kept").appID },
			kept: func() bool { return c.hasWebhook(webhook) },
		},
	} {
		act.do()
		c.crash(t)
		if !act.kept() {
			t.Errorf("%s was acknowledged and is lost after a crash", name)
		}
	}
}

// losesWhatNobodyWaitsFor proves that the cluster does lose a commit without synchronous_commit: else this test proves nothing. It tries
// a few times, because a commit of the server's own in between writes out the whole log.
func (c *crashing) losesWhatNobodyWaitsFor(t *testing.T) {
	t.Helper()
	const tries = 8
	for n := range tries {
		_, err := c.admin.Exec("BEGIN; SET LOCAL synchronous_commit = off; INSERT INTO control VALUES (" + strconv.Itoa(n) + "); COMMIT")
		dbtest.OK(t, err)
		c.crash(t)
		var rows int
		dbtest.OK(t, c.admin.QueryRow("SELECT count(*) FROM control WHERE n = "+strconv.Itoa(n)).Scan(&rows))
		if rows == 0 {
			return
		}
	}
	t.Fatalf("the control is there after each of %d crashes: the log was written out all the same", tries)
}

func (c *crashing) hasContent(content string) bool {
	c.t.Helper()
	var page struct {
		Channel struct {
			Messages struct {
				Edges []struct{ Node struct{ Content string } }
			}
		}
	}
	c.GraphQL(&page, `query($id:ID!){channel(id:$id){messages(last:50){edges{node{content}}}}}`, map[string]any{"id": c.webhookChannel()})
	for _, edge := range page.Channel.Messages.Edges {
		if edge.Node.Content == content {
			return true
		}
	}
	return false
}

func (c *crashing) hasWebhook(id string) bool {
	c.t.Helper()
	var found struct{ Webhook *struct{ ID string } }
	c.GraphQL(&found, `query($id:ID!){webhook(id:$id){id}}`, map[string]any{"id": id})
	return found.Webhook != nil
}
