package lockedarchive

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/exporter"

	"slipway/audit/shipper/sink"
)

// NewFactory returns the factory of the exporter.
func NewFactory() exporter.Factory {
	return exporter.NewFactory(component.MustNewType("lockedarchive"), defaults, exporter.WithLogs(create, component.StabilityLevelStable))
}

func defaults() component.Config {
	config := &Config{Settings: sink.Defaults(), Region: "us-east-1", Lock: lockByHeader, Timeout: time.Minute}
	queue := config.Queue.Get()
	queue.NumConsumers = 2
	queue.Batch.Get().MinSize = 4 << 20
	queue.Batch.Get().FlushTimeout = 5 * time.Second
	return config
}

func create(ctx context.Context, set exporter.Settings, config component.Config) (exporter.Logs, error) {
	own := config.(*Config)
	return sink.New(ctx, set, config, own.Settings, own.Timeout, &archive{config: own})
}
