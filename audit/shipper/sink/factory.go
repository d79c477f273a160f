package sink

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/exporter"

	"slipway/audit/shipper/event"
)

// Parts are what an exporter is made of.
type Parts struct {
	Settings Settings
	Timeout  time.Duration               // of one Send; 0 means none
	Fit      func(event.Line) event.Line // makes a line small enough for the sink; nil if the sink takes every line whole
	Sender   Sender
}

// NewFactory returns the factory of an exporter whose configuration has the type C.
func NewFactory[C any](name string, defaults func() *C, parts func(*C) Parts) exporter.Factory {
	create := func(ctx context.Context, set exporter.Settings, config component.Config) (exporter.Logs, error) {
		return newExporter(ctx, set, config, parts(config.(*C)))
	}
	return exporter.NewFactory(component.MustNewType(name), func() component.Config { return defaults() },
		exporter.WithLogs(create, component.StabilityLevelStable))
}
