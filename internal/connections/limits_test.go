package connections

import "testing"

func TestLimitsLeaveFilesForTheDatabaseAndConnectionsForRequests(t *testing.T) {
	t.Parallel()
	for _, files := range []int{64, 200, 256, 1024, 65536, 1 << 20} {
		most, sockets := limit(files), socketLimit(files)
		if most < files/2 || most > files-min(32, files/2) {
			t.Errorf("with %d files there are %d connections, want some below that", files, most)
		}
		if sockets > files*4/5 || sockets > most-most/8 || sockets < files/3 {
			t.Errorf("with %d files there are %d sockets of %d connections, want less than four fifths and seven eighths", files, sockets, most)
		}
	}
}
