package auditfile

import (
	"context"

	"go.opentelemetry.io/collector/extension/xextension/storage"

	"slipway/audit/shipper/durable"
)

const positionsKey = "positions"

// positions are stored by the identity of a file, so that they survive a rename and a restart.
type positions struct {
	storage.Client
	of map[string]int64
}

func loadPositions(ctx context.Context, client storage.Client) (positions, error) {
	loaded := positions{client, map[string]int64{}}
	return loaded, durable.Load(ctx, client, positionsKey, &loaded.of)
}

func (p *positions) store(ctx context.Context) error {
	return durable.Store(ctx, p, positionsKey, p.of)
}
