package sink

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/exporter/exporterhelper"
	"go.opentelemetry.io/collector/pdata/plog"

	"slipway/audit/shipper/event"
)

// Sender delivers batches to a sink.
type Sender interface {
	Start(context.Context, component.Host) error
	// Send returns nil only when the sink has the lines. It is called by several goroutines; a failed batch is sent again.
	Send(context.Context, []event.Line) error
	Shutdown(context.Context) error
}

// newExporter returns an exporter with a queue on disk in front of the sender.
func newExporter(ctx context.Context, set exporter.Settings, config component.Config, from Parts) (exporter.Logs, error) {
	age, err := newAge(set)
	if err != nil {
		return nil, err
	}
	push := func(ctx context.Context, logs plog.Logs) error {
		lines := linesOf(logs)
		if len(lines) == 0 {
			return nil
		}
		age.began(lines)
		if err := from.Sender.Send(ctx, lines); err != nil {
			return err
		}
		age.ended(lines)
		return nil
	}
	queued, err := exporterhelper.NewLogs(ctx, set, config, push,
		exporterhelper.WithStart(from.Sender.Start), exporterhelper.WithShutdown(from.Sender.Shutdown),
		exporterhelper.WithTimeout(exporterhelper.TimeoutConfig{Timeout: from.Timeout}),
		exporterhelper.WithRetry(from.Settings.Retry), exporterhelper.WithQueue(from.Settings.Queue))
	if err != nil || from.Fit == nil {
		return queued, err
	}
	return fitting{queued, from.Fit}, nil
}

func linesOf(logs plog.Logs) []event.Line {
	lines := make([]event.Line, 0, logs.LogRecordCount())
	for _, resource := range logs.ResourceLogs().All() {
		for _, scope := range resource.ScopeLogs().All() {
			for _, record := range scope.LogRecords().All() {
				lines = append(lines, event.Line{Text: record.Body().Str(), Read: record.ObservedTimestamp().AsTime()})
			}
		}
	}
	return lines
}
