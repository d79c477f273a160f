package logstore

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"go.opentelemetry.io/collector/component"

	"slipway/audit/shipper/event"
	"slipway/audit/shipper/tlsfiles"
)

// Time limit of a request.
const ioTimeout = 30 * time.Second

// store inserts batches. VictoriaLogs answers before the rows are on disk and loses the last seconds when it is killed, so a batch counts only
// if the process that took it runs after the hold. Many batches wait for their holds at the same time.
type store struct {
	config     *Config
	client     *http.Client
	insertURL  string
	metricsURL string
}

func (s *store) Start(context.Context, component.Host) error {
	endpoint, err := tlsfiles.Endpoint("endpoint", s.config.Endpoint)
	if err != nil {
		return err
	}
	security, err := s.config.TLS.Client()
	if err != nil {
		return err
	}
	s.client = &http.Client{Transport: &http.Transport{TLSClientConfig: security, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 4}}
	insert := endpoint.JoinPath("insert/jsonline")
	insert.RawQuery = url.Values{"_stream_fields": {"cluster,node,log"}, "_time_field": {"stageTimestamp"}, "_msg_field": {"message"}}.Encode()
	s.insertURL, s.metricsURL = insert.String(), s.config.MetricsEndpoint
	if s.metricsURL == "" {
		s.metricsURL = endpoint.JoinPath("metrics").String()
	}
	return nil
}

func (s *store) Send(ctx context.Context, lines []event.Line) error {
	before, err := s.startOf(ctx)
	if err != nil {
		return fmt.Errorf("before the insert: %w", err)
	}
	if err := s.insert(ctx, rows(lines, s.config.Source, s.config.MaxEventBytes)); err != nil {
		return err
	}
	if err := wait(ctx, s.config.Hold); err != nil {
		return err
	}
	after, err := s.startOf(ctx)
	if err != nil {
		return fmt.Errorf("after the hold: %w", err)
	}
	if before != after {
		return fmt.Errorf("the store restarted within %v of the insert: %s was %s, and is %s", s.config.Hold, startMetric, before, after)
	}
	return nil
}

func (s *store) insert(ctx context.Context, batch []byte) error {
	ctx, cancel := context.WithTimeout(ctx, ioTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.insertURL, bytes.NewReader(batch))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/stream+json")
	response, err := s.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	reason, _ := io.ReadAll(io.LimitReader(response.Body, 1000))
	if response.StatusCode/100 != 2 {
		return fmt.Errorf("%s: HTTP status %d: %s", s.insertURL, response.StatusCode, reason)
	}
	return nil
}

func (s *store) Shutdown(context.Context) error {
	s.client.CloseIdleConnections()
	return nil
}
