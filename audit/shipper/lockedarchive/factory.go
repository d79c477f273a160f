package lockedarchive

import (
	"time"

	"go.opentelemetry.io/collector/exporter"

	"slipway/audit/shipper/sink"
)

// NewFactory returns the factory of the exporter.
func NewFactory() exporter.Factory { return sink.NewFactory("lockedarchive", defaults, parts) }

func defaults() *Config {
	config := &Config{Settings: sink.Defaults(), Region: "us-east-1", Lock: lockByHeader, Timeout: time.Minute}
	queue := config.Queue.Get()
	queue.NumConsumers = 2
	queue.Batch.Get().MinSize = 4 << 20
	queue.Batch.Get().FlushTimeout = 5 * time.Second
	return config
}

func parts(config *Config) sink.Parts {
	return sink.Parts{Settings: config.Settings, Timeout: config.Timeout, Sender: &archive{config: config}}
}
