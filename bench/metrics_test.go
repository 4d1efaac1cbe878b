package main

import "testing"

func TestSeriesOfMetrics(t *testing.T) {
	t.Parallel()
	all := seriesOf("# TYPE chattr_stream_reads_total counter\nchattr_stream_reads_total{kind=\"first\"} 200\n" +
		"chattr_stream_reads_total{kind=\"page\"} 1e+03\nchattr_sockets_open 3\n\n")
	if len(all) != 3 || streamReads(all, "first", "page") != 1200 || all["chattr_sockets_open"] != 3 {
		t.Errorf("got %v, want three series, two of them of reads", all)
	}
}
