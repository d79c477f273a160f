package sink

import (
	"context"

	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/pdata/plog"

	"slipway/audit/shipper/event"
)

// fitting replaces lines before the queue has them. A client without a credential can make large events, and whole they would fill the queue
// and keep later events waiting for minutes.
type fitting struct {
	exporter.Logs
	fit func(event.Line) event.Line
}

func (f fitting) Capabilities() consumer.Capabilities {
	return consumer.Capabilities{MutatesData: true}
}

func (f fitting) ConsumeLogs(ctx context.Context, logs plog.Logs) error {
	for _, resource := range logs.ResourceLogs().All() {
		for _, scope := range resource.ScopeLogs().All() {
			for _, record := range scope.LogRecords().All() {
				line := event.Line{Text: record.Body().Str(), Read: record.ObservedTimestamp().AsTime()}
				record.Body().SetStr(f.fit(line).Text)
			}
		}
	}
	return f.Logs.ConsumeLogs(ctx, logs)
}
