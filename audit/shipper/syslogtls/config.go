// Package syslogtls sends events to a SIEM by syslog over TLS (RFC 5424, RFC 5425).
package syslogtls

import (
	"errors"
	"fmt"
	"net"
	"time"

	"slipway/audit/shipper/event"
	"slipway/audit/shipper/sink"
	"slipway/audit/shipper/tlsfiles"
)

// Config has the keys of the exporter. example.yaml describes them.
type Config struct {
	sink.Settings `mapstructure:",squash"`
	Endpoint      string          `mapstructure:"endpoint"`
	TLS           tlsfiles.Config `mapstructure:"tls"`
	Hold          time.Duration   `mapstructure:"hold"`
	MaxEventBytes int             `mapstructure:"max_event_bytes"`
}

func (c *Config) Validate() error {
	problems := []error{}
	if _, _, err := net.SplitHostPort(c.Endpoint); err != nil {
		problems = append(problems, fmt.Errorf("endpoint is %q; use HOST:PORT", c.Endpoint))
	}
	if c.TLS.CertificateFile == "" {
		problems = append(problems, errors.New("tls.certificate_file is empty: the receiver identifies the sender by its certificate; set it and tls.key_file"))
	}
	if c.Hold < time.Second {
		problems = append(problems, fmt.Errorf("hold is %v; use 1s or more, since the protocol has no acknowledgement", c.Hold))
	}
	if c.MaxEventBytes < event.MinLimit {
		problems = append(problems, fmt.Errorf("max_event_bytes is %d; use %d or more", c.MaxEventBytes, event.MinLimit))
	}
	return errors.Join(problems...)
}
