package replay

import (
	"bufio"
	"context"
	"io"
	"time"

	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"golang.org/x/sync/errgroup"
)

const (
	batchBytes = 1 << 20
	maxLine    = 16 << 20 // above the largest max_line_bytes
	parallel   = 30       // a batch waits for the hold of its sink
)

// send returns the number of lines when the sink has them.
func send(ctx context.Context, sink exporter.Logs, from io.Reader) (count int, err error) {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(parallel)
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, maxLine)
	batch := newBatch()
	for lines.Scan() && ctx.Err() == nil {
		count++
		if batch.add(lines.Text()); batch.bytes >= batchBytes {
			full := batch
			group.Go(func() error { return sink.ConsumeLogs(ctx, full.logs) })
			batch = newBatch()
		}
	}
	if batch.bytes > 0 {
		group.Go(func() error { return sink.ConsumeLogs(ctx, batch.logs) })
	}
	if err := group.Wait(); err != nil {
		return count, err
	}
	return count, lines.Err()
}

type batch struct {
	logs    plog.Logs
	records plog.LogRecordSlice
	bytes   int
}

func newBatch() *batch {
	logs := plog.NewLogs()
	return &batch{logs: logs, records: logs.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords()}
}

func (b *batch) add(line string) {
	record := b.records.AppendEmpty()
	record.Body().SetStr(line)
	record.SetObservedTimestamp(pcommon.NewTimestampFromTime(time.Now()))
	b.bytes += len(line) + 1
}
