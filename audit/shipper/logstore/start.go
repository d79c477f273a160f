package logstore

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Names in /metrics. The start has a resolution of one second.
const (
	startMetric  = "vm_app_start_timestamp"
	uptimeMetric = "vm_app_uptime_seconds"
	minUptime    = 2 // seconds, so that a restart always changes the start
)

// startOf returns when the store's process started.
func (s *store) startOf(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, ioTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.metricsURL, nil)
	if err != nil {
		return "", err
	}
	response, err := s.client.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	values := metrics(response.Body)
	uptime, err := strconv.ParseFloat(values[uptimeMetric], 64)
	if response.StatusCode != http.StatusOK || values[startMetric] == "" || err != nil {
		return "", fmt.Errorf("%s: HTTP status %d, without %s and %s", s.metricsURL, response.StatusCode, startMetric, uptimeMetric)
	}
	if uptime < minUptime {
		return "", fmt.Errorf("the store started %v seconds ago; sending waits for %d", uptime, minUptime)
	}
	return values[startMetric], nil
}

// metrics reads the two metrics in Prometheus' text format.
func metrics(body io.Reader) map[string]string {
	values := map[string]string{}
	for lines := bufio.NewScanner(body); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), " ")
		if name == startMetric || name == uptimeMetric {
			values[name] = value
		}
	}
	return values
}

// wait returns nil after the hold, unless the context ends.
func wait(ctx context.Context, hold time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(hold):
		return nil
	}
}
