package test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"chattr/db/dbtest"
)

const instances = 10

func TestTenInstancesStartConcurrentlyOnPostgres(t *testing.T) {
	t.Parallel()
	env := []string{"CHATTR_DATABASE_URL=" + dbtest.PostgresURL(t), "CHATTR_DEMO=true"}
	all := make([]*process, instances)
	for i := range all {
		all[i] = launch(t, env)
	}
	for _, p := range all {
		p.waitUntilReady()
	}
	first, other := instanceWithSecrets(t, all)
	// The sign-in link and the webhook that one instance has printed work on all instances.
	cookie := other.signIn(t, first.SignInLink())
	for _, p := range all {
		if name, servers := p.userAndServers(t, cookie); name != "owner" || !slices.Equal(servers, []string{"Demo"}) {
			t.Errorf("got user %q with the servers %q, want owner with Demo", name, servers)
		}
		post(t, p.URL()+strings.TrimPrefix(first.WebhookURL(), first.URL()))
	}
	for _, p := range all {
		p.Terminate()
	}
}

// instanceWithSecrets returns the one instance that has printed secrets, and another instance.
func instanceWithSecrets(t *testing.T, all []*process) (first, other *process) {
	t.Helper()
	for _, p := range all {
		switch printed := p.Stdout(); {
		case strings.Contains(printed, "chattr_") && first == nil:
			first = p
		case printed != "Portal: "+p.URL()+"/\nPlayground: "+p.URL()+"/playground\n":
			t.Errorf("printed %q", printed)
		default:
			other = p
		}
	}
	if first == nil || other == nil {
		t.Fatal("got no instance or only instances that printed a sign-in link, want exactly one")
	}
	return first, other
}

// userAndServers returns the name of the user of a session, and the names of their servers.
func (p *process) userAndServers(t *testing.T, cookie string) (name string, servers []string) {
	t.Helper()
	var data struct {
		Viewer struct {
			User    struct{ Name string }
			Servers struct {
				Edges []struct{ Node struct{ Name string } }
			}
		}
	}
	p.asSession(t, cookie, &data, `{viewer{user{name} servers{edges{node{name}}}}}`)
	for _, edge := range data.Viewer.Servers.Edges {
		servers = append(servers, edge.Node.Name)
	}
	return data.Viewer.User.Name, servers
}

func TestTenInstancesStartConcurrentlyOnSQLite(t *testing.T) {
	t.Parallel()
	env := []string{newSQLite(t), "CHATTR_DEMO=true"}
	all := make([]*process, instances)
	for i := range all {
		all[i] = launch(t, env)
	}
	var serving []*process
	for _, p := range all {
		if !p.readyOrExited() {
			refusedIn(t, result{p.cmd.ProcessState.ExitCode(), p.Stdout(), p.stderr.text()}, "another chattrd serves", "--database-url")
			continue
		}
		serving = append(serving, p)
	}
	if len(serving) != 1 {
		t.Fatalf("got %d instances that serve, want 1", len(serving))
	}
	serving[0].signIn(t, serving[0].SignInLink())
	post(t, serving[0].WebhookURL())
}

// readyOrExited waits until the server is ready or has ended. It reports whether the server is ready.
func (p *process) readyOrExited() (ready bool) {
	p.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		select {
		case <-p.exited:
			return false
		default:
		}
		if p.ready() {
			return true
		}
	}
	p.t.Fatalf("the server is neither ready nor has it ended\n%s", p.stderr.text())
	return false
}
