package durable

import (
	"context"
	"encoding/json"
	"fmt"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension/xextension/storage"
)

// Open returns the client of a component at the storage that its configuration names.
func Open(ctx context.Context, host component.Host, name component.ID, kind component.Kind, of component.ID) (storage.Client, error) {
	extension, ok := host.GetExtensions()[name].(storage.Extension)
	if !ok {
		return nil, fmt.Errorf("storage is %q, which is not a storage extension of service.extensions", name)
	}
	return extension.GetClient(ctx, kind, of, "")
}

// Load reads a value that Store wrote; without one, the value stays as it is.
func Load(ctx context.Context, client storage.Client, key string, value any) error {
	text, err := client.Get(ctx, key)
	if err != nil || text == nil {
		return err
	}
	if err := json.Unmarshal(text, value); err != nil {
		return fmt.Errorf("%s in the storage are not valid: %w", key, err)
	}
	return nil
}

// Store writes a value.
func Store(ctx context.Context, client storage.Client, key string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return client.Set(ctx, key, text)
}
