package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// scrape returns the values of /metrics since the server started. The key is the name of a series with its labels.
func scrape(ctx context.Context, address string) (map[string]float64, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/metrics", nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("read the metrics: status %s, %w", response.Status, err)
	}
	return seriesOf(string(text)), nil
}

// seriesOf parses the text format of Prometheus.
func seriesOf(text string) map[string]float64 {
	all := map[string]float64{}
	for line := range strings.Lines(text) {
		at := strings.LastIndexByte(line, ' ')
		if value, err := strconv.ParseFloat(strings.TrimSpace(line[at+1:]), 64); err == nil && at > 0 {
			all[line[:at]] = value
		}
	}
	return all
}

// streamReads returns how many statements of these kinds a server has executed for streams.
func streamReads(counted map[string]float64, kinds ...string) (sum float64) {
	for _, kind := range kinds {
		sum += counted[fmt.Sprintf("chattr_stream_reads_total{kind=%q}", kind)]
	}
	return sum
}
