package auditfile

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/receiver"
)

// NewFactory returns the factory of the receiver.
func NewFactory() receiver.Factory {
	return receiver.NewFactory(component.MustNewType("auditfile"), defaults, receiver.WithLogs(create, component.StabilityLevelStable))
}

func defaults() component.Config {
	return &Config{PollInterval: 500 * time.Millisecond, MaxLineBytes: 8 << 20}
}

func create(_ context.Context, set receiver.Settings, config component.Config, next consumer.Logs) (receiver.Logs, error) {
	return &reader{config: config.(*Config), id: set.ID, log: set.Logger, next: next, open: map[inode]*file{}}, nil
}
