// Package durable is the collector's file_storage, changed so that a queue loses nothing: a write that fails is tried again until it succeeds, and
// a queue that starts deletes an item only when its copy is stored.
package durable

import (
	"context"
	"errors"

	"github.com/open-telemetry/opentelemetry-collector-contrib/extension/storage/filestorage"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension"
	"go.opentelemetry.io/collector/extension/xextension/storage"
	"go.uber.org/zap"
)

var kind = component.MustNewType("durable_storage")

// NewFactory returns the factory of the extension. Its keys are those of file_storage.
func NewFactory() extension.Factory {
	inner := filestorage.NewFactory()
	defaults := func() component.Config {
		config := inner.CreateDefaultConfig().(*filestorage.Config)
		config.FSync = true
		return config
	}
	create := func(ctx context.Context, set extension.Settings, config component.Config) (extension.Extension, error) {
		if !config.(*filestorage.Config).FSync {
			return nil, errors.New("fsync is false: a power failure would lose the queue; use true")
		}
		log := set.Logger
		set.ID = component.NewIDWithName(inner.Type(), set.ID.Name())
		files, err := inner.Create(ctx, set, config)
		if err != nil {
			return nil, err
		}
		return &durable{files.(storage.Extension), log}, nil
	}
	return extension.NewFactory(kind, defaults, create, component.StabilityLevelStable)
}

type durable struct {
	storage.Extension
	log *zap.Logger
}

func (d *durable) GetClient(ctx context.Context, kind component.Kind, id component.ID, name string) (storage.Client, error) {
	inner, err := d.Extension.GetClient(ctx, kind, id, name)
	if err != nil {
		return nil, err
	}
	return &client{Client: inner, log: d.log.With(zap.Stringer("of", id)), pause: retryPause}, nil
}
