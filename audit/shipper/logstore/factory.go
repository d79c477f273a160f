package logstore

import (
	"time"

	"go.opentelemetry.io/collector/exporter"

	"slipway/audit/shipper/sink"
)

// NewFactory returns the factory of the exporter.
func NewFactory() exporter.Factory { return sink.NewFactory("logstore", defaults, parts) }

func defaults() *Config {
	return &Config{Settings: sink.Defaults(), Hold: 15 * time.Second, MaxEventBytes: 250 << 10}
}

func parts(config *Config) sink.Parts {
	return sink.Parts{Settings: config.Settings, Fit: config.fit, Sender: &store{config: config}}
}
