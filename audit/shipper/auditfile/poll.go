package auditfile

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"time"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.uber.org/zap"
)

// Limits of a batch that is handed to the queue in one transaction. A line larger than the second is a batch of its own.
const (
	batchLines = 500
	batchBytes = 1 << 20
)

// poll reads all files to their ends. One that was renamed is open already, and one that was deleted is read to its end too.
func (r *reader) poll(ctx context.Context) {
	present := r.openNew()
	for key, one := range r.open {
		if one.identity == "" && !r.identify(one) {
			continue
		}
		if err := r.readToEnd(ctx, one); err != nil {
			r.log.Error("A file cannot be read; the next poll tries again.", zap.String("file", one.Name()), zap.Error(err))
			continue
		}
		if ctx.Err() == nil && !present[key] {
			one.Close()
			delete(r.open, key)
		}
	}
	r.dropOldPositions()
}

// dropOldPositions drops those of files that were deleted.
func (r *reader) dropOldPositions() {
	known := map[string]bool{}
	for _, one := range r.open {
		if one.identity == "" {
			return // one of the positions can be its own
		}
		known[one.identity] = true
	}
	maps.DeleteFunc(r.positions.of, func(identity string, _ int64) bool { return !known[identity] })
}

func (r *reader) openNew() map[inode]bool {
	present := map[inode]bool{}
	names, _ := filepath.Glob(r.config.Include) // the pattern is valid
	for _, name := range names {
		opened, err := os.Open(name)
		if err != nil {
			r.log.Error("A file cannot be opened; the next poll tries again.", zap.Error(err))
			continue
		}
		info, err := opened.Stat()
		if err != nil || r.open[inodeOf(info)] != nil || info.IsDir() {
			opened.Close()
		} else {
			r.open[inodeOf(info)] = &file{File: opened, maxLine: r.config.MaxLineBytes}
		}
		if err == nil {
			present[inodeOf(info)] = true
		}
	}
	return present
}

func (r *reader) identify(one *file) bool {
	complete, err := one.identify()
	if err != nil {
		r.log.Error("A file cannot be read; the next poll tries again.", zap.String("file", one.Name()), zap.Error(err))
	}
	one.position = r.positions.of[one.identity]
	return complete
}

func (r *reader) readToEnd(ctx context.Context, one *file) error {
	for ctx.Err() == nil {
		batch, end, err := one.batch()
		if err != nil || end == one.position {
			return err
		}
		if batch.LogRecordCount() > 0 && !r.hand(ctx, batch) {
			return nil
		}
		one.position, r.positions.of[one.identity] = end, end
		if err := r.positions.store(ctx); err != nil {
			return err
		}
	}
	return nil
}

// hand offers a batch until the queue has it, or the program ends.
func (r *reader) hand(ctx context.Context, batch plog.Logs) bool {
	for ctx.Err() == nil {
		err := r.next.ConsumeLogs(ctx, batch)
		if err == nil {
			return true
		}
		r.log.Error("The queue refused a batch, which is offered again.", zap.Error(err))
		pause(ctx, retryPause)
	}
	return false
}

// batch returns the next lines, and the position after them. Empty lines are skipped.
func (f *file) batch() (plog.Logs, int64, error) {
	logs := plog.NewLogs()
	records := logs.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords()
	at, size := f.position, 0
	for records.Len() < batchLines && size < batchBytes {
		line, next, err := f.line(at)
		if err != nil || line == nil {
			return logs, at, err
		}
		at, size = next, size+len(line)
		if len(line) > 0 {
			record := records.AppendEmpty()
			record.Body().SetStr(string(line))
			record.SetObservedTimestamp(pcommon.NewTimestampFromTime(time.Now()))
		}
	}
	return logs, at, nil
}
