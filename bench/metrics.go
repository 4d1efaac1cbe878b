package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// scrape is what a server has counted since it began: the series of /metrics by their names with their labels.
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
		return nil, fmt.Errorf("the metrics answer %s, %w", response.Status, err)
	}
	return seriesOf(string(text)), nil
}

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

// streamReads are the statements of a kind that a server has read for streams.
func streamReads(counted map[string]float64, kinds ...string) (sum float64) {
	for _, kind := range kinds {
		sum += counted[fmt.Sprintf("chattr_stream_reads_total{kind=%q}", kind)]
	}
	return sum
}
