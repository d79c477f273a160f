package durable

import (
	"context"
	"sync"
	"time"

	"go.opentelemetry.io/collector/extension/xextension/storage"
	"go.uber.org/zap"
)

const retryPause = time.Second

// client is a storage that does not fail. Callers wait meanwhile: readers keep their position in the files, and exporters their batches.
//
// The collector's persistent queue takes a failed write as a reason to drop the item (exporterhelper, persistent_queue.go, getNextItem).
type client struct {
	storage.Client
	log   *zap.Logger
	pause time.Duration

	mutex     sync.Mutex
	postponed []*storage.Operation
}

func (c *client) Get(ctx context.Context, key string) ([]byte, error) {
	get := storage.GetOperation(key)
	err := c.Batch(ctx, get)
	return get.Value, err
}

func (c *client) Set(ctx context.Context, key string, value []byte) error {
	return c.Batch(ctx, storage.SetOperation(key, value))
}

func (c *client) Delete(ctx context.Context, key string) error {
	return c.Batch(ctx, storage.DeleteOperation(key))
}

// Batch executes the operations in one transaction. It returns an error only when the context ends.
func (c *client) Batch(ctx context.Context, operations ...*storage.Operation) error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if onlyDeletes(operations) {
		c.postponed = append(c.postponed, operations...)
		return nil
	}
	ready := dispatches(operations)
	if ready {
		operations = append(operations, c.postponed...)
	}
	if err := c.retry(ctx, operations); err != nil {
		return err
	}
	if ready {
		c.postponed = nil
	}
	return nil
}

// onlyDeletes recognizes the start of a queue: it deletes the items that were being sent, and then stores them again under new keys. A kill
// between the two would lose them, so the deletes wait for a transaction that no longer lists them.
func onlyDeletes(operations []*storage.Operation) bool {
	for _, operation := range operations {
		if operation.Type != storage.Delete {
			return false
		}
	}
	return len(operations) > 0
}

// dispatches recognizes the transactions after the start: they store the queue's metadata, and read or delete an item.
func dispatches(operations []*storage.Operation) bool {
	set, other := false, false
	for _, operation := range operations {
		set = set || operation.Type == storage.Set
		other = other || operation.Type != storage.Set
	}
	return set && other
}

func (c *client) retry(ctx context.Context, operations []*storage.Operation) error {
	for {
		err := c.Client.Batch(ctx, operations...)
		if err == nil {
			return nil
		}
		c.log.Error("The queue cannot be written, so reading and sending wait. Free space on its disk.", zap.Error(err))
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(c.pause):
		}
	}
}
