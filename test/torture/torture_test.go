//go:build linux

package main

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"reflect"
	"testing"
	"time"

	"chattr/test/torture/checker"
)

func TestSameSeedGivesTheSamePlan(t *testing.T) {
	t.Parallel()
	first, again := planFaults(7, time.Minute, true, 3), planFaults(7, time.Minute, true, 3)
	if !equalPlans(first, again) {
		t.Error("two plans of one seed differ")
	}
	if equalPlans(first, planFaults(8, time.Minute, true, 3)) {
		t.Error("the plans of two seeds are equal")
	}
}

func equalPlans(a, b [][]plannedFault) bool { return reflect.DeepEqual(a, b) }

// A minute, as CI has it, must contain each kind of fault.
func TestAMinuteHasEachKindOfFault(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		postgres bool
		want     []checker.FaultKind
	}{
		{false, []checker.FaultKind{checker.Kill, checker.Terminate, checker.Pause, checker.LinkCut, checker.LinkDelay, checker.DiskFull, checker.Retention}},
		{true, []checker.FaultKind{
			checker.Kill, checker.Terminate, checker.Pause, checker.DatabaseCut, checker.HintsLost, checker.DatabaseStop, checker.DiskFull,
			checker.Retention,
		}},
	} {
		found := map[checker.FaultKind]int{}
		for _, plan := range planFaults(3, time.Minute, c.postgres, 3) {
			for _, p := range plan {
				found[p.kind]++
			}
		}
		for _, kind := range c.want {
			if found[kind] == 0 {
				t.Errorf("postgres %t: got %v, want some %s", c.postgres, found, kind)
			}
		}
	}
}

// Lost hints are notifications with a payload; heartbeats and everything else pass.
func TestProxyDropsHintsOnly(t *testing.T) {
	t.Parallel()
	message := func(kind byte, body string) []byte {
		length := binary.BigEndian.AppendUint32(nil, uint32(len(body)+4))
		return append(append([]byte{kind}, length...), body...)
	}
	heartbeat, hint := message('A', "\x00\x00\x00\x01own\x00\x00"), message('A', "\x00\x00\x00\x01hints\x001 X 2\x00")
	row, ready := message('D', "row"), message('Z', "I")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		_, _ = conn.Write(bytes.Join([][]byte{row, hint, heartbeat, ready}, nil))
		_ = conn.Close()
	}()
	p, err := startProxy(func() (net.Conn, error) { return net.Dial("tcp", listener.Addr().String()) }, true)
	if err != nil {
		t.Fatal(err)
	}
	defer p.close()
	p.noHints.Store(true)
	conn, err := net.Dial("tcp", p.address)
	if err != nil {
		t.Fatal(err)
	}
	got, _ := io.ReadAll(conn) // a proxy may reset the connection when it ends
	if want := bytes.Join([][]byte{row, heartbeat, ready}, nil); !bytes.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestVerdictOfAReport(t *testing.T) {
	t.Parallel()
	report := "faults at 3s: none\n\nverdict: NOT KEPT, first at 34.0 s\n         2 removed-member\n\nremoved-member at 33.968s: user 1 lost access\n"
	if got := verdictOf([]byte(report)); got != "removed-member" {
		t.Errorf("got %q, want removed-member", got)
	}
	if got := verdictOf([]byte("\nverdict: every promise was kept\n")); got != "" {
		t.Errorf("got %q, want none", got)
	}
}
