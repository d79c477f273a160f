package heartbeat

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension"
)

// NewFactory returns the factory of the extension.
func NewFactory() extension.Factory {
	return extension.NewFactory(component.MustNewType("heartbeat"), defaults, create, component.StabilityLevelStable)
}

func defaults() component.Config { return &Config{Interval: time.Second} }

func create(_ context.Context, set extension.Settings, config component.Config) (extension.Extension, error) {
	return &sender{config: config.(*Config), id: set.ID, log: set.Logger}, nil
}
