package logstore

import (
	"time"

	"go.opentelemetry.io/collector/exporter"

	"slipway/audit/shipper/event"
	"slipway/audit/shipper/sink"
)

// NewFactory returns the factory of the exporter.
func NewFactory() exporter.Factory { return sink.NewFactory("logstore", defaults, parts) }

func defaults() *Config {
	return &Config{Settings: sink.Defaults(), Hold: 15 * time.Second, MaxEventBytes: 250 << 10}
}

func parts(config *Config) sink.Parts {
	fit := func(line event.Line) event.Line { return fitting(line, config.Source, config.MaxEventBytes) }
	return sink.Parts{Settings: config.Settings, Fit: fit, Sender: &store{config: config}}
}
