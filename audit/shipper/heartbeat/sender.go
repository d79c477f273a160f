package heartbeat

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.uber.org/zap"

	"slipway/audit/shipper/durable"
)

// An API server that does not answer within this time gets the same number again.
const timeout = 10 * time.Second

// recorded is a header of each answer to a request that has an event.
const recorded = "Audit-Id"

// sender sends one number after another. A number is used again until an answer shows that it has an event, so numbers have no gaps when the API
// server is down; two events can have the same.
type sender struct {
	config *Config
	id     component.ID
	log    *zap.Logger

	client  *http.Client
	numbers *numbers
	cancel  context.CancelFunc
	running sync.WaitGroup
}

func (s *sender) Start(ctx context.Context, host component.Host) error {
	client, err := durable.Open(ctx, host, *s.config.Storage, component.KindExtension, s.id)
	if err != nil {
		return err
	}
	if s.numbers, err = load(ctx, client); err != nil {
		return err
	}
	security, err := s.config.TLS.Client()
	if err != nil {
		return err
	}
	s.client = &http.Client{Timeout: timeout, Transport: &http.Transport{TLSClientConfig: security, ForceAttemptHTTP2: true}}
	ctx, s.cancel = context.WithCancel(context.Background())
	s.running.Go(func() { s.run(ctx) })
	return nil
}

func (s *sender) run(ctx context.Context) {
	ticker := time.NewTicker(s.config.Interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if err := s.beat(ctx); err != nil && ctx.Err() == nil {
			s.log.Error("A heartbeat has no event, and its number is sent again.", zap.Uint64("number", s.numbers.Next), zap.Error(err))
		}
	}
}

// beat sends the next number. Any answer of the API server counts, also a refusal: refused requests have events too.
func (s *sender) beat(ctx context.Context) error {
	token, err := os.ReadFile(s.config.TokenFile) // a service account's token is replaced every hour
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.config.numbered(s.numbers.Series, s.numbers.Next), nil)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+strings.TrimSpace(string(token)))
	response, err := s.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 1<<20)) // the connection is used again
	if response.Header.Get(recorded) == "" {
		return fmt.Errorf("%s: HTTP status %d without the header %s, so no API server recorded it", s.config.URL, response.StatusCode, recorded)
	}
	return s.numbers.use(ctx)
}

func (s *sender) Shutdown(ctx context.Context) error {
	if s.cancel == nil {
		return nil
	}
	s.cancel()
	s.running.Wait()
	s.client.CloseIdleConnections()
	return s.numbers.Close(ctx)
}
