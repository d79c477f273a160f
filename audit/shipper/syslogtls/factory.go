package syslogtls

import (
	"time"

	"go.opentelemetry.io/collector/exporter"

	"slipway/audit/shipper/event"
	"slipway/audit/shipper/sink"
)

// NewFactory returns the factory of the exporter.
func NewFactory() exporter.Factory { return sink.NewFactory("syslogtls", defaults, parts) }

func defaults() *Config {
	return &Config{Settings: sink.Defaults(), Hold: 15 * time.Second, MaxEventBytes: 128 << 10}
}

func parts(config *Config) sink.Parts {
	fit := func(line event.Line) event.Line { return event.Fit(line, config.MaxEventBytes) }
	return sink.Parts{Settings: config.Settings, Fit: fit, Sender: &sender{config: config}}
}
