package sink

import (
	"context"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/config/configoptional"
	"go.opentelemetry.io/collector/config/configretry"
	"go.opentelemetry.io/collector/exporter/exporterhelper"
	"go.opentelemetry.io/collector/exporter/exportertest"
	"go.opentelemetry.io/collector/pdata/plog"

	"slipway/audit/shipper/event"
)

// taken is a sink that has each line it was sent.
type taken struct{ lines []event.Line }

func (s *taken) Start(context.Context, component.Host) error { return nil }

func (s *taken) Send(_ context.Context, lines []event.Line) error {
	s.lines = append(s.lines, lines...)
	return nil
}

func (s *taken) Shutdown(context.Context) error { return nil }

// The queue must not have what the sink does not take. Its size is counted before Send.
func TestLinesAreReducedBeforeTheQueue(t *testing.T) {
	sink, read := &taken{}, time.Unix(1700000000, 0).UTC()
	parts := Parts{
		Settings: Settings{Queue: configoptional.None[exporterhelper.QueueBatchConfig](), Retry: configretry.NewDefaultBackOffConfig()},
		Fit: func(line event.Line) event.Line {
			line.Text = strings.ToUpper(line.Text)
			return line
		},
		Sender: sink,
	}
	exporter, err := newExporter(t.Context(), exportertest.NewNopSettings(component.MustNewType("x")), &struct{}{}, parts)
	if err != nil {
		t.Fatal(err)
	}
	if err := exporter.Start(t.Context(), componenttest.NewNopHost()); err != nil {
		t.Fatal(err)
	}
	if !exporter.Capabilities().MutatesData {
		t.Error("the lines of another sink would be replaced too")
	}
	logs := plog.NewLogs()
	record := logs.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords().AppendEmpty()
	record.Body().SetStr("line")
	record.SetObservedTimestamp(1700000000_000000000)
	if err := exporter.ConsumeLogs(t.Context(), logs); err != nil {
		t.Fatal(err)
	}
	if text := record.Body().Str(); text != "LINE" {
		t.Errorf("the queue would have %q", text)
	}
	if len(sink.lines) != 1 || sink.lines[0] != (event.Line{Text: "LINE", Read: read.In(sink.lines[0].Read.Location())}) {
		t.Errorf("sent: %v", sink.lines)
	}
}
