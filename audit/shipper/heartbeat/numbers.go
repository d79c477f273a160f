package heartbeat

import (
	"context"

	"github.com/google/uuid"
	"go.opentelemetry.io/collector/extension/xextension/storage"

	"slipway/audit/shipper/durable"
)

const numbersKey = "numbers"

// numbers are those of one series. A storage without numbers, for example of a node that was replaced, begins another series.
type numbers struct {
	storage.Client `json:"-"`
	Series         string
	Next           uint64
}

func load(ctx context.Context, client storage.Client) (*numbers, error) {
	loaded := &numbers{Client: client, Series: uuid.NewString()[:8], Next: 1}
	return loaded, durable.Load(ctx, client, numbersKey, loaded)
}

// use stores that the number has an event.
func (n *numbers) use(ctx context.Context) error {
	if err := durable.Store(ctx, n, numbersKey, numbers{Series: n.Series, Next: n.Next + 1}); err != nil {
		return err
	}
	n.Next++
	return nil
}
