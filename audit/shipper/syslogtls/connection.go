package syslogtls

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Time limits of connecting and of writing a batch.
const ioTimeout = 10 * time.Second

// connection is a TLS connection that notices its end. The receiver never sends data, so a read returns only then.
type connection struct {
	net.Conn
	ended  chan struct{}
	reason error // set before ended is closed
}

func connect(ctx context.Context, endpoint string, security *tls.Config, hold time.Duration) (*connection, error) {
	ctx, cancel := context.WithTimeout(ctx, ioTimeout)
	defer cancel()
	dialer := tls.Dialer{Config: security, NetDialer: &net.Dialer{Control: userTimeout(hold)}}
	inner, err := dialer.DialContext(ctx, "tcp", endpoint)
	if err != nil {
		return nil, fmt.Errorf("connecting to %s: %w", endpoint, err)
	}
	c := &connection{Conn: inner, ended: make(chan struct{})}
	go func() {
		_, c.reason = io.Copy(io.Discard, inner)
		inner.Close()
		close(c.ended)
	}()
	return c, nil
}

// userTimeout ends a connection whose peer's kernel does not confirm data before the hold does: a network that drops packets, or a receiver
// that does not read.
func userTimeout(hold time.Duration) func(string, string, syscall.RawConn) error {
	return func(_, _ string, raw syscall.RawConn) (err error) {
		controlErr := raw.Control(func(descriptor uintptr) {
			err = unix.SetsockoptInt(int(descriptor), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(hold.Milliseconds()*2/3))
		})
		if controlErr != nil {
			return controlErr
		}
		return err
	}
}

func (c *connection) isOpen() bool {
	select {
	case <-c.ended:
		return false
	default:
		return true
	}
}

// outlive returns nil if the connection is open after the hold.
func (c *connection) outlive(ctx context.Context, hold time.Duration) error {
	select {
	case <-c.ended:
		return fmt.Errorf("the receiver ended the connection within %v of the batch: %v", hold, c.reason)
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(hold):
		return nil
	}
}
