package syslogtls

import (
	"context"
	"crypto/tls"
	"fmt"
	"sync"
	"time"

	"go.opentelemetry.io/collector/component"

	"slipway/audit/shipper/event"
)

// sender writes all batches to one connection. They wait for their holds at the same time.
//
// Neither protocol has an acknowledgement. A receiver that is killed loses what it had not stored; its end ends the connection too, so what
// was sent within the hold before is sent again. The hold must be longer than the receiver takes to store an event.
type sender struct {
	config   *Config
	security *tls.Config

	mutex   sync.Mutex
	current *connection
}

func (s *sender) Start(context.Context, component.Host) (err error) {
	s.security, err = s.config.TLS.Client()
	return err
}

func (s *sender) Send(ctx context.Context, lines []event.Line) error {
	used, err := s.write(ctx, frames(lines, s.config.Source, s.config.MaxEventBytes))
	if err != nil {
		return err
	}
	return used.outlive(ctx, s.config.Hold)
}

func (s *sender) write(ctx context.Context, batch []byte) (*connection, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.current == nil || !s.current.isOpen() {
		fresh, err := connect(ctx, s.config.Endpoint, s.security, s.config.Hold)
		if err != nil {
			return nil, err
		}
		s.current = fresh
	}
	_ = s.current.SetWriteDeadline(time.Now().Add(ioTimeout)) // fails on a closed connection, as the write does
	if _, err := s.current.Write(batch); err != nil {
		s.current.Close() // an incomplete frame is possible
		<-s.current.ended
		return nil, fmt.Errorf("writing to %s: %w (the connection ended with: %v)", s.config.Endpoint, err, s.current.reason)
	}
	return s.current, nil
}

func (s *sender) Shutdown(context.Context) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.current != nil {
		s.current.Close()
	}
	return nil
}
