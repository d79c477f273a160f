package logstore

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/exporter"

	"slipway/audit/shipper/sink"
)

// NewFactory returns the factory of the exporter.
func NewFactory() exporter.Factory {
	return exporter.NewFactory(component.MustNewType("logstore"), defaults, exporter.WithLogs(create, component.StabilityLevelStable))
}

func defaults() component.Config {
	return &Config{Settings: sink.Defaults(), Hold: 15 * time.Second, MaxEventBytes: 250 << 10}
}

func create(ctx context.Context, set exporter.Settings, config component.Config) (exporter.Logs, error) {
	own := config.(*Config)
	return sink.New(ctx, set, config, own.Settings, 0, &store{config: own})
}
