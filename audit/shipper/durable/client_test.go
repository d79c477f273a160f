package durable

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"go.opentelemetry.io/collector/extension/xextension/storage"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"
)

// disk is a storage in memory that is full for some writes.
type disk struct {
	storage.Client
	content map[string]string
	full    int
}

func (d *disk) Batch(_ context.Context, operations ...*storage.Operation) error {
	if d.full > 0 {
		d.full--
		return errors.New("no space left on device")
	}
	for _, one := range operations {
		switch one.Type {
		case storage.Get:
			if text, ok := d.content[one.Key]; ok {
				one.Value = []byte(text)
			}
		case storage.Set:
			d.content[one.Key] = string(one.Value)
		case storage.Delete:
			delete(d.content, one.Key)
		}
	}
	return nil
}

func open(d *disk) (*client, *observer.ObservedLogs) {
	core, logs := observer.New(zap.InfoLevel)
	return &client{Client: d, log: zap.New(core), pause: time.Millisecond}, logs
}

func TestFullDiskIsWaitedFor(t *testing.T) {
	d := &disk{content: map[string]string{}, full: 3}
	c, logs := open(d)
	if err := c.Set(t.Context(), "position", []byte("7")); err != nil || d.content["position"] != "7" {
		t.Errorf("%v %v", err, d.content)
	}
	if logs.Len() != 3 {
		t.Errorf("%d lines in the log", logs.Len())
	}
}

func TestFullDiskEndsWithContext(t *testing.T) {
	c, _ := open(&disk{content: map[string]string{}, full: 1 << 30})
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := c.Set(ctx, "a", nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

// The operations are those of a queue that starts with the items 1 and 2 not yet sent.
func TestItemsSurviveAKillDuringStart(t *testing.T) {
	d := &disk{content: map[string]string{"qmv0": "sending 1,2", "1": "one", "2": "two"}}
	before := maps.Clone(d.content)
	c, _ := open(d)
	ctx := t.Context()
	first := storage.GetOperation("1")
	check(t, c.Batch(ctx, first, storage.GetOperation("2")))
	check(t, c.Batch(ctx, storage.DeleteOperation("1"), storage.DeleteOperation("2")))
	if !maps.Equal(d.content, before) || string(first.Value) != "one" {
		t.Fatalf("a kill here loses items: %v", d.content)
	}
	check(t, c.Batch(ctx, storage.SetOperation("qmv0", []byte("sending 1,2")), storage.SetOperation("3", []byte("one"))))
	check(t, c.Batch(ctx, storage.SetOperation("qmv0", []byte("sending 1,2")), storage.SetOperation("4", []byte("two"))))
	if d.content["1"] != "one" || d.content["2"] != "two" {
		t.Fatalf("the list in the storage names items that are gone: %v", d.content)
	}
	check(t, c.Batch(ctx, storage.SetOperation("qmv0", []byte("sending 3")), storage.GetOperation("3")))
	if want := map[string]string{"qmv0": "sending 3", "3": "one", "4": "two"}; !maps.Equal(d.content, want) {
		t.Errorf("%v", d.content)
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
