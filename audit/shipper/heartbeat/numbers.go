package heartbeat

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"
	"go.opentelemetry.io/collector/extension/xextension/storage"
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
	text, err := client.Get(ctx, numbersKey)
	if err != nil || text == nil {
		return loaded, err
	}
	if err := json.Unmarshal(text, loaded); err != nil {
		return nil, fmt.Errorf("numbers of heartbeats in the storage are not valid: %w", err)
	}
	return loaded, nil
}

// use stores that the number has an event.
func (n *numbers) use(ctx context.Context) error {
	text, err := json.Marshal(numbers{Series: n.Series, Next: n.Next + 1})
	if err != nil {
		return err
	}
	if err := n.Set(ctx, numbersKey, text); err != nil {
		return err
	}
	n.Next++
	return nil
}
