package auditfile

import (
	"context"
	"encoding/json"
	"fmt"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension/xextension/storage"
)

const positionsKey = "positions"

// positions are stored by the identity of a file, so that they survive a rename and a restart.
type positions struct {
	storage.Client
	of map[string]int64
}

func loadPositions(ctx context.Context, client storage.Client) (positions, error) {
	loaded := positions{client, map[string]int64{}}
	text, err := client.Get(ctx, positionsKey)
	if err != nil || text == nil {
		return loaded, err
	}
	if err := json.Unmarshal(text, &loaded.of); err != nil {
		return loaded, fmt.Errorf("positions of the files in the storage are not valid: %w", err)
	}
	return loaded, nil
}

func (p *positions) store(ctx context.Context) error {
	text, err := json.Marshal(p.of)
	if err != nil {
		return err
	}
	return p.Set(ctx, positionsKey, text)
}

type missingStorage struct{ id component.ID }

func (m *missingStorage) Error() string {
	return fmt.Sprintf("storage is %q, which is not a storage extension of service.extensions", m.id)
}
