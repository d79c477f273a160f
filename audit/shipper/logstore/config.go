// Package logstore inserts events into VictoriaLogs.
package logstore

import (
	"errors"
	"fmt"
	"time"

	"slipway/audit/shipper/event"
	"slipway/audit/shipper/sink"
	"slipway/audit/shipper/tlsfiles"
)

// Config has the keys of the exporter. example.yaml describes them.
type Config struct {
	sink.Settings   `mapstructure:",squash"`
	Endpoint        string          `mapstructure:"endpoint"`
	MetricsEndpoint string          `mapstructure:"metrics_endpoint"`
	TLS             tlsfiles.Config `mapstructure:"tls"`
	Hold            time.Duration   `mapstructure:"hold"`
	MaxEventBytes   int             `mapstructure:"max_event_bytes"`
}

func (c *Config) Validate() error {
	problems := []error{}
	if _, err := tlsfiles.Endpoint("endpoint", c.Endpoint); err != nil {
		problems = append(problems, err)
	}
	if c.MetricsEndpoint != "" {
		if _, err := tlsfiles.Endpoint("metrics_endpoint", c.MetricsEndpoint); err != nil {
			problems = append(problems, err)
		}
	}
	if c.Hold < time.Second {
		problems = append(problems, fmt.Errorf("hold is %v; use 1s or more, since the store keeps new events in memory at first", c.Hold))
	}
	if c.MaxEventBytes < event.MinLimit {
		problems = append(problems, fmt.Errorf("max_event_bytes is %d; use %d or more", c.MaxEventBytes, event.MinLimit))
	}
	return errors.Join(problems...)
}
