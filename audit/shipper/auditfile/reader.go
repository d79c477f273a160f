package auditfile

import (
	"context"
	"sync"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.uber.org/zap"

	"slipway/audit/shipper/durable"
)

// Time between attempts to hand a batch to a queue that refuses it.
const retryPause = time.Second

// reader polls the files, and hands their lines to the queue of one exporter. A position is stored only after the queue has what is before it.
type reader struct {
	config *Config
	id     component.ID
	log    *zap.Logger
	next   consumer.Logs

	positions positions
	open      map[inode]*file
	cancel    context.CancelFunc
	running   sync.WaitGroup
}

func (r *reader) Start(ctx context.Context, host component.Host) error {
	client, err := durable.Open(ctx, host, *r.config.Storage, component.KindReceiver, r.id)
	if err != nil {
		return err
	}
	if r.positions, err = loadPositions(ctx, client); err != nil {
		return err
	}
	ctx, r.cancel = context.WithCancel(context.Background())
	r.running.Go(func() { r.run(ctx) })
	return nil
}

func (r *reader) Shutdown(ctx context.Context) error {
	if r.cancel == nil {
		return nil
	}
	r.cancel()
	r.running.Wait()
	for _, one := range r.open {
		one.Close()
	}
	return r.positions.Close(ctx)
}

func (r *reader) run(ctx context.Context) {
	for ctx.Err() == nil {
		r.poll(ctx)
		pause(ctx, r.config.PollInterval)
	}
}

func pause(ctx context.Context, duration time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(duration):
	}
}
